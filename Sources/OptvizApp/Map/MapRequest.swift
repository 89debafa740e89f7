import Optimization

/// A map that is asked for, or being computed.
public struct MapRequest: Hashable, Sendable {
  /// What it is computed from.
  let key: MapScene.Key
  /// How coarse it is: a sketch comes first where the whole takes long.
  let coarseness: Int
  /// Whether computing it takes longer than a frame may.
  let isLong: Bool

  /// How coarse a sketch is: a sixteenth of the work on each side of a cell makes one that shows the shape.
  private static let sketch = 4
  /// Examples read in a few milliseconds.
  private static let shortWork = 2_000_000

  /// The map that the model lacks; `nil` where it has what it shows.
  init?(_ model: Model) {
    guard let key = model.mapSceneKey else { return nil }
    let nodes = 4 * key.projection.rect.width * key.projection.rect.height
    isLong = nodes * model.derived.race.objective.examplesRead > MapRequest.shortWork
    self.key = key
    if model.derived.map.scene?.key == key {
      guard model.derived.map.scene?.coarseness != 1 else { return nil }
      coarseness = 1
    } else {
      coarseness = isLong ? MapRequest.sketch : 1
    }
  }
}
