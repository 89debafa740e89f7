/// optax' optimizers as the chains that optax defines them as: optax 0.2.8, `alias.py` and `contrib`.
///
/// They are used where the catalog's optimizer of that name cannot follow: with schedules that are not in the catalog,
/// and where rates are inside a velocity. Names of parameters stand for their values.
enum OptaxDefinitions {
  private static let adam =
    "optax.scale_by_adam(b1=b1, b2=b2, eps=eps, eps_root=eps_root, mu_dtype=mu_dtype, nesterov=nesterov)"
  private static let decay = "optax.add_decayed_weights(weight_decay, mask)"
  private static let rate = "optax.scale_by_learning_rate(learning_rate)"

  private static func chain(_ stages: String...) -> String {
    "optax.chain(\(stages.joined(separator: ", ")))"
  }

  /// The chain of an optimizer, by its name.
  static let all: [String: String] = [
    "adabelief": chain(
      "optax.scale_by_belief(b1=b1, b2=b2, eps=eps, eps_root=eps_root, nesterov=nesterov)", rate),
    "adadelta": chain(
      "optax.add_decayed_weights(weight_decay, weight_decay_mask)",
      "optax.scale_by_adadelta(rho=rho, eps=eps)", rate),
    "adafactor": chain(
      "optax.scale_by_factored_rms(factored, decay_rate, decay_offset, min_dim_size_to_factor, eps)",
      "optax.clip_by_block_rms(clipping_threshold) if clipping_threshold is not None else optax.identity()",
      "optax.scale_by_learning_rate(learning_rate, flip_sign=False) if learning_rate is not None else optax.identity()",
      "optax.scale_by_param_block_rms() if multiply_by_parameter_scale else optax.identity()",
      "optax.ema(momentum, debias=False) if momentum is not None else optax.identity()",
      "optax.add_decayed_weights(weight_decay_rate, weight_decay_mask) if weight_decay_rate is not None else optax.identity()",
      "optax.scale(-1)"),
    "adagrad": chain(
      "optax.scale_by_rss(initial_accumulator_value=initial_accumulator_value, eps=eps)", rate),
    "adam": chain(adam, rate), "nadam": chain(adam, rate),
    "adamw": chain(adam, decay, rate), "nadamw": chain(adam, decay, rate),
    "adamax": chain("optax.scale_by_adamax(b1=b1, b2=b2, eps=eps)", rate),
    "adamaxw": chain("optax.scale_by_adamax(b1=b1, b2=b2, eps=eps)", decay, rate),
    "adan": chain("optax.scale_by_adan(b1=b1, b2=b2, b3=b3, eps=eps, eps_root=eps_root)", decay, rate),
    "amsgrad": chain(
      "optax.scale_by_amsgrad(b1=b1, b2=b2, eps=eps, eps_root=eps_root, mu_dtype=mu_dtype, "
        + "bias_correction_mu=bias_correction_mu, bias_correction_nu=bias_correction_nu)", rate),
    "fromage": "optax.chain(optax.scale_by_trust_ratio(min_norm), parts.fromage_rate(learning_rate))",
    "lamb": chain(
      "optax.scale_by_adam(b1=b1, b2=b2, eps=eps, eps_root=eps_root)", decay, "optax.scale_by_trust_ratio()",
      rate),
    "lars": chain(
      "optax.add_decayed_weights(weight_decay)",
      "optax.scale_by_trust_ratio(trust_coefficient=trust_coefficient, eps=eps)", rate,
      "optax.trace(decay=momentum, nesterov=nesterov)"),
    "lion": chain("optax.scale_by_lion(b1=b1, b2=b2, mu_dtype=mu_dtype)", decay, rate),
    "novograd": chain(
      "optax.scale_by_novograd(b1=b1, b2=b2, eps=eps, eps_root=eps_root, weight_decay=weight_decay)", rate),
    "optimistic_adam_v2": chain(adam, "optax.scale_by_optimistic_gradient(alpha=alpha, beta=beta)", rate),
    "optimistic_adam": chain(
      adam,
      "optax.scale_by_optimistic_gradient(alpha=learning_rate, beta=learning_rate if optimism is None else optimism)",
      "optax.scale(-1)"),
    "optimistic_gradient_descent": chain("optax.scale_by_optimistic_gradient(alpha=alpha, beta=beta)", rate),
    "polyak_sgd": chain(
      "optax.scale_by_learning_rate(scaling)",
      "optax.scale_by_polyak(f_min=f_min, max_learning_rate=max_learning_rate, eps=eps, variant=variant)"),
    "radam": chain(
      "optax.scale_by_radam(b1=b1, b2=b2, eps=eps, eps_root=eps_root, threshold=threshold, nesterov=nesterov)",
      rate),
    "rmsprop": chain(
      "optax.scale_by_stddev(decay, eps, initial_scale, eps_in_sqrt, bias_correction) if centered "
        + "else optax.scale_by_rms(decay, eps, initial_scale, eps_in_sqrt, bias_correction)", rate,
      "optax.identity() if momentum is None else optax.trace(momentum, nesterov)"),
    "rprop": chain(
      "optax.scale_by_rprop(learning_rate, eta_minus, eta_plus, min_step_size, max_step_size)",
      "optax.scale(-1)"),
    "sgd": chain("optax.identity() if momentum is None else optax.trace(momentum, nesterov)", rate),
    "sign_sgd": chain("optax.scale_by_sign()", rate),
    "signum": chain("optax.ema(beta, debias=False)", "optax.scale_by_sign()", rate),
    "sm3": chain("optax.scale_by_sm3(momentum)", "optax.scale(-learning_rate)"),
    "yogi": chain("optax.scale_by_yogi(b1=b1, b2=b2, eps=eps)", rate),
    "contrib.ademamix": chain(
      "optax.contrib.scale_by_ademamix(b1=b1, b2=b2, b3=b3, alpha=alpha, eps=eps, eps_root=eps_root)", decay,
      rate),
    "contrib.simplified_ademamix": chain(
      "optax.contrib.scale_by_simplified_ademamix(b1=b1, b2=b2, alpha=alpha, eps=eps, eps_root=eps_root)",
      decay, rate),
    "contrib.dog": chain(
      "optax.identity() if weight_decay is None else optax.add_decayed_weights(weight_decay, mask)",
      "optax.contrib.scale_by_dog(init_step, eps)", rate),
    "contrib.madgrad": "parts.madgrad(learning_rate, momentum, weight_decay, eps)",
    "contrib.schedule_free_sgd":
      "optax.contrib.schedule_free(optax.chain(optax.add_decayed_weights(0 if weight_decay is None else weight_decay), optax.sgd("
      + scheduleFreeRate + ")), learning_rate=" + scheduleFreeRate
      + ", b1=b1, weight_lr_power=weight_lr_power)",
    "contrib.schedule_free_adamw":
      "optax.contrib.schedule_free(optax.chain(optax.scale_by_rms(decay=b2, eps=eps, eps_in_sqrt=False, bias_correction=True), "
      + "optax.add_decayed_weights(weight_decay), optax.scale_by_learning_rate(" + scheduleFreeRate
      + ")), learning_rate=" + scheduleFreeRate + ", b1=b1, weight_lr_power=weight_lr_power)",
  ]

  private static let scheduleFreeRate =
    "learning_rate if warmup_steps is None else optax.warmup_constant_schedule(0, learning_rate, warmup_steps)"
}
