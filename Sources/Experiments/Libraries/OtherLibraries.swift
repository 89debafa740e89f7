import Optimization
import Wording

/// Libraries whose calls are read by what they mean in one of the five: a signature, and the call that does the same.
///
/// The parameters' names stand for their values. A new name is one line in one of these tables.
extension Library {
  static let others: [Library] = [
    transformers, bitsandbytes, apex, deepspeed, torchOptimizer, tensorflowAddons, tensorflow1, lion, prodigy,
    jaxExamples, mlx, paddle, timm, scipy, unreadable,
  ]

  /// Keywords that change where and how a step is computed, not its numbers.
  private static let idleRoles: [String: Role] = Dictionary(
    uniqueKeysWithValues: [
      "name", "use_locking", "no_deprecation_warning", "optim_bits", "args", "min_8bit_size", "block_wise",
      "is_paged",
      "capturable", "set_grad_none", "master_weights", "materialize_master_grads", "fp32_optimizer_states",
      "use_triton",
      "fsdp_in_use",
    ].map { ($0, Role.nothing) })

  /// A constructor that means the same as another call.
  @inline(never) static func same(_ module: String, _ signature: String, _ expansion: String) -> Constructor {
    Constructor(module, signature, .expansion, idleRoles, expansion: expansion)
  }

  /// A scheduler that is a function of the step, as transformers has them.
  @inline(never) private static func warmup(_ signature: String, _ lambda: String) -> Constructor {
    Constructor(
      "transformers", signature, .expansion, schedulerRoles, makes: .scheduler,
      expansion: "torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: \(lambda))")
  }

  private static let rising = "step / max(1, num_warmup_steps) if step < num_warmup_steps else "
  private static let progress =
    "(step - num_warmup_steps) / max(1, num_training_steps - num_warmup_steps)"

  /// transformers 4.40.
  private static let transformers = Library(
    ["transformers", "transformers.optimization"],
    [
      // ε stands beside the uncorrected root, and the decay comes after the step.
      same(
        "transformers",
        "AdamW(params, lr=0.001, betas=(0.9, 0.999), eps=1e-06, weight_decay=0.0, correct_bias=True, no_deprecation_warning=False)",
        "pytorch_optimizer.GaLore(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay) if correct_bias else None"
      ),
      same(
        "transformers",
        "Adafactor(params, lr=None, eps=(1e-30, 0.001), clip_threshold=1.0, decay_rate=-0.8, beta1=None, weight_decay=0.0, scale_parameter=True, relative_step=True, warmup_init=False)",
        "parts.adafactor(lr, (beta1, 1.0), decay_rate, weight_decay, True, False, clip_threshold, scale_parameter, relative_step, warmup_init, eps[0], eps[1])"
      ),
      scheduler,
      .refused(
        "transformers", "TrainingArguments",
        "leaves the optimizer to the Trainer, which counts its steps by the data; paste torch.optim.AdamW(…), and "
          + "get_scheduler(…) with the numbers of steps"
      ),
      warmup("get_constant_schedule(optimizer, last_epoch=-1)", "1"),
      warmup(
        "get_constant_schedule_with_warmup(optimizer, num_warmup_steps, last_epoch=-1)",
        "step / max(1.0, num_warmup_steps) if step < num_warmup_steps else 1.0"),
      warmup(
        "get_linear_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, last_epoch=-1)",
        rising + "max(0.0, (num_training_steps - step) / max(1, num_training_steps - num_warmup_steps))"),
      warmup(
        "get_cosine_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, num_cycles=0.5, last_epoch=-1)",
        rising + "max(0.0, 0.5 * (1.0 + math.cos(math.pi * num_cycles * 2.0 * (\(progress)))))"),
      warmup(
        "get_cosine_with_hard_restarts_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, num_cycles=1, last_epoch=-1)",
        rising
          + "0.0 if (\(progress)) >= 1.0 else max(0.0, 0.5 * (1.0 + math.cos(math.pi * ((num_cycles * (\(progress))) % 1.0))))"
      ),
      warmup(
        "get_inverse_sqrt_schedule(optimizer, num_warmup_steps, timescale=None, last_epoch=-1)",
        "step / max(1, num_warmup_steps) if step < num_warmup_steps else 1.0 / math.sqrt((step + (10000 if num_warmup_steps == 0 else num_warmup_steps) - num_warmup_steps) / (10000 if num_warmup_steps == 0 else num_warmup_steps))"
      ),
    ])

