import RealModule

/// A schedule-free method around any chain: optax's `contrib.schedule_free`.
///
/// A. Defazio et al., The road less scheduled, NeurIPS 2024, arXiv:2405.15682.
public struct ScheduleFreeAround: GradientTransformation {
  public let name = "schedule_free"
  public var formula: [String] {
    [
      "{Z} ← {Z_old} + the step for {in}",
      "{X_old} = ({W_old} − \((1 - b1).shortText)·{Z_old})/\(b1.shortText)",
      "{X} ← (1 − {c}){X_old} + {c}{Z}",
      "{out} = \(b1.shortText)·{X} + \((1 - b1).shortText)·{Z} − {W_old}",
    ]
  }

  private let rate: StepFunction
  private let b1, power: Double
  private var inner: [any GradientTransformation]
  private var z = Point(0.0, 0.0)
  private var weightSum = 0.0
  private var largestRate = 0.0
  private var count = 1.0

  public init(_ inner: [any GradientTransformation], rate: StepFunction, b1: Double, power: Double) {
    (self.inner, self.rate, self.b1, self.power) = (inner, rate, b1, power)
  }

  public mutating func begin(at position: Point<Double>) {
    (z, weightSum, largestRate, count) = (position, 0, 0, 1)
    for i in inner.indices { inner[i].begin(at: position) }
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    largestRate = max(largestRate, rate.value(count))
    count += 1
    let weight = Double.power(largestRate, power)
    weightSum += weight
    let ratio = weight / weightSum
    let c = ratio.isNaN ? 0 : ratio
    let next = z + inner.updates(u, &step)
    let before = (step.position - (1 - b1) * z) / b1
    let x = (1 - c) * before + c * next
    step.record("c", scalar: c)
    step.record("Z", from: z, to: next)
    step.record("X", from: before, to: x)
    z = next
    return b1 * x + (1 - b1) * z - step.position
  }
}
