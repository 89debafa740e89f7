import RealModule

/// A search for the length of the update: optax's `scale_by_zoom_linesearch`.
///
/// It looks for a length t for which the loss falls by enough, and little slope is left. Trials go outwards until two of
/// them enclose such a length, then inwards. Source: J. Nocedal and S. J. Wright, Numerical optimization (1999),
/// algorithms 3.5 and 3.6; near a minimum the fall is judged by the slope, after W. W. Hager and H. Zhang, Algorithm 851
/// (2006).
public struct ZoomLineSearch: GradientTransformation {
  /// The numbers of a search, under optax's names.
  public struct Settings: Sendable {
    public var maxSteps = 20
    /// The longest length; `nil` for any.
    public var maxLearningRate: Double?
    public var tolerance = 0.0
    public var increaseFactor = 2.0
    public var slopeTolerance = 1e-4
    public var curvatureTolerance = 0.9
    /// How much the loss may rise where the slope alone decides; `nil` where it never does.
    public var approximateTolerance: Double? = 1e-6
    public var stepsizePrecision = 1e-5
    /// Whether the first trial is the last length, rather than 1.
    public var keepsLength = true

    public init() {}
  }

  public let name = "scale_by_zoom_linesearch"
  public var formula: [String] {
    [
      "{m} = {g}·{in}", "{b} = {f} + \(settings.slopeTolerance.shortText)·{η}{m}, sought {f⁺} ≤ {b}",
      "sought |{m⁺}| ≤ \(settings.curvatureTolerance.shortText)·|{m}|",
      "{out} = {η}{in}, {η} found in {n} trials",
    ]
  }
  public var mostEvaluations: Int { settings.maxSteps }

  private let settings: Settings
  private var length = 1.0

  public init(_ settings: Settings) { self.settings = settings }

  public mutating func begin(at position: Point<Double>) { length = 1 }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let start = LineTrial(t: 0, value: step.loss, slope: u.dot(step.gradient))
    var search = ZoomSearch(settings, from: start, guess: settings.keepsLength ? length : 1)
    while !search.isOver {
      let t = search.next
      let (value, gradient) = step.valueAndGradient(at: step.position + t * u)
      search.take(LineTrial(t: t, value: value, slope: gradient.dot(u)))
    }
    let end = search.end
    length = end.t
    step.record("g", step.gradient)
    step.record("f", scalar: step.loss)
    step.record("m", scalar: start.slope)
    step.record("b", scalar: step.loss + settings.slopeTolerance * end.t * start.slope)
    step.record("f⁺", scalar: end.value)
    step.record("m⁺", scalar: end.slope)
    step.record("η", scalar: end.t)
    step.record("n", scalar: Double(search.count))
    return end.t * u
  }
}

/// The loss and its slope at a length along an update.
private struct LineTrial {
  var t: Double
  var value: Double
  var slope: Double
}

/// One search, trial by trial.
private struct ZoomSearch {
  private let settings: ZoomLineSearch.Settings
  private let start: LineTrial
  private let guess: Double
  private(set) var count = 0
  private(set) var isOver = false
  /// Where it has ended.
  private(set) var end: LineTrial
  /// The last trial while it goes outwards.
  private var previous: LineTrial
  /// The ends of the interval, by their losses; `nil` while it goes outwards.
  private var interval: (low: LineTrial, high: LineTrial)?
  /// A third point for the cubic.
  private var third: LineTrial
  /// The best point where the loss has fallen by enough.
  private var safe: LineTrial

  init(_ settings: ZoomLineSearch.Settings, from start: LineTrial, guess: Double) {
    (self.settings, self.start, self.guess) = (settings, start, guess)
    (end, previous, third, safe) = (start, start, start, start)
    isOver = settings.maxSteps < 1
  }

  /// The next length to try.
  var next: Double {
    guard let (low, high) = interval else {
      let wanted = count == 0 ? guess : settings.increaseFactor * previous.t
      return min(wanted, settings.maxLearningRate ?? .infinity)
    }
    let (left, right) = (min(low.t, high.t), max(low.t, high.t))
    let width = right - left
    let cubic = cubicMinimum(low, high, third)
    if cubic > left + 0.2 * width, cubic < right - 0.2 * width { return cubic }
    let square = squareMinimum(low, high)
    if square > left + 0.1 * width, square < right - 0.1 * width { return square }
    return (low.t + high.t) / 2
  }

