import RealModule

/// Keras' SGD, whose rate is inside the velocity.
public struct KerasSGD: DescentRule {
  public let name = "SGD"
  public var formula: [String] {
    [
      "{V} ← \(momentum.shortText)·{V_old} − {α}{in}",
      nesterov ? "{out} = {α}{in} − \(momentum.shortText)·{V}" : "{out} = 0 − {V}",
    ]
  }

  private let momentum: Double
  private let nesterov: Bool
  private var velocity = Point(0.0, 0.0)

  public init(momentum: Double, nesterov: Bool) { (self.momentum, self.nesterov) = (momentum, nesterov) }

  public mutating func begin(at position: Point<Double>) { velocity = position.zeros }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    let next = momentum * velocity - step.rate * g
    step.record("V", from: velocity, to: next)
    velocity = next
    if momentum == 0 { return step.rate * g }
    return nesterov ? step.rate * g - momentum * next : -1 * next
  }
}

/// Keras' RMSprop, whose rate is inside the velocity.
public struct KerasRMSprop: DescentRule {
  public let name = "RMSprop"
  public var formula: [String] {
    [
      "{S} ← \(rho.shortText)·{S_old} + \((1 - rho).shortText)·{in}²",
      "{V} ← \(momentum.shortText)·{V_old} + {α}{in}/√({S}\(centered ? " − {M}²" : "") + \(eps.shortText))",
      "{out} = {V}",
    ]
  }

  private let rho, momentum, eps: Double
  private let centered: Bool
  private var second = Point(0.0, 0.0)
  private var mean = Point(0.0, 0.0)
  private var velocity = Point(0.0, 0.0)

  public init(rho: Double, momentum: Double, eps: Double, centered: Bool) {
    (self.rho, self.momentum, self.eps, self.centered) = (rho, momentum, eps, centered)
  }

  public mutating func begin(at position: Point<Double>) {
    (second, mean, velocity) = (position.zeros, position.zeros, position.zeros)
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    let s = rho * second + (1 - rho) * g.squared()
    step.record("S", from: second, to: s)
    second = s
    mean = rho * mean + (1 - rho) * g
    step.record("M", mean)
    let spread = centered ? s - mean.squared() : s
    let next = momentum * velocity + (step.rate * g) / (spread + eps).squareRoot()
    step.record("V", from: velocity, to: next)
    velocity = next
    return next
  }
}

/// Keras' Adam, with ε beside the uncorrected root.
public struct KerasAdam: DescentRule {
  public let name = "Adam"
  public var formula: [String] {
    let (beta1, beta2) = (averages.beta1, averages.beta2)
    return [
      "{V} ← \(beta1.shortText)·{V_old} + \((1 - beta1).shortText)·{in}",
      "{S} ← \(beta2.shortText)·{S_old} + \((1 - beta2).shortText)·{in}²",
      "{out} = {α}√(1 − \(beta2.shortText)^{n})/(1 − \(beta1.shortText)^{n})·{V}/(√{\(amsgrad ? "M" : "S")} + \(averages.eps.shortText))",
    ]
  }

  private var averages: KerasAverages
  private let amsgrad: Bool
  private var largest = Point(0.0, 0.0)

  public init(_ averages: KerasAverages, amsgrad: Bool) {
    (self.averages, self.amsgrad) = (averages, amsgrad)
  }

  public mutating func begin(at position: Point<Double>) {
    averages.begin(at: position)
    largest = position.zeros
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    averages.take(g, &step)
    largest = Point.maximum(largest, averages.second)
    step.record("M", largest)
    step.record("n", scalar: Double(step.count))
    let corrections = averages.corrections(step.count)
    let alpha = step.rate * corrections.second.squareRoot() / corrections.first
    return (alpha * averages.first) / ((amsgrad ? largest : averages.second).squareRoot() + averages.eps)
  }
}

/// Keras' Adamax.
public struct KerasAdamax: DescentRule {
  public let name = "Adamax"

  private let beta1, beta2, eps: Double
  private var first = Point(0.0, 0.0)
  private var largest = Point(0.0, 0.0)

  public init(beta1: Double, beta2: Double, eps: Double) {
    (self.beta1, self.beta2, self.eps) = (beta1, beta2, eps)
  }

  public mutating func begin(at position: Point<Double>) {
    (first, largest) = (position.zeros, position.zeros)
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    first = first + (1 - beta1) * (g - first)
    largest = Point.maximum(beta2 * largest, g.magnitude)
    return (step.rate * first) / ((1 - Double.power(beta1, step.count)) * (largest + eps))
  }
}

/// Keras' Nadam.
public struct KerasNadam: DescentRule {
  public let name = "Nadam"

  private var averages: KerasAverages
  private var product = 1.0

  public init(_ averages: KerasAverages) { self.averages = averages }

