import Optimization

/// Nonlinear conjugate gradients: each direction keeps what the earlier searches have gained.
///
/// g′ and d′ are those of the step before. m is the slope along d; η is found by a search for the strong Wolfe
/// conditions with c₁ and c₂, and a ⁺ marks what it finds at the new point. On a quadratic with n parameters the
/// searches are exact and n steps end at its minimum, to rounding: two in the plane, where plain descent zigzags for
/// hundreds. To make them exact, an accepted trial η is never taken as it is: the secant of the slopes at 0
/// and η gives where the slope vanishes (on a quadratic exactly, and without the cancellation that differences of loss
/// suffer from), and that point is taken instead if the loss has fallen enough there too and less slope is left. This
/// costs one more evaluation for searches whose trial is not already that point. Loss and gradient at the present point
/// are those that ended the last search: they are not evaluated again.
///
/// Where d does not lead down, or the search has found nothing lower, the next direction is −g. Defaults: Polak and
/// Ribière's β, which returns to −g when the steps get short; Fletcher and Reeves's can creep. c₁ = 1e-4
/// and c₂ = 0.4 are SciPy's: with c₂ below ½ Fletcher and Reeves's directions lead down (Al-Baali). The first trial is
/// SciPy's, α min(1, 2.02 (f − f′)/(g·d)), and α min(1, 1.01/|g|) at the start; α = 1. Source: J. Nocedal and S. J.
/// Wright, Numerical optimization, 2nd ed. (2006), equations 5.41, 5.44 and 5.45, 3.60 for the first trial; at least
/// one interpolation: D. F. Shanno, Mathematics of Operations Research 3 (1978).
public struct ConjugateGradient<V: Vector>: Optimizer where V.Element == Double {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "conjugate_gradient", name: "Conjugate gradients", family: .secondOrder,
      summary:
        "Searches along directions that do not undo each other: two searches end at the minimum of any bowl.",
      paper:
        "R. Fletcher and C. M. Reeves, Computer Journal 7 (1964); E. Polak and G. Ribière, Revue Française "
        + "d'Informatique 3 (1969); J. Nocedal and S. J. Wright, Numerical optimization, 2nd ed. (2006), section 5.2.",
      formula: Formula(
        "?variant=polak_ribiere: {β} ← max(0, {*g}·({*g} − {*g′})/|{*g′}|²) where |{*g′}| > 0, else 0",
        "?variant=fletcher_reeves: {β} ← |{*g}|²/|{*g′}|² where |{*g′}| > 0, else 0",
        "{d} ← −{g} + {β}{d′}",
        "{m} ← {*g}·{*d}",
        "{b} ← {f} + {c1}{η}{m}, sought {f_new} ≤ {b}",
        "{m_new} ← {*g_new}·{*d}, sought |{m_new}| ≤ {c2}·|{m}|",
        "{W} ← {W_old} + {η}{d}, {η} found in {n} trials from {lr}{η₀}",
        symbols: ["f_new": "f⁺", "g_new": "g⁺", "m_new": "m⁺"]),
      checkedAgainst: [
        "scipy 1.17 minimize(method='CG'): the minima reached", "the textbook: two steps on any quadratic",
      ])
  }

  /// A factor on the first trial of each search.
  public var lr: Double
  let variant: Variant
  let search: StrongWolfe

  /// How β is computed.
  enum Variant: String {
    case polakRibiere = "polak_ribiere"
    case fletcherReeves = "fletcher_reeves"
  }

  /// One at the present point, those of a search, and one that refines its result.
  public static func mostEvaluations(_ settings: SettingValues) -> Int { 3 + StrongWolfe().mostTrials }

  public init(_ settings: Settings<Double>) {
    lr = settings.number(.firstTrial)
    variant = settings.choice(
      Setting(
        choice: "variant", "variant", of: ["polak_ribiere", "fletcher_reeves"],
        "How β is computed; Polak and Ribière's, never negative, restarts by itself, as SciPy's does."))
    search = StrongWolfe(
      c1: settings.number(.sufficientDecrease),
      c2: settings.number(
        .curvatureCondition(
          0.4, "0.4 is SciPy's; below ½ every direction of Fletcher and Reeves leads down.")),
      shortest: .rounding)
  }

  /// The gradient, direction and loss of the step before, and where it ended; without that the next direction is −g.
  public struct State: Sendable {
    var g: V
    var d: V
    var f = 0.0
    var arrival: Arrival<V>?
  }

  public func start(at position: V) -> State { State(g: position.zeros, d: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let (f, g) = Arrival.valueAndGradient(state.arrival, at: position, &oracle)
    trace.record("f", scalar: f)
    trace.record("g", g)
    var old = (g: state.g, d: state.d)
    var beta = factor(g, old.g)
    if state.arrival == nil || !(g.dot(beta * old.d - g) < 0) {
      // It starts over, as if there had been no step before.
      old = (g.zeros, g.zeros)
      beta = 0
    }
    trace.record("g′", old.g)
    trace.record("d′", old.d)
    trace.record("β", scalar: beta)
    let line = Line(from: position, along: beta * old.d - g, value: f, gradient: g)
    trace.record("d", line.direction)
    trace.record("m", scalar: line.start.slope)
    let guess = trace("η₀", scalar: firstTrial(line, state))
    let found = search.searchAndRefine(line, first: lr * guess, &oracle)
    found.record(line, c1: search.c1, in: &trace)
    trace.update("W", &position, to: line.position(at: found.point.t))
    state = State(g: g, d: line.direction, f: f, arrival: Arrival(at: found.point, on: line))
  }

  /// β: how much of the previous direction is kept.
  private func factor(_ g: V, _ old: V) -> Double {
    switch variant {
    case .polakRibiere: max(0, g.dot(g - old) / old.dot(old))
    case .fletcherReeves: g.dot(g) / old.dot(old)
    }
  }

  /// The step that would gain as much as the one before if the loss were quadratic; never more than 1.
  private func firstTrial(_ line: Line<V>, _ state: State) -> Double {
    let start = line.start
    if state.arrival == nil { return min(1, 1.01 / start.gradient.norm()) }
    let guess = 1.01 * 2 * (start.value - state.f) / start.slope
    return guess > 0 ? min(1, guess) : 1
  }
}

extension StrongWolfe {
  /// Searches, and improves the result by one secant of the slopes: on a quadratic this is the minimum along the line.
  fileprivate func searchAndRefine<V, O: Oracle<V>>(_ line: Line<V>, first: Double, _ oracle: inout O)
    -> Found<V>
  {
    let found = search(line, first: first, &oracle)
    let (point, trials) = (found.point, found.trials)
    let level = point.t * (line.start.slope / (line.start.slope - point.slope))
    // Within rounding of the secant's point, or without one, there is nothing to improve.
    guard level > 0, level.isFinite, abs(level - point.t) > 1e-12 * point.t else { return found }
    let refined = line.trial(at: level, &oracle)
    let isBetter = !isTooHigh(refined, on: line) && abs(refined.slope) < abs(point.slope)
    return Found(point: isBetter ? refined : point, trials: trials + 1)
  }
}
