import Optimization

/// What a call creates.
enum CallResult {
  /// Gradient transformations, of which optimizers are made.
  case stages(Stages)
  /// An optimizer that is a choice of the catalog, perhaps with wrappers and a schedule.
  case optimizer(OptimizerChoice)
  /// A rate that depends on the step.
  case rate(RateFunction)
  /// A scheduler of PyTorch, which moves an optimizer's own rate.
  case scheduler(Scheduler)

  /// Gradient transformations in order, and the choice that does the same, if there is one.
  struct Stages {
    /// What they are; each begins anew in every run.
    let stages: [any GradientTransformation]
    /// Whether the library calls them an optimizer, rather than a part of one.
    let isOptimizer: Bool
    /// The wrapper that does the same before an optimizer.
    var wrapper: WrapperChoice?
    /// The optimizer's own rate, which a scheduler may move; `nil` where all numbers are inside the stages.
    var rate: Double?
    /// Whether a scheduler may move a momentum.
    var movesMomentum = false

    init(_ stages: [any GradientTransformation], isOptimizer: Bool = false, wrapper: WrapperChoice? = nil) {
      (self.stages, self.isOptimizer, self.wrapper) = (stages, isOptimizer, wrapper)
    }

    /// A whole optimizer whose rate is the optimizer's.
    init(rate: Double, movesMomentum: Bool = false, _ stages: [any GradientTransformation]) {
      self.init(stages, isOptimizer: true)
      (self.rate, self.movesMomentum) = (rate, movesMomentum)
    }
  }
}

/// A learning rate that a call makes: a function of the step, and the schedule of the catalog with the same rates.
struct RateFunction {
  let function: StepFunction
  /// The optimizer's rate and the schedule that give the same; without a schedule it is constant.
  let native: (base: Double, schedule: ScheduleChoice?)?
}

/// What a scheduler of PyTorch does: as a schedule of the catalog, and as a step by step rule.
struct Scheduler {
  /// The schedule of the catalog with the same rates.
  var native: ScheduleChoice?
  /// The rule, for sequences and chains; `nil` for one that watches the loss.
  let rule: (any TorchScheduler)?
  /// The optimizer that the call names as its own.
  var subject: PythonExpression?
}