  /// Goes on with the loss at the next length.
  mutating func take(_ trial: LineTrial) {
    let fall = tooLittleFall(trial)
    let error = max(fall, tooMuchSlope(trial))
    let isGood = error <= settings.tolerance
    let isLast = count + 1 >= settings.maxSteps
    if let (low, high) = interval {
      if fall <= settings.tolerance, trial.value < safe.value { safe = trial }
      let isShort = abs(high.t - low.t) <= settings.stepsizePrecision
      narrow(low, high, by: trial, isTooHigh: fall > 0 || trial.value >= low.value)
      finish(trial, fall, isDone: isGood, isFailed: isLast || isShort && safe.t > 0)
    } else {
      if fall <= settings.tolerance { safe = trial }
      let isTooHigh = fall > 0 || (trial.value >= previous.value && count > 0)
      let turns = trial.slope >= 0 && !isTooHigh
      if isTooHigh || turns || isGood {
        interval = turns ? (trial, previous) : (previous, trial)
        third = turns ? trial : previous
      }
      let isLongest = settings.maxLearningRate.map { trial.t >= $0 } ?? false
      previous = trial
      finish(trial, fall, isDone: isGood || (isLongest && interval == nil), isFailed: isLast)
    }
    count += 1
  }

  private mutating func narrow(_ low: LineTrial, _ high: LineTrial, by trial: LineTrial, isTooHigh: Bool) {
    if isTooHigh {
      (interval, third) = ((low, trial), high)
    } else if trial.slope * (high.t - low.t) >= 0 {
      (interval, third) = ((trial, low), high)
    } else {
      (interval, third) = ((trial, high), low)
    }
  }

  private mutating func finish(_ trial: LineTrial, _ fall: Double, isDone: Bool, isFailed: Bool) {
    end = trial
    isOver = isDone || isFailed
    // A fall alone is better than nothing.
    if isFailed, !isDone, safe.t > 0 || fall.isInfinite { end = safe }
  }

  /// By how much the loss has not fallen enough; 0 where it has.
  private func tooLittleFall(_ trial: LineTrial) -> Double {
    let rtol = settings.slopeTolerance
    var error = trial.value - start.value - rtol * trial.t * start.slope
    if let approximate = settings.approximateTolerance {
      let bySlope = trial.slope - (2 * rtol - 1) * start.slope
      let rise = trial.value - start.value - approximate * abs(start.value)
      // What is not a number cannot be compared.
      error = bySlope.isNaN || rise.isNaN ? .nan : error.isNaN ? .nan : min(error, max(bySlope, rise))
    }
    return error.isNaN ? .infinity : max(0, error)
  }

  /// By how much too much slope is left; 0 where it is not.
  private func tooMuchSlope(_ trial: LineTrial) -> Double {
    let error = abs(trial.slope) - settings.curvatureTolerance * abs(start.slope)
    return error.isNaN ? .infinity : max(0, error)
  }

  /// Where the cubic through three losses and the slope of the first has its minimum; may not be a number.
  private func cubicMinimum(_ a: LineTrial, _ b: LineTrial, _ c: LineTrial) -> Double {
    let (db, dc) = (b.t - a.t, c.t - a.t)
    let divisor = (db * dc) * (db * dc) * (db - dc)
    let (fb, fc) = (b.value - a.value - a.slope * db, c.value - a.value - a.slope * dc)
    let third = (dc * dc * fb - db * db * fc) / divisor
    let second = (-(dc * dc * dc) * fb + db * db * db * fc) / divisor
    return a.t + (-second + (second * second - 3 * third * a.slope).squareRoot()) / (3 * third)
  }

  /// Where the parabola through two losses and the slope of the first has its minimum.
  private func squareMinimum(_ a: LineTrial, _ b: LineTrial) -> Double {
    let distance = b.t - a.t
    let second = (b.value - a.value - a.slope * distance) / (distance * distance)
    return a.t - a.slope / (2 * second)
  }
}
