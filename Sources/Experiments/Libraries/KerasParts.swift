import Optimization
import Wording

/// Keras' own updates with what Keras puts around them, for calls that the catalog's optimizers cannot follow.
extension Library {
  static let kerasParts: [Constructor] = [
    keras("sgd(momentum, nesterov") { a throws(InputError) in
      KerasSGD(momentum: try a.number("momentum"), nesterov: try a.flag("nesterov"))
    },
    keras("rmsprop(rho, momentum, epsilon, centered") { a throws(InputError) in
      KerasRMSprop(
        rho: try a.number("rho"), momentum: try a.number("momentum"), eps: try a.number("epsilon"),
        centered: try a.flag("centered"))
    },
    keras("adam(beta_1, beta_2, epsilon, amsgrad") { a throws(InputError) in
      KerasAdam(try a.kerasAverages(), amsgrad: try a.flag("amsgrad"))
    },
    keras("adamax(beta_1, beta_2, epsilon") { a throws(InputError) in
      KerasAdamax(beta1: try a.number("beta_1"), beta2: try a.number("beta_2"), eps: try a.number("epsilon"))
    },
    keras("nadam(beta_1, beta_2, epsilon") { a throws(InputError) in
      KerasNadam(try a.kerasAverages())
    },
    keras("adagrad(initial_accumulator_value, epsilon") { a throws(InputError) in
      KerasAdagrad(initial: try a.number("initial_accumulator_value"), eps: try a.number("epsilon"))
    },
    keras("adadelta(rho, epsilon") { a throws(InputError) in
      KerasAdadelta(rho: try a.number("rho"), eps: try a.number("epsilon"))
    },
    keras("lion(beta_1, beta_2") { a throws(InputError) in
      KerasLion(beta1: try a.number("beta_1"), beta2: try a.number("beta_2"))
    },
    keras("lamb(beta_1, beta_2, epsilon") { a throws(InputError) in
      KerasLamb(try a.kerasAverages())
    },
    keras(
      "ftrl(learning_rate_power, initial_accumulator_value, l1_regularization_strength, l2_regularization_strength, l2_shrinkage_regularization_strength, beta"
    ) { a throws(InputError) in
      KerasFtrl(
        power: try a.number("learning_rate_power"), initial: try a.number("initial_accumulator_value"),
        l1: try a.number("l1_regularization_strength"), l2: try a.number("l2_regularization_strength"),
        shrinkage: try a.number("l2_shrinkage_regularization_strength"), beta: try a.number("beta"))
    },
    keras("schedulefreeadamw(beta_1, beta_2, epsilon, warmup_steps") { a throws(InputError) in
      KerasScheduleFree(
        beta1: try a.number("beta_1"), beta2: try a.number("beta_2"), eps: try a.number("epsilon"),
        warmup: try a.count("warmup_steps", from: 0))
    },
    keras("adafactor(beta_2_decay, epsilon_1, epsilon_2, clip_threshold, relative_step") {
      a throws(InputError) in
      // The rate is held below 1/√t whether or not it is relative.
      AdafactorRule(
        .keras, exponent: try a.number("beta_2_decay"), threshold: try a.number("clip_threshold"),
        eps1: try a.number("epsilon_1"), eps2: try a.number("epsilon_2"))
    },
  ]

  /// The keywords that all of Keras' optimizers share, in the order in which a part takes them.
  static let kerasKeywords =
    "learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, "
    + "gradient_accumulation_steps"

  @inline(never) private static func keras(
    _ signature: String, _ rule: @escaping @Sendable (CallArguments) throws(InputError) -> any DescentRule
  ) -> Constructor {
    part("keras_" + signature + ", " + kerasKeywords + ")") { a throws(InputError) in
      let clips = ["clipnorm", "clipvalue", "global_clipnorm"].filter { !a.isConstant($0, ["None", "0"]) }
      guard clips.count <= 1 else {
        throw a.source.error("Keras takes one of \(clips.joined(separator: ", "))", at: a.call.span)
      }
      let clip: KerasStep.Clip =
        switch clips.first {
        case "clipvalue"?: .value(try a.number("clipvalue"))
        case let name?: .norm(try a.number(name))
        case nil: .none
        }
      let hasDecay = !a.isConstant("weight_decay", ["None"])
      let overwrites = try a.flag("use_ema") && !a.isConstant("ema_overwrite_frequency", ["None", "0"])
      let average: (Double, Int)? =
        overwrites ? (try a.number("ema_momentum"), try a.count("ema_overwrite_frequency")) : nil
      return [
        KerasStep(
          try rule(a), rate: try a.function("learning_rate"), clip: clip,
          decay: hasDecay ? try a.number("weight_decay") : nil,
          gathered: try a.count("gradient_accumulation_steps", none: 1),
          average: average.map { (momentum: $0.0, every: $0.1) })
      ]
    }
  }
}

extension CallArguments {
  fileprivate func kerasAverages() throws(InputError) -> KerasAverages {
    KerasAverages(beta1: try number("beta_1"), beta2: try number("beta_2"), eps: try number("epsilon"))
  }
}
