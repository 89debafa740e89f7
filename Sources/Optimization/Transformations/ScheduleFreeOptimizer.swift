import RealModule

/// schedulefree's wrapper around an optimizer of PyTorch, which steps at z with the gradient from y.
public struct ScheduleFreeOptimizer: GradientTransformation {
  public let name = "ScheduleFreeWrapper"
  public var formula: [String] {
    [
      "{Z} ← {Z_old} + the step for {in}", "{X} ← (1 − {c}){X_old} + {c}{Z}",
      "{out} = \(momentum.shortText)·{X} + \((1 - momentum).shortText)·{Z} − {W_old}",
    ]
  }

  private let rate, momentum, decay, r, power: Double
  private var inner: [any GradientTransformation]
  private var z = Point(0.0, 0.0)
  private var weightSum = 0.0
  private var count = 0

  public init(
    _ inner: [any GradientTransformation], rate: Double, momentum: Double, decay: Double, r: Double,
    power: Double
  ) {
    (self.inner, self.rate, self.momentum) = (inner, rate, momentum)
    (self.decay, self.r, self.power) = (decay, r, power)
  }

  public mutating func begin(at position: Point<Double>) {
    (z, weightSum, count) = (position, 0, 0)
    for i in inner.indices { inner[i].begin(at: position) }
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let start = step.position
    let shrunk = start - (rate * decay * (1 - momentum)) * start
    let before = z - (rate * decay) * start
    let x = shrunk + (1 - 1 / momentum) * (before - shrunk)
    step.position = before
    let own = inner.updates(u, &step)
    step.position = start
    let next = before + own
    count += 1
    let weight = Double.power(Double(count), r) * Double.power(rate, power)
    weightSum += weight
    let c = weight / weightSum
    let nextX = x + c * (next - x)
    step.record("c", scalar: c)
    step.record("Z", from: z, to: next)
    step.record("X", from: x, to: nextX)
    z = next
    return nextX + (1 - momentum) * (next - nextX) - start
  }
}
