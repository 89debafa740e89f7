/// The sum of k updates at every k-th step, and nothing between: optax's `apply_every`.
public struct ApplyEvery: GradientTransformation {
  public let name = "apply_every"
  public var formula: [String] {
    [
      "{A} ← {in} + {A_old}, {in} alone in the first of \(k) steps",
      "{out} = {A} in the last of them, else 0",
    ]
  }

  private let k: Int
  private var sum = Point(0.0, 0.0)
  private var count = 0

  public init(_ k: Int) { self.k = k }

  public mutating func begin(at position: Point<Double>) { (sum, count) = (position.zeros, 0) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let next = count == 0 ? u : sum + u
    step.record("A", from: sum, to: next)
    sum = next
    let emits = count == k - 1
    count = (count + 1) % k
    return emits ? sum : u.zeros
  }
}
