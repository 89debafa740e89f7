import Raster
import TerminalGraphics

/// The frames of a race as pixels: what stays is drawn once through cairo, what moves by the rasteriser.
struct GIFFrames {
  let width: Int
  let height: Int
  private let canvas: CairoCanvas
  private let edgeSteps: Int
  /// Where the race ends.
  private let last: Page
  /// What lies below all that moves.
  private var ground: PixelImage
  private var groundKey: GroundKey?
  private var plots: [PixelPicture] = []

  /// What the ground was drawn from.
  private struct GroundKey: Equatable {
    struct Panel: Equatable {
      let backdrop: Identity
      let revision: Int
      let title: String
      let caption: [String]
      let axes: Axes?
    }
    let panels: [Panel]
    let subtitle: String
  }

  /// Frames of pages of a size.
  init(_ cairo: Cairo, _ size: SIMD2<Double>, last: Page, edgeSteps: Int) throws(CairoError) {
    (self.edgeSteps, self.last) = (edgeSteps, last)
    (width, height) = (Int(size.x.rounded()), Int(size.y.rounded()))
    canvas = try CairoCanvas(cairo, width: width, height: height, scale: 1)
    ground = PixelImage(width: width, height: height)
  }

  /// The frame of a page, opaque.
  mutating func frame(of page: Page) throws(CairoError) -> PixelImage {
    let page = page.onPixels
    try follow(page)
    var frame = ground
    for (panel, picture) in zip(page.panels, plots) {
      let (x, y) = (Int(panel.plot.x), Int(panel.plot.y))
      frame.draw(picture.overlay, x: x, y: y)
      for sprite in picture.sprites { frame.draw(sprite, x: x, y: y, in: panel.plot) }
    }
    return frame
  }

  private mutating func follow(_ page: Page) throws(CairoError) {
    guard let pageCell = page.cell(detail: 1) else { return }
    for (index, panel) in page.panels.enumerated() {
      let cell = page.block(of: panel)?.cell(detail: 1) ?? pageCell
      let (figure, width, height) = (panel.figure.forRaster, Int(panel.plot.width), Int(panel.plot.height))
      if !plots.indices.contains(index) {
        plots.append(PixelPicture(figure, width: width, height: height, cell: cell, edgeSteps: edgeSteps))
      } else if plots[index].fits(figure, width: width, height: height, cell: cell) {
        plots[index].follow(figure)
      } else {
        plots[index] = PixelPicture(figure, width: width, height: height, cell: cell, edgeSteps: edgeSteps)
      }
    }
    let key = GroundKey(
      panels: zip(page.panels, plots).map { panel, plot in
        GroundKey.Panel(
          backdrop: panel.figure.backdrop.identity, revision: plot.baseRevision, title: panel.title,
          caption: panel.caption, axes: panel.figure.axes)
      }, subtitle: page.subtitle)
    if key != groundKey {
      groundKey = key
      try drawGround(page)
    }
  }

  private mutating func drawGround(_ page: Page) throws(CairoError) {
    canvas.clear()
    var shown = page
    shown.colors.ground = page.colors.base
    shown.step = last.step
    // Numbers in contours stand clear of what the paths will be.
    for (index, panel) in last.panels.enumerated() where shown.panels.indices.contains(index) {
      shown.panels[index].figure.shapes = panel.figure.shapes
    }
    let drawing = PageDrawing(shown, moves: true)
    let cairo = CairoDrawing(canvas: canvas, detail: 1)
    cairo.drawGround(drawing)
    // The rasteriser's lines have few shades; text is cairo's.
    for (panel, picture) in zip(page.panels, plots) {
      try canvas.draw(picture.base, in: panel.plot, isSmooth: false)
    }
    try cairo.draw(drawing.surroundings)
    for (panel, source) in zip(drawing.panels, page.panels) {
      let texts = panel.backdrop.compactMap { part -> Drawn? in
        guard case .text(var text) = part else { return nil }
        // The rasteriser's lines leave no room for numbers.
        text.halo = text.halo ?? source.ground(at: text.place).map { DrawnInk(color: $0) }
        return .text(text)
      }
      try canvas.saving { () throws(CairoError) in
        canvas.clip(to: panel.plot)
        try cairo.draw(texts)
      }
    }
    ground = try canvas.image(width: width, height: height)
  }
}

