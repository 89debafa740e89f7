import RealModule

/// The numbers that Adam's relatives in optax share, and the averages that they keep.
public struct AdamMemory: Sendable {
  let b1, b2, eps, epsRoot: Double
  private let nesterov: Bool
  /// The averages of the updates and of their squares.
  private(set) var first = Point(0.0, 0.0)
  private(set) var second = Point(0.0, 0.0)
  /// How many steps were made.
  private(set) var count = 0

  public init(b1: Double, b2: Double, eps: Double, epsRoot: Double = 0, nesterov: Bool = false) {
    (self.b1, self.b2, self.eps, self.epsRoot, self.nesterov) = (b1, b2, eps, epsRoot, nesterov)
  }

  mutating func begin(at position: Point<Double>, from initial: Double = 0) {
    (first, second, count) = (position.filled(with: initial), position.filled(with: initial), 0)
  }

  /// The next average of the updates.
  func nextFirst(_ u: Point<Double>) -> Point<Double> { (1 - b1) * u + b1 * first }
  /// The next average of squares.
  func nextSecond(_ squares: Point<Double>) -> Point<Double> { (1 - b2) * squares + b2 * second }

  /// Takes the next averages.
  mutating func take(_ v: Point<Double>, _ s: Point<Double>, _ step: inout TransformationStep) {
    step.record("V", from: first, to: v)
    step.record("S", from: second, to: s)
    (first, second) = (v, s)
    count += 1
    step.record("n", scalar: Double(count))
  }

  /// β₁ⁿ and β₂ⁿ.
  var powers: (first: Double, second: Double) { (Double.pow(b1, count), Double.pow(b2, count)) }

  /// The corrected average, with Nesterov's look ahead at the updates as optax has it.
  func corrected(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let v =
      nesterov
      ? b1 * (first / (1 - Double.pow(b1, count + 1))) + (1 - b1) * (u / (1 - powers.first))
      : first / (1 - powers.first)
    step.record("V̂", v)
    return v
  }

  /// The line of V.
  var firstLine: String { "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}" }
  /// The line of V̂.
  var correctedLine: String {
    nesterov
      ? "{V̂} = \(b1.shortText)·{V}/(1 − \(b1.shortText)^({n} + 1)) + \((1 - b1).shortText)·{in}/(1 − \(b1.shortText)^{n})"
      : "{V̂} = {V}/(1 − \(b1.shortText)^{n})"
  }
  /// The line of S, of squares of what is written here.
  func secondLine(_ what: String) -> String {
    "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·\(what)²"
  }
  /// S corrected, as it is written.
  var correctedSecond: String { "{S}/(1 − \(b2.shortText)^{n})" }
}
