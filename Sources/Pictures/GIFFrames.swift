import Raster
import TerminalGraphics

/// The frames of a race as pixels: what stays is drawn once through cairo, what moves by the rasteriser.
struct GIFFrames {
  let width: Int
  let height: Int
  private let canvas: CairoCanvas
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
    let runs: [String]
    let subtitle: String
    let step: Int
  }

  /// Frames of pages of a size.
  init(_ cairo: Cairo, _ size: SIMD2<Double>, edgeSteps: Int) throws(CairoError) {
    self.edgeSteps = edgeSteps
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
    if page.names == .ends {
      canvas.clear()
      try CairoPage(canvas: canvas, page: page, detail: 1).drawNamesAtEnds()
      frame.draw(try canvas.image(width: width, height: height), x: 0, y: 0)
    }
    return frame
  }

  private mutating func follow(_ page: Page) throws(CairoError) {
    guard let cell = page.cell(detail: 1) else { return }
    for (index, panel) in page.panels.enumerated() {
      let (width, height) = (Int(panel.plot.width), Int(panel.plot.height))
      if !plots.indices.contains(index) {
        plots.append(
          PixelPicture(panel.figure, width: width, height: height, cell: cell, edgeSteps: edgeSteps))
      } else if plots[index].fits(panel.figure, width: width, height: height, cell: cell) {
        plots[index].follow(panel.figure)
      } else {
        plots[index] = PixelPicture(
          panel.figure, width: width, height: height, cell: cell, edgeSteps: edgeSteps)
      }
    }
    let isTable = if case .table = page.names { true } else { false }
    let key = GroundKey(
      panels: zip(page.panels, plots).map { panel, plot in
        GroundKey.Panel(
          backdrop: panel.figure.backdrop.identity, revision: plot.baseRevision, title: panel.title,
          caption: panel.caption, axes: panel.figure.axes)
      }, runs: isTable ? page.runs.map(\.result) : page.runs.map(\.label), subtitle: page.subtitle,
      step: isTable ? page.step : 0)
    guard key != groundKey else { return }
    groundKey = key
    try drawGround(page)
  }

  private mutating func drawGround(_ page: Page) throws(CairoError) {
    canvas.clear()
    canvas.fill(PageBox(x: 0, y: 0, width: page.size.x, height: page.size.y), page.colors.base)
    let drawing = CairoPage(canvas: canvas, page: page, detail: 1)
    try drawing.drawSurroundings()
    try drawing.drawNames()
    for (panel, picture) in zip(page.panels, plots) {
      if case .solid = panel.figure.space {
        try canvas.draw(picture.base, in: panel.plot, isSmooth: false)
        continue
      }
      drawing.drawGrid(panel)
      var still = panel.figure
      still.shapes = []
      try CairoFigure(canvas, still, in: panel.plot, em: page.em, page.colors, detail: 1).draw()
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
