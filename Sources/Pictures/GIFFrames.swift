import Raster
import TerminalGraphics

/// The frames of a race as pixels: what stays is drawn once through cairo, what moves by the rasteriser.
struct GIFFrames {
  let width: Int
  let height: Int
  private let canvas: CairoCanvas
  /// What lies above all that moves.
  private let words: CairoCanvas
  private let edgeSteps: Int
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

  /// What a table of runs says.
  private var table: [String] = []

  /// Frames of pages of a size.
  init(_ cairo: Cairo, _ size: SIMD2<Double>, edgeSteps: Int) throws(CairoError) {
    self.edgeSteps = edgeSteps
    (width, height) = (Int(size.x.rounded()), Int(size.y.rounded()))
    canvas = try CairoCanvas(cairo, width: width, height: height, scale: 1)
    words = try CairoCanvas(cairo, width: width, height: height, scale: 1)
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
    if page.names == .ends {
      words.clear()
      try CairoPage(canvas: words, page: page, detail: 1).drawNamesAtEnds()
      frame.draw(try words.image(width: width, height: height), x: 0, y: 0)
    }
    return frame
  }

  private mutating func follow(_ page: Page) throws(CairoError) {
    guard let cell = page.cell(detail: 1) else { return }
    for (index, panel) in page.panels.enumerated() {
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
      table = []
      try drawGround(page)
    }
    try drawTable(page)
  }

  /// Draws the table of runs again where it says something else.
  private mutating func drawTable(_ page: Page) throws(CairoError) {
    guard case .table(let box) = page.names else { return }
    let words = page.runs.map(\.result) + ["\(page.step)"]
    guard words != table else { return }
    table = words
    let area = PixelRect(
      x: max(0, Int(box.x) - 2), y: max(0, Int(box.y)), width: Int(box.width) + 4, height: Int(box.height) + 2
    )
    canvas.fill(
      PageBox(x: Double(area.x), y: Double(area.y), width: Double(area.width), height: Double(area.height)),
      page.colors.base)
    try CairoPage(canvas: canvas, page: page, detail: 1).drawNames()
    try canvas.read(area, into: &ground)
  }

  private mutating func drawGround(_ page: Page) throws(CairoError) {
    canvas.clear()
    canvas.fill(PageBox(x: 0, y: 0, width: page.size.x, height: page.size.y), page.colors.base)
    let drawing = CairoPage(canvas: canvas, page: page, detail: 1)
    try drawing.drawSurroundings()
    if case .lines = page.names { try drawing.drawNames() }
    for (panel, picture) in zip(page.panels, plots) {
      // The rasteriser's lines have few shades; text is cairo's.
      try canvas.draw(picture.base, in: panel.plot, isSmooth: false)
      if case .solid = panel.figure.space { continue }
      drawing.drawGrid(panel)
      try CairoFigure(canvas, panel.figure, in: panel.plot, em: page.em, page.colors, detail: 1).drawWords()
      drawing.drawBorder(panel)
    }
    ground = try canvas.image(width: width, height: height)
  }
}

extension Page {
  /// The page with plots that begin and end between pixels.
  fileprivate var onPixels: Page {
    var page = self
    for index in page.panels.indices {
      let plot = page.panels[index].plot
      let (x, y) = (plot.x.rounded(), plot.y.rounded())
      page.panels[index].plot = PageBox(
        x: x, y: y, width: plot.endX.rounded() - x, height: plot.endY.rounded() - y)
    }
    return page
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
