/// Lookahead: fast weights run ahead for k steps, then slow weights follow them part of the way.
///
///     every k-th step:   φ ← φ + a (W − φ),   W ← φ
///
/// The slow weights average out the swings of the fast ones. φ starts where W does. Defaults: k = 5 and
/// a = 0.5, the paper's; the optimizer's memory is kept at a synchronisation unless `reset_state` is set (optax's name;
/// pytorch-optimizer's `pullback_momentum='reset'`). Checked against optax and pytorch-optimizer, the slow weights
/// included.
public struct Lookahead<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "lookahead", name: "Lookahead",
      summary: "Lets fast weights explore and pulls them back to slow ones every k steps.",
      paper:
        "M. R. Zhang et al., Lookahead optimizer: k steps forward, 1 step back, NeurIPS 2019, arXiv:1907.08610.",
      formula: Formula(
        "{q} ← {alpha} where {i} = 0, else 0, {i} of {k} steps to go",
        "{φ} ← {φ_old} + {q}({W′} − {φ_old})",
        "{W} ← {φ} where {i} = 0, else {W′}"),
      settings: [
        Setting(
          "k", "k", default: 5, in: .from(1), slider: 1...20, .linear,
          "How many steps the fast weights make between synchronisations. 5 is the paper's."),
        Setting(
          "alpha", "a", default: 0.5, in: .from(0), slider: 0...1, .linear,
          "How far the slow weights follow. 0.5 is the paper's."),
        Setting(
          flag: "reset_state", "reset", default: false,
          "Whether the optimizer forgets its averages at a synchronisation; neither library does by default."),
      ],
      checkedAgainst: ["optax 0.2.8 lookahead", "pytorch-optimizer 4.1 Lookahead"], companion: "slow")
  }

  let k: Int
  let alpha: Double
  private let resets: Bool
  private var slow: V
  private var steps = 0
  public private(set) var restartsOptimizer = false

  public init(_ settings: SettingValues, at start: V, seed: UInt64) {
    k = Int(min(1e9, settings[declared: "k"].rounded()))
    alpha = settings[declared: "alpha"]
    resets = settings[declared: "reset_state"] != 0
    slow = start
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    steps += 1
    let isDue = steps % k == 0
    trace.record("W′", position)
    trace.record("i", scalar: Double((k - steps % k) % k))
    trace.record("q", scalar: isDue ? alpha : 0)
    trace.record("φ_old", slow)
    if isDue {
      slow = slow + alpha * (position - slow)
      position = slow
    }
    restartsOptimizer = resets && isDue
    trace.record("φ", slow)
    trace.record("W", position)
  }

  public var companion: V? { slow }
}
