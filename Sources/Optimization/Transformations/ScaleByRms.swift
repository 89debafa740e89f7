import RealModule

/// The updates over the root of their mean square, centered or not: optax's `scale_by_rms` and `scale_by_stddev`.
public struct ScaleByRms: GradientTransformation {
  public let name: String
  public var formula: [String] {
    let square = centered ? "{S} − {M}²" : "{S}"
    return (centered ? ["{M} ← \(decay.shortText)·{M_old} + \((1 - decay).shortText)·{in}"] : []) + [
      "{S} ← \(decay.shortText)·{S_old} + \((1 - decay).shortText)·{in}²",
      insideRoot
        ? "{out} = {in}/√(\(square) + \(eps.shortText))" : "{out} = {in}/(√(\(square)) + \(eps.shortText))",
    ]
  }

  private let decay, eps, initial: Double
  private let insideRoot, corrects, centered: Bool
  private var mean = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var count = 0

  public init(
    decay: Double, eps: Double, initial: Double, insideRoot: Bool, corrects: Bool, centered: Bool
  ) {
    name = centered ? "scale_by_stddev" : "scale_by_rms"
    (self.decay, self.eps, self.initial) = (decay, eps, initial)
    (self.insideRoot, self.corrects, self.centered) = (insideRoot, corrects, centered)
  }

  public mutating func begin(at position: Point<Double>) {
    (mean, second, count) = (position.zeros, position.filled(with: initial), 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    var m = (1 - decay) * u + decay * mean
    var s = (1 - decay) * u.squared() + decay * second
    step.record("M", from: mean, to: m)
    step.record("S", from: second, to: s)
    (mean, second) = (m, s)
    count += 1
    if corrects {
      let correction = 1 - Double.pow(decay, count)
      (m, s) = (m / correction, s / correction)
    }
    if centered { s = s - m.squared() }
    let scaling = insideRoot ? 1 / (s + eps).squareRoot() : 1 / (s.squareRoot() + eps)
    return scaling * u
  }
}
