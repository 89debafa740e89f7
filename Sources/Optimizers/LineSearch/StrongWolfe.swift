import Optimization

/// The line search of quasi-Newton and conjugate gradient methods: how far to go along a direction.
///
/// It looks for a t that satisfies the strong Wolfe conditions
///
///     φ(t) ≤ φ(0) + c₁ t φ′(0)      the loss falls enough for the length of the step
///     |φ′(t)| ≤ c₂ |φ′(0)|          and little is left to gain along the line
///
/// with 0 < c₁ < c₂ < 1; they exist on every smooth line that falls at first and is bounded below. Trials go outwards
/// until two of them bracket such a t, and then inwards; each is the minimum of the cubic through two earlier ones,
/// kept away from them. Source: J. Nocedal and S. J. Wright, *Numerical optimization*, 2nd ed. (2006), algorithms 3.5
/// and 3.6, equation 3.59; the safeguards are those of M. Schmidt's minFunc, which PyTorch's L-BFGS has too, so that
/// one search serves L-BFGS, BFGS and conjugate gradients.
///
/// It always ends: after `mostTrials` trials beyond the first, or when the bracket is too short to matter, it returns
/// the lowest point that it has seen, which may be the start. A loss that is not a number counts as infinitely high.
struct StrongWolfe {
  /// The share of the first slope that the loss must fall by.
  var c1 = 1e-4
  /// The share of the first slope that may remain.
  var c2 = 0.9
  /// When a bracket is too short to be divided further.
  var shortest = Shortest.length(1e-9)
  /// How many trials follow the first.
  var mostTrials = 25

  /// The shortest bracket that is divided.
  enum Shortest {
    /// A length in the largest coordinate, in its unit, as PyTorch has it.
    case length(Double)
    /// A share of each coordinate, whatever its unit: about the rounding of a position.
    case rounding

    /// What a bracket on a line for places about `t` is measured by, and the least measure.
    func measure<V>(on line: Line<V>, at t: Double) -> (unit: Double, least: Double) {
      switch self {
      case .length(let length): return (line.direction.largestMagnitude, length)
      case .rounding:
        let shares = line.direction.zip(line.origin) { d, o in
          d == 0 ? 0 : abs(d) / max(abs(o), t * abs(d))
        }
        return (shares.largestMagnitude, 1e-15)
      }
    }
  }

  /// Where a search has ended.
  struct Found<V: Vector> where V.Element == Double {
    let point: Line<V>.Trial
    /// How many evaluations it took.
    let trials: Int

    /// Passes the step's length η, and the quantities in the Wolfe conditions, to a trace.
    @inline(__always)
    func record<T: Trace<V>>(_ line: Line<V>, c1: Double, in trace: inout T) {
      trace.record("η", scalar: point.t)
      trace.record("n", scalar: Double(trials))
      trace.record("b", scalar: line.start.value + c1 * point.t * line.start.slope)
      trace.record("f_new", scalar: point.value)
      trace.record("g_new", point.gradient)
      trace.record("m_new", scalar: point.slope)
    }
  }

  /// Searches outwards from a first trial.
  ///
  /// - Returns: the point to go to, and how many evaluations it took. If the line does not fall at its start, or the
  ///   first trial is not a positive number, the start itself, without evaluations.
  func search<V, O: Oracle<V>>(_ line: Line<V>, first: Double, _ oracle: inout O) -> Found<V> {
    guard line.start.slope < 0, first > 0, first.isFinite else { return Found(point: line.start, trials: 0) }
    var previous = line.start
    var current = line.trial(at: first, &oracle)
    for trials in 0..<max(0, mostTrials) {
      if isTooHigh(current, on: line) || (trials > 1 && current.value >= previous.value) {
        return divide(Bracket(previous, current), on: line, trials, &oracle)
      }
      if isFlat(current, on: line) { return Found(point: current, trials: trials + 1) }
      if current.slope >= 0 { return divide(Bracket(previous, current), on: line, trials, &oracle) }
      let (least, most) = (current.t + 0.01 * (current.t - previous.t), current.t * 10)
      let next = previous.cubicMinimum(with: current, from: least, to: most)
      previous = current
      current = line.trial(at: next, &oracle)
    }
    return Found(point: Bracket(line.start, current).low, trials: max(0, mostTrials) + 1)
  }

  /// Divides a bracket until a point in it satisfies the conditions; `trials` beyond the first were made before.
  private func divide<V, O: Oracle<V>>(
    _ bracket: Bracket<V>, on line: Line<V>, _ trials: Int, _ oracle: inout O
  ) -> Found<V> {
    var bracket = bracket
    var trials = trials
    let (unit, least) = shortest.measure(on: line, at: max(bracket.low.t, bracket.high.t))
    var wasNearEnd = false
    while trials < mostTrials, !(bracket.width * unit < least) {
      let (t, isNearEnd) = bracket.division(wasNearEnd: wasNearEnd)
      wasNearEnd = isNearEnd
      let trial = line.trial(at: t, &oracle)
      trials += 1
      if isTooHigh(trial, on: line) || trial.value >= bracket.low.value {
        bracket.replaceHigh(with: trial)
      } else {
        if isFlat(trial, on: line) { return Found(point: trial, trials: trials + 1) }
        // The minimum lies between the new low and the end towards which the loss falls.
        if trial.slope * (bracket.high.t - bracket.low.t) >= 0 { bracket.high = bracket.low }
        bracket.low = trial
      }
    }
    return Found(point: bracket.low, trials: trials + 1)
  }

  /// Whether the loss has not fallen enough: the first condition fails.
  func isTooHigh<V>(_ point: Line<V>.Trial, on line: Line<V>) -> Bool {
    point.value > line.start.value + c1 * point.t * line.start.slope
  }

  /// Whether little is left to gain: the second condition holds.
  private func isFlat<V>(_ point: Line<V>.Trial, on line: Line<V>) -> Bool {
    abs(point.slope) <= -c2 * line.start.slope
  }
}

/// Two points with a minimum between them.
private struct Bracket<V: Vector> where V.Element == Double {
  private var first: Line<V>.Trial
  private var second: Line<V>.Trial
  private var isFirstLow: Bool

  init(_ first: Line<V>.Trial, _ second: Line<V>.Trial) {
    (self.first, self.second) = (first, second)
    isFirstLow = first.value <= second.value
  }

  /// The end where the loss is lower.
  var low: Line<V>.Trial {
    get { isFirstLow ? first : second }
    set { if isFirstLow { first = newValue } else { second = newValue } }
  }

  /// The other end.
  var high: Line<V>.Trial {
    get { isFirstLow ? second : first }
    set { if isFirstLow { second = newValue } else { first = newValue } }
  }

  /// Replaces the higher end by a point, and compares the ends again.
  mutating func replaceHigh(with point: Line<V>.Trial) {
    high = point
    isFirstLow = first.value <= second.value
  }

  var width: Double { abs(second.t - first.t) }

  /// Where to divide it, and whether that is within a tenth of an end.
  ///
  /// The cubic's minimum; but if that was near an end twice in a row, or lies on it, a tenth of the width inside.
  func division(wasNearEnd: Bool) -> (t: Double, isNearEnd: Bool) {
    let (left, right) = (min(first.t, second.t), max(first.t, second.t))
    let t = first.cubicMinimum(with: second, from: left, to: right)
    let margin = 0.1 * (right - left)
    guard min(right - t, t - left) < margin else { return (t, false) }
    guard wasNearEnd || t >= right || t <= left else { return (t, true) }
    return (abs(t - right) < abs(t - left) ? right - margin : left + margin, false)
  }
}
