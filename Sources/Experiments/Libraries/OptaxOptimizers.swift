import Optimization

/// optax' optimizers: optax 0.2.8. Those of `optax.contrib` may be written without `contrib`.
extension Library {
  static let optax = Library(
    ["optax", "optax.schedules"],
    [
      optax(
        "adabelief(learning_rate, b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16, *, nesterov=False)",
        [Reading("adabelief")]),
      optax(
        "adadelta(learning_rate=None, rho=0.9, eps=1e-06, weight_decay=0.0, weight_decay_mask=None)",
        [Reading("adadelta")]),
      optax(
        "adagrad(learning_rate, initial_accumulator_value=0.1, eps=1e-07)",
        [Reading("adagrad:convention=optax")]),
      optax(
        "adam(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, *, nesterov=False)",
        [
          Reading("nadam:convention=optax", when: "nesterov=True"), Reading("adam", when: "nesterov=False"),
        ]),
      optax("adamax(learning_rate, b1=0.9, b2=0.999, eps=1e-08)", [Reading("adamax")]),
      optax(
        "adamaxw(learning_rate, b1=0.9, b2=0.999, eps=1e-08, weight_decay=0.0001, mask=None)",
        [Reading("adamax:decoupled_weight_decay=true")]),
      optax(
        "adamw(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, weight_decay=0.0001, "
          + "mask=None, *, nesterov=False)",
        [
          Reading("nadam:convention=optax,decoupled_weight_decay=true", when: "nesterov=True"),
          Reading("adamw", when: "nesterov=False"),
        ]),
      optax(
        "adan(learning_rate, b1=0.98, b2=0.92, b3=0.99, eps=1e-08, eps_root=1e-08, weight_decay=0.0, mask=None)",
        [Reading("adan:variant=optax,decoupled_weight_decay=true")]),
      optax(
        "amsgrad(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, bias_correction_mu=True, "
          + "bias_correction_nu=True)",
        [Reading("adam:convention=optax,amsgrad=true")]),
      optax(
        "lamb(learning_rate, b1=0.9, b2=0.999, eps=1e-06, eps_root=0.0, weight_decay=0.0, mask=None)",
        [Reading("lamb")]),
      optax(
        "lion(learning_rate, b1=0.9, b2=0.99, mu_dtype=None, weight_decay=0.001, mask=None)",
        [Reading("lion")]),
      optax(
        "nadam(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, *, nesterov=True)",
        [Reading("nadam:convention=optax", when: "nesterov=True"), Reading("adam", when: "nesterov=False")]),
      optax(
        "nadamw(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, weight_decay=0.0001, "
          + "mask=None, *, nesterov=True)",
        [
          Reading("nadam:convention=optax,decoupled_weight_decay=true", when: "nesterov=True"),
          Reading("adamw", when: "nesterov=False"),
        ]),
      optax(
        "novograd(learning_rate, b1=0.9, b2=0.25, eps=1e-06, eps_root=0.0, weight_decay=0.0)",
        [Reading("novograd")]),
      optax(
        "optimistic_gradient_descent(learning_rate, alpha=1.0, beta=1.0)", [Reading("optimistic_gd")]),
      optax(
        "polyak_sgd(max_learning_rate=1.0, scaling=1.0, f_min=0.0, eps=0.0, variant='sps')",
        [Reading("polyak_sgd", ["max_learning_rate": .rate(schedules: false)])]),
      optax(
        "radam(learning_rate, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, threshold=5.0, *, nesterov=False)",
        [Reading("radam:convention=optax")]),
      optax(
        "rmsprop(learning_rate, decay=0.9, eps=1e-08, initial_scale=0.0, eps_in_sqrt=True, centered=False, "
          + "momentum=None, nesterov=False, bias_correction=False)",
        [
          Reading(
            "rmsprop", when: "centered=True|1 bias_correction=True|1 initial_scale=0",
            rmspropRoles.merging(["bias_correction": .only([], undecidedSpread)]) { $1 }),
          Reading("rmsprop", when: "momentum=None|0", rmspropRoles),
          // The rate is inside the velocity, which matters when it changes.
          Reading(
            "rmsprop", rmspropRoles.merging(["learning_rate": .rate(schedules: false)]) { $1 }),
        ]),
      // One step late, unlike the optimizer of that name.
      optax(
        "rprop(learning_rate, eta_minus=0.5, eta_plus=1.2, min_step_size=1e-06, max_step_size=50.0)", []),
      optax("fromage(learning_rate, min_norm=1e-06)", []),
      optax(
        "lars(learning_rate, weight_decay=0.0, weight_decay_mask=True, trust_coefficient=0.001, eps=0.0, "
          + "trust_ratio_mask=True, momentum=0.9, nesterov=False)", []),
      optax(
        "adafactor(learning_rate=None, min_dim_size_to_factor=128, decay_rate=0.8, decay_offset=0, "
          + "multiply_by_parameter_scale=True, clipping_threshold=1.0, momentum=None, dtype_momentum=None, "
          + "weight_decay_rate=None, eps=1e-30, factored=True, weight_decay_mask=None)", []),
      optax(
        "optimistic_adam_v2(learning_rate, *, alpha=1.0, beta=1.0, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, "
          + "mu_dtype=None, nesterov=True)", []),
      optax(
        "optimistic_adam(learning_rate, optimism=None, b1=0.9, b2=0.999, eps=1e-08, eps_root=0.0, mu_dtype=None, *, "
          + "nesterov=True)", []),
      optax(
        "contrib.simplified_ademamix(learning_rate, b1=0.99, b2=0.95, alpha=0.0, eps=1e-08, eps_root=0.0, "
          + "weight_decay=0.0, mask=None)", []),
      optax(
        "sgd(learning_rate, momentum=None, nesterov=False, accumulator_dtype=None)",
        [
          Reading("gd", when: "momentum=None|0", ["nesterov": .nothing]),
          Reading("nesterov", when: "nesterov=True"), Reading("heavy_ball", when: "nesterov=False"),
        ]),
      optax("sign_sgd(learning_rate)", [Reading("sign_sgd")]),
      optax("signum(learning_rate, beta=0.9, accumulator_dtype=None)", [Reading("signum")]),
      optax("sm3(learning_rate, momentum=0.9)", [Reading("sm3", ["learning_rate": .rate(schedules: false)])]),
      optax("yogi(learning_rate, b1=0.9, b2=0.999, eps=0.001)", [Reading("yogi")]),
      optax(
        "contrib.acprop(learning_rate, b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16, weight_decay=0.0, mask=None)",
        [Reading("acprop")]),
      optax(
        "contrib.ademamix(learning_rate, b1=0.9, b2=0.999, b3=0.9999, alpha=5.0, eps=1e-08, eps_root=0.0, "
          + "mu_dtype=None, weight_decay=0.0, mask=None)", [Reading("ademamix")]),
      optax(
        "contrib.adopt(learning_rate, b1=0.9, b2=0.9999, eps=1e-06, mu_dtype=None, *, nesterov=False, "
          + "use_clipping=True, clip_value_fn='t^0.25')",
        [
          Reading(
            "adopt", ["clip_value_fn": .only(["t^0.25"], "is a function; only the default, t^0.25, is there")]
          )
        ]
      ),
      optax(
        "contrib.cocob(learning_rate=1.0, alpha=100.0, eps=1e-08, weight_decay=0.0, mask=None)",
        [Reading("cocob")]),
      optax(
        "contrib.dadapt_adamw(learning_rate=1.0, betas=(0.9, 0.999), eps=1e-08, estim_lr0=1e-06, weight_decay=0.0)",
        [Reading("dadapt_adamw")]),
      optax(
        "contrib.dog(learning_rate=1.0, init_step=('heuristic', 1e-06), eps=1e-08, weight_decay=None, mask=None)",
        [
          Reading(
            "dog",
            [
              "init_step": .tuple(["init_step"], tag: "heuristic"),
              "weight_decay": .setting("weight_decay", none: 0),
            ])
        ]),
      optax(
        "contrib.dowg(learning_rate=1.0, init_estim_sq_dist=None, eps=0.0001, weight_decay=None, mask=None)",
        [
          Reading(
            "dowg", when: "init_estim_sq_dist=None",
            [
              "init_estim_sq_dist": .decided, "eps": .copied(["eps", "init_estim_sq_dist"]),
              "weight_decay": .setting("weight_decay", none: 0),
            ]),
          Reading("dowg", ["weight_decay": .setting("weight_decay", none: 0)]),
        ]),
      optax(
        "contrib.madgrad(learning_rate, momentum=0.9, weight_decay=0.0, eps=1e-06)",
        [Reading("madgrad", ["learning_rate": .rate(schedules: false)])]),
      optax(
        "contrib.momo(learning_rate=1.0, beta=0.9, lower_bound=0.0, weight_decay=0.0, adapt_lower_bound=False)",
        [Reading("momo")]),
      optax(
        "contrib.prodigy(learning_rate=1.0, betas=(0.9, 0.999), beta3=None, eps=1e-08, estim_lr0=1e-06, "
          + "estim_lr_coef=1.0, weight_decay=0.0, safeguard_warmup=False)",
        [Reading("prodigy", ["beta3": .setting("beta3", none: 0)])]),
      optax(
        "contrib.schedule_free_adamw(learning_rate=0.0025, warmup_steps=None, b1=0.9, b2=0.999, eps=1e-08, "
          + "weight_decay=0.0, weight_lr_power=2.0, state_dtype=None)",
        [
          Reading(
            "schedule_free_adamw:convention=optax",
            ["learning_rate": .rate(schedules: false), "warmup_steps": .setting("warmup_steps", none: 0)])
        ]),
      optax(
        "contrib.schedule_free_sgd(learning_rate=1.0, warmup_steps=None, b1=0.9, weight_decay=None, "
          + "weight_lr_power=2.0, state_dtype=None)",
        [
          Reading(
            "schedule_free_sgd:convention=optax",
            [
              "learning_rate": .rate(schedules: false), "b1": .setting("momentum"),
              "warmup_steps": .setting("warmup_steps", none: 0),
              "weight_decay": .setting("weight_decay", none: 0),
            ])
        ]),
    ] + optaxCombinators + optaxTransformations + optaxSchedules + optaxSophia + optaxSearches + optaxRefused,
    aliases: [
      "momentum": "optax.sgd", "acprop": "optax.contrib.acprop", "ademamix": "optax.contrib.ademamix",
      "adopt": "optax.contrib.adopt", "cocob": "optax.contrib.cocob",
      "dadapt_adamw": "optax.contrib.dadapt_adamw", "dog": "optax.contrib.dog", "dowg": "optax.contrib.dowg",
      "madgrad": "optax.contrib.madgrad", "momo": "optax.contrib.momo", "prodigy": "optax.contrib.prodigy",
      "schedule_free_adamw": "optax.contrib.schedule_free_adamw",
      "schedule_free_sgd": "optax.contrib.schedule_free_sgd", "sophia": "optax.contrib.sophia",
      "sam": "optax.contrib.sam", "mechanize": "optax.contrib.mechanize",
      "normalize": "optax.contrib.normalize", "muon": "optax.contrib.muon",
    ])

