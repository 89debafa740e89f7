/// A step whose gradient is not finite is left out, unless there were too many in a row: optax's `apply_if_finite`.
public struct ApplyIfFinite: GradientTransformation {
  public let name = "apply_if_finite"
  public var formula: [String] {
    ["{out} = the step for {in}, 0 where that is not finite, at most \(most) times in a row"]
  }

  private let most: Int
  private var inner: [any GradientTransformation]
  private var count = 0

  public init(_ inner: [any GradientTransformation], most: Int) { (self.inner, self.most) = (inner, most) }

  public mutating func begin(at position: Point<Double>) {
    count = 0
    for i in inner.indices { inner[i].begin(at: position) }
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    count = u.isFinite ? 0 : count + 1
    return u.isFinite || count > most ? inner.updates(u, &step) : u.zeros
  }
}
