import Optimization
import Optimizers
import Testing

/// A claim of a card without stored numbers: the rule itself, written out in a test and compared with the program's.
///
/// A law is an argument of the test that computes it, so every law in use was compared.
struct Law: CustomTestStringConvertible, Sendable {
  /// The identifier of the optimizer, wrapper or schedule.
  let card: String
  /// The card's text.
  let claim: String
  /// The distance from the rule; at most rounding.
  let deviation: @Sendable () throws -> Double

  /// Every law.
  static let all = OptimizerLaws.all + WrapperLaws.all + ScheduleLaws.all

  init(_ card: String, _ claim: String, _ deviation: @escaping @Sendable () throws -> Double) {
    self.card = card
    self.claim = claim
    self.deviation = deviation
  }

  var testDescription: String { "\(card): \(claim)" }
}

/// An optimizer of the catalog with settings and wrappers.
func choice(
  _ id: String, _ values: KeyValuePairs<String, Double> = [:],
  wrapper: (id: String, values: KeyValuePairs<String, Double>)? = nil
) throws -> OptimizerChoice {
  let entry = try #require(OptimizerCatalog.standard.entry(id))
  var settings = entry.defaults
  for (key, value) in values { try settings.set(key, to: value) }
  guard let wrapper else { return OptimizerChoice(entry, settings) }
  let around = try #require(WrapperCatalog.entry(wrapper.id))
  var own = around.defaults
  for (key, value) in wrapper.values { try own.set(key, to: value) }
  return OptimizerChoice(entry, settings, wrappers: [WrapperChoice(around, own)])
}

/// The track of a run on a surface of the catalog.
func track(
  _ choice: OptimizerChoice, on id: String, from start: Point<Double>? = nil, steps: Int
) throws -> Track {
  let surface = try #require(try referenceSurface(id))
  let conditions = RunConditions(limits: Limits(for: surface.domain), steps: steps)
  var timeline = Timeline(Run(choice, on: surface, from: start ?? surface.start, conditions), budget: steps)
  timeline.extend(to: steps)
  return timeline.track
}

/// The largest distance between two lists of points, relative to their size; infinite for lists of different lengths.
func distance(_ a: some Collection<Point<Double>>, _ b: some Collection<Point<Double>>) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { worst, pair in
    let distance = Point(pair.0.x - pair.1.x, pair.0.y - pair.1.y).length / max(1, pair.1.length)
    return distance.isNaN ? .infinity : max(worst, distance)
  }
}
