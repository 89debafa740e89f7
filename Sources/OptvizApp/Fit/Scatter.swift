import Optimization
import TerminalGraphics

/// The examples of a data set as marks: a sign each while they are few, otherwise dots, brighter where more lie.
struct Scatter {
  private let data: DataSet
  private let projection: Projection
  private let theme: Theme
  /// The dots in a cell from left to right and from top to bottom.
  private let dots: (columns: Int, rows: Int)
  /// Whether labels are spread over a band, since they would coincide.
  private let isLabelled: Bool
  /// Whether there are too few tones to tell a batch from the rest.
  private let depthIsLow: Bool

  init(_ regression: Regression, _ projection: Projection, _ model: Model) {
    data = regression.data
    isLabelled = regression.model == .logistic
    self.projection = projection
    theme = model.derived.theme
    depthIsLow = model.environment.depth != .direct && model.environment.depth != .palette256
    let marker = model.cells.lines
    // A dot of three pixels is as large as one of braille.
    dots =
      model.pixelCell.map { (max(1, $0.width / 3), max(1, $0.height / 3)) } ?? (marker.columns, marker.rows)
  }

  /// Whether each example has a sign of its own.
  var isSparse: Bool { data.count * 5 <= projection.rect.width * projection.rect.height }

  /// Where an example is drawn.
  ///
  /// Labels are spread inward from the edge of their band, by a number that depends on the row.
  func place(_ row: Int) -> SIMD2<Double> {
    guard isLabelled else { return SIMD2(data.x[row], data.y[row]) }
    let spread = Double((UInt64(row) &* 0x9E37_79B9_7F4A_7C15) >> 40) / Double(1 << 24)
    let shift = 0.1 * (spread - 0.5)
    return SIMD2(data.x[row], data.y[row] + shift)
  }

  /// All examples; quieter if a batch is highlighted.
  func all(isBackground: Bool) -> [Shape] {
    guard isSparse else { return tones(strength: isBackground ? 0.8 : 1) }
    let stroke = isBackground ? Stroke(theme.quietColor) : Stroke(theme.textColor, strength: 0.85)
    return [.dots(Dots((0..<data.count).map(place), stroke, sign: isBackground && depthIsLow ? "·" : "•"))]
  }

  /// The examples of a batch, bright.
  func batch(_ rows: [Int]) -> [Shape] {
    let isSparse = rows.count * 5 <= projection.rect.width * projection.rect.height
    let stroke = Stroke(theme.strongColor, strength: isSparse ? 1 : 0.9)
    let places = rows.filter(data.x.indices.contains).map(place)
    return [.dots(Dots(places, stroke, sign: isSparse ? "•" : nil))]
  }

  /// A dot wherever an example lies, in one of four tones by how many share the cell.
  private func tones(strength: Double) -> [Shape] {
    let rect = projection.rect
    let (columns, rows) = (rect.width * dots.columns, rect.height * dots.rows)
    guard columns > 0, rows > 0 else { return [] }
    var isSet = [Bool](repeating: false, count: columns * rows)
    var counts = [Int](repeating: 0, count: rect.width * rect.height)
    for row in ExampleSample(of: data.count).rows {
      let place = projection.place(place(row))
      guard place.x >= 0, place.y >= 0, place.x < Double(rect.width), place.y < Double(rect.height) else {
        continue
      }
      let (x, y) = (Int(place.x * Double(dots.columns)), Int(place.y * Double(dots.rows)))
      isSet[y * columns + x] = true
      counts[Int(place.y) * rect.width + Int(place.x)] += 1
    }
    let most = Double(max(1, counts.max() ?? 1))
    // So few in a cell that the dots themselves show how many.
    let isEven = most <= Double(dots.columns * dots.rows)
    var places: [Double: [SIMD2<Double>]] = [:]
    for y in 0..<rows {
      for x in 0..<columns where isSet[y * columns + x] {
        let share = Double(counts[y / dots.rows * rect.width + x / dots.columns]) / most
        let tone = isEven ? 0.75 : share > 0.5 ? 0.72 : share > 0.2 ? 0.57 : share > 0.06 ? 0.44 : 0.34
        let center = SIMD2(
          (Double(x) + 0.5) / Double(dots.columns), (Double(y) + 0.5) / Double(dots.rows))
        places[tone, default: []].append(projection.world(center))
      }
    }
    return places.sorted { $0.key < $1.key }.map { tone, places in
      .dots(Dots(places, Stroke(theme.textColor, strength: tone * strength)))
    }
  }
}
