import TerminalGraphics

/// A page as a document of SVG: texts as text, lines as paths, heights as a small picture with a palette.
struct SVGDocument {
  private let page: Page
  private let light: PageDrawing
  /// The same drawing in the colours of a dark scheme; `nil` where the file has one look.
  private let dark: PageDrawing?
  var colors = SVGColors()
  private(set) var body = ""
  private var definitions = ""
  /// Rules beside those of colours.
  var rules = ""
  /// What makes its names differ from those of another picture in the same page.
  let mark: String
  private var hasSchemes = false

  /// A document of a page; `dark` is the same page for a dark surrounding.
  init(_ page: Page, dark: Page? = nil, moves: Bool = false) {
    self.page = page
    light = PageDrawing(page, moves: moves)
    self.dark = dark.map { PageDrawing($0, moves: moves) }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(page.provenance.command) \(page.step)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    mark = String(hash % 1_679_616, radix: 36)
  }

  /// The panels, with those of the dark scheme.
  var panels: [(light: DrawnPanel, dark: DrawnPanel?)] {
    light.panels.enumerated().map { index, panel in
      (panel, dark.flatMap { $0.panels.indices.contains(index) ? $0.panels[index] : nil })
    }
  }

  // MARK: The whole

  /// Draws everything that is not in a panel.
  mutating func addSurroundings() {
    if let ground = light.ground {
      let ink = (
        SVGColors.Property.fill, light: DrawnInk(color: ground),
        dark: dark?.ground.map { DrawnInk(color: $0) }
      )
      body +=
        "<rect width=\"\(SVGText.number(page.size.x))\" height=\"\(SVGText.number(page.size.y))\"\(colors.attributes([ink]))/>\n"
    }
    add(light.surroundings, dark?.surroundings)
  }

  /// Opens a group that is cut off at a panel's edges.
  mutating func beginPanel(_ index: Int, _ panel: DrawnPanel) {
    let name = "c\(mark)\(index)"
    definitions += "<clipPath id=\"\(name)\">\(SVGDocument.rect(panel.plot))/></clipPath>"
    body += "<g clip-path=\"url(#\(name))\">\n"
  }

  mutating func endGroup() { body += "</g>\n" }

  mutating func add(text: String) { body += text }

  /// The panels as they are.
  mutating func addPanels() {
    for (index, (light, dark)) in panels.enumerated() {
      beginPanel(index, light)
      add(light.backdrop, dark?.backdrop)
      for (number, trail) in light.trails.enumerated() {
        let other = dark.flatMap { $0.trails.indices.contains(number) ? $0.trails[number] : nil }
        if let casing = trail.casingPath { add(.path(casing), other?.casingPath.map { .path($0) }) }
        add(.path(trail.path), other.map { .path($0.path) })
      }
      add(light.above, dark?.above)
      endGroup()
      // Whole, also at the edge.
      for (number, head) in light.heads.enumerated() {
        let other = dark.flatMap { $0.heads.indices.contains(number) ? $0.heads[number] : nil }
        add(.path(head.shape), other.map { .path($0.shape) })
      }
    }
  }

  /// What lies above the panels.
  mutating func addAbove() { add(light.above, dark?.above) }

  /// The document.
  func text(attributes: String = "", after: String = "") -> String {
    let (width, height) = (SVGText.number(page.size.x), SVGText.number(page.size.y))
    let source = page.provenance
    var rules = rules + colors.rules
    if hasSchemes {
      rules += ".d{display:none}@media(prefers-color-scheme:dark){.d{display:inline}.l{display:none}}"
    }
    let title = page.title.isEmpty ? "optviz" : page.title
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
      + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-labelledby=\"t\(mark) d\(mark)\" "
      + "font-family=\"Helvetica Neue,Helvetica,Arial,Liberation Sans,sans-serif\" font-size=\"\(SVGText.number(page.em))\" "
      + "stroke-linejoin=\"round\" stroke-linecap=\"round\"\(attributes)>\n"
      + "<title id=\"t\(mark)\">\(SVGText.escaped(title))</title>\n"
      + "<desc id=\"d\(mark)\">\(SVGText.escaped(source.description))</desc>\n"
      + "<metadata>\(SVGText.escaped("\(source.creator), seed \(source.seed): \(source.command)"))</metadata>\n"
      + (rules.isEmpty ? "" : "<style>\(rules)</style>\n")
      + "<defs>\(definitions)</defs>\n" + body + after + "</svg>\n"
  }

