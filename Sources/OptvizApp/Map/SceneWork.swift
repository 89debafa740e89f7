/// How a picture of the whole surface is computed: at once, or first a sketch and then the whole if that takes long.
struct SceneWork: Hashable, Sendable {
  /// The distance in nodes between those where the loss is computed: 1 for the whole, more for a sketch.
  let coarseness: Int
  /// Whether the whole takes longer than a frame may.
  let isLong: Bool

  /// A sixteenth of the work, a quarter along each axis, gives a sketch that shows the shape.
  private static let sketch = 4
  /// The most examples that are read at once, in a few milliseconds.
  private static let shortWork = 2_000_000

  /// The next work; `nil` if nothing is left to do.
  ///
  /// - Parameters:
  ///   - losses: how many losses the whole takes.
  ///   - examplesRead: how many examples each of them reads.
  ///   - known: the coarseness of the present scene; `nil` without one.
  init?(losses: Int, examplesRead: Int, having known: Int?) {
    if known == 1 { return nil }
    isLong = SceneWork.isLong(losses, examplesRead: examplesRead)
    coarseness = isLong && known == nil ? SceneWork.sketch : 1
  }

  /// Whether this number of losses takes longer than a frame may.
  static func isLong(_ losses: Int, examplesRead: Int) -> Bool {
    losses * examplesRead > SceneWork.shortWork
  }
}
