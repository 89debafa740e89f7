/// How a picture of the whole surface is computed: at once, or where that takes long a sketch first and then the whole.
struct SceneWork: Hashable, Sendable {
  /// How many nodes lie between those where the loss is computed: 1 for the whole, more for a sketch.
  let coarseness: Int
  /// Whether the whole takes longer than a frame may.
  let isLong: Bool

  /// A sixteenth of the work, on each side of a cell a quarter, makes a sketch that shows the shape.
  private static let sketch = 4
  /// Examples read in a few milliseconds.
  private static let shortWork = 2_000_000

  /// The work that is next; `nil` where nothing is left to do.
  ///
  /// - Parameters:
  ///   - losses: how many losses the whole takes.
  ///   - examplesRead: how many examples each of them reads.
  ///   - known: how coarse the scene is that there is already; `nil` without one.
  init?(losses: Int, examplesRead: Int, having known: Int?) {
    if known == 1 { return nil }
    isLong = losses * examplesRead > SceneWork.shortWork
    coarseness = isLong && known == nil ? SceneWork.sketch : 1
  }
}
