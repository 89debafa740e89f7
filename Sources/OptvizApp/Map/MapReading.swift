import Arithmetic
import Experiments
import Optimization
import TerminalGraphics

/// What is under the pointer on the map: the place, the loss and its slope there, and the run whose path is near.
struct MapReading: Sendable {
  /// What it was read from.
  struct Key: Hashable, Sendable {
    let surface: SurfaceChoice
    let projection: Projection
    let hover: Hover
  }

  let key: Key
  /// The middle of the cell.
  let place: Point<Double>
  /// The loss there, and the length of its gradient; `nil` if reading all examples would take too long.
  let loss: Double?
  let slope: Double?

  /// The most examples that are read, in a few milliseconds.
  private static let mostExamples = 1_000_000

  init(_ key: Key, of objective: any Objective) {
    self.key = key
    let world = key.projection.center(column: key.hover.column, row: key.hover.row)
    place = Point(world.x, world.y)
    guard objective.examplesRead <= MapReading.mostExamples else {
      (loss, slope) = (nil, nil)
      return
    }
    let (value, gradient) = objective.valueAndGradient(at: place)
    loss = value
    slope = (gradient.x * gradient.x + gradient.y * gradient.y).squareRoot()
  }

  /// The numbers in one line, each at a fixed width; without the slope if there is little room.
  func text(_ model: Model, width: Int) -> String {
    let names = model.parameterNames
    let grid = model.startGrid
    func coordinate(_ name: String, _ value: Double, _ grid: RoundNumber) -> String {
      // Two more digits than clicks place the start on tell neighbouring cells apart.
      let shown = grid.shifted(by: -1).multiple(nearestTo: value)
      return "\(name) \(MapReading.padded(Numerals.short(shown, digits: 6), 8))"
    }
    func number(_ name: String, _ value: Double?) -> String {
      value.map { "\(name) \(MapReading.padded(Numerals.scientific($0, digits: 3), 9))" } ?? ""
    }
    let places = coordinate(names[0], place.x, grid.x) + "  " + coordinate(names[1], place.y, grid.y)
    let texts = [
      [places, number(model.lossName, loss), number("|∇\(model.lossName)|", slope)],
      [places, number(model.lossName, loss)], [places],
    ].map { $0.filter { !$0.isEmpty }.joined(separator: "  ") }
    return texts.first { Frame.columns(of: $0) <= width } ?? ""
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Frame.columns(of: text)))
  }
}

extension Model {
  /// What the reading under the pointer is made from; `nil` if the pointer is not on the map.
  var readingKey: MapReading.Key? {
    guard let hover = pointing.hover, derived.map.rect.contains(column: hover.column, row: hover.row) else {
      return nil
    }
    return MapReading.Key(surface: document.experiment.surface, projection: mapProjection, hover: hover)
  }

  /// Reads the place under the pointer, if it has changed.
  mutating func refreshReading() {
    guard let key = readingKey else { return derived.map.reading = nil }
    if key != derived.map.reading?.key { derived.map.reading = MapReading(key, of: derived.race.objective) }
  }

  /// The run whose path is at the pointer, and its step there; the nearest of several.
  func pathUnderPointer() -> (run: Int, step: Int)? {
    guard let hover = pointing.hover else { return nil }
    return path(atColumn: hover.column, row: hover.row, of: visibleRuns, within: Model.reach)
  }

  /// The run whose path is at a cell, and its step there; the nearest of several.
  ///
  /// - Parameter reach: How near it has to be, in cell widths.
  func path(atColumn column: Int, row: Int, of runs: [Int], within reach: Double) -> (run: Int, step: Int)? {
    guard !derived.map.rect.isEmpty else { return nil }
    let projection = mapProjection
    let center = SIMD2(Double(column - derived.map.rect.x) + 0.5, Double(row - derived.map.rect.y) + 0.5)
    var best: (run: Int, step: Int, distance: Double)?
    for run in runs {
      let track = derived.race.timelines[run].track
      let last = track.count(upTo: step(of: run)) - 1
      let stride = max(0, last) / Model.mostPathPoints + 1
      track.points.withUnsafeBufferPointer { points in
        guard points.indices.contains(last) else { return }
        var from = projection.place(SIMD2(points[0].position.x, points[0].position.y))
        var at = 0
        while true {
          let next = min(last, at + stride)
          let to = projection.place(SIMD2(points[next].position.x, points[next].position.y))
          let (distance, share) = Model.distance(center, from, to)
          if distance < best?.distance ?? reach {
            best = (run, track.step(at: share < 0.5 ? at : next), distance)
          }
          if next == last { break }
          (from, at) = (to, next)
        }
      }
    }
    return best.map { ($0.run, $0.step) }
  }

  /// The most points of a path that are checked: neighbours lie closer than a cell.
  private static let mostPathPoints = 20_000
  /// How near a path has to be, in cell widths.
  private static let reach = 1.0

  /// The distance of a place from a segment, in cell widths, and the nearest share of the segment.
  private static func distance(_ p: SIMD2<Double>, _ a: SIMD2<Double>, _ b: SIMD2<Double>) -> (Double, Double)
  {
    // A cell is twice as high as wide.
    let scale = SIMD2(1.0, 2.0)
    let (d, q) = ((b - a) * scale, (p - a) * scale)
    let length = d.x * d.x + d.y * d.y
    guard length.isFinite else { return (.infinity, 0) }
    let share = length > 0 ? max(0, min(1, (q.x * d.x + q.y * d.y) / length)) : 0
    let rest = q - d * share
    let distance = (rest.x * rest.x + rest.y * rest.y).squareRoot()
    return (distance.isNaN ? .infinity : distance, share)
  }

  /// The run whose head is at a cell of the map; of several, the one after the chosen.
  func nextHead(column: Int, row: Int) -> Int? {
    let projection = mapProjection
    let here = visibleRuns.filter { run in
      let step = step(of: run)
      guard step > 0 else { return false }
      let p = derived.race.point(of: run, at: step).position
      return projection.cell(of: SIMD2(p.x, p.y)).map { $0.column == column && $0.row == row } ?? false
    }
    return here.first { $0 > document.chosenRun } ?? here.first
  }
}
