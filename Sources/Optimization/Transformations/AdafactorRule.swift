import RealModule

/// Adafactor for a vector, in each library's form.
///
/// N. Shazeer and M. Stern, Adafactor: adaptive learning rates with sublinear memory cost, ICML 2018, arXiv:1804.04235.
public struct AdafactorRule: DescentRule {
  /// The library whose form it is.
  public enum Form: Sendable { case torch, keras, pytorchOptimizer }

  public let name = "Adafactor"
  public var formula: [String] {
    [
      "{β} = 1 − {n}^\(exponent.shortText)", "{S} ← {β}{S_old} + (1 − {β}){in}²",
      "{U} = {in}/√{S}", "{out} = {α̂}{U}/max(1, |{*U}|/√2/\(threshold.shortText))",
    ]
  }

  private let form: Form
  private let exponent, threshold, eps1, eps2: Double
  private let scales, isRelative, warmsUp: Bool
  private let momentum, mostBeta: Double?
  private var second = Point(0.0, 0.0)
  private var velocity = Point(0.0, 0.0)

  public init(
    _ form: Form, exponent: Double, threshold: Double, eps1: Double, eps2: Double, scales: Bool = true,
    isRelative: Bool = true, warmsUp: Bool = false, momentum: Double? = nil, mostBeta: Double? = nil
  ) {
    (self.form, self.exponent, self.threshold, self.eps1, self.eps2) = (form, exponent, threshold, eps1, eps2)
    (self.scales, self.isRelative, self.warmsUp) = (scales, isRelative, warmsUp)
    (self.momentum, self.mostBeta) = (momentum, mostBeta)
  }

  public mutating func begin(at position: Point<Double>) {
    (second, velocity) = (position.zeros, position.zeros)
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    let t = Double(step.count)
    // PyTorch takes the size of the weights before they shrink.
    let rate = rate(t, step.rate, form == .torch ? step.position : w)
    let beta = min(1 - Double.power(t, exponent), mostBeta ?? 1)
    let square = form == .torch ? g.squared() : g.squared() + eps1
    let s = beta * second + (1 - beta) * square
    step.record("n", scalar: t)
    step.record("β", scalar: beta)
    step.record("α̂", scalar: rate)
    step.record("S", from: second, to: s)
    second = s
    let u = form == .torch ? g / s.map { max($0, eps1 * eps1) }.squareRoot() : g / s.squareRoot()
    step.record("U", u)
    let way = (rate / max(1, rootMeanSquare(u) / threshold)) * u
    guard let momentum else { return way }
    velocity = momentum * velocity + (1 - momentum) * way
    return velocity
  }

  /// The rate in the library's form.
  func rate(_ t: Double, _ lr: Double, _ w: Point<Double>) -> Double {
    let size = max(eps2, rootMeanSquare(w))
    switch form {
    case .torch, .keras: return size * min(lr, 1 / t.squareRoot())
    case .pytorchOptimizer:
      let relative = isRelative ? min(warmsUp ? 1e-6 * t : 1e-2, 1 / t.squareRoot()) : lr
      return scales ? size * relative : relative
    }
  }

  /// The size of a vector.
  ///
  /// Keras computes every mean in single precision, whatever the precision of its variables.
  private func rootMeanSquare(_ v: Point<Double>) -> Double {
    guard form == .keras else { return (v.dot(v) / 2).squareRoot() }
    let square = v.squared()
    return Double((Float(square.x) + Float(square.y)) / 2).squareRoot()
  }
}
