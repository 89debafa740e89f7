import Optimization

/// L-BFGS: the quasi-Newton method with a limited memory, as PyTorch has it.
///
/// g′, d′ and η′ are those of the iteration before. A pair s and y is kept, with ρ = 1/(s·y), if s·y > 1e-10. The
/// inverse Hessian H is never formed: the product H g follows from the last m pairs in two loops, from the last pair to
/// the first with aᵢ = ρᵢ sᵢ·q, q so far, and back with cᵢ = aᵢ − ρᵢ yᵢ·r, where r is γ q and what was added to it so
/// far. The first trial η is α, and α min(1, 1/|g|₁) at the very first iteration.
///
/// A step here is a call of PyTorch's `step(closure)`: up to `max_iter` iterations, ended early where PyTorch ends them
/// (gradient within `tolerance_grad`, step or fall within `tolerance_change`, `max_eval` evaluations), and the memory
/// is kept from call to call. Evaluations are PyTorch's calls of the closure, so that a step begins with one at the
/// present point even if the last search ended there.
///
/// With PyTorch's `tolerance_change` of 1e-9 it rests where g·d > −1e-9, with a gradient still about 1e-5; where the loss
/// has changed by less than a thousand, that may not count as converged here. At 0 it goes on. These tolerances have the
/// units of x and the loss, as PyTorch's do.
///
/// Defaults: α = 1, m = 100 and the tolerances are PyTorch's. `max_iter` is 1 where PyTorch has 20, so that each
/// iteration is visible; `max_eval` stays at the 25 that follow from PyTorch's defaults, since its 5/4 `max_iter`
/// would leave the search only the first trial. `line_search` is strong_wolfe where PyTorch has none, since at α = 1
/// nothing else keeps the loss from rising far from a minimum. The search is PyTorch's up to rounding, with c₁ = 1e-4,
/// c₂ = 0.9 and at most as many trials as `max_eval` leaves it; only where PyTorch's would reach a trial that is not
/// a number, and end there, it halves the interval instead. Source: J. Nocedal, Mathematics of Computation 35 (1980);
/// J. Nocedal and S. J. Wright, Numerical optimization, 2nd ed. (2006), algorithms 7.4 and 7.5, equation 7.20. Checked
/// against PyTorch.
public struct LBFGS<V: Vector>: Optimizer where V.Element == Double {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "lbfgs", name: "L-BFGS", family: .secondOrder,
      summary: "A quasi-Newton method that keeps its last steps in place of a matrix, as PyTorch has it.",
      paper:
        "J. Nocedal, Updating quasi-Newton matrices with limited storage, Mathematics of Computation 35 (1980); "
        + "D. C. Liu and J. Nocedal, Mathematical Programming 45 (1989).",
      formula: Formula(
        "{y} ← {g} − {g′}",
        "{s} ← {η′}{d′}",
        "{γ} ← {*s}·{*y}/|{*y}|² where {*s}·{*y} > 1e-10, else {γ_old}",
        "{q} ← {g} − {Σaᵢyᵢ}, {p} of {history_size} pairs",
        "{d} ← −({γ}{q} + {Σcᵢsᵢ})",
        "{m} ← {*g}·{*d}",
        "?line_search=none: {η} ← {lr}{η₀} where {m} < −{tolerance_change}, else 0",
        "?line_search=strong_wolfe: {b} ← {f} + 0.0001{η}{m}, sought {f_new} ≤ {b}",
        "?line_search=strong_wolfe: {m_new} ← {*g_new}·{*d}, sought |{m_new}| ≤ 0.9·|{m}|",
        "?line_search=strong_wolfe: {W} ← {Wₖ} + {η}{d}, {η} found in {n} trials from {lr}{η₀}, iteration {k} of {max_iter}",
        "?line_search=none: {W} ← {Wₖ} + {η}{d}, iteration {k} of {max_iter}",
        symbols: ["f_new": "f⁺", "g_new": "g⁺", "m_new": "m⁺"]),
      checkedAgainst: [
        "torch 2.13 LBFGS, with and without line search, evaluations included",
        "torch 2.15 LBFGS, with and without line search, evaluations included",
      ])
  }

  /// The length of a step, or the first trial of its search.
  public var lr: Double
  let historySize, maxIterations, maxEvaluations: Int
  let toleranceGradient, toleranceChange: Double
  let search: Search

  /// What decides how far a step goes; without a search it is the rate.
  enum Search: String {
    case strongWolfe = "strong_wolfe"
    case none
  }

  /// Each search may make a few trials beyond `max_eval`; the two loops take the time of an evaluation for some pairs.
  public static func mostEvaluations(_ settings: SettingValues) -> Int {
    let method = LBFGS(Settings(settings))
    let iterations = min(method.maxIterations, method.maxEvaluations)
    return method.maxEvaluations + 2 + iterations * method.historySize / 5
  }

  public init(_ settings: Settings<Double>) {
    lr = settings.number(
      .learningRate(
        1, "The length of a quasi-Newton step, or the first trial of its search; 1 is Newton's."))
    historySize = Int(
      settings.number(
        Setting(
          "history_size", "m", default: 100, in: .from(1, toBelow: 1001), slider: 1...100, .logarithmic,
          "How many pairs are kept, a whole number. 100 is PyTorch's; two are enough in the plane.")))
    search = settings.choice(
      Setting(
        choice: "line_search", "search", of: ["strong_wolfe", "none"],
        "PyTorch's line_search_fn. Without a search, its default, every step has the length α, up or down."))
    maxIterations = Int(
      settings.number(
        Setting(
          "max_iter", "k_max", default: 1, in: .from(1, toBelow: 10_001), slider: 1...100, .logarithmic,
          "Iterations per step, a whole number; PyTorch has 20.")))
    let maxEval = Int(
      settings.number(
        Setting(
          "max_eval", "n_max", default: 25, in: .from(0, toBelow: 10_001), slider: 0...100, .linear,
          "How many evaluations a step may take, with its searches; a whole number. 0 is 5/4 of max_iter.")))
    maxEvaluations = maxEval > 0 ? maxEval : maxIterations * 5 / 4
    toleranceGradient = settings.number(
      Setting(
        "tolerance_grad", "ε_g", default: 1e-7, in: .from(0), slider: 1e-12...1e-2, .logarithmic,
        "If no coordinate of the gradient is larger, the step does nothing. 1e-7 is PyTorch's."))
    toleranceChange = settings.number(
      Setting(
        "tolerance_change", "ε_c", default: 1e-9, in: .from(0), slider: 1e-15...1e-2, .logarithmic,
        "A shorter step or a smaller fall ends the iterations, and so does a slope |g·d| below it. ",
        "At PyTorch's 1e-9, L-BFGS may stop before it counts as converged here; with 0 it goes on."
      ))
  }

  /// A step and the change of the gradient along it, with ρ = 1/(s·y).
  struct Pair: Sendable {
    let s: V
    let y: V
    let rho: Double
  }

  /// The results of the last iteration: gradient, direction and step length, the pairs, γ, and their number.
  public struct State: Sendable, HoldsMemory {
    var g: V
    var d: V
    var t = 0.0
    var pairs: [Pair] = []
    var gamma = 1.0
    var iterations = 0

    public var heldBytes: Int { pairs.capacity * MemoryLayout<Pair>.stride }
  }

  public func start(at position: V) -> State { State(g: position.zeros, d: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    trace.record("W_old", position)
    var (value, g) = oracle.valueAndGradient(at: position)
    var evaluations = 1
    var iteration = Iteration(at: position, state, value, g)
    var isOver = g.largestMagnitude <= toleranceGradient
    // While it rests, the trace shows the direction in which it would go.
    if trace.keeps && isOver { iteration.way = state.way(for: g) }
    while !isOver {
      iteration = Iteration(number: iteration.number + 1, at: position, state, value, g)
      learn(g, &state, &iteration)
      iteration.first = state.iterations == 1 ? min(1, 1 / g.magnitude.sum) : 1
      state.t = lr * iteration.first
      let line = Line(from: position, along: state.d, value: value, gradient: g)
      if line.start.slope > -toleranceChange { break }

      (value, g) = advance(along: line, &state, &iteration, mostTrials: maxEvaluations - evaluations, &oracle)
      position = line.position(at: state.t)
      evaluations += iteration.trials
      iteration.length = state.t
      (iteration.newValue, iteration.newGradient) = (value, g)
      isOver =
        iteration.number >= maxIterations || evaluations >= maxEvaluations
        || g.largestMagnitude <= toleranceGradient
        || (state.t * state.d).largestMagnitude <= toleranceChange
        || abs(value - iteration.value) < toleranceChange
    }
    iteration.record(state, in: &trace)
    trace.record("W", position)
  }

  /// Finds how far to go along a line, and returns loss and gradient there.
  private func advance<O: Oracle<V>>(
    along line: Line<V>, _ state: inout State, _ iteration: inout Iteration, mostTrials: Int,
    _ oracle: inout O
  ) -> (value: Double, gradient: V) {
    switch search {
    case .strongWolfe:
      let found = StrongWolfe(mostTrials: mostTrials).search(line, first: state.t, &oracle)
      state.t = found.point.t
      iteration.trials = found.trials
      return (found.point.value, found.point.gradient)
    case .none:
      // The last iteration does not evaluate what the next call would evaluate again.
      guard iteration.number < maxIterations else { return (line.start.value, line.start.gradient) }
      iteration.trials = 1
      return oracle.valueAndGradient(at: line.position(at: state.t))
    }
  }

  /// Adds the last step to the memory, and finds the direction from a gradient.
  private func learn(_ g: V, _ state: inout State, _ iteration: inout Iteration) {
    state.iterations += 1
    if state.iterations > 1 {
      iteration.last = (state.g, state.d, state.t)
      iteration.y = g - state.g
      iteration.s = state.t * state.d
      let product = iteration.y.dot(iteration.s)
      if product > 1e-10 {
        while state.pairs.count >= historySize { state.pairs.removeFirst() }
        state.pairs.append(Pair(s: iteration.s, y: iteration.y, rho: 1 / product))
        state.gamma = product / iteration.y.dot(iteration.y)
      }
    }
    iteration.way = state.way(for: g)
    state.d = iteration.way.direction
    state.g = g
  }
}