  public mutating func begin(at position: Point<Double>) {
    averages.begin(at: position)
    product = 1
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    func share(_ n: Int) -> Double { averages.beta1 * (1 - 0.5 * Double.power(0.96, n)) }
    let (now, next) = (share(step.count), share(step.count + 1))
    product *= now
    averages.take(g, &step)
    let m = (next / (1 - product * next)) * averages.first + ((1 - now) / (1 - product)) * g
    let second = averages.second / averages.corrections(step.count).second
    return (step.rate * m) / (second.squareRoot() + averages.eps)
  }
}

/// Keras' Adagrad.
public struct KerasAdagrad: DescentRule {
  public let name = "Adagrad"

  private let initial, eps: Double
  private var sum = Point(0.0, 0.0)

  public init(initial: Double, eps: Double) { (self.initial, self.eps) = (initial, eps) }

  public mutating func begin(at position: Point<Double>) { sum = position.filled(with: initial) }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    sum = sum + g.squared()
    return (step.rate * g) / (sum + eps).squareRoot()
  }
}

/// Keras' Adadelta.
public struct KerasAdadelta: DescentRule {
  public let name = "Adadelta"

  private let rho, eps: Double
  private var gradients = Point(0.0, 0.0)
  private var ways = Point(0.0, 0.0)

  public init(rho: Double, eps: Double) { (self.rho, self.eps) = (rho, eps) }

  public mutating func begin(at position: Point<Double>) {
    (gradients, ways) = (position.zeros, position.zeros)
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    gradients = rho * gradients + (1 - rho) * g.squared()
    let move = ((ways + eps).squareRoot() * g) / (gradients + eps).squareRoot()
    ways = rho * ways + (1 - rho) * move.squared()
    return step.rate * move
  }
}

/// Keras' Lion.
public struct KerasLion: DescentRule {
  public let name = "Lion"

  private let beta1, beta2: Double
  private var average = Point(0.0, 0.0)

  public init(beta1: Double, beta2: Double) { (self.beta1, self.beta2) = (beta1, beta2) }

  public mutating func begin(at position: Point<Double>) { average = position.zeros }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    let sign = (beta1 * average + (1 - beta1) * g).sign
    average = beta2 * average + (1 - beta2) * g
    return step.rate * sign
  }
}

/// Keras' Lamb, without a decay of its own.
public struct KerasLamb: DescentRule {
  public let name = "Lamb"

  private var averages: KerasAverages

  public init(_ averages: KerasAverages) { self.averages = averages }

  public mutating func begin(at position: Point<Double>) { averages.begin(at: position) }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    averages.take(g, &step)
    let corrections = averages.corrections(step.count)
    let root = (averages.second / corrections.second).squareRoot() + averages.eps
    let update = (averages.first / corrections.first) / root
    let (a, b) = (w.norm(), update.norm())
    return (a > 0 && b > 0 ? a / b : 1) * step.rate * update
  }
}

/// Keras' FTRL.
public struct KerasFtrl: DescentRule {
  public let name = "Ftrl"

  private let power, initial, l1, l2, shrinkage, beta: Double
  private var sum = Point(0.0, 0.0)
  private var linear = Point(0.0, 0.0)

  public init(power: Double, initial: Double, l1: Double, l2: Double, shrinkage: Double, beta: Double) {
    (self.power, self.initial, self.l1, self.l2) = (power, initial, l1, l2)
    (self.shrinkage, self.beta) = (shrinkage, beta)
  }

  public mutating func begin(at position: Point<Double>) {
    (sum, linear) = (position.filled(with: initial), position.zeros)
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    let lr = step.rate
    let gradient = g + (2 * shrinkage) * w
    let next = sum + g.squared()
    let (after, before) = (next.map { Double.power($0, -power) }, sum.map { Double.power($0, -power) })
    linear = linear + gradient - ((after - before) / lr) * w
    let quadratic = after / lr + (2 * (l2 + beta / (2 * lr)))
    let held = linear.map { min(l1, max(-l1, $0)) }
    sum = next
    return w - (held - linear) / quadratic
  }
}

/// Keras' schedule-free AdamW.
public struct KerasScheduleFree: DescentRule {
  public let name = "ScheduleFreeAdamW"

  private let beta1, beta2, eps: Double
  private let warmup: Int
  private var z = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)

  public init(beta1: Double, beta2: Double, eps: Double, warmup: Int) {
    (self.beta1, self.beta2, self.eps, self.warmup) = (beta1, beta2, eps, warmup)
  }

  public mutating func begin(at position: Point<Double>) { (z, second) = (position, position.zeros) }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    let t = Double(step.count)
    let lr = step.rate * (warmup > 0 ? min(t / Double(warmup), 1) : 1)
    second = second + (1 - beta2) * (g.squared() - second)
    let before = z
    z = z - (lr * g) / ((second / (1 - Double.power(beta2, step.count))).squareRoot() + eps)
    let x = (w - (1 - beta1) * before) / beta1
    let nextX = (1 - 1 / t) * x + (1 / t) * z
    return w - ((1 - beta1) * z + beta1 * nextX)
  }
}
