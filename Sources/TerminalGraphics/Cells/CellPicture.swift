/// Draws figures in character cells.
///
/// It keeps what stays from frame to frame: the backdrop as composed cells, and trails as far as they have been drawn. So
/// a frame costs what has been added, not the whole figure.
public struct CellPicture: Sendable {
  /// Where the figure lies, and how it is drawn: with another one nothing is kept.
  private struct Place: Hashable, Sendable {
    let rect: Rect
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    let space: Space
    let style: CellStyle
    let ground: Color?

    init(_ figure: Figure, _ rect: Rect, _ style: CellStyle) {
      (self.rect, x, y, space) = (rect, figure.x, figure.y, figure.space)
      (self.style, ground) = (style, figure.ground)
    }
  }

  /// Nodes along the side of a solid, more than which cells cannot show.
  private static let mostNodes = 161

  private let place: Place
  /// The solid as it is seen; `nil` on the plane.
  public let solid: SolidPicture?
  private var backdrop: (identity: Identity, canvas: Canvas, numbers: [ContourNumber])?
  private var trails: [Identity: PathTrace] = [:]

  /// Nothing drawn yet of a figure in a rectangle of cells.
  public init(_ figure: Figure, in rect: Rect, _ style: CellStyle) {
    place = Place(figure, rect, style)
    solid =
      switch figure.space {
      case .plane: nil
      case .solid(let solid):
        SolidPicture(
          solid.field.thinned(to: CellPicture.mostNodes), solid.camera, in: rect, ramp: solid.ramp,
          ground: figure.ground,
          dotAspect: style.dotAspect)
      }
  }

  /// Where the figure lies on the screen.
  public var rect: Rect { place.rect }

  private var projection: Projection { Projection(place.rect, x: place.x, y: place.y) }

  /// Whether it can be kept for a figure: a picture of another place starts anew.
  public func fits(_ figure: Figure, in rect: Rect, _ style: CellStyle) -> Bool {
    place == Place(figure, rect, style)
  }

  /// Brings what is kept up to date with a figure.
  public mutating func follow(_ figure: Figure) {
    if backdrop?.identity != figure.backdrop.identity { drawBackdrop(of: figure) }
    // On a solid a path is drawn anew, since hills hide parts of it.
    guard solid == nil else { return }
    let wanted = figure.trails
    if trails.count > wanted.count {
      let kept = Set(wanted.map(\.identity))
      trails = trails.filter { kept.contains($0.key) }
    }
    for trail in wanted { extend(trail) }
  }

  /// Draws a figure into a frame.
  public func draw(_ figure: Figure, on frame: inout Frame) { draw(figure, onlyTexts: false, on: &frame) }

  func draw(_ figure: Figure, onlyTexts: Bool, on frame: inout Frame) {
    var current = self
    current.follow(figure)
    guard let backdrop = current.backdrop else { return }
    let legend = figure.legend.map { CellLegend(legend: $0, ground: place.ground) }
    if let solid {
      // Its texts are drawn apart: `drawLabels`.
      guard !onlyTexts else { return }
      var composer = SolidComposer(backdrop.canvas, figure, solid, place.style)
      composer.add(figure.shapes)
      composer.canvas.draw(on: &frame)
    } else {
      var composer = CellComposer(backdrop.canvas, place.style)
      composer.canvas.covered = legend?.rect(in: rect)
      for number in backdrop.numbers {
        composer.canvas.label(number.text, column: number.column, row: number.row, number.ink)
      }
      composer.add(figure.shapes) { current.trails[$0.identity] }
      if onlyTexts { composer.canvas.drawTexts(on: &frame) } else { composer.canvas.draw(on: &frame) }
    }
    legend?.draw(in: rect, on: &frame)
  }

  /// Draws a figure of which nothing is kept.
  public static func draw(_ figure: Figure, in rect: Rect, _ style: CellStyle, on frame: inout Frame) {
    CellPicture(figure, in: rect, style).draw(figure, on: &frame)
  }

  /// Writes the texts of a solid's box where nothing else is.
  ///
  /// - Parameter inPixels: whether the solid is drawn in pixels below the cells, which are blank then.
  public func drawLabels(_ style: Style, inPixels: Bool = false, on frame: inout Frame) {
    guard let picture = solid, case .solid(let solid) = place.space else { return }
    for label in SolidBox(solid, picture).labels {
      let columns = label.column..<label.column + Frame.columns(of: label.text)
      let isFree = columns.allSatisfy { column in
        let cell = frame[column, label.row]
        guard cell.symbol == " " else { return false }
        return inPixels
          ? !picture.covers(column: column, row: label.row) : cell.background == place.ground
      }
      if isFree { frame.put(label.text, column: label.column, row: label.row, style) }
    }
  }

  private mutating func drawBackdrop(of figure: Figure) {
    if let picture = solid, case .solid(let solid) = place.space {
      var canvas = Canvas(picture.plane, ground: place.ground)
      canvas.setPixels(picture.pixels, pathGround: solid.pathGround)
      var composer = SolidComposer(canvas, figure, picture, place.style)
      composer.draw(solid)
      composer.add(figure.backdrop.shapes)
      composer.canvas.settle()
      backdrop = (figure.backdrop.identity, composer.canvas, [])
    } else {
      var composer = CellComposer(
        Canvas(projection, ground: place.ground), place.style)
      composer.add(figure.backdrop.shapes) { _ in nil }
      // What is composed cannot get another ground, as a field or an area above it would have.
      if !figure.backdrop.shapes.isEmpty { composer.canvas.settle() }
      backdrop = (figure.backdrop.identity, composer.canvas, composer.numbers)
    }
  }

  /// Extends what is drawn of a trail, or begins again where it has become shorter.
  private mutating func extend(_ trail: Trail) {
    let start = PathTrace(
      projection, marker: place.style.marker(of: trail.stroke), isThick: place.style.isThick(trail.stroke),
      dash: trail.stroke.dash)
    if trails[trail.identity].map({ $0.count > trail.count }) ?? false { trails[trail.identity] = nil }
    trails[trail.identity, default: start].extend(to: trail.count, point: trail.point)
  }
}

extension Figure {
  /// All lines that grow.
  fileprivate var trails: [Trail] {
    shapes.flatMap { shape -> [Trail] in
      if case .trails(let trails) = shape { trails } else { [] }
    }
  }
}
