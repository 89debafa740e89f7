import Optimization
import Wording

/// The optimizers of pytorch-optimizer 4.1.
///
/// They share a rule: `weight_decouple` says whether the weights shrink directly or the gradient is changed. If
/// a method here does not do this itself, the wrapper does.
extension Library {
  static let pytorchOptimizer = Library(
    ["pytorch_optimizer"],
    [
      method(
        "AdaBelief(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, "
          + "rectify=False, n_sma_threshold=5, degenerated_to_sgd=True, ams_bound=False, foreach=None, eps=1e-16, "
          + "maximize=False)", "adabelief", decouples: true,
        unrectified.merging(["eps": .copied(["eps", "eps_root"])]) { $1 }),
      method(
        "AdaBound(params, lr=0.001, final_lr=0.1, betas=(0.9, 0.999), gamma=0.001, weight_decay=0.0, "
          + "weight_decouple=True, fixed_decay=False, ams_bound=False, eps=1e-08, maximize=False, foreach=None)",
        "adabound", decouples: true),
      constructor(
        "Adan(params, lr=0.001, betas=(0.98, 0.92, 0.99), weight_decay=0.0, weight_decouple=False, max_grad_norm=0.0, "
          + "foreach=None, eps=1e-08, maximize=False)",
        [Reading("adan", ["weight_decouple": .setting("decoupled_weight_decay")])]),
      method(
        "AggMo(params, lr=0.001, betas=(0.0, 0.9, 0.99), weight_decay=0.0, weight_decouple=False, fixed_decay=False, "
          + "maximize=False, foreach=None)", "aggmo", decouples: false),
      method(
        "DiffGrad(params, lr=0.001, betas=(0.9, 0.999), weight_decay=0.0, weight_decouple=True, fixed_decay=False, "
          + "rectify=False, n_sma_threshold=5, degenerated_to_sgd=True, ams_bound=False, eps=1e-08, maximize=False, "
          + "foreach=None)", "diffgrad", decouples: true, unrectified),
      method(
        "Lion(params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0, weight_decouple=True, fixed_decay=False, "
          + "foreach=None, maximize=False)", "lion", decouples: true),
      method(
        "PID(params, lr=0.001, momentum=0.0, dampening=0.0, derivative=10.0, integral=5.0, weight_decay=0.0, "
          + "weight_decouple=False, fixed_decay=False, maximize=False, foreach=None)", "pid", decouples: false
      ),
      method(
        "QHAdam(params, lr=0.001, betas=(0.9, 0.999), nus=(1.0, 1.0), weight_decay=0.0, weight_decouple=False, "
          + "fixed_decay=False, eps=1e-08, maximize=False, foreach=None)", "qhadam", decouples: false),
      method(
        "QHM(params, lr=0.001, momentum=0.0, nu=1.0, weight_decay=0.0, weight_decouple=False, fixed_decay=False, "
          + "maximize=False, foreach=False)", "qhm", decouples: false),
      method(
        "SignSGD(params, lr=0.001, momentum=0.9, weight_decay=0.0, weight_decouple=True, foreach=None, maximize=False)",
        "signum", decouples: true, ["momentum": .setting("beta")]),
      method(
        "Tiger(params, lr=0.001, beta=0.965, weight_decay=0.01, weight_decouple=True, fixed_decay=False, foreach=None, "
          + "maximize=False)", "tiger:weight_decay=0", decouples: true),
      method(
        "Yogi(params, lr=0.01, betas=(0.9, 0.999), initial_accumulator=1e-06, weight_decay=0.0, weight_decouple=True, "
          + "fixed_decay=False, eps=0.001, maximize=False, foreach=None)", "yogi", decouples: true),
      constructor(
        "AdaFactor(params, lr=0.001, betas=(0.9, 0.999), decay_rate=-0.8, weight_decay=0.0, weight_decouple=True, fixed_decay=False, "
          + "clip_threshold=1.0, ams_bound=False, scale_parameter=True, relative_step=True, warmup_init=False, eps1=1e-30, "
          + "eps2=0.001, momentum_dtype=None, foreach=None, maximize=False)", []),
      wrapper(
        "pytorch_optimizer",
        "ScheduleFreeWrapper(optimizer, momentum=0.9, weight_decay=0.0, r=0.0, weight_lr_power=2.0, maximize=False)"
      ),
      Constructor(
        "pytorch_optimizer", "Lookahead(optimizer, k=5, alpha=0.5, pullback_momentum='none', **kwargs)",
        .computed(lookahead), [:], readings: [lookaheadReading]),
      constructor(
        "SAM(params, base_optimizer, rho=0.05, adaptive=False, use_gc=False, perturb_eps=1e-12, foreach=None, **kwargs)",
        [
          Reading(
            "+sam",
            [
              "base_optimizer": .innerClass, "perturb_eps": .setting("eps"),
              "adaptive": .setting("adaptive"),
              // One vector has no rows whose gradients could be centred.
              "use_gc": .nothing,
            ])
        ]),
    ] + pytorchOptimizerRules + pytorchOptimizerRefused,
    aliases: [
      // The same classes under another name.
      "Adam": "torch.optim.Adam", "AdamW": "torch.optim.AdamW", "SGD": "torch.optim.SGD",
      "NAdam": "torch.optim.NAdam", "RMSprop": "torch.optim.RMSprop", "LBFGS": "torch.optim.LBFGS",
    ])