  /// Why a centered and corrected mean square is refused.
  static let undecidedSpread =
    "with centered=True divides the first step by √(0 + eps), where rounding decides what is left of 0: compiled and uncompiled "
    + "optax differ, down to nan. Leave out one of the two, or give initial_scale"

  private static let rmspropRoles: [String: Role] = [
    "decay": .setting("beta"), "momentum": .setting("momentum", none: 0),
    "eps_in_sqrt": .words(
      "convention", ["True": "optax", "1": "optax", "False": "pytorch", "0": "pytorch"]),
  ]

  @inline(never) private static func optax(_ signature: String, _ readings: [Reading]) -> Constructor {
    let expansion = OptaxDefinitions.all[String(signature.prefix { $0 != "(" })]
    return Constructor(
      "optax", signature, readings.isEmpty ? .expansion : .readings(readings), optaxRoles,
      expansion: expansion)
  }

  /// The roles of optax' keywords unless a reading says otherwise.
  static let optaxRoles: [String: Role] = [
    "learning_rate": .rate(schedules: true), "b1": .setting("beta1"), "b2": .setting("beta2"),
    "b3": .setting("beta3"), "betas": .tuple(["beta1", "beta2"]),
    "initial_accumulator_value": .setting("initial_accumulator"),
    "mask": .only(["None"], unmasked), "weight_decay_mask": .only(["None"], unmasked),
    "mu_dtype": .only(["None", "float64"], doubled),
    "accumulator_dtype": .only(["None", "float64"], doubled),
    "state_dtype": .only(["None", "float64"], doubled),
  ]
  static let unmasked = "would leave some parameters out; there is one vector of them here"
  private static let doubled = "would round to another precision; everything is float64 here"
}
