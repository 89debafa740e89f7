import TerminalGraphics

/// Contour lines where they leave the top: they go on over the walls at their heights, as layers of rock do in a cut.
struct SolidStrata {
  private let block: SolidImage
  private let contours: ContourLines

  init(_ contours: ContourLines, _ block: SolidImage) { (self.contours, self.block) = (contours, block) }

  /// How strong they are beside the lines on the top.
  private static let strength = 0.55
  /// Heights nearer to each other than this are one line.
  private static let apart = 0.01

  /// The lines as a shape on the plane of the picture.
  var shape: Shape {
    var stroke = contours.stroke
    stroke.strength *= SolidStrata.strength
    let walls = block.facingSides
    let lines = heights.flatMap { height in walls.flatMap { layer($0, height) } }
    return .contours(ContourLines([ContourLines.Level(label: "", lines: lines)], stroke))
  }

  /// The heights of the contours, 0...1, the lowest first.
  private var heights: [Double] {
    let all = contours.levels.compactMap { level -> Double? in
      // A few points: between nodes a line is only nearly level.
      let some = level.lines.prefix(3).flatMap { $0.prefix(3) }
      let known = some.map { block.field.height($0.x, $0.y) }.filter(\.isFinite).sorted()
      return known.isEmpty ? nil : known[known.count / 2]
    }
    return all.sorted().reduce(into: []) { kept, height in
      if kept.last.map({ height - $0 > SolidStrata.apart }) ?? (height > SolidStrata.apart) {
        kept.append(height)
      }
    }
  }

  /// A layer on a wall: where the wall is higher.
  private func layer(_ side: SolidSide, _ height: Double) -> [[SIMD2<Double>]] {
    let z = SolidPicture.floorHeight + SolidPicture.relief * height
    let count = max(block.field.columns, block.field.rows) - 1
    var lines: [[SIMD2<Double>]] = []
    var start: Double?
    var before = (place: 0.0, top: Double.nan)
    func end(_ place: Double) {
      if let begin = start, place > begin {
        let (a, b) = (side.point(begin), side.point(place))
        lines.append(block.edge(SIMD3(a.x, a.y, z), SIMD3(b.x, b.y, z)))
      }
      start = nil
    }
    for node in 0...count {
      let place = Double(node) / Double(count)
      let share = side.point(place) + SIMD2(0.5, 0.5)
      let top = block.field.height(share.x, share.y)
      func crossing() -> Double {
        before.top.isFinite && top.isFinite
          ? before.place + (place - before.place) * (height - before.top) / (top - before.top) : place
      }
      if top > height {
        if start == nil { start = node == 0 || !before.top.isFinite ? place : crossing() }
      } else {
        end(top.isFinite ? crossing() : before.place)
      }
      before = (place, top)
    }
    end(1)
    return lines
  }
}
