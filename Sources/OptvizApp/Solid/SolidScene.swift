import Experiments
import Optimization
import TerminalGraphics

/// A surface over the view as it is shown in three dimensions: the part that does not depend on the camera.
public struct SolidScene: Sendable {
  /// What a scene was computed from: an equal key means an equal scene.
  public struct Key: Hashable, Sendable {
    let surface: SurfaceChoice
    let view: Domain
    /// Nodes along each side.
    let nodes: Int
  }

  /// What it was computed from.
  public let key: Key
  /// How many nodes lie between those where the loss was computed: 1 in a finished scene, more in a sketch.
  public let coarseness: Int
  /// The heights, on the scale of the map's colours, and the places on the colour ramp.
  let field: HeightField
  /// Lines of equal height.
  let contours: [ContourLines.Level]
  /// The least and the greatest loss; `nil` where none is finite.
  let range: ClosedRange<Double>?

  /// Computes a scene; some milliseconds for a formula.
  ///
  /// Calls `report` with the finished share from time to time. A cancelled task ends early, with an
  /// unfinished scene, which is dropped.
  init(_ key: Key, coarseness: Int = 1, report: (Double) -> Void = { _ in }) {
    self.key = key
    self.coarseness = coarseness
    let surface = key.surface.entry.surface(key.surface.settings)
    let lowest = surface.minima.filter(\.isGlobal).map(\.value).min()
    let nodes = max(2, (key.nodes - 1) / max(1, coarseness) + 1)
    var done = 0
    let grid = SampledGrid(domain: key.view, columns: nodes, rows: nodes) { y, xs, out in
      if Task.isCancelled { return }
      surface.fillRow(y, xs, out)
      done += 1
      report(Double(done) / Double(nodes))
    }
    range = grid.finiteRange
    let scale = HeatScale(
      grid, surface.spacing, minimum: surface.minima.filter { key.view.contains($0.point) }.map(\.value).min()
    )
    let tone: (Double) -> Double = { scale?.place(of: $0) ?? 0 }
    let height =
      range.map { HeatLevels.scale(surface.spacing, $0, lowest: lowest, grid, floor: SolidScene.floor) }
      ?? { _ in 0 }
    func places(_ place: (Double) -> Double) -> [Float] {
      grid.values.map { $0.isFinite ? Float(max(0, min(1, place($0)))) : .nan }
    }
    contours = Optimization.contours(
      of: grid, at: surface.spacing.levels(count: SolidScene.levels, in: grid, minimum: lowest)
    ).map(ContourLines.Level.init)
    field = HeightField(side: nodes, heights: places(height), tones: places(tone))
  }

  /// How many contour lines are draped over it.
  private static let levels = 12

  /// The least height above the minimum that the block distinguishes, as a share of the greatest: the map's colours
  /// continue below it, where a shape would become a needle.
  private static let floor = 1e-2
}

/// A scene that is requested, or being computed.
public struct SolidRequest: Hashable, Sendable {
  /// What it is computed from.
  let key: SolidScene.Key
  /// How coarse it is: a sketch comes first if the whole takes long.
  let coarseness: Int
  /// Whether computing it takes longer than a frame may.
  let isLong: Bool

  /// The next scene for a key, given the present one if any; `nil` if that is complete.
  init?(_ key: SolidScene.Key, examplesRead: Int, having scene: SolidScene?) {
    let known = scene.flatMap { $0.key == key ? $0.coarseness : nil }
    guard let work = SceneWork(losses: key.nodes * key.nodes, examplesRead: examplesRead, having: known)
    else { return nil }
    self.key = key
    (coarseness, isLong) = (work.coarseness, work.isLong)
  }
}
