import Optimization

extension OptimizerCatalog {
  /// Every optimizer there is, in the order they are listed: one line each.
  public static let standard = OptimizerCatalog([
    OptimizerEntry(GradientDescent.self),
    OptimizerEntry(Momentum.self),
    OptimizerEntry(RMSprop.self),
    OptimizerEntry(Adam.self),
    OptimizerEntry(RAdam.self),
    OptimizerEntry(Rprop.self),
    OptimizerEntry(Yogi.self),
    OptimizerEntry(SignSGD.self),
    OptimizerEntry(Signum.self),
    OptimizerEntry(Tiger.self),
    OptimizerEntry(QHM.self),
    OptimizerEntry(QHAdam.self),
    OptimizerEntry(PID.self),
    OptimizerEntry(SM3.self),
    OptimizerEntry(Sophia.self),
    OptimizerEntry(OptimisticGD.self),
    OptimizerEntry(NovoGrad.self),
    OptimizerEntry(Prodigy.self),
    OptimizerEntry(MoMo.self),
    OptimizerEntry(PolyakSGD.self),
    OptimizerEntry(Newton.self),
    OptimizerEntry(ConjugateGradient.self),
    OptimizerEntry(BFGS.self),
    OptimizerEntry(LBFGS.self),
    OptimizerEntry(NelderMead.self),
  ])
}
