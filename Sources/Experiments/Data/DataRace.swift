import Arithmetic
import Optimization

/// The race for a model on data if no optimizers are given.
///
/// Rates that suit one data set are useless on another, since the curvature grows with the square of the feature.
/// So they are derived from the surface, and rounded down to 1, 2 or 5 times a power of ten for easy reading and writing:
///
/// - Plain descent at ½ of 1/L, L being the largest curvature at the minimum and at the start: it converges below 2/L.
/// - The article's momentum at 2/L, four times as much; with β = 0.9 it is stable up to 38/L.
/// - RMSprop and Adam, whose steps are about as long as their rate whatever the curvature, at a fiftieth of the shorter
///   side of the map.
///
/// Without curvature, as with absolute errors, plain descent gets the rate whose first step is a twentieth of
/// the shorter side, and momentum the same.
enum DataRace {
  /// The optimizers for a surface, from a catalog that has gd, momentum, rmsprop and adam.
  static func optimizers(
    for objective: any Objective, from catalog: OptimizerCatalog
  ) -> [OptimizerChoice] {
    let domain = objective.domain
    let side = min(domain.size.x, domain.size.y)
    let places = objective.minima.filter { !$0.isKink }.map(\.point) + [objective.start]
    let curvature = places.map { objective.hessian(at: $0).eigenvalues.larger }.max() ?? 0
    var (plain, momentum) = (0.5 / curvature, 2 / curvature)
    // A curvature that is only rounding, as on straight walls, would give absurd rates.
    let slope = objective.valueAndGradient(at: objective.start).gradient.length
    if !(curvature * side > 1e-6 * slope) {
      plain = side / 20 / slope
      momentum = plain
    }
    return [
      ("gd", plain), ("momentum", momentum), ("rmsprop", side / 50), ("adam", side / 50),
    ].map { id, rate in choice(id, rate: rounded(rate), from: catalog) }
  }

  /// How many steps: 200, or twenty epochs if those are more, but at most 2000.
  static func steps(for objective: any Objective) -> Int {
    max(200, min(2000, 20 * (objective.batches?.stepsPerEpoch ?? 1)))
  }

  private static func choice(
    _ id: String, rate: Double, from catalog: OptimizerCatalog
  ) -> OptimizerChoice {
    guard let entry = catalog.entry(id) else { preconditionFailure("no optimizer \(id)") }
    return OptimizerChoice(entry, (try? entry.defaults.setting("lr", to: rate)) ?? entry.defaults)
  }

  /// The largest of 1, 2 and 5 times a power of ten up to a rate; 0.01 if it is not a valid rate.
  static func rounded(_ rate: Double) -> Double {
    guard rate > 1e-300, rate < 1e300 else { return 0.01 }
    // What lies below one only by rounding has reached it.
    return RoundNumber(atMost: rate * (1 + 1e-12)).value
  }
}