extension Page {
  /// The pixels of a cell whose text is the page's, by which the rasteriser chooses its lengths.
  func cell(detail: Double) -> PixelSize? {
    PixelSize(
      width: max(1, min(1024, Int((0.55 * em * detail).rounded()))),
      height: max(1, min(1024, Int((1.1 * em * detail).rounded()))))
  }

  /// The page with plots that begin and end between pixels.
  fileprivate var onPixels: Page {
    var page = self
    for index in page.panels.indices {
      let plot = page.panels[index].plot
      let (x, y) = (plot.x.rounded(), plot.y.rounded())
      page.panels[index].plot = PageBox(
        x: x, y: y, width: plot.endX.rounded() - x, height: plot.endY.rounded() - y)
      // A solid and what is written at its edges share one box of whole cells.
      if let box = page.block(of: page.panels[index])?.box {
        page.panels[index].plot = PageBox(
          x: box.x.rounded(), y: box.y.rounded(), width: box.width, height: box.height)
      }
    }
    return page
  }

  /// The solid of a panel; `nil` on a plane.
  fileprivate func block(of panel: Panel) -> DrawnSolid? {
    guard case .solid(let solid) = panel.figure.space else { return nil }
    return DrawnSolid(panel, solid, ground: panel.figure.ground, em: em)
  }
}

extension Page.Panel {
  /// The colour of the heights at a place of the page; `nil` where there are none.
  fileprivate func ground(at place: SIMD2<Double>) -> Color? {
    for case .field(let field) in figure.backdrop.shapes where plot.width > 0 && plot.height > 0 {
      let share = SIMD2((place.x - plot.x) / plot.width, (place.y - plot.y) / plot.height)
      guard share.x >= 0, share.x < 1, share.y >= 0, share.y < 1 else { return nil }
      let (column, row) = (Int(share.x * Double(field.columns)), Int(share.y * Double(field.rows)))
      let level = field.levels[row * field.columns + column]
      let colors = field.colors.grounds
      return level == Field.noLevel || colors.isEmpty ? nil : colors[min(Int(level), colors.count - 1)]
    }
    return nil
  }
}

extension Figure {
  /// The figure without what is drawn as text, and without ages.
  fileprivate var forRaster: Figure {
    var figure = self
    figure.shapes = shapes.map(\.withoutAges)
    figure.backdrop = Backdrop(
      backdrop.identity,
      shapes: backdrop.shapes.map { shape in
        guard case .contours(let contours) = shape else { return shape }
        return .contours(ContourLines(contours.levels, contours.stroke))
      })
    return figure
  }
}

extension Shape {
  /// Lines in one colour each: while a race plays, none of its points is old.
  fileprivate var withoutAges: Shape {
    guard case .trails(let trails) = self else { return self }
    return .trails(
      trails.map { trail in
        // A line all of which is old is one that no run follows.
        trail.firstNew >= trail.count
          ? trail : Trail(trail.identity, count: trail.count, trail.stroke, point: trail.point)
      })
  }
}

extension PixelImage {
  /// Lays a sprite over a plot; what lies outside the plot is left out.
  fileprivate mutating func draw(_ sprite: PixelSprite, x: Int, y: Int, in plot: PageBox) {
    let image = sprite.image
    let (left, top) = (x + sprite.x, y + sprite.y)
    if Double(left) >= plot.x, Double(top) >= plot.y, Double(left + image.width) <= plot.endX,
      Double(top + image.height) <= plot.endY
    {
      return draw(image, x: left, y: top)
    }
    var cut = image
    for row in 0..<image.height {
      for column in 0..<image.width {
        let (px, py) = (Double(left + column), Double(top + row))
        if px < plot.x || py < plot.y || px >= plot.endX || py >= plot.endY {
          cut.pixels[row * image.width + column] = 0
        }
      }
    }
    draw(cut, x: left, y: top)
  }
}
