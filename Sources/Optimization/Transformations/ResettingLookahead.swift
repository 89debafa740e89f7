/// optax's `lookahead` with `reset_state=True`, whose reset is another than the wrapper's.
///
/// The chain inside begins anew at the fast point before the update, its counts and its schedule included.
public struct ResettingLookahead: GradientTransformation {
  public let name = "lookahead"
  public var formula: [String] {
    [
      "{d} = {W_old} + the step for {in} − {φ}",
      "{out} = the step − \((1 - alpha).shortText)·{d} at every \(k)th, else the step",
    ]
  }

  public var companion: Point<Double>? { slow }
  public var companionKind: String? { "slow" }

  private let k: Int
  private let alpha: Double
  private var inner: [any GradientTransformation]
  private var slow = Point(0.0, 0.0)
  private var count = 0

  public init(_ inner: [any GradientTransformation], k: Int, alpha: Double) {
    (self.inner, self.k, self.alpha) = (inner, k, alpha)
  }

  public mutating func begin(at position: Point<Double>) {
    (slow, count) = (position, 0)
    for i in inner.indices { inner[i].begin(at: position) }
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let own = inner.updates(u, &step)
    let difference = step.position + own - slow
    step.record("φ", slow)
    step.record("d", difference)
    count += 1
    guard count == k else { return own }
    count = 0
    slow = slow + alpha * difference
    for i in inner.indices { inner[i].begin(at: step.position) }
    return own - (1 - alpha) * difference
  }
}
