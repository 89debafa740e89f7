import Optimization

/// BFGS: Newton's method that learns the inverse Hessian from the gradients it meets.
///
/// W′ and g′ are those of the step before. The new H is (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ, multiplied out with u = H
/// y and q = ρ (1 + ρ y·u): the symmetric matrix nearest to the last one that maps y to s; it stays positive definite,
/// so that d leads down, because a search with c₂ < 1 ends where s·y > 0. It starts as the identity, scaled at the
/// first update by s·y/y·y so that it has about the right size. m is the slope along d; η is found by a search for the
/// strong Wolfe conditions with c₁ and c₂, and a ⁺ marks what it finds at the new point. In the end each search accepts
/// η = 1, and the steps become Newton's: on a quadratic a handful of them reach the minimum.
///
/// Where s·y is not positive, to rounding, H is kept; where the search has found nothing lower, H starts over. Loss and
/// gradient at the present point are those that ended the last search: they are not evaluated again. Defaults:
/// c₁ = 1e-4 and c₂ = 0.9, Nocedal and Wright's and SciPy's: a loose search, since the direction is well scaled. The
/// first trial is α, and α min(1, 1/|g|) while H is the identity; α = 1, Newton's. Source: J. Nocedal and S. J. Wright,
/// Numerical optimization, 2nd ed. (2006), algorithm 6.1, equations 6.17 and 6.20. Checked against SciPy, which does
/// not scale the first H.
public struct BFGS: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "bfgs", name: "BFGS", family: .secondOrder,
      summary:
        "Learns the curvature from the gradients on its way, and ends like Newton's method without a Hessian.",
      paper:
        "C. G. Broyden, R. Fletcher, D. Goldfarb and D. F. Shanno (1970); J. Nocedal and S. J. Wright, Numerical "
        + "optimization, 2nd ed. (2006), algorithm 6.1.",
      formula: Formula(
        "{s} ← {W_old} − {W′}",
        "{y} ← {g} − {g′}",
        "{ρ} ← 1/({*s}·{*y}) where {*s}·{*y} > 2e-16·|{*s}|·|{*y}|, else 0",
        "{u} ← {#H_old}·{*y}",
        "{q} ← {ρ}(1 + {ρ}{*y}·{*u})",
        "{#H} ← {#H_old} + {q}{s}{*s}ᵀ − {ρ}({s}{*u}ᵀ + {u}{*s}ᵀ)",
        "{d} ← −{#H}·{*g}",
        "{m} ← {*g}·{*d}",
        "{b} ← {f} + {c1}{η}{m}, sought {f_new} ≤ {b}",
        "{m_new} ← {*g_new}·{*d}, sought |{m_new}| ≤ {c2}·|{m}|",
        "{W} ← {W_old} + {η}{d}, {η} found in {n} trials from {lr}{η₀}",
        symbols: ["f_new": "f⁺", "g_new": "g⁺", "m_new": "m⁺"]),
      checkedAgainst: ["scipy 1.17 minimize(method='BFGS'): the minima reached"])
  }

  /// A factor on the first trial of each search.
  public var lr: Double
  let search: StrongWolfe

  /// One at the present point, and those of a search.
  public static func mostEvaluations(_ settings: SettingValues) -> Int { 2 + StrongWolfe().mostTrials }

  public init(_ settings: Settings<Double>) {
    lr = settings.number(.firstTrial)
    search = StrongWolfe(
      c1: settings.number(.sufficientDecrease),
      c2: settings.number(.curvatureCondition(0.9, "0.9 is usual where the direction is well scaled.")),
      shortest: .rounding)
  }

  /// The approximate inverse Hessian, and where the step before began and ended, if there was one that counts.
  public struct State: Sendable {
    var inverse = Hessian(xx: 1, xy: 0, yy: 1)
    var isIdentity = true
    var last: (position: Point<Double>, g: Point<Double>)?
    var arrival: Arrival<Point<Double>>?
  }

  public func start(at position: Point<Double>) -> State { State() }

  @inline(__always)
  public func step<O: Oracle<Point<Double>>, T: Trace<Point<Double>>>(
    _ position: inout Point<Double>, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let (f, g) = Arrival.valueAndGradient(state.arrival, at: position, &oracle)
    trace.record("f", scalar: f)
    trace.record("g", g)
    var before = state.last ?? (position, g)
    var update = state.learn(position - before.position, g - before.g)
    if !(g.dot(state.inverse * g) > 0) {
      // H starts over, as if there had been no step before.
      state = State()
      before = (position, g)
      update = state.learn(position.zeros, g.zeros)
    }
    trace.record("W′", before.position)
    trace.record("g′", before.g)
    update.record(in: &trace)
    trace.record("H₁", Point(state.inverse.xx, state.inverse.xy))
    trace.record("H₂", Point(state.inverse.xy, state.inverse.yy))
    let line = Line(from: position, along: -1 * (state.inverse * g), value: f, gradient: g)
    trace.record("d", line.direction)
    trace.record("m", scalar: line.start.slope)
    let guess = trace("η₀", scalar: state.isIdentity ? min(1, 1 / g.length) : 1)
    let found = search.search(line, first: lr * guess, &oracle)
    found.record(line, c1: search.c1, in: &trace)
    (state.last, state.arrival) = ((position, g), Arrival(at: found.point, on: line))
    if state.arrival == nil { state = State() }
    trace.update("W", &position, to: line.position(at: found.point.t))
  }
}

extension BFGS.State {
  /// Makes the inverse map y to s, and changes it as little as that allows: equation 6.17, multiplied out.
  fileprivate mutating func learn(_ s: Point<Double>, _ y: Point<Double>) -> BFGS.Update {
    let product = s.dot(y)
    guard product > 2e-16 * s.length * y.length, product.isFinite else {
      return BFGS.Update(s: s, y: y, old: inverse, u: inverse * y)
    }
    if isIdentity {
      let size = product / y.dot(y)
      inverse = Hessian(xx: size, xy: 0, yy: size)
      isIdentity = false
    }
    let rho = 1 / product
    let old = inverse
    let u = inverse * y
    let q = rho * (1 + rho * y.dot(u))
    inverse.xx += q * s.x * s.x - 2 * rho * s.x * u.x
    inverse.xy += q * s.x * s.y - rho * (s.x * u.y + u.x * s.y)
    inverse.yy += q * s.y * s.y - 2 * rho * s.y * u.y
    return BFGS.Update(s: s, y: y, old: old, u: u, rho: rho, q: q)
  }
}

extension BFGS {
  /// The former H and what is added to it, for the trace; nothing if ρ and q are 0.
  fileprivate struct Update {
    let s, y: Point<Double>
    /// The former inverse, already scaled if it was the identity.
    let old: Hessian
    let u: Point<Double>
    var rho = 0.0
    var q = 0.0

    @inline(__always)
    func record<T: Trace<Point<Double>>>(in trace: inout T) {
      trace.record("s", s)
      trace.record("y", y)
      trace.record("ρ", scalar: rho)
      trace.record("H₁_old", Point(old.xx, old.xy))
      trace.record("H₂_old", Point(old.xy, old.yy))
      trace.record("u", u)
      trace.record("q", scalar: q)
    }
  }
}