  /// `get_scheduler`, by the name of a schedule.
  private static let scheduler = Constructor(
    "transformers",
    "get_scheduler(name, optimizer, num_warmup_steps=None, num_training_steps=None, scheduler_specific_kwargs=None)",
    .computed { a throws(InputError) in
      let names = [
        "linear": "linear_schedule_with_warmup", "cosine": "cosine_schedule_with_warmup",
        "cosine_with_restarts": "cosine_with_hard_restarts_schedule_with_warmup",
        "constant": "constant_schedule", "constant_with_warmup": "constant_schedule_with_warmup",
        "inverse_sqrt": "inverse_sqrt_schedule",
      ]
      guard let name = a.bound["name"]?.value.literal, let function = names[name] else {
        throw a.error("is not read; \(names.keys.sorted().joined(separator: ", ")) are", of: "name")
      }
      try a.require("scheduler_specific_kwargs", ["None"], "is not read")
      let counts: [String] =
        switch name {
        case "constant": []
        case "constant_with_warmup", "inverse_sqrt": ["num_warmup_steps"]
        default: ["num_warmup_steps", "num_training_steps"]
        }
      for count in counts { _ = try a.number(count) }
      return try a.reader.expanded(
        a, "transformers.get_\(function)(\((["optimizer"] + counts).joined(separator: ", ")))")
    }, schedulerRoles, makes: .scheduler)

  /// bitsandbytes 0.50: below 4096 values the states are not quantised.
  private static let bitsandbytes = Library(
    ["bitsandbytes.optim", "bnb.optim"],
    ["AdamW", "AdamW8bit", "AdamW32bit", "PagedAdamW", "PagedAdamW8bit", "PagedAdamW32bit"].map { name in
      decayed(
        "\(name)(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False, optim_bits=32, args=None, min_8bit_size=4096, percentile_clipping=100, block_wise=True, is_paged=False)"
      )
    }
      + ["Adam", "Adam8bit", "Adam32bit", "PagedAdam", "PagedAdam8bit", "PagedAdam32bit"].map { name in
        // Its decay is decoupled, too.
        decayed(
          "\(name)(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, optim_bits=32, args=None, min_8bit_size=4096, percentile_clipping=100, block_wise=True, is_paged=False)"
        )
      })

  /// bitsandbytes' Adam, whose kernels do not agree about the decay's place.
  @inline(never) private static func decayed(_ signature: String) -> Constructor {
    Constructor(
      "bitsandbytes.optim", signature,
      .computed { arguments throws(InputError) in
        let fixed = [("amsgrad", ["False"]), ("percentile_clipping", ["100"])]
        for (name, constants) in fixed {
          try arguments.require(name, constants, "is not read; only \(constants[0]) is")
        }
        if !arguments.isConstant("weight_decay", ["0"]) {
          arguments.reader.notes.remark(
            "\(arguments.constructor.fullName): decay before the step, as on the CPU; the CUDA kernels decay after it"
          )
        }
        return try arguments.reader.expanded(
          arguments, "torch.optim.AdamW(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)")
      }, idleRoles)
  }

  private static let fused =
    "torch.optim.AdamW(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay) if adam_w_mode and bias_correction "
    + "else torch.optim.Adam(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay) if bias_correction "
    + "else None"

