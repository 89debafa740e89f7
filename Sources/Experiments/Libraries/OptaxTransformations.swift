import Optimization
import RealModule
import Wording

/// optax' gradient transformations, of which optimizers are put together: one line each.
extension Library {
  static let optaxTransformations: [Constructor] = [
    stage("identity()") { _ in Identity() },
    stage("set_to_zero()") { _ in SetToZero() },
    // A vector has no rows whose mean could be taken off.
    stage("centralize()") { _ in Identity("centralize") },
    stage("scale(step_size)") { a throws(InputError) in Scaled(StepFunction(try a.number("step_size"))) },
    stage("scale_by_learning_rate(learning_rate, *, flip_sign=True)") { a throws(InputError) in
      guard !a.isConstant("learning_rate", ["None"]) else { return Identity() }
      let sign = try a.flag("flip_sign") ? -1.0 : 1
      return Scaled(try a.function("learning_rate").scaled(by: sign), name: "scale_by_learning_rate")
    },
    stage("scale_by_schedule(step_size_fn)") { a throws(InputError) in
      Scaled(try a.function("step_size_fn"), name: "scale_by_schedule")
    },
    stage("trace(decay, nesterov=False, accumulator_dtype=None)") { a throws(InputError) in
      Accumulated(decay: try a.number("decay"), nesterov: try a.flag("nesterov"))
    },
    stage("ema(decay, debias=True, accumulator_dtype=None)") { a throws(InputError) in
      Averaged(decay: try a.number("decay"), debias: try a.flag("debias"))
    },
    stage("apply_every(k=1)") { a throws(InputError) in ApplyEvery(try a.count("k")) },
    stage("zero_nans()") { _ in ZeroNotNumbers() },
    stage("clip_by_block_rms(threshold)") { a throws(InputError) in
      ClippedByRootMeanSquare(try a.number("threshold"))
    },
    stage("adaptive_grad_clip(clipping, eps=0.001, axis=None)") { a throws(InputError) in
      try a.require("axis", ["None", "0"], "is not read; only the whole vector is")
      return AdaptiveGradientClip(clipping: try a.number("clipping"), eps: try a.number("eps"))
    },
    stage("normalize_by_update_norm(scale_factor=1.0, eps=1e-06)") { a throws(InputError) in
      Normalized(
        factor: try a.number("scale_factor"), eps: try a.number("eps"), name: "normalize_by_update_norm")
    },
    stage("contrib.normalize()") { _ in Normalized() },
    stage("scale_by_adam(b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, *, nesterov=False)") {
      a throws(InputError) in ScaleByAdam(try a.adamMemory())
    },
    stage(
      "scale_by_amsgrad(b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, bias_correction_mu=True, bias_correction_nu=True)"
    ) { a throws(InputError) in
      ScaleByAmsgrad(
        try a.adamMemory(), correctsFirst: try a.flag("bias_correction_mu"),
        correctsSecond: try a.flag("bias_correction_nu"))
    },
    stage("scale_by_adamax(b1=0.9, b2=0.999, eps=1e-08)") { a throws(InputError) in
      ScaleByAdamax(b1: try a.number("b1"), b2: try a.number("b2"), eps: try a.number("eps"))
    },
    stage("scale_by_belief(b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16, *, nesterov=False)") {
      a throws(InputError) in ScaleByBelief(try a.adamMemory())
    },
    stage("scale_by_yogi(b1=0.9, b2=0.999, eps=0.001, eps_root=0.0, initial_accumulator_value=1e-06)") {
      a throws(InputError) in
      ScaleByYogi(try a.adamMemory(), initial: try a.number("initial_accumulator_value"))
    },
    stage("scale_by_radam(b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, threshold=5.0, *, nesterov=False)") {
      a throws(InputError) in ScaleByRadam(try a.adamMemory(), threshold: try a.number("threshold"))
    },
    stage("scale_by_lion(b1=0.9, b2=0.99, mu_dtype=None, *, mode='hard', smooth_beta=1.0)") {
      a throws(InputError) in
      guard let mode = a.bound["mode"]?.value.literal.flatMap(ScaleByLion.Mode.init) else {
        throw a.error("is not one of 'hard', 'smooth', 'refined'", of: "mode")
      }
      return ScaleByLion(
        b1: try a.number("b1"), b2: try a.number("b2"), mode: mode, smoothness: try a.number("smooth_beta"))
    },
    stage("scale_by_rms(decay=0.9, eps=1e-08, initial_scale=0.0, eps_in_sqrt=True, bias_correction=False)") {
      a throws(InputError) in try a.rootMeanSquare(centered: false)
    },
    stage("scale_by_stddev(decay=0.9, eps=1e-08, initial_scale=0.0, eps_in_sqrt=True, bias_correction=False)")
    {
      a throws(InputError) in try a.rootMeanSquare(centered: true)
    },
    stage("scale_by_rss(initial_accumulator_value=0.1, eps=1e-07)") { a throws(InputError) in
      ScaleByRss(initial: try a.number("initial_accumulator_value"), eps: try a.number("eps"))
    },
    stage("scale_by_sign()") { _ in ScaleBySign() },
    stage(
      "scale_by_novograd(b1=0.9, b2=0.25, eps=1e-08, eps_root=0.0, weight_decay=0.0, mu_dtype=None)"
    ) { a throws(InputError) in
      ScaleByNovograd(
        b1: try a.number("b1"), b2: try a.number("b2"), eps: try a.number("eps"),
        epsRoot: try a.number("eps_root"), decay: try a.number("weight_decay"))
    },
    stage("scale_by_adan(b1=0.98, b2=0.92, b3=0.99, eps=1e-08, eps_root=0.0)") { a throws(InputError) in
      ScaleByAdan(
        b1: try a.number("b1"), b2: try a.number("b2"), b3: try a.number("b3"), eps: try a.number("eps"),
        epsRoot: try a.number("eps_root"))
    },
    stage("scale_by_adadelta(rho=0.9, eps=1e-06)") { a throws(InputError) in
      ScaleByAdadelta(rho: try a.number("rho"), eps: try a.number("eps"))
    },
    stage("scale_by_sm3(b1=0.9, b2=1.0, eps=1e-08)") { a throws(InputError) in
      ScaleBySM3(b1: try a.number("b1"), b2: try a.number("b2"), eps: try a.number("eps"))
    },
    // A vector is never factored.
    stage(
      "scale_by_factored_rms(factored=True, decay_rate=0.8, step_offset=0, min_dim_size_to_factor=128, epsilon=1e-30, decay_rate_fn=None)"
    ) { a throws(InputError) in
      try a.require("decay_rate_fn", ["None"], "is a function, which is not read")
      return ScaleByFactoredRms(
        exponent: try a.number("decay_rate"), offset: try a.number("step_offset"),
        eps: try a.number("epsilon"))
    },
    stage("scale_by_trust_ratio(min_norm=0.0, trust_coefficient=1.0, eps=0.0)") { a throws(InputError) in
      ScaleByTrustRatio(
        lowest: try a.number("min_norm"), coefficient: try a.number("trust_coefficient"),
        eps: try a.number("eps"))
    },
    stage("scale_by_param_block_rms(min_scale=0.001)") { a throws(InputError) in
      ScaleByParameterSize(lowest: try a.number("min_scale"), isMean: true)
    },
    stage("scale_by_param_block_norm(min_scale=0.001)") { a throws(InputError) in
      ScaleByParameterSize(lowest: try a.number("min_scale"), isMean: false)
    },
    stage("scale_by_optimistic_gradient(alpha=1.0, beta=1.0)") { a throws(InputError) in
      ScaleByOptimisticGradient(alpha: try a.number("alpha"), beta: try a.number("beta"))
    },
    stage(
      "scale_by_rprop(learning_rate, eta_minus=0.5, eta_plus=1.2, min_step_size=1e-06, max_step_size=50.0)"
    ) { a throws(InputError) in
      ScaleByRprop(
        rate: try a.number("learning_rate"), smaller: try a.number("eta_minus"),
        larger: try a.number("eta_plus"),
        lowest: try a.number("min_step_size"), highest: try a.number("max_step_size"))
    },
    stage("scale_by_polyak(f_min=0.0, max_learning_rate=1.0, eps=0.0, variant='sps')") {
      a throws(InputError) in
      try a.require("variant", ["sps", "sps+"], "is neither 'sps' nor 'sps+'")
      return ScaleByPolyak(
        least: try a.number("f_min"), most: try a.number("max_learning_rate"), eps: try a.number("eps"),
        staysPositive: a.isConstant("variant", ["sps+"]))
    },
    stage(
      "contrib.scale_by_ademamix(b1=0.9, b2=0.999, b3=0.9999, alpha=6.0, eps=1e-08, eps_root=0.0, mu_dtype=None)"
    ) { a throws(InputError) in
      ScaleByAdemamix(
        b1: try a.number("b1"), b2: try a.number("b2"), b3: try a.function("b3"),
        alpha: try a.function("alpha"), eps: try a.number("eps"), epsRoot: try a.number("eps_root"))
    },
    stage("contrib.scale_by_simplified_ademamix(b1=0.99, b2=0.95, alpha=0.0, eps=1e-08, eps_root=0.0)") {
      a throws(InputError) in
      ScaleBySimplifiedAdemamix(
        b1: try a.number("b1"), b2: try a.number("b2"), alpha: try a.function("alpha"),
        eps: try a.number("eps"), epsRoot: try a.number("eps_root"))
    },
    stage(
      "contrib.reduce_on_plateau(factor=0.1, patience=10, rtol=0.0001, atol=0.0, cooldown=0, accumulation_size=1, min_scale=0.0)"
    ) { a throws(InputError) in
      let factor = try a.number("factor")
      guard factor > 0, factor < 1 else {
        throw a.error("is out of range; accepted: 0 < factor < 1", of: "factor")
      }
      return ScaledOnPlateau(
        factor: factor, patience: try a.count("patience", from: 0), relative: try a.number("rtol", in: 0...1),
        absolute: try a.number("atol"), cooldown: try a.count("cooldown", from: 0),
        size: try a.count("accumulation_size"), lowest: try a.number("min_scale"))
    },
    stage("contrib.scale_by_dog(init_step, eps=1e-08)") { a throws(InputError) in
      guard let members = try a.value("init_step").value.members, members.count == 2,
        let first = members[0].literal.flatMap(ScaleByDog.FirstStep.init), let value = members[1].number
      else {
        throw a.error(
          "is not one of ('heuristic', x), ('distance', x), ('learning_rate', x)", of: "init_step")
      }
      return ScaleByDog(first, value, eps: try a.number("eps"))
    },
    whole(
      "contrib.momo_adam(learning_rate=0.01, b1=0.9, b2=0.999, eps=1e-08, lower_bound=0.0, weight_decay=0.0, adapt_lower_bound=False)"
    ) { a throws(InputError) in
      [
        MomoAdam(
          rate: try a.function("learning_rate"), b1: try a.number("b1"), b2: try a.number("b2"),
          eps: try a.number("eps"), lower: try a.number("lower_bound"), decay: try a.number("weight_decay"),
          adapts: try a.flag("adapt_lower_bound"))
      ]
    },
  ]

