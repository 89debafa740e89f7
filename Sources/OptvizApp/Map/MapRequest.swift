import Optimization

/// A map that is requested, or being computed.
public struct MapRequest: Hashable, Sendable {
  /// What it is computed from.
  let key: MapScene.Key
  /// How coarse it is: a sketch comes first if the whole takes long.
  let coarseness: Int
  /// Whether computing it takes longer than a frame may.
  let isLong: Bool

  /// The map that the model lacks; `nil` if it is complete.
  init?(_ model: Model) {
    guard let key = model.mapSceneKey else { return nil }
    let scene = model.derived.map.scene.flatMap { $0.key == key ? $0 : nil }
    guard
      let work = SceneWork(
        losses: 2 * key.columns * key.rows, examplesRead: model.derived.race.objective.examplesRead,
        having: scene?.coarseness)
    else { return nil }
    self.key = key
    (coarseness, isLong) = (work.coarseness, work.isLong)
  }
}