  private static let lookaheadReading = Reading(
    "+lookahead",
    [
      "optimizer": .inner, "k": .count("k"),
      "pullback_momentum": .only(
        ["none"],
        "would change the optimizer's momentum too; that is read for SGD without dampening, and for Adam"),
    ])

  /// `pullback_momentum='reset'` empties the buffer of a momentum, which only SGD has.
  private static func lookahead(_ arguments: CallArguments) throws(InputError) -> CallResult {
    guard arguments.isConstant("pullback_momentum", ["reset"]) else {
      return try arguments.reader.result(of: arguments, [lookaheadReading])
    }
    var plain = arguments.call.arguments.filter { $0.keyword != "pullback_momentum" }
    plain.append(
      .init(
        keyword: "pullback_momentum", span: arguments.call.span,
        value: PythonExpression(kind: .text("none"), span: arguments.call.span)))
    let call = PythonCall(function: arguments.call.function, span: arguments.call.span, arguments: plain)
    guard case .optimizer(var choice) = try arguments.reader.result(of: call) else {
      throw arguments.error("is not read here", of: "pullback_momentum")
    }
    switch choice.entry.card.id {
    case "adam", "adamw", "gd": return .optimizer(choice)
    case "heavy_ball", "nesterov":
      guard choice.settings["dampening"] ?? 0 == 0, let last = choice.wrappers.indices.last else { break }
      if (try? choice.wrappers[last].settings.set("reset_state", to: 1)) != nil { return .optimizer(choice) }
    default: break
    }
    throw arguments.error(
      "would change the optimizer's momentum too; that is read for SGD without dampening, and for Adam",
      of: "pullback_momentum")
  }

  /// Calls by the parts that only tables name.
  private static let expansions = [
    "AdaFactor":
      "parts.adafactor(lr, betas, decay_rate, weight_decay, weight_decouple, fixed_decay, clip_threshold, scale_parameter, "
      + "relative_step, warmup_init, eps1, eps2)",
    "AggMo": "parts.aggmo(lr, betas, weight_decay, weight_decouple, fixed_decay)",
    "AdaBelief":
      "parts.adabelief(lr, betas, eps, weight_decay, weight_decouple, fixed_decay, rectify, n_sma_threshold, "
      + "degenerated_to_sgd, ams_bound)",
    "DiffGrad":
      "parts.diffgrad(lr, betas, eps, weight_decay, weight_decouple, fixed_decay, rectify, n_sma_threshold, "
      + "degenerated_to_sgd, ams_bound)",
  ]

  private static let unrectified: [String: Role] = [
    "rectify": .only(["False", "0"], "would rectify the step, which is not done here"),
    "n_sma_threshold": .nothing, "degenerated_to_sgd": .nothing,
    "ams_bound": .only(["False", "0"], "would divide by the largest average so far, which is not done here"),
  ]

  /// A method with one kind of weight decay of its own, and the other kind by the wrapper.
  @inline(never) private static func method(
    _ signature: String, _ target: String, decouples: Bool, _ roles: [String: Role] = [:]
  ) -> Constructor {
    func reading(_ condition: String, _ own: [String: Role]) -> Reading {
      Reading(target, when: condition, roles.merging(own) { $1 })
    }
    let fixed = Role.only(
      ["False", "0"], "would make the decay independent of the rate, which is not done here")
    let (own, other) = decouples ? ("True|1", "False|0") : ("False|0", "True|1")
    let wrapper = "weight_decay:mode=" + (decouples ? "coupled" : "decoupled")
    return constructor(
      signature,
      [
        reading("weight_decay=0", ["weight_decouple": .nothing, "fixed_decay": .nothing]),
        reading("weight_decouple=" + own, ["fixed_decay": decouples ? fixed : .nothing]),
        reading(
          "weight_decouple=" + other,
          ["fixed_decay": decouples ? .nothing : fixed, "weight_decay": .wrapper(wrapper, key: "rate")]),
      ])
  }

  @inline(never) private static func constructor(_ signature: String, _ readings: [Reading]) -> Constructor {
    Constructor(
      "pytorch_optimizer", signature, readings.isEmpty ? .expansion : .readings(readings),
      [
        "params": .nothing, "foreach": .nothing,
        "maximize": .only(["False", "0"], "would climb instead of descending"), "lr": .rate(schedules: false),
        "betas": .tuple(["beta1", "beta2", "beta3"]), "nus": .tuple(["nu1", "nu2"]),
      ], expansion: expansions[String(signature.prefix { $0 != "(" })])
  }
}