  /// apex: `adam_w_mode` decouples the decay.
  private static let apex = Library(
    ["apex.optimizers"],
    [
      same(
        "apex.optimizers",
        "FusedAdam(params, lr=0.001, bias_correction=True, betas=(0.9, 0.999), eps=1e-08, adam_w_mode=True, weight_decay=0.0, amsgrad=False, set_grad_none=True, capturable=False, master_weights=False)",
        fused),
      same(
        "apex.optimizers",
        "FusedSGD(params, lr, momentum=0, dampening=0, weight_decay=0, nesterov=False, wd_after_momentum=False, materialize_master_grads=True, set_grad_none=False)",
        "torch.optim.SGD(params, lr=lr, momentum=momentum, dampening=dampening, weight_decay=weight_decay, nesterov=nesterov) if not wd_after_momentum else None"
      ),
    ])

  private static let deepspeed = Library(
    ["deepspeed.ops.adam", "deepspeed.ops"],
    [
      same(
        "deepspeed.ops.adam",
        "FusedAdam(params, lr=0.001, bias_correction=True, betas=(0.9, 0.999), eps=1e-08, adam_w_mode=True, weight_decay=0.0, amsgrad=False, set_grad_none=True)",
        fused),
      same(
        "deepspeed.ops.adam",
        "DeepSpeedCPUAdam(model_params, lr=0.001, bias_correction=True, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, adamw_mode=True, fp32_optimizer_states=True)",
        fused.replacing("adam_w_mode", with: "adamw_mode").replacing("params,", with: "model_params,")),
    ])

  /// torch_optimizer 0.3: only what pytorch_optimizer has with the same numbers.
  private static let torchOptimizer = Library(
    ["torch_optimizer"],
    [
      same(
        "torch_optimizer",
        "SWATS(params, lr=0.001, betas=(0.9, 0.999), eps=0.001, weight_decay=0, amsgrad=False, nesterov=False)",
        "pytorch_optimizer.SWATS(params, lr=lr, betas=betas, eps=eps) if weight_decay == 0 and not amsgrad and not nesterov else None"
      ),
      .refused(
        "torch_optimizer", "Shampoo",
        "takes the inverse of a nearly singular matrix, so that rounding decides its steps, and no two programs agree"
      ),
      .refused(
        "torch_optimizer", "Lamb",
        "is not pytorch_optimizer.Lamb: it clips the norm of the weights at 10 and does not correct the averages. It is not available here"
      ),
    ])

  /// TensorFlow Addons 0.23: the decay is taken off the weights as it is, without the rate.
  private static let tensorflowAddons = Library(
    ["tfa.optimizers", "tensorflow_addons.optimizers"],
    [
      same(
        "tfa.optimizers",
        "AdamW(weight_decay, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False, name=None)",
        "keras.optimizers.AdamW(learning_rate=learning_rate, weight_decay=weight_decay / learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon, amsgrad=amsgrad)"
      ),
      same(
        "tfa.optimizers",
        "SGDW(weight_decay, learning_rate=0.001, momentum=0.0, nesterov=False, name=None)",
        "keras.optimizers.SGD(learning_rate=learning_rate, weight_decay=weight_decay / learning_rate, momentum=momentum, nesterov=nesterov)"
      ),
    ])

  /// TensorFlow 1: Keras' formulas with other defaults.
  private static let tensorflow1 = Library(
    ["tf.train", "tf.compat.v1.train", "tensorflow.compat.v1.train"],
    [
      same(
        "tf.train",
        "AdamOptimizer(learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08, use_locking=False, name='Adam')",
        "keras.optimizers.Adam(learning_rate=learning_rate, beta_1=beta1, beta_2=beta2, epsilon=epsilon)"),
      same(
        "tf.train", "GradientDescentOptimizer(learning_rate, use_locking=False, name='GradientDescent')",
        "keras.optimizers.SGD(learning_rate=learning_rate)"),
    ])

  private static let lion = Library(
    ["lion_pytorch"],
    [
      same(
        "lion_pytorch",
        "Lion(params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0, cautious_factor=1.0, use_triton=False, decoupled_weight_decay=False)",
        "pytorch_optimizer.Lion(params, lr=lr, betas=betas, weight_decay=weight_decay) if cautious_factor == 1 and not decoupled_weight_decay else None"
      )
    ])

