/// The updates times a factor that falls when the loss has stopped improving: optax's `contrib.reduce_on_plateau`.
///
/// The loss is the one where the step begins.
public struct ScaledOnPlateau: GradientTransformation {
  public let name = "reduce_on_plateau"
  public var formula: [String] { ["{out} = {q}{in}, {q} after {b} losses without improvement"] }

  private let factor, relative, absolute, lowest: Double
  private let patience, cooldown, size: Int
  private var scale = 1.0
  private var best = Double.infinity
  private var bad = 0
  private var waiting = 0
  private var sum = 0.0
  private var count = 0

  public init(
    factor: Double, patience: Int, relative: Double, absolute: Double, cooldown: Int, size: Int,
    lowest: Double
  ) {
    (self.factor, self.patience, self.relative, self.absolute) = (factor, patience, relative, absolute)
    (self.cooldown, self.size, self.lowest) = (cooldown, size, lowest)
  }

  public mutating func begin(at position: Point<Double>) {
    (scale, best, bad, waiting, sum, count) = (1, .infinity, 0, 0, 0, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    sum = (Double(count) * sum + step.loss) / Double(count + 1)
    count += 1
    if count == size {
      observe(sum)
      (sum, count) = (0, 0)
    }
    step.record("q", scalar: scale)
    step.record("b", scalar: Double(bad))
    return scale * u
  }

  private mutating func observe(_ loss: Double) {
    let hasImproved = loss < (1 - relative) * best - absolute
    if hasImproved { best = loss }
    let now = hasImproved ? 0 : bad + 1
    if waiting > 0 {
      bad = 0
      waiting -= 1
      return
    }
    let isDue = now == patience
    bad = isDue ? 0 : now
    scale = max(isDue ? scale * factor : scale, lowest)
    waiting = isDue ? cooldown : 0
  }
}