  // MARK: Parts

  /// Draws parts, in the colours of both schemes.
  mutating func add(_ light: [Drawn], _ dark: [Drawn]?) {
    for (index, part) in light.enumerated() {
      add(part, dark.flatMap { $0.indices.contains(index) ? $0[index] : nil })
    }
  }

  private mutating func add(_ part: Drawn, _ other: Drawn?) {
    switch (part, other) {
    case (.path(let path), .path(let dark)): body += element(path, dark)
    case (.path(let path), _): body += element(path, nil)
    case (.text(let text), .text(let dark)): body += element(text, dark)
    case (.text(let text), _): body += element(text, nil)
    case (.ramp(let ramp, let box), .ramp(let dark, _)): add(ramp, dark, in: box)
    case (.ramp(let ramp, let box), _): add(ramp, nil, in: box)
    case (.field(let field, let box), let dark):
      var other: String?
      if case .field(let field, let box) = dark { other = SVGDocument.image(field, in: box, class: "d") }
      add(image: SVGDocument.image(field, in: box, class: other == nil ? "" : "l"), other)
    case (.solid(let solid), let dark):
      var other: String?
      var most = SVGDocument.mostPixels
      if case .solid(let solid) = dark {
        most = SVGDocument.mostPixelsOfEach
        other = SVGDocument.image(solid, most: most, class: "d")
      }
      add(image: SVGDocument.image(solid, most: most, class: other == nil ? "" : "l"), other)
    }
  }

  private mutating func add(image: String, _ dark: String?) {
    body += image + (dark ?? "")
    if dark != nil { hasSchemes = true }
  }

  /// A path as an element; `extra` are further attributes, and `name` is a further class.
  mutating func element(_ path: DrawnPath, _ dark: DrawnPath?, extra: String = "", name: String = "")
    -> String
  {
    guard !path.lines.isEmpty, path.fill != nil || path.stroke != nil else { return "" }
    let inks = colors.attributes(
      [
        (.fill, light: path.fill, dark: dark?.fill), (.stroke, light: path.stroke, dark: dark?.stroke),
      ], name: name)
    var text = "<path\(inks)"
    if path.stroke != nil {
      text += " stroke-width=\"\(SVGText.number(path.width))\""
      if path.hasRim { text += " paint-order=\"stroke\"" }
      if !path.dashes.isEmpty {
        text +=
          " stroke-dasharray=\"\(path.dashes.map(SVGText.number).joined(separator: " "))\" stroke-linecap=\"butt\""
      }
    }
    return text + extra + " d=\"\(SVGText.path(path.lines, isClosed: path.isClosed))\"/>\n"
  }

  private mutating func element(_ text: DrawnText, _ dark: DrawnText?) -> String {
    let place = "x=\"\(SVGText.number(text.place.x))\" y=\"\(SVGText.number(text.place.y))\""
    var attributes = ""
    if text.size != page.em { attributes += " font-size=\"\(SVGText.number(text.size))\"" }
    switch text.anchor {
    case .start: break
    case .middle: attributes += " text-anchor=\"middle\""
    case .end: attributes += " text-anchor=\"end\""
    }
    if text.isBold { attributes += " font-weight=\"600\"" }
    if text.turn != 0 {
      attributes +=
        " transform=\"rotate(\(SVGText.number(text.turn)) \(SVGText.number(text.place.x)) \(SVGText.number(text.place.y)))\""
    }
    if text.halo != nil {
      attributes += " paint-order=\"stroke\" stroke-width=\"\(SVGText.number(text.size * 0.28))\""
    }
    let inks = colors.attributes([
      (.fill, light: DrawnInk(color: text.color), dark: dark.map { DrawnInk(color: $0.color) }),
      (.stroke, light: text.halo, dark: dark?.halo),
    ])
    return "<text \(place)\(attributes)\(inks)>\(SVGText.escaped(text.text))</text>\n"
  }

