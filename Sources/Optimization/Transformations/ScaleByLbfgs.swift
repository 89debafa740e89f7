/// The direction of limited-memory BFGS: optax's `scale_by_lbfgs`.
///
/// The inverse Hessian is made of the last differences of positions and updates by the two loops of J. Nocedal and
/// S. J. Wright, Numerical optimization (1999), algorithm 7.4.
public struct ScaleByLbfgs: GradientTransformation {
  public let name = "scale_by_lbfgs"
  public var formula: [String] {
    [
      "{s} = {W_old} − {W′}", "{y} = {in} − {u′}",
      scalesFirst ? "{γ} = {s}·{y}/{y}·{y}, at first min(1, 1/|{in}|)" : "{γ} = 1",
      "{out} = {in} through the two loops over the last \(memory) pairs {s}, {y}, from {γ}",
    ]
  }

  /// The difference of two positions, that of their updates, and the weight of both.
  private struct Pair: Sendable {
    let s, y: Point<Double>
    let weight: Double
  }

  private let memory: Int
  private let scalesFirst: Bool
  private var pairs: [Pair] = []
  private var last: (position: Point<Double>, update: Point<Double>)?

  public init(memory: Int, scalesFirst: Bool) { (self.memory, self.scalesFirst) = (memory, scalesFirst) }

  public mutating func begin(at position: Point<Double>) { (pairs, last) = ([], nil) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let before = last ?? (step.position, u)
    let (s, y) = (step.position - before.position, u - before.update)
    var scale = min(1, 1 / u.norm())
    if last != nil {
      // JAX takes numbers below the smallest normal one as 0.
      func flushed(_ number: Double) -> Double { abs(number) < .leastNormalMagnitude ? 0 : number }
      let (product, square) = (flushed(s.dot(y)), flushed(y.dot(y)))
      pairs.append(Pair(s: s, y: y, weight: product == 0 ? 0 : 1 / product))
      if pairs.count > memory { pairs.removeFirst() }
      scale = square > 0 ? product / square : 1
    }
    if !scalesFirst { scale = 1 }
    last = (step.position, u)
    step.record("W′", before.position)
    step.record("u′", before.update)
    step.record("s", s)
    step.record("y", y)
    step.record("γ", scalar: scale)
    return product(with: u, from: scale)
  }

  /// The inverse Hessian times a vector.
  private func product(with u: Point<Double>, from scale: Double) -> Point<Double> {
    var q = u
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.weight * pair.s.dot(q)
      q = q - share * pair.y
      shares.append(share)
    }
    q = scale * q
    for (pair, share) in zip(pairs, shares.reversed()) {
      q = q + (share - pair.weight * pair.y.dot(q)) * pair.s
    }
    return q
  }
}
