import CBaselines
import Optimization
import Optimizers

/// Many runs side by side on Rosenbrock, on one thread: the engine of sweeps and basins against hand-written C vectors.
///
/// Every run has its own start and rate. Both sides make the same operations in the same order, which is checked: they
/// end at the same bits.
enum PackSteps {
  private static let runs = 4096
  private static let steps = 1000

  /// The four methods of the article at their defaults, each with its least rate; the greatest is eight times it.
  private static let methods: [(id: String, rate: Double, baseline: Baseline)] = [
    ("gd", 5e-5, { baseline_pack_gd($0, $1, $2, $3, $4) }),
    ("momentum", 1e-4, { baseline_pack_momentum($0, $1, $2, $3, $4, 0.9) }),
    ("rmsprop", 1e-3, { baseline_pack_rmsprop($0, $1, $2, $3, $4, 0.9, 1e-8) }),
    ("adam", 1e-3, { baseline_pack_adam($0, $1, $2, $3, $4, 0.9, 0.999, 1e-8) }),
  ]

  private typealias Baseline =
    @Sendable (
      Int64, Int64, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafePointer<Double>
    ) -> Void

  static func run(rounds: Int) {
    for (id, least, baseline) in methods {
      let rates = (0..<runs).map { least * (1 + 7 * Double($0 % 64) / 63) }
      let pack = pack(id, rates)
      check(id, ends(of: pack), ends(of: baseline, rates))
      printTable(
        "\(id) on Rosenbrock, \(runs) runs side by side, one step of one of them",
        measure(
          [
            Candidate(name: "C, eight lanes") { sum(ends(of: baseline, rates)) },
            Candidate(name: "Swift: a pack") { sum(ends(of: pack)) },
          ], rounds: rounds),
        operations: Double(runs * steps), unit: "ns", scale: 1e9)
    }
  }

  /// Where a run starts: on a lattice over the valley's surroundings.
  private static func start(_ run: Int) -> Point<Double> {
    Point(-1.5 + 3 * Double(run % 64) / 63, -0.5 + 2.5 * Double(run / 64) / 63)
  }

  /// The runs at their starts.
  private static func pack(_ id: String, _ rates: [Double]) -> RunPack {
    guard let surface = SurfaceCatalog.entry("rosenbrock"),
      let entry = OptimizerCatalog.standard.entry(id)
    else { fatalError("the catalogs have no Rosenbrock or no \(id)") }
    let objective = surface.surface(surface.defaults)
    let choices = rates.map { OptimizerChoice(entry, try? entry.defaults.setting("lr", to: $0)) }
    return RunPack(
      choices, on: objective, from: rates.indices.map(start),
      RunConditions(limits: Limits(for: objective.domain), steps: steps))
  }

  /// Where the runs end.
  private static func ends(of pack: RunPack) -> [Point<Double>] {
    var pack = pack
    pack.advance(steps)
    return pack.positions
  }

  /// Where the same runs end in C.
  private static func ends(of baseline: Baseline, _ rates: [Double]) -> [Point<Double>] {
    var (x, y) = ((0..<runs).map { start($0).x }, (0..<runs).map { start($0).y })
    baseline(Int64(runs), Int64(steps), &x, &y, rates)
    return zip(x, y).map { Point($0, $1) }
  }

  /// Ends the program if the two sides did not do the same work.
  private static func check(_ id: String, _ ours: [Point<Double>], _ theirs: [Point<Double>]) {
    for (run, (a, b)) in zip(ours, theirs).enumerated() {
      let isSame = a.x.bitPattern == b.x.bitPattern && a.y.bitPattern == b.y.bitPattern
      if !isSame || !a.isFinite { fatalError("run \(run) of \(id) ends at \(a), in C at \(b)") }
    }
    print("\(id): all \(ours.count) runs end at C's bits")
  }

  private static func sum(_ points: [Point<Double>]) -> Double { points.reduce(0) { $0 + $1.x + $1.y } }
}
