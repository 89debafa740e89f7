import RealModule

/// Mechanic: learns a factor for an optimizer's whole way from the start.
///
///     Δ ← Δ_old + (W_old − W′)            (the sum of the optimizer's own steps, W′ being where it would go)
///     h ← (g + λ s_old W ‖g‖/‖W‖) · Δ_old
///     m ← max(β m, |h| + ε),   v ← β² v + h²,   r ← β r + s clip(h, ±m_old)     for six decay rates β
///     s ← Σ (s₀ m/6 + max(0, r))/(√v + ε)
///     W ← W₀ − s Δ
///
/// Each β has its own tuner, and their scales add up; β = 0.9, 0.99, ... 0.999999. h says whether the way so far points
/// downhill. Defaults: λ = 0.01, ε = 1e-8, s₀ = 1e-6 and six rates, optax's. Checked against optax's `contrib.mechanize`.
public struct Mechanize<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "mechanize", name: "Mechanic",
      summary: "Learns the scale of another optimizer's steps, whatever its learning rate.",
      paper:
        "A. Cutkosky, A. Defazio and H. Mehta, Mechanic: a learning rate tuner, NeurIPS 2023, arXiv:2306.00144.",
      formula: Formula(
        "{Δ_old} = ({W₀} − {W_old})/({s_old} + {eps})",
        "{Δ} ← {Δ_old} + ({W_old} − {W′})",
        "{h} ← ({*g} + {weight_decay}{s_old}·|{*g}|/(|{*W_old}| + {eps})·{*W_old})·{*Δ_old}",
        "{W} ← {W₀} − {s}{Δ}"),
      settings: [
        Setting(
          "weight_decay", "λ", default: 0.01, in: .from(0), slider: 1e-4...1, .logarithmic,
          "A pull towards zero in the tuner's own gradient. 0.01 is optax's."),
        .epsilon(1e-8, "added to √v and to m, optax's value."),
        Setting(
          "s_init", "s₀", default: 1e-6, in: .above(0), slider: 1e-9...1, .logarithmic,
          "The scale at the beginning. 1e-6 is the paper's."),
        Setting(
          "num_betas", "betas", default: 6, in: .from(1, toBelow: 17), slider: 1...8, .linear,
          "How many decay rates 1 − 10⁻ⁱ there are. 6 is the paper's."),
      ],
      checkedAgainst: ["optax 0.2.8 contrib.mechanize"])
  }

  let weightDecay, eps, initialScale: Double
  private let origin: V
  private let count: Int
  /// For each decay rate: the largest |h|, the sum of h², the reward, and the scale.
  private var m, v, r, s: [Double]

  public init(_ settings: SettingValues, at start: V, seed: UInt64) {
    weightDecay = settings[declared: "weight_decay"]
    eps = settings[declared: "eps"]
    initialScale = settings[declared: "s_init"]
    origin = start
    count = max(1, Int(settings[declared: "num_betas"].rounded()))
    m = Array(repeating: 0, count: count)
    v = m
    r = m
    s = Array(repeating: initialScale, count: count)
  }

  public var usesGradient: Bool { true }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    let scale = s.dropFirst().reduce(s[0]) { $0 + $1 }
    trace.record("W₀", origin)
    trace.record("W_old", step.start)
    trace.record("W′", position)
    trace.record("g", step.told)
    trace.record("s_old", scalar: scale)
    let pull = weightDecay * scale * step.told.norm() / (step.start.norm() + eps)
    let gradient = step.told + pull * step.start
    let before = (origin - step.start) / (scale + eps)
    let way = before - (position - step.start)
    trace.record("Δ_old", before)
    trace.record("Δ", way)
    let h = gradient.dot(before)
    trace.record("h", scalar: h)
    for i in 0..<count {
      let beta = 1 - Double.pow(0.1, i + 1)
      let clipped = min(m[i], max(-m[i], h))
      m[i] = max(beta * m[i], abs(h) + eps)
      v[i] = (beta * beta) * v[i] + h.squared()
      r[i] = beta * r[i] + clipped * s[i]
      let wealth = (initialScale / Double(count)) * m[i] + max(0, r[i])
      s[i] = wealth / (v[i].squareRoot() + eps)
    }
    let next = s.dropFirst().reduce(s[0]) { $0 + $1 }
    trace.record("s", scalar: next)
    position = origin - next * way
    trace.record("W", position)
  }
}

extension Mechanize: HoldsMemory {
  public var heldBytes: Int { 4 * count * MemoryLayout<Double>.stride }
}
