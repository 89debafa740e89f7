/// Lookahead: fast weights run ahead for k steps, then slow weights go part of the way after them.
///
///     every k-th step:   φ ← φ + a (W − φ),   W ← φ
///
/// The slow weights average out what the fast ones do back and forth. φ starts where W does. Defaults: k = 5 and
/// a = 0.5, the paper's; the optimizer's memory is kept at a synchronisation unless `reset_state` is set (optax's name;
/// pytorch-optimizer's `pullback_momentum='reset'`). Checked against optax and pytorch-optimizer, the slow weights
/// included.
public struct Lookahead<V: Vector>: Wrapper {
  public static var card: WrapperCard {
    WrapperCard(
      id: "lookahead", name: "Lookahead",
      summary: "Lets fast weights explore and pulls them back to slow ones every k steps.",
      paper:
        "M. R. Zhang et al., Lookahead optimizer: k steps forward, 1 step back, NeurIPS 2019, arXiv:1907.08610.",
      formula: Formula(
        "every {k} steps: {φ} ← {φ_old} + {alpha}({W′} − {φ_old})", "then {W} ← {φ}"),
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

  let alpha: V.Element
  /// The periods, lane by lane.
  private let periods: [Int]
  private let resets: Bool
  private var slow: V
  private var steps = 0
  public private(set) var restartsOptimizer = false

  public init(_ settings: Settings<V.Element>, at start: V, seed: UInt64) {
    alpha = settings["alpha"]
    let k = settings["k"]
    periods = (0..<V.Element.laneCount).map { max(1, Int(k.lane($0).rounded())) }
    resets = settings.flag("reset_state").any
    slow = start
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    steps += 1
    trace.record("W′", position)
    trace.record("φ_old", slow)
    let isDue = V.Element.Mask.gather { steps % periods[$0] == 0 }
    slow = V.select(isDue, slow + alpha * (position - slow), slow)
    position = V.select(isDue, slow, position)
    restartsOptimizer = resets && isDue.any
    trace.record("φ", slow)
    trace.record("W", position)
  }

  public var companion: V? { slow }
}
