import Optimization

/// Nelder and Mead's simplex: three points that reflect, stretch and shrink their way down, without any gradient.
///
/// x₁, x₂ and x₃ are the three points in order of their losses. The worst is reflected to xᵣ through the middle x̄ of
/// the others. If that is the best so far, xₜ is tried further out, and the better of the two is kept; if it is
/// better than the second, it is kept as it is. Otherwise xₜ is tried nearer to x̄: beyond it if xᵣ is better than the
/// worst, and kept if it is not above xᵣ; before it if xᵣ is not, and kept if it is below the worst. If neither
/// is kept, x₂ and x₃ shrink towards x₁. In the formula φ is the factor of the second trial, k = 1 keeps xₜ, 2 keeps
/// xᵣ, 3 shrinks; a ⁺ marks the new simplex.
///
/// One step is one iteration: one or two evaluations of the loss, four if it shrinks, and three more at the first
/// step, which sets up the simplex near the start. The position is the best vertex, which many steps do not change;
/// the loss never rises. Without a gradient it does not rest at a saddle; but it may end where there is no minimum.
/// If something else has moved the position, a new simplex is set up there. There is no rate.
///
/// Defaults: ρ = 1, χ = 2, ψ = σ = ½, the paper's and SciPy's; the first simplex is SciPy's, 5 % of each coordinate,
/// or 0.00025 where it is 0. Source: J. A. Nelder and R. Mead, Computer Journal 7 (1965); in the form of J. C.
/// Lagarias, J. A. Reeds, M. H. Wright and P. E. Wright, SIAM Journal on Optimization 9 (1998), section 2.1, equations
/// 2.4 to 2.7. Checked against SciPy, step by step.
public struct NelderMead: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "nelder_mead", name: "Nelder–Mead", family: .secondOrder,
      summary: "A triangle that folds and stretches downhill by comparing losses alone, without a gradient.",
      paper:
        "J. A. Nelder and R. Mead, A simplex method for function minimization, Computer Journal 7 (1965); "
        + "J. C. Lagarias et al., SIAM Journal on Optimization 9 (1998).",
      formula: Formula(
        "{x̄} ← ({x₁} + {x₂})/2, where {f₁} ≤ {f₂} ≤ {f₃}",
        "{xᵣ} ← {x̄} + {reflection}({x̄} − {x₃})",
        "{φ} ← {reflection}{expansion} where {fᵣ} < {f₁}, {reflection} where {fᵣ} < {f₂}, "
          + "{reflection}{contraction} where {fᵣ} < {f₃}, else −{contraction}",
        "{xₜ} ← {x̄} + {φ}({x̄} − {x₃})",
        "{k} ← 1 where {fₜ} < min({f₃}, {fᵣ}), 2 where {fᵣ} < {f₂}, 1 where {fₜ} ≤ {fᵣ} < {f₃}, else 3",
        "{x₂⁺} ← {x₁} + {shrink}({x₂} − {x₁}) where {k} > 2, else {x₂}",
        "{x₃⁺} ← {x₁} + {shrink}({x₃} − {x₁}) where {k} > 2, {xᵣ} where {k} > 1, else {xₜ}",
        "{f_new} ← min({f₁}, {f₂⁺}, {f₃⁺})",
        "{W} ← {x₁} where {f₁} = {f_new}, {x₂⁺} where {f₂⁺} = {f_new}, else {x₃⁺}",
        symbols: ["f_new": "f⁺"]),
      checkedAgainst: ["scipy 1.17 minimize(method='Nelder-Mead'), step by step, evaluations included"],
      restsWithoutGradient: false)
  }

  /// Required of every method; this one uses losses alone and ignores it.
  public var lr = 0.0
  let reflection, expansion, contraction, shrink, initialSize, initialSizeAtZero: Double

  public init(_ settings: Settings<Double>) {
    reflection = settings.number(
      Setting(
        "reflection", "ρ", default: 1, in: .above(0), slider: 0.5...2, .linear,
        "How far the worst point is reflected through the others. 1 is the paper's: a mirror image."))
    expansion = settings.number(
      Setting(
        "expansion", "χ", default: 2, in: .above(1), slider: 1.25...4, .linear,
        "How much farther it goes when that gives the best point so far. 2 is the paper's."))
    contraction = settings.number(
      Setting(
        "contraction", "ψ", default: 0.5, in: .from(0, toBelow: 1), slider: 0.1...0.9, .linear,
        "How far from the middle where it was not. 0.5 is the paper's."))
    shrink = settings.number(
      Setting(
        "shrink", "σ", default: 0.5, in: .from(0, toBelow: 1), slider: 0.1...0.9, .linear,
        "How much of the simplex remains when nothing else helps. 0.5 is the paper's."))
    initialSize = settings.number(
      Setting(
        "initial_size", "δ", default: 0.05, in: .above(0), slider: 1e-3...1, .logarithmic,
        "The first simplex, as a share of each coordinate of the start. 5 % is SciPy's."))
    initialSizeAtZero = settings.number(
      Setting(
        "initial_size_at_zero", "δ₀", default: 0.00025, in: .above(0), slider: 1e-5...1, .logarithmic,
        "The same along a coordinate that is 0, as a length. 0.00025 is SciPy's."))
  }

  /// A corner of the simplex.
  struct Vertex: Sendable {
    let point: Point<Double>
    let value: Double
  }

  /// Three points, the lowest loss first.
  struct Simplex: Sendable {
    var best, middle, worst: Vertex

    /// Three points in order; of equal ones the earlier is first, and a loss that is not a number is last.
    init(_ a: Vertex, _ b: Vertex, _ c: Vertex) {
      (best, middle, worst) = (a, b, c)
      Simplex.order(&best, &middle)
      Simplex.order(&middle, &worst)
      Simplex.order(&best, &middle)
    }

    /// The middle between all but the worst.
    var centre: Point<Double> { (best.point + middle.point) / 2 }

    @inline(__always)
    func record<T: Trace<Point<Double>>>(in trace: inout T) {
      trace.record("x₁", best.point)
      trace.record("x₂", middle.point)
      trace.record("x₃", worst.point)
      trace.record("f₁", scalar: best.value)
      trace.record("f₂", scalar: middle.value)
      trace.record("f₃", scalar: worst.value)
      trace.record("x̄", centre)
    }

    private static func order(_ a: inout Vertex, _ b: inout Vertex) {
      if b.value < a.value || (a.value.isNaN && !b.value.isNaN) { swap(&a, &b) }
    }
  }

  /// The simplex; `nil` before the first step.
  public struct State: Sendable {
    var simplex: Simplex?
  }

  public func start(at position: Point<Double>) -> State { State(simplex: nil) }

  @inline(__always)
  public func step<O: Oracle<Point<Double>>, T: Trace<Point<Double>>>(
    _ position: inout Point<Double>, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    trace.record("W_old", position)
    let simplex = current(position, state, &oracle)
    simplex.record(in: &trace)
    let (best, middle, worst) = (simplex.best, simplex.middle, simplex.worst)
    let reflected = trial(reflection, of: simplex, &oracle)
    trace.record("xᵣ", reflected.point)
    trace.record("fᵣ", scalar: reflected.value)
    let (factor, tried, move) = secondTrial(simplex, reflected, &oracle)
    trace.record("φ", scalar: factor)
    trace.record("xₜ", tried.point)
    trace.record("fₜ", scalar: tried.value)
    trace.record("k", scalar: Double(move.rawValue))
    let (second, third) =
      switch move {
      case .keepTried: (middle, tried)
      case .keepReflected: (middle, reflected)
      case .shrink: (shrunk(middle, towards: best, &oracle), shrunk(worst, towards: best, &oracle))
      }
    trace.record("x₂⁺", second.point)
    trace.record("x₃⁺", third.point)
    trace.record("f₂⁺", scalar: second.value)
    trace.record("f₃⁺", scalar: third.value)
    let next = Simplex(best, second, third)
    trace.record("f_new", scalar: next.best.value)
    state.simplex = next
    position = trace("W", next.best.point)
  }

  /// The result of the two trials.
  private enum Move: Int {
    case keepTried = 1
    case keepReflected, shrink
  }

  /// Where to look after the reflection, and what to keep; the reflected point itself if it is good enough.
  private func secondTrial<O: Oracle<Point<Double>>>(
    _ simplex: Simplex, _ reflected: Vertex, _ oracle: inout O
  ) -> (factor: Double, vertex: Vertex, move: Move) {
    if reflected.value < simplex.best.value {
      let factor = reflection * expansion
      let expanded = trial(factor, of: simplex, &oracle)
      return (factor, expanded, expanded.value < reflected.value ? .keepTried : .keepReflected)
    }
    if reflected.value < simplex.middle.value { return (reflection, reflected, .keepReflected) }
    if reflected.value < simplex.worst.value {
      let factor = contraction * reflection
      let outside = trial(factor, of: simplex, &oracle)
      return (factor, outside, outside.value <= reflected.value ? .keepTried : .shrink)
    }
    let inside = trial(-contraction, of: simplex, &oracle)
    return (-contraction, inside, inside.value < simplex.worst.value ? .keepTried : .shrink)
  }

  /// The point on the line from the worst through the centre, beyond the centre by `factor`.
  private func trial<O: Oracle<Point<Double>>>(_ factor: Double, of simplex: Simplex, _ oracle: inout O)
    -> Vertex
  {
    look(at: (1 + factor) * simplex.centre - factor * simplex.worst.point, &oracle)
  }

  /// A vertex drawn towards the best.
  private func shrunk<O: Oracle<Point<Double>>>(_ vertex: Vertex, towards best: Vertex, _ oracle: inout O)
    -> Vertex
  {
    look(at: best.point + shrink * (vertex.point - best.point), &oracle)
  }

  private func look<O: Oracle<Point<Double>>>(at point: Point<Double>, _ oracle: inout O) -> Vertex {
    Vertex(point: point, value: oracle.value(at: point))
  }

  /// The simplex of the last step, or a new one if there was none or the position is no longer its best point.
  private func current<O: Oracle<Point<Double>>>(
    _ position: Point<Double>, _ state: State, _ oracle: inout O
  ) -> Simplex {
    if let simplex = state.simplex, simplex.best.point == position { return simplex }
    func moved(_ coordinate: Double) -> Double {
      coordinate == 0 ? initialSizeAtZero : (1 + initialSize) * coordinate
    }
    return Simplex(
      look(at: position, &oracle), look(at: Point(moved(position.x), position.y), &oracle),
      look(at: Point(position.x, moved(position.y)), &oracle))
  }
}