  private static let prodigy = Library(
    ["prodigyopt"],
    [
      same(
        "prodigyopt",
        "Prodigy(params, lr=1.0, betas=(0.9, 0.999), beta3=None, eps=1e-08, weight_decay=0, decouple=True, use_bias_correction=False, safeguard_warmup=False, d0=1e-06, d_coef=1.0, growth_rate=float('inf'), fsdp_in_use=False, slice_p=1)",
        "pytorch_optimizer.Prodigy(params, lr=lr, betas=betas, beta3=beta3, eps=eps, weight_decay=weight_decay, weight_decouple=decouple, bias_correction=use_bias_correction, safeguard_warmup=safeguard_warmup, d0=d0, d_coef=d_coef)"
      )
    ])

  /// The optimizers of JAX's examples: three functions from one call.
  private static let jaxExamples = Library(
    ["jax.example_libraries.optimizers", "jax.experimental.optimizers", "optimizers"],
    [
      same(
        "jax.example_libraries.optimizers", "adam(step_size, b1=0.9, b2=0.999, eps=1e-08)",
        "optax.adam(step_size, b1=b1, b2=b2, eps=eps)"),
      same("jax.example_libraries.optimizers", "sgd(step_size)", "optax.sgd(step_size)"),
      same(
        "jax.example_libraries.optimizers", "momentum(step_size, mass)", "optax.sgd(step_size, momentum=mass)"
      ),
      same(
        "jax.example_libraries.optimizers", "nesterov(step_size, mass)",
        "optax.sgd(step_size, momentum=mass, nesterov=True)"),
      same(
        "jax.example_libraries.optimizers", "rmsprop(step_size, gamma=0.9, eps=1e-08)",
        "optax.rmsprop(step_size, decay=gamma, eps=eps)"),
      same(
        "jax.example_libraries.optimizers", "adamax(step_size, b1=0.9, b2=0.999, eps=1e-08)",
        "keras.optimizers.Adamax(step_size, beta_1=b1, beta_2=b2, epsilon=eps)"),
    ])

  private static let mlx = Library(
    ["mlx.optimizers", "mlx_optim"],
    ["Adam(learning_rate, betas=[0.9, 0.999], eps=1e-08, bias_correction=False)"].map { signature in
      same(
        "mlx.optimizers", signature,
        "torch.optim.Adam([], lr=learning_rate, betas=betas, eps=eps) if bias_correction else None"
      )
    } + [
      Constructor(
        "mlx.optimizers",
        "AdamW(learning_rate, betas=[0.9, 0.999], eps=1e-08, weight_decay=0.01, bias_correction=False)",
        .computed { a throws(InputError) in
          try a.require(
            "bias_correction", ["True"],
            "leaves the averages uncorrected, so that the first step is 3.2 times PyTorch's; only bias_correction=True is read, which is torch.optim.AdamW"
          )
          return try a.reader.expanded(
            a, "torch.optim.AdamW([], lr=learning_rate, betas=betas, eps=eps, weight_decay=weight_decay)")
        }, [:]),
      same(
        "mlx.optimizers", "SGD(learning_rate, momentum=0.0, weight_decay=0.0, dampening=0.0, nesterov=False)",
        "torch.optim.SGD([], lr=learning_rate, momentum=momentum, weight_decay=weight_decay, nesterov=nesterov) if dampening == 0 else None"
      ),
    ])

  private static let paddle = Library(
    ["paddle.optimizer"],
    [
      same(
        "paddle.optimizer",
        "SGD(learning_rate=0.001, parameters=None, weight_decay=None, grad_clip=None, name=None)",
        "torch.optim.SGD([], lr=learning_rate) if weight_decay is None and grad_clip is None else None")
    ])

  private static let timm = Library(
    ["timm.optim"],
    [
      .refused(
        "timm.optim", "create_optimizer_v2",
        "creates the optimizer that its argument opt names, and decides which weights decay; paste that optimizer's own call"
      )
    ])

  /// What is known to be another formula, or not to work on two parameters.
  private static let unreadable = Library(
    ["heavyball"],
    [
      .refused(
        "heavyball", "SOAP",
        "has other averages and defaults than pytorch_optimizer.SOAP. It is not available here")
    ])
}
