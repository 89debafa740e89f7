import Optimization

extension OptimizerCatalog {
  /// Every optimizer there is, in the order they are listed: one line each.
  public static let standard = OptimizerCatalog([
    OptimizerEntry(GradientDescent.self),
    OptimizerEntry(Momentum.self),
    OptimizerEntry(HeavyBall.self),
    OptimizerEntry(Nesterov.self),
    OptimizerEntry(Adagrad.self),
    OptimizerEntry(Adadelta.self),
    OptimizerEntry(RMSprop.self),
    OptimizerEntry(Adam.self),
    OptimizerEntry(AdamW.self),
    OptimizerEntry(Adamax.self),
    OptimizerEntry(NAdam.self),
    OptimizerEntry(ASGD.self),
    OptimizerEntry(AdaBelief.self),
    OptimizerEntry(Lion.self),
    OptimizerEntry(Adan.self),
    OptimizerEntry(ADOPT.self),
    OptimizerEntry(AdEMAMix.self),
    OptimizerEntry(ACProp.self),
    OptimizerEntry(AggMo.self),
    OptimizerEntry(DiffGrad.self),
    OptimizerEntry(AdaBound.self),
    OptimizerEntry(MADGRAD.self),
    OptimizerEntry(FTRL.self),
    OptimizerEntry(LAMB.self),
    OptimizerEntry(DoG.self),
    OptimizerEntry(DoWG.self),
    OptimizerEntry(DAdaptAdamW.self),
    OptimizerEntry(COCOB.self),
    OptimizerEntry(ScheduleFreeSGD.self),
    OptimizerEntry(ScheduleFreeAdamW.self),
  ])
}
