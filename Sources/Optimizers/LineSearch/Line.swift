import Optimization

/// The loss along a ray: φ(t) = f(W + t d), with the slope φ′(t) = ∇f(W + t d)·d.
struct Line<V: Vector> where V.Element == Double {
  /// Where it begins.
  let origin: V
  /// Where it leads.
  let direction: V
  /// What is known at its start, t = 0.
  let start: Trial

  /// A trial on the line.
  struct Trial: Sendable {
    /// How far along it is, in units of the direction.
    let t: Double
    /// The loss; +∞ if it is not a number.
    let value: Double
    /// The gradient.
    let gradient: V
    /// The gradient along the direction.
    let slope: Double
  }

  /// The line from a position at which loss and gradient are known.
  init(from origin: V, along direction: V, value: Double, gradient: V) {
    self.origin = origin
    self.direction = direction
    start = Trial(t: 0, value: value, gradient: gradient, slope: gradient.dot(direction))
  }

  /// The position at a distance.
  func position(at t: Double) -> V { origin + t * direction }

  /// Looks at the loss at a distance; one evaluation.
  func trial<O: Oracle<V>>(at t: Double, _ oracle: inout O) -> Trial {
    let (value, gradient) = oracle.valueAndGradient(at: position(at: t))
    return Trial(
      t: t, value: value.isNaN ? .infinity : value, gradient: gradient, slope: gradient.dot(direction))
  }
}

extension Line.Trial {
  /// Where the cubic with the losses and slopes of two trials has its minimum, held between two bounds.
  ///
  /// If it has none, or the numbers are not finite, it is the middle of the bounds. On a quadratic it is the
  /// exact minimum. Nocedal and Wright, equation 3.59, in the form that PyTorch computes.
  func cubicMinimum(with other: Line.Trial, from low: Double, to high: Double) -> Double {
    let (a, b) = t <= other.t ? (self, other) : (other, self)
    let d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.t - b.t)
    let square = d1 * d1 - a.slope * b.slope
    let d2 = square.squareRoot()
    let minimum = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
    guard square >= 0, !minimum.isNaN else { return (low + high) / 2 }
    return min(max(minimum, low), high)
  }
}

/// The result of a search at its end, so that the next search need not evaluate it again.
struct Arrival<V: Vector>: Sendable where V.Element == Double {
  private let position: V
  private let value: Double
  private let gradient: V

  /// The arrival at a trial of a line; `nil` at its start, which gives nothing new.
  init?(at trial: Line<V>.Trial, on line: Line<V>) {
    guard trial.t > 0 else { return nil }
    (position, value, gradient) = (line.position(at: trial.t), trial.value, trial.gradient)
  }

  /// Loss and gradient at a position: the known ones at the arrival, otherwise the oracle's.
  static func valueAndGradient<O: Oracle<V>>(_ last: Arrival?, at position: V, _ oracle: inout O)
    -> (value: Double, gradient: V)
  {
    // Something else, such as weight decay, may have moved the position since.
    if let last, (last.position - position).largestMagnitude == 0 { return (last.value, last.gradient) }
    return oracle.valueAndGradient(at: position)
  }
}
