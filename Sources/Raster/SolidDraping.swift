import Arithmetic
import TerminalGraphics

/// Shapes on the top of a solid as shapes on the plane of its picture: what is hidden is left out, or pale.
///
/// What has no place on a surface is left out: heights as colours, which are the solid's own, directions, the ground below a
/// line, and words.
struct SolidDraping {
  private let figure: Figure
  private let block: SolidImage

  init(_ figure: Figure, _ block: SolidImage) { (self.figure, self.block) = (figure, block) }

  /// What is left of a head's colour behind a hill; the rest is the ground's.
  private static let paleness = 0.55
  /// How strong the hidden part of a line is.
  private static let hiddenStrength = 0.6
  /// The dashes of the hidden part of a line.
  private static let dash = Stroke.Dash(on: 1, off: 1)

  /// A place of the plane as shares of the solid's sides.
  func share(_ place: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(figure.x.share(of: place.x), figure.y.share(of: place.y))
  }

  /// The shapes, the hidden parts of lines below all that is seen.
  ///
  /// - Parameter known: the line of a trail as far as it is laid; `nil` lays it anew.
  func shapes(_ shapes: [Shape], _ known: (Trail) -> SolidTrail?) -> [Shape] {
    var (below, above): ([Shape], [Shape]) = ([], [])
    for shape in shapes {
      switch shape {
      case .field, .area, .needles, .label: break
      case .contours(let contours):
        let lines = contours.levels.flatMap(\.lines).map { laid($0).seen.places }
        above.append(
          .contours(ContourLines([ContourLines.Level(label: "", lines: lines)], contours.stroke)))
      case .trails(let trails):
        let pairs = trails.map { trail in (trail, known(trail) ?? laid(trail)) }
        below.append(.trails(pairs.flatMap { $0.1.trails(of: $0.0, hidden($0.0.stroke), isHidden: true) }))
        above.append(.trails(pairs.flatMap { $0.1.trails(of: $0.0, $0.0.stroke, isHidden: false) }))
      case .line(let line): above.append(.line(Line(laid(line.points).seen.places, line.stroke)))
      case .arrow(let arrow):
        let line = laid([arrow.tail, arrow.tip])
        below.append(.line(Line(line.hidden.places, hidden(arrow.stroke))))
        above.append(.line(Line(line.seen.places, arrow.stroke)))
      case .dots(let dots):
        let places = dots.places.compactMap { place(of: $0) }.filter(\.isSeen).map(\.place)
        above.append(.dots(Dots(places, dots.stroke)))
      case .mark(let mark):
        if let mark = standing(mark) { above.append(.mark(mark)) }
      case .heads(let marks, let free):
        above.append(
          .heads(marks.compactMap(standing), keepingFree: free.compactMap { place(of: $0)?.place }))
      }
    }
    return below + above
  }

  /// The layers on the walls that contours among some shapes go on in.
  func strata(_ shapes: [Shape]) -> [Shape] {
    shapes.compactMap { shape in
      guard case .contours(let contours) = shape else { return nil }
      let levels = contours.levels.map { level in
        ContourLines.Level(label: level.label, lines: level.lines.prefix(3).map { $0.prefix(3).map(share) })
      }
      return SolidStrata(ContourLines(levels, contours.stroke), block).shape
    }
  }

  /// Extends a line to its first `count` points of the plane.
  func extend(_ line: inout SolidLine, to count: Int, point: (Int) -> SIMD2<Double>) {
    line.extend(to: count, on: block) { share(point($0)) }
  }

  private func laid(_ points: [SIMD2<Double>]) -> SolidLine {
    var line = SolidLine()
    extend(&line, to: points.count) { points[$0] }
    return line
  }

  private func laid(_ trail: Trail) -> SolidTrail {
    var laid = SolidTrail(like: trail)
    laid.grow(to: trail, with: self)
    return laid
  }

  /// Where a point of the plane is seen, or would be without hills; `nil` beside the solid and over a hole.
  private func place(of point: SIMD2<Double>) -> (place: SIMD2<Double>, isSeen: Bool)? {
    let share = share(point)
    guard (0...1).contains(share.x), (0...1).contains(share.y) else { return nil }
    let place = block.place(on: share)
    guard place.x.isFinite, place.y.isFinite else { return nil }
    return (SIMD2(Double(place.x), Double(block.height) - Double(place.y)), block.isSeen(place))
  }

  /// A sign on the surface, paler behind a hill.
  private func standing(_ mark: Mark) -> Mark? {
    guard let (place, isSeen) = place(of: mark.place) else { return nil }
    // Marks keep their colours: there are no levels below them.
    var color = mark.color
    if !isSeen {
      color = color.map { (figure.ground ?? Color(0)).blended(towards: $0, SolidDraping.paleness) }
    }
    return Mark(mark.sign, at: place, color, isBold: mark.isBold)
  }

  private func hidden(_ stroke: Stroke) -> Stroke {
    var pale = stroke
    (pale.width, pale.dash) = (.hair, SolidDraping.dash)
    pale.strength *= SolidDraping.hiddenStrength
    return pale
  }
}
