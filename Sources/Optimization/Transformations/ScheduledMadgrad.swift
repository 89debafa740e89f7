import RealModule

/// MADGRAD with a rate that may depend on the step: optax's `contrib.madgrad` under a schedule.
///
/// optax rounds the schedule and the weight l to single precision; this is the formula.
public struct ScheduledMadgrad: GradientTransformation {
  public let name = "madgrad"
  public var formula: [String] {
    [
      "{l} = (\(rate.text) + \(eps.shortText))·√{n}", "{S} ← {S_old} + {l}{in}²", "{D} ← {D_old} + {l}{in}",
      "{Z} = {W₀} − {D}/(∛{S} + \(eps.shortText))",
      "{out} = \((1 - momentum).shortText)·({Z} − {W_old})",
    ]
  }

  private let rate: StepFunction
  private let momentum, decay, eps: Double
  private var start = Point(0.0, 0.0)
  private var sum = Point(0.0, 0.0)
  private var squares = Point(0.0, 0.0)
  private var count = 0.0

  public init(rate: StepFunction, momentum: Double, decay: Double, eps: Double) {
    (self.rate, self.momentum, self.decay, self.eps) = (rate, momentum, decay, eps)
  }

  public mutating func begin(at position: Point<Double>) {
    (start, sum, squares, count) = (position, position.zeros, position.zeros, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let weight = (rate.value(count) + eps) * (count + 1).squareRoot()
    count += 1
    let g = u + decay * step.position
    step.record("n", scalar: count)
    step.record("l", scalar: weight)
    step.record("S", from: squares, to: squares + weight * g.squared())
    step.record("D", from: sum, to: sum + weight * g)
    squares = squares + weight * g.squared()
    sum = sum + weight * g
    let target = start - sum / (squares.map { Double.root($0, 3) } + eps)
    step.record("W₀", start)
    step.record("Z", target)
    return (1 - momentum) * (target - step.position)
  }
}