  /// A ramp of colours as a gradient.
  private mutating func add(_ ramp: [Color], _ dark: [Color]?, in box: PageBox) {
    guard !ramp.isEmpty else { return }
    let name = "g\(mark)"
    let stops = 16
    definitions += "<linearGradient id=\"\(name)\" x1=\"0\" y1=\"1\" x2=\"0\" y2=\"0\">"
    for stop in 0...stops {
      let share = Double(stop) / Double(stops)
      func color(_ ramp: [Color]) -> DrawnInk {
        DrawnInk(color: ramp[min(ramp.count - 1, Int(share * Double(ramp.count)))])
      }
      let other = dark.flatMap { $0.isEmpty ? nil : color($0) }
      definitions +=
        "<stop offset=\"\(SVGText.number(share))\"\(colors.attributes([(.stop, light: color(ramp), dark: other)]))/>"
    }
    definitions += "</linearGradient>"
    body += "\(SVGDocument.rect(box)) fill=\"url(#\(name))\"/>\n"
  }

  private static func rect(_ box: PageBox) -> String {
    "<rect x=\"\(SVGText.number(box.x))\" y=\"\(SVGText.number(box.y))\" width=\"\(SVGText.number(box.width))\" height=\"\(SVGText.number(box.height))\""
  }

  // MARK: Pictures of pixels

  /// The most samples along a side of heights: surfaces are smooth, and the reader interpolates.
  private static let mostSamples = 300

  private static func image(_ field: Field, in box: PageBox, class name: String) -> String {
    let coarse = CoarseLevels(field, atMost: mostSamples)
    let png = IndexedPNG.bytes(
      coarse.levels, width: coarse.columns, height: coarse.rows, palette: field.colors.grounds)
    return image(png, box, class: name)
  }

  /// The most pixels of a solid, and of each where there is one for either scheme: a file stays below 150 kB.
  private static let mostPixels = 800_000.0
  private static let mostPixelsOfEach = 350_000.0

  private static func image(_ solid: DrawnSolid, most: Double, class name: String) -> String {
    let image = solid.image(detail: min(1, (most / max(1, solid.box.width * solid.box.height)).squareRoot()))
    // Its ground is that of the page.
    let ground = solid.ground?.opaquePixel
    let pixels = image.pixels.map { pixel -> Color? in
      pixel == ground || pixel >> 24 < 128
        ? nil
        : Color(
          red: UInt8(pixel & 0xFF), green: UInt8(pixel >> 8 & 0xFF), blue: UInt8(pixel >> 16 & 0xFF))
    }
    let (indices, palette) = ReducedColors.indexed(pixels, atMost: 255)
    return self.image(
      IndexedPNG.bytes(indices, width: image.width, height: image.height, palette: palette), solid.box,
      class: name)
  }

  private static func image(_ png: [UInt8], _ box: PageBox, class name: String) -> String {
    let place = rect(box).dropFirst("<rect".count)
    return "<image\(name.isEmpty ? "" : " class=\"\(name)\"")\(place) preserveAspectRatio=\"none\" "
      + "href=\"data:image/png;base64,\(Base64.text(png))\"/>\n"
  }
}

/// Levels of a field with fewer samples: the mean of those that they stand for.
struct CoarseLevels {
  let columns: Int
  let rows: Int
  let levels: [UInt8]

  init(_ field: Field, atMost most: Int) {
    let longest = max(field.columns, field.rows)
    let factor = max(1, (longest + most - 1) / most)
    guard factor > 1, field.columns >= factor, field.rows >= factor else {
      (columns, rows, levels) = (field.columns, field.rows, field.levels)
      return
    }
    (columns, rows) = ((field.columns + factor / 2) / factor, (field.rows + factor / 2) / factor)
    var levels: [UInt8] = []
    levels.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        var (sum, count) = (0, 0)
        for y in row * field.rows / rows..<(row + 1) * field.rows / rows {
          for x in column * field.columns / columns..<(column + 1) * field.columns / columns {
            let level = field.levels[y * field.columns + x]
            if level != Field.noLevel { (sum, count) = (sum + Int(level), count + 1) }
          }
        }
        // Where half is missing, the edge is there.
        let whole =
          ((row + 1) * field.rows / rows - row * field.rows / rows)
          * ((column + 1) * field.columns / columns - column * field.columns / columns)
        levels.append(2 * count >= max(1, whole) ? UInt8((sum + count / 2) / count) : Field.noLevel)
      }
    }
    self.levels = levels
  }
}
