import CCairo
import Raster
import TerminalGraphics

/// Draws a page through cairo, as it is composed for all formats.
struct CairoDrawing {
  let canvas: CairoCanvas
  /// Pixels of heights to a point.
  let detail: Double

  /// Draws all of a page.
  func draw(_ drawing: PageDrawing) throws(CairoError) {
    drawGround(drawing)
    try draw(drawing.surroundings)
    for panel in drawing.panels { try draw(panel) }
    try draw(drawing.above)
  }

  /// Fills the page, unless it is transparent.
  func drawGround(_ drawing: PageDrawing) {
    guard let ground = drawing.ground else { return }
    canvas.fill(PageBox(x: 0, y: 0, width: drawing.size.x, height: drawing.size.y), ground)
  }

  private func draw(_ panel: DrawnPanel) throws(CairoError) {
    try canvas.saving { () throws(CairoError) in
      canvas.clip(to: panel.plot)
      try draw(panel.backdrop)
      for trail in panel.trails {
        if let casing = trail.casingPath { draw(casing) }
        draw(trail.path)
      }
      try draw(panel.above)
    }
    // Whole, also at the edge.
    for head in panel.heads { draw(head.shape) }
  }

  /// Draws parts in their order.
  func draw(_ parts: [Drawn]) throws(CairoError) {
    for part in parts {
      switch part {
      case .path(let path): draw(path)
      case .text(let text): try draw(text)
      case .field(let field, let box):
        let image = SmoothField(field).image(
          width: Int((box.width * detail).rounded()), height: Int((box.height * detail).rounded()))
        try canvas.draw(image, in: box, isSmooth: true)
      case .solid(let solid):
        try canvas.draw(solid.image(detail: detail), in: solid.box, isSmooth: true)
      case .ramp(let ramp, let box):
        var pixels = PixelImage(width: 1, height: ramp.count)
        for (row, color) in ramp.reversed().enumerated() { pixels.pixels[row] = color.opaquePixel }
        try canvas.draw(pixels, in: box, isSmooth: false)
      }
    }
  }

  private func draw(_ path: DrawnPath) {
    func trace() {
      canvas.cairo.new_path(canvas.context)
      for line in path.lines {
        canvas.cairo.new_sub_path(canvas.context)
        // A point alone is a dot, as wide as the stroke.
        canvas.add(line.count == 1 ? [line[0], line[0]] : line, isClosed: path.isClosed)
      }
    }
    func stroke() {
      guard let ink = path.stroke, path.width > 0 else { return }
      trace()
      canvas.stroke(
        ink.color, width: path.width, opacity: ink.opacity, dash: path.dashes, isRound: path.dashes.isEmpty)
    }
    if path.hasRim { stroke() }
    if let ink = path.fill {
      trace()
      canvas.set(ink.color, opacity: ink.opacity)
      canvas.cairo.fill(canvas.context)
    }
    if !path.hasRim { stroke() }
  }

  private func draw(_ text: DrawnText) throws(CairoError) {
    guard text.turn != 0 else { return try draw(text, at: text.place) }
    let turn = Turn(text.turn)
    try canvas.saving { () throws(CairoError) in
      canvas.cairo.transform(
        canvas.context, [turn.cosine, turn.sine, -turn.sine, turn.cosine, text.place.x, text.place.y])
      try draw(text, at: .zero)
    }
  }

  private static let raised: [Unicode.Scalar: Character] = [
    "⁻": "−", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9",
  ]

  /// The raised signs of Latin-1.
  private static let common: Set<Unicode.Scalar> = ["¹", "²", "³"]

  /// Draws a text; what is raised at its end is drawn small, since few fonts have good signs for that.
  private func draw(_ text: DrawnText, at place: SIMD2<Double>) throws(CairoError) {
    let scalars = Array(text.text.unicodeScalars)
    let raised = scalars.reversed().prefix { CairoDrawing.raised[$0] != nil }
    // Nearly every font has these, and in a formula they stand in its middle as well.
    let isFormula = scalars.contains { $0.properties.isAlphabetic }
    let isDrawn = isFormula && raised.allSatisfy { CairoDrawing.common.contains($0) }
    let count = isDrawn ? 0 : raised.count
    let exponent = String(scalars.suffix(count).compactMap { CairoDrawing.raised[$0] })
    let base = exponent.isEmpty ? text.text : String(String.UnicodeScalarView(scalars.dropLast(count)))
    let size = try canvas.fitting(text.text, size: text.size, isBold: text.isBold)
    let widths = (
      try canvas.width(of: base, size: size, isBold: text.isBold),
      try canvas.width(of: exponent, size: 0.7 * size, isBold: text.isBold)
    )
    let whole = widths.0 + widths.1
    let shift =
      switch text.anchor {
      case .start: 0.0
      case .middle: whole / 2
      case .end: whole
      }
    let halo = text.halo.map { ($0, 0.28 * size) }
    let start = place - SIMD2(shift, 0)
    try canvas.draw(base, at: start, size: size, text.color, isBold: text.isBold, halo: halo)
    try canvas.draw(
      exponent, at: start + SIMD2(widths.0, -0.38 * size), size: 0.7 * size, text.color, isBold: text.isBold,
      halo: halo)
  }
}

extension Color {
  /// The colour as a pixel of a picture, opaque.
  var opaquePixel: UInt32 { 0xFF00_0000 | UInt32(blue) << 16 | UInt32(green) << 8 | UInt32(red) }
}
