import Optimization
import TerminalGraphics

/// A sign on the map and its meaning: listed by help, and shown under the pointer.
struct MapSign: Hashable {
  let sign: Unicode.Scalar
  /// What it stands for, in a word or two.
  let name: String
  /// One sentence.
  let help: String

  static let start = MapSign(sign: "✕", name: "start", help: "The start of all runs.")
  static let minimum = MapSign(
    sign: "✦", name: "minimum", help: "A minimum of the surface, the lowest there is.")
  static let localMinimum = MapSign(
    sign: "✧", name: "local minimum", help: "A local minimum: low ground, but not the lowest.")
  static let saddle = MapSign(
    sign: "⋈", name: "saddle", help: "A saddle: level ground that falls on two sides and rises on the others."
  )
  static let head = MapSign(
    sign: "●", name: "head",
    help:
      "Where a run is, each with its own sign; of several at one place the others stand beside the chosen one."
  )
  static let outside = MapSign(
    sign: "→", name: "outside", help: "At the edge, in a run's colour: the run is beyond it, that way.")
  static let companion = MapSign(
    sign: "◇", name: "second point",
    help: "The second point that a method keeps, such as the average of its path.")

  /// The signs that the map may show now.
  static func all(in model: Model) -> [MapSign] {
    let hasCompanions = model.derived.race.timelines.contains { !$0.track.companions.isEmpty }
    let hasLocal = model.derived.race.objective.minima.contains { !$0.isGlobal }
    return [start, minimum] + (hasLocal ? [localMinimum] : []) + [saddle, head, outside]
      + (hasCompanions ? [companion] : [])
  }

  /// The sign that belongs to the surface or the race at a cell of the map; heads are identified by their runs.
  static func at(column: Int, row: Int, of model: Model) -> MapSign? {
    let projection = model.mapProjection
    func isHere(_ point: SIMD2<Double>) -> Bool {
      projection.cell(of: point).map { $0.column == column && $0.row == row } ?? false
    }
    let start = model.document.experiment.start
    if isHere(SIMD2(start.x, start.y)) { return .start }
    let minima = model.derived.race.objective.minima.filter { isHere(SIMD2($0.point.x, $0.point.y)) }
    if let minimum = minima.first(where: \.isGlobal) ?? minima.first {
      return minimum.isGlobal ? .minimum : .localMinimum
    }
    guard let map = model.derived.map.scene, map.key.projection == projection else { return nil }
    return map.saddles.contains(where: isHere) ? .saddle : nil
  }
}
