/// A stage of a chain: a value that turns the updates of the stage before it into its own.
///
/// The first stage receives the gradient; what the last one gives is added to the position. optax's optimizers are such
/// chains. A stage holds its numbers and its memory, so that a run stays a value, and is not generic: it is looked up at run
/// time, and adds little to a build.
///
/// To add a stage: one file with one type, and one line where the library's calls are read.
///
/// ```swift
/// struct Halved: GradientTransformation {
///   let name = "halved"
///   var formula: [String] { ["{out} = {in}/2"] }
///
///   mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> { 0.5 * u }
/// }
/// ```
public protocol GradientTransformation: Sendable {
  /// The library's name for it, such as `scale_by_adam`.
  var name: String { get }
  /// Its lines as templates of `Formula`: `{in}` is what it receives, `{out}` what it gives, all other names are recorded.
  var formula: [String] { get }
  /// Prepares the memory for a run that begins at a position.
  mutating func begin(at position: Point<Double>)
  /// A second point that it keeps, such as slow weights; and what kind of point that is.
  var companion: Point<Double>? { get }
  var companionKind: String? { get }
  /// How many evaluations of the loss it makes in a step, at most.
  var mostEvaluations: Int { get }
  /// The updates of one step.
  mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double>
}

extension GradientTransformation {
  public var formula: [String] { [] }
  public mutating func begin(at position: Point<Double>) {}
  public var companion: Point<Double>? { nil }
  public var companionKind: String? { nil }
  public var mostEvaluations: Int { 1 }
}

/// What a stage may know of the step besides the updates.
public struct TransformationStep {
  /// Where the step begins; a stage around others may put them elsewhere.
  public internal(set) var position: Point<Double>
  /// The loss where the step begins, and its gradient.
  public let loss: Double
  public let gradient: Point<Double>
  /// The optimizer's rate in this step.
  public internal(set) var rate: Double
  /// Its own rate, without a schedule.
  public let ownRate: Double
  /// How many steps were made, as a stage around others counts them.
  public internal(set) var count = 0
  /// The momentum that a schedule gives to this step; `nil` where it gives none.
  public let momentum: Double?
  /// Answers questions about other places.
  var oracle: AttachedOracle
  var recorder: Recorder
  /// What is put behind the names of the stage that is being asked.
  var suffix = ""

  init(
    position: Point<Double>, loss: Double, gradient: Point<Double>, rate: Double, ownRate: Double,
    momentum: Double?, oracle: AttachedOracle, recorder: Recorder
  ) {
    (self.position, self.loss, self.gradient) = (position, loss, gradient)
    (self.rate, self.ownRate) = (rate, ownRate)
    (self.momentum, self.oracle, self.recorder) = (momentum, oracle, recorder)
  }

  /// Records a quantity with one value a parameter.
  mutating func record(_ name: String, _ value: Point<Double>) {
    if recorder.keeps { recorder.record(suffixed(name), value) }
  }

  /// Records a quantity that all parameters share.
  mutating func record(_ name: String, scalar: Double) {
    if recorder.keeps { recorder.record(suffixed(name), scalar: scalar) }
  }

  /// Records a quantity before and after it changes.
  mutating func record(_ name: String, from old: Point<Double>, to new: Point<Double>) {
    guard recorder.keeps else { return }
    recorder.record(suffixed(name + "_old"), old)
    recorder.record(suffixed(name), new)
  }

  /// Loss and gradient at another place than the step's own.
  mutating func valueAndGradient(at position: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    oracle.valueAndGradient(at: position)
  }

  /// The Hessian at a place times a direction.
  mutating func hessianProduct(at position: Point<Double>, _ direction: Point<Double>) -> Point<Double> {
    oracle.hessianProduct(at: position, direction)
  }

  private func suffixed(_ name: String) -> String { Chain.suffixed(name, suffix) }
}