extension LBFGS {
  /// A direction and the intermediate results of the two loops; all with the sign of −g.
  fileprivate struct Way {
    /// −g after the first loop.
    let q: V
    /// γ q, from which the second loop begins.
    let start: V
    /// −H g.
    let direction: V
  }
}

extension LBFGS.State {
  /// −H g by the two loops over the pairs, from the last to the first and back (algorithm 7.4).
  fileprivate func way(for g: V) -> LBFGS<V>.Way {
    var q = -1 * g
    var shares = [Double](repeating: 0, count: pairs.count)
    for i in pairs.indices.reversed() {
      shares[i] = pairs[i].s.dot(q) * pairs[i].rho
      q = q - shares[i] * pairs[i].y
    }
    let start = gamma * q
    var r = start
    for i in pairs.indices {
      let share = pairs[i].y.dot(r) * pairs[i].rho
      r = r + (shares[i] - share) * pairs[i].s
    }
    return LBFGS<V>.Way(q: q, start: start, direction: r)
  }
}

extension LBFGS {
  /// What an iteration computes besides the state, for the trace: the last one of a step is recorded.
  fileprivate struct Iteration {
    let number: Int
    let position, g: V
    let value, oldGamma: Double
    /// Gradient, direction and length of the iteration before; without one, nothing has changed since.
    var last: (g: V, d: V, t: Double)
    var y, s: V
    var way: Way
    /// The first trial, as a share of the rate.
    var first = 0.0
    var length = 0.0
    var newValue: Double
    var newGradient: V
    var trials = 0

    /// A new iteration; until it has done something, nothing has changed.
    init(number: Int = 0, at position: V, _ state: State, _ value: Double, _ g: V) {
      self.number = number
      (self.position, self.value, self.g, oldGamma) = (position, value, g, state.gamma)
      let zeros = position.zeros
      last = (g, state.d, 0)
      (y, s, newGradient, newValue) = (zeros, zeros, g, value)
      way = Way(q: zeros, start: zeros, direction: zeros)
    }

    @inline(__always)
    func record<T: Trace<V>>(_ state: State, in trace: inout T) {
      guard trace.keeps else { return }
      trace.record("f", scalar: value)
      trace.record("g′", last.g)
      trace.record("g", g)
      trace.record("y", y)
      trace.record("η′", scalar: last.t)
      trace.record("d′", last.d)
      trace.record("s", s)
      trace.record("γ_old", scalar: oldGamma)
      trace.record("γ", scalar: state.gamma)
      trace.record("p", scalar: Double(state.pairs.count))
      trace.record("Σaᵢyᵢ", g + way.q)
      trace.record("q", -1 * way.q)
      trace.record("Σcᵢsᵢ", way.start - way.direction)
      trace.record("d", way.direction)
      let line = Line(from: position, along: way.direction, value: value, gradient: g)
      trace.record("m", scalar: line.start.slope)
      trace.record("η₀", scalar: first)
      let arrival = Line.Trial(
        t: length, value: newValue, gradient: newGradient, slope: newGradient.dot(way.direction))
      StrongWolfe.Found(point: arrival, trials: trials).record(line, c1: 1e-4, in: &trace)
      trace.record("k", scalar: Double(number))
      trace.record("Wₖ", position)
    }
  }
}
