import Experiments
import Optimization
import TerminalGraphics

/// What the next step's batch makes of the map: its contours, its direction of descent and that of all examples, and
/// the directions of other batches of its size.
///
/// Everything is in world coordinates. Computed once for each point and view, since it reads examples.
struct BatchScene: Sendable {
  /// What a scene was computed from: an equal key means an equal scene.
  struct Key: Hashable, Sendable {
    let surface: SurfaceChoice
    /// The run's own batch size; `nil` for that of the data.
    let batchSize: Int?
    let seed: UInt64
    let step: Int
    let position: Point<Double>
    let view: Domain
    let columns: Int
    let rows: Int
  }

  /// What it was computed from.
  let key: Key
  /// The batch's contour lines; a closed one ends where it begins.
  let contours: [[SIMD2<Double>]]
  /// The negative gradient of the mean over all examples.
  let all: SIMD2<Double>
  /// The negative gradient of the batch.
  let batch: SIMD2<Double>
  /// The negative gradients of other batches of the same size.
  let cloud: [SIMD2<Double>]
  /// The negative gradients of single examples: they set the scale of the arrows, whatever the batch size, so that the
  /// cloud visibly shrinks as batches grow.
  let singles: [SIMD2<Double>]

  /// The most other batches: enough for a cloud.
  private static let mostBatches = 160
  /// The most examples read for a cloud; batches so large that this allows only a few all point the same way.
  private static let cloudReads = 100_000
  /// About how many examples are read for contours.
  private static let contourReads = 2_000_000
  /// How many single examples set the scale of the arrows.
  private static let singleCount = 96

  /// Computes a scene: some milliseconds, whatever the size of the data.
  init(_ key: Key, of objective: any Objective) {
    self.key = key
    let dealt = key.batchSize.map { objective.taking(batchSize: $0) } ?? objective
    let own = dealt.batch(ofStep: key.step, seed: key.seed)
    all = BatchScene.downhill(dealt, key.position)
    batch = BatchScene.downhill(own, key.position)
    cloud = BatchScene.others(dealt, key)
    singles =
      dealt.batches?.size == 1
      ? cloud : BatchScene.others(dealt.taking(batchSize: 1), key, most: BatchScene.singleCount)
    contours = BatchScene.contours(of: own, key)
  }

  private static func downhill(_ objective: any Objective, _ position: Point<Double>) -> SIMD2<Double> {
    let gradient = objective.valueAndGradient(at: position).gradient
    return SIMD2(-gradient.x, -gradient.y)
  }

  /// The negative gradients of batches that are independent of the run's and of one another.
  private static func others(
    _ dealt: any Objective, _ key: Key, most: Int = mostBatches
  ) -> [SIMD2<Double>] {
    guard let batches = dealt.batches else { return [] }
    var count = min(most, cloudReads / max(1, batches.size))
    let isGiven = if case .given = batches.order { true } else { false }
    // A given order has only these batches, the same at any seed.
    if case .given(let epochs) = batches.order { count = min(count, epochs.count * batches.stepsPerEpoch) }
    return (0..<count).map { i in
      // The first batch of each epoch: batches of one epoch share its examples, so their gradients would not be
      // independent.
      let step = isGiven ? i : i * batches.stepsPerEpoch
      return downhill(dealt.batch(ofStep: step, seed: ~key.seed), key.position)
    }.filter { $0.x.isFinite && $0.y.isFinite }
  }

  /// A few lines around the batch's valley, at equal distances if the loss is quadratic.
  private static func contours(of batch: any Objective, _ key: Key) -> [[SIMD2<Double>]] {
    let reads = max(1, batch.examplesRead)
    var (columns, rows) = (key.columns + 1, key.rows + 1)
    while columns * rows * reads > contourReads && columns > 16 {
      columns = columns * 3 / 4
      rows = max(9, rows * 3 / 4)
    }
    // For a batch that is nearly the whole, the map's own contours show the same.
    guard columns * rows * reads <= contourReads, columns > 2, rows > 2 else { return [] }
    let nodes = SampledGrid(domain: key.view, columns: columns, rows: rows) { y, xs, out in
      batch.fillRow(y, xs, out)
    }
    let values = nodes.values.filter(\.isFinite).sorted()
    guard let low = values.first, let high = values.last, low < high else { return [] }
    let height = values[values.count * 9 / 10] - low
    let levels = [0.25, 0.5, 0.75, 1].map { low + height * $0 * $0 }
    return Optimization.contours(of: nodes, at: levels).flatMap { contour in
      contour.lines.map { $0.isClosed ? $0.points + $0.points.prefix(1) : $0.points }
    }
  }

  /// The length of a gradient in world units: scaled by it, nine tenths of the single examples' arrows are at most
  /// a share of the map's shorter side; 0 if none has a length.
  func reach(on projection: Projection) -> Double {
    let lengths = singles.map { projection.columns(of: $0) }.filter(\.isFinite).sorted()
    guard !lengths.isEmpty else { return 0 }
    // Where nearly all examples agree, the arrow of all is as long as theirs.
    let typical = max(lengths[(lengths.count - 1) * 9 / 10], projection.columns(of: all))
    guard typical > 0, typical.isFinite else { return 0 }
    return BatchScene.share * projection.shorterSide / typical
  }

  /// The share of the map's shorter side that a single example's arrow takes.
  private static let share = 0.55
}
