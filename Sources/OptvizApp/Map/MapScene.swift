import Experiments
import Optimization
import TerminalGraphics

/// The part of the map that stays while runs move: heat levels and contour lines.
public struct MapScene: Sendable {
  /// What a scene was computed from: an equal key means an equal scene.
  public struct Key: Hashable, Sendable {
    let surface: SurfaceChoice
    let projection: Projection
    /// Losses from left to right and from top to bottom: one for each half cell, or more where pixels are drawn.
    let columns: Int
    let rows: Int
    let hasHeat: Bool
    let heatLevels: Int
    /// Whether the gradient field is shown.
    let hasField: Bool
  }

  /// What it was computed from.
  public let key: Key
  /// How many samples lie between the points where the loss was computed: 1 in a finished scene, more in a sketch.
  public let coarseness: Int
  /// A heat level for each sample, from the top left.
  let heat: [UInt8]
  /// How losses became levels; `nil` without any finite loss.
  let scale: HeatScale?
  /// The contour lines.
  let contours: [ContourLines.Level]
  /// The saddles of the surface; none in a sketch, or if there are very many.
  let saddles: [SIMD2<Double>]
  /// The gradient field, if it is shown.
  let field: GradientField?

  /// Contour levels in a view, most first: enough to show the shape, few enough to stay quiet.
  private static let levelCounts = [14, 10, 7, 5]

  /// Computes a scene; about a millisecond for a formula on a large screen.
  ///
  /// Calls `report` with the finished share from time to time. A cancelled task ends early, with an
  /// unfinished scene, which is dropped.
  public init(_ key: Key, coarseness: Int = 1, report: (Double) -> Void = { _ in }) {
    self.key = key
    self.coarseness = coarseness
    let surface = key.surface.entry.surface(key.surface.settings)
    let lowest = surface.minima.filter(\.isGlobal).map(\.value).min()

    // Nodes at every dot would be wasted on lines this smooth; one for each sample is fine enough.
    let view = Domain(x: key.projection.x, y: key.projection.y)
    let nodes = MapScene.sample(
      surface, view, max(2, key.columns / coarseness + 1), max(2, key.rows / coarseness + 1)
    ) { report(key.hasHeat && coarseness == 1 ? $0 / 2 : $0) }
    let centers = MapScene.centers(key)
    let pixels =
      coarseness == 1
      ? MapScene.sample(surface, centers, key.hasHeat ? key.columns : 0, key.rows) {
        report(0.5 + $0 / 2)
      }
      : SampledGrid(domain: centers, columns: key.columns, rows: key.rows) { y, xs, out in
        for (i, x) in xs.enumerated() { out[i] = nodes.value(at: SIMD2(x, y)) ?? .nan }
      }
    let inView = surface.minima.filter { view.contains($0.point) }.map(\.value).min()
    scale = key.hasHeat ? HeatScale(pixels, surface.spacing, minimum: inView) : nil
    heat = key.hasHeat ? HeatLevels.levels(of: pixels, scale, count: key.heatLevels) : []

    // Over many hills, or on a small map, that many lines would cover it: fewer levels show as much.
    var lines: [ContourLines.Level] = []
    for count in MapScene.levelCounts {
      lines = Optimization.contours(
        of: nodes, at: surface.spacing.levels(count: count, in: nodes, minimum: lowest)
      ).map(ContourLines.Level.init)
      if ContourLines.share(ofCellsUnder: lines, on: key.projection) <= MapScene.largestShare { break }
    }
    contours = lines
    saddles =
      coarseness == 1
      ? SaddleSearch.saddles(of: surface, in: view, atMost: MapScene.mostSaddles).map { SIMD2($0.x, $0.y) }
      : []
    field = key.hasField && coarseness == 1 ? GradientField(of: surface, on: key.projection) : nil
  }

  /// With more saddles than this in view none is marked: more signs would only clutter the map.
  private static let mostSaddles = 12

  /// The share of cells with contour dots above which there are too many of them.
  private static let largestShare = 0.36

  /// From the middle of the first sample to that of the last.
  private static func centers(_ key: Key) -> Domain {
    func centers(_ range: ClosedRange<Double>, _ count: Int) -> ClosedRange<Double> {
      let half = range.length / Double(2 * max(1, count))
      return (range.lowerBound + half)...(range.upperBound - half)
    }
    return Domain(
      x: centers(key.projection.x, key.columns), y: centers(key.projection.y, key.rows))
  }

  private static func sample(
    _ surface: any Objective, _ domain: Domain, _ columns: Int, _ rows: Int, _ report: (Double) -> Void
  ) -> SampledGrid {
    var done = 0
    return SampledGrid(domain: domain, columns: columns, rows: rows) { y, xs, out in
      if Task.isCancelled { return }
      surface.fillRow(y, xs, out)
      done += 1
      report(Double(done) / Double(rows))
    }
  }
}