  /// A transformation that is not an optimizer by itself.
  @inline(never) private static func stage(
    _ signature: String,
    _ make: @escaping @Sendable (CallArguments) throws(InputError) -> any GradientTransformation
  ) -> Constructor {
    Constructor(
      "optax", signature,
      .computed { arguments throws(InputError) in
        try arguments.checkPrecision()
        return .stages(CallResult.Stages([try make(arguments)]))
      }, [:])
  }

  /// Stages that are an optimizer.
  @inline(never) static func whole(
    _ signature: String,
    _ make: @escaping @Sendable (CallArguments) throws(InputError) -> [any GradientTransformation]
  ) -> Constructor {
    Constructor(
      "optax", signature,
      .computed { arguments throws(InputError) in
        .stages(CallResult.Stages(try make(arguments), isOptimizer: true))
      }, [:])
  }
}

extension CallArguments {
  /// Refuses averages in another precision, and masks.
  func checkPrecision() throws(InputError) {
    for name in ["mu_dtype", "accumulator_dtype", "state_dtype"] where bound[name] != nil {
      try require(name, ["None"], "would round to another precision; everything is float64 here")
    }
  }

  /// The numbers of Adam's relatives; what a function does not have is 0 or off.
  fileprivate func adamMemory() throws(InputError) -> AdamMemory {
    AdamMemory(
      b1: try number("b1"), b2: try number("b2"), eps: try number("eps"), epsRoot: try number("eps_root"),
      nesterov: bound["nesterov"] == nil ? false : try flag("nesterov"))
  }

  fileprivate func rootMeanSquare(centered: Bool) throws(InputError) -> any GradientTransformation {
    if centered, try flag("bias_correction"), try number("initial_scale") == 0 {
      throw error(Library.undecidedSpread.replacing("with centered=True ", with: ""), of: "bias_correction")
    }
    return ScaleByRms(
      decay: try number("decay"), eps: try number("eps"), initial: try number("initial_scale"),
      insideRoot: try flag("eps_in_sqrt"), corrects: try flag("bias_correction"), centered: centered)
  }
}
