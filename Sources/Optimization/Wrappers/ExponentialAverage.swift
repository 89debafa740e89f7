/// EMA: an exponential moving average of the path, kept beside it.
///
///     A ← β A + (1 − β) W
///
/// The path itself is unchanged; its average is the one to deploy: noise and zigzag cancel in it. The first
/// average is the first point reached, as in PyTorch's `AveragedModel` and Keras's `use_ema`; so nothing is corrected
/// for a start at zero. Default: β = 0.99, Keras's `ema_momentum`.
public struct ExponentialAverage<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "ema", name: "EMA",
      summary: "Keeps a moving average of the path, in which noise and zigzag cancel, and draws it beside.",
      paper: "B. T. Polyak and A. B. Juditsky, Acceleration of stochastic approximation by averaging, "
        + "SIAM J. Control Optim. 30 (1992), 838-855; the exponential form is PyTorch's and Keras's.",
      formula: Formula("{A} ← {decay}{A_old} + (1 − {decay}){W′}"),
      settings: [
        .decay("decay", "β", 0.99, "How much of the average stays at a step. 0.99 is Keras's default.")
      ],
      checkedAgainst: ["torch 2.13 swa_utils.AveragedModel with get_ema_multi_avg_fn", "keras 3.15 use_ema"],
      companion: "average")
  }

  let decay: Double
  private var average: V
  private var isFirst = true

  public init(_ settings: SettingValues, at start: V, seed: UInt64) {
    decay = settings[declared: "decay"]
    average = start
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    trace.record("W′", position)
    // The average begins with the first point reached.
    trace.record("A_old", isFirst ? position : average)
    average = isFirst ? position : decay * average + (1 - decay) * position
    isFirst = false
    trace.record("A", average)
  }

  public var companion: V? { average }
}
