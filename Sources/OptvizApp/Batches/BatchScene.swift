import Experiments
import Optimization
import TerminalGraphics

/// What the next step's batch makes of the map: its contours, its way downhill beside that of all examples, and where
/// other batches of its size would point.
///
/// Everything is in world coordinates; computed once for a point and a view, since it reads examples.
struct BatchScene: Sendable {
  /// What a scene was computed from: an equal key means an equal scene.
  struct Key: Hashable, Sendable {
    let surface: SurfaceChoice
    /// The run's own batch size; `nil` where it is left to the data.
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
  /// The way downhill of the mean over all examples, as steep as that is.
  let all: SIMD2<Double>
  /// The way downhill of the batch.
  let batch: SIMD2<Double>
  /// The ways downhill of other batches of the same size.
  let cloud: [SIMD2<Double>]
  /// The ways downhill of single examples: they say how long an arrow is drawn, whatever the batch size, so that the
  /// cloud is seen to shrink as batches grow.
  let singles: [SIMD2<Double>]

  /// At most this many other batches, so many that a cloud is seen.
  private static let mostBatches = 160
  /// At most as many examples are read for a cloud: of batches so large that these make few, all point one way.
  private static let cloudReads = 100_000
  /// About as many examples are read for contours.
  private static let contourReads = 2_000_000
  /// How many single examples are asked for the scale of the arrows.
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

  /// The ways downhill of batches that are independent of the run's and of one another.
  private static func others(
    _ dealt: any Objective, _ key: Key, most: Int = mostBatches
  ) -> [SIMD2<Double>] {
    guard let batches = dealt.batches else { return [] }
    var count = min(most, cloudReads / max(1, batches.size))
    let isGiven = if case .given = batches.order { true } else { false }
    // Orders from elsewhere are all there is of them, the same at any seed.
    if case .given(let epochs) = batches.order { count = min(count, epochs.count * batches.stepsPerEpoch) }
    return (0..<count).map { i in
      // The first batch of an epoch each: batches of one epoch share its examples out, and would lean away from each
      // other.
      let step = isGiven ? i : i * batches.stepsPerEpoch
      return downhill(dealt.batch(ofStep: step, seed: ~key.seed), key.position)
    }.filter { $0.x.isFinite && $0.y.isFinite }
  }

  /// A few lines around the batch's valley, at equal distances where it is a quadratic one.
  private static func contours(of batch: any Objective, _ key: Key) -> [[SIMD2<Double>]] {
    let reads = max(1, batch.examplesRead)
    var (columns, rows) = (key.columns + 1, key.rows + 1)
    while columns * rows * reads > contourReads && columns > 16 {
      columns = columns * 3 / 4
      rows = max(9, rows * 3 / 4)
    }
    // Of a batch that is nearly the whole, the map's own contours tell as much.
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

  /// How far a gradient reaches in world units: with it, nine tenths of the single examples' arrows are no longer than
  /// a share of the map's shorter side; 0 where none has a length.
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
