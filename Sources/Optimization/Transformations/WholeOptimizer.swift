/// An optimizer of the catalog as a stage: what it would add to the position is the update.
///
/// It sees the updates of the stage before it as its gradient, and so may have anything before or after it.
public struct WholeOptimizer: GradientTransformation {
  public var name: String { choice.entry.card.name }
  public var formula: [String] { ["{out} = the step of \(name) for {in}"] }

  private let choice: OptimizerChoice
  private let part: OptimizerPart
  private var schedule: ScheduledRate?
  private var memory: (any Sendable)?
  private var count = 0

  /// The stage of an optimizer without wrappers.
  public init(_ choice: OptimizerChoice) {
    self.choice = choice
    part = choice.entry.part(choice)
    schedule = ScheduledRate(choice, steps: 0)
  }

  public mutating func begin(at position: Point<Double>) {
    count = 0
    memory = part.start(schedule?.numbers(0), position)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    guard var memory else { return u }
    var oracle = AttachedOracle(step.oracle.base, [GivenGradient(u, step.loss)], step: count)
    var position = step.position
    // Its own quantities would mix with those of other stages.
    var recorder = Recorder(isRecording: false)
    part.step(&memory, schedule?.numbers(count), &position, &oracle, &recorder)
    self.memory = memory
    step.oracle.returnBase(of: oracle)
    count += 1
    return position - step.position
  }
}

/// Answers with the updates of the stage before, without asking anything.
private struct GivenGradient: Wrapper {
  static var card: WrapperCard { WrapperCard(id: "given", name: "Given") }

  private let loss: Double
  private let gradient: Point<Double>

  init(_ gradient: Point<Double>, _ loss: Double) { (self.gradient, self.loss) = (gradient, loss) }

  init(_ settings: SettingValues, at start: Point<Double>, seed: UInt64) { self.init(start, 0) }

  func valueAndGradient<O: Oracle<Point<Double>>>(at position: Point<Double>, step: Int, from oracle: inout O)
    -> (value: Double, gradient: Point<Double>)
  {
    (loss, gradient)
  }
}
