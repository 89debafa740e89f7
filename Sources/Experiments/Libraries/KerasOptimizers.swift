import Optimization
import Wording

/// Keras' optimizers and schedules: keras 3.15.
///
/// Every optimizer accepts the same last keywords: weight decay, one of three ways to clip, and an average of the
/// weights. They become wrappers. The two coordinates are one variable, so that its norm is the global one.
extension Library {
  static let keras = Library(
    ["keras", "tf.keras", "tensorflow.keras"].flatMap { root in
      ["", ".legacy", ".experimental"].map { "\(root).optimizers\($0)" }
    } + ["tf.optimizers", "optimizers"],
    [
      keras("Adadelta(learning_rate=0.001, rho=0.95, epsilon=1e-07", [Reading("adadelta:weight_decay=0")]),
      keras(
        "Adagrad(learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-07",
        [Reading("adagrad:convention=keras")]),
      keras(
        "Adam(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False",
        [Reading("adam:convention=keras")]),
      keras(
        "AdamW(learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-07, amsgrad=False",
        decay: false, [Reading("adamw:convention=keras", ["weight_decay": .setting("weight_decay")])]),
      keras(
        "Adamax(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07",
        [Reading("adamax:convention=keras")]),
      keras(
        "Ftrl(learning_rate=0.001, learning_rate_power=-0.5, initial_accumulator_value=0.1, "
          + "l1_regularization_strength=0.0, l2_regularization_strength=0.0, l2_shrinkage_regularization_strength=0.0, "
          + "beta=0.0",
        [
          Reading(
            "ftrl",
            [
              "learning_rate": .rate(schedules: false),
              "l1_regularization_strength": .setting("l1"), "l2_regularization_strength": .setting("l2"),
              "l2_shrinkage_regularization_strength": .setting("l2_shrinkage"),
              "weight_decay": .only(
                ["None", "0"],
                "would shrink weights that Ftrl then computes anew; use l2_regularization_strength"),
            ])
        ]),
      keras("Lamb(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07", []),
      keras(
        "Adafactor(learning_rate=0.001, beta_2_decay=-0.8, epsilon_1=1e-30, epsilon_2=0.001, clip_threshold=1.0, "
          + "relative_step=True", []),
      keras(
        "ScheduleFreeAdamW(learning_rate=0.0025, beta_1=0.9, beta_2=0.999, epsilon=1e-08, warmup_steps=0", []),
      keras("Lion(learning_rate=0.001, beta_1=0.9, beta_2=0.99", [Reading("lion")]),
      keras(
        "Nadam(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-07",
        [Reading("nadam:convention=keras")]),
      keras(
        "RMSprop(learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-07, centered=False",
        [
          Reading("rmsprop:convention=keras", when: "momentum=0", ["rho": .setting("beta")]),
          // The rate is inside the velocity, which matters when it changes.
          Reading(
            "rmsprop:convention=keras", ["rho": .setting("beta"), "learning_rate": .rate(schedules: false)]),
        ]),
      keras(
        "SGD(learning_rate=0.01, momentum=0.0, nesterov=False",
        [
          Reading("gd", when: "momentum=0", ["nesterov": .nothing]),
          // The same here.
          Reading("nesterov", when: "nesterov=True", ["learning_rate": .rate(schedules: false)]),
          Reading("heavy_ball", when: "nesterov=False", ["learning_rate": .rate(schedules: false)]),
        ]),
    ] + [kerasMuon] + kerasSchedules)

  /// Muon, whose AdamW moves everything but matrices.
  private static let kerasMuon = Constructor(
    "keras.optimizers",
    "Muon(learning_rate=0.001, adam_beta_1=0.9, adam_beta_2=0.999, adam_weight_decay=0.004, epsilon=1e-07, weight_decay=0.004, "
      + "clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, "
      + "loss_scale_factor=None, gradient_accumulation_steps=None, name=None, exclude_layers=None, exclude_embeddings=True, "
      + "muon_a=3.4445, muon_b=-4.775, muon_c=2.0315, adam_lr_ratio=1, momentum=0.95, ns_steps=5, nesterov=True, rms_rate=0.2)",
    .computed { a throws(InputError) in
      try a.require(
        "adam_lr_ratio", ["1"], "would give AdamW another rate than its decay has; only 1 is read")
      a.reader.notes.remark(
        "keras.optimizers.Muon: two parameters are not a matrix, so AdamW moves them, as in Keras; momentum, nesterov and "
          + "weight_decay have no effect")
      return try a.reader.expanded(
        a,
        "keras.optimizers.AdamW(learning_rate=learning_rate, weight_decay=adam_weight_decay, beta_1=adam_beta_1, "
          + "beta_2=adam_beta_2, epsilon=epsilon, clipnorm=clipnorm, clipvalue=clipvalue, global_clipnorm=global_clipnorm, "
          + "use_ema=use_ema, ema_momentum=ema_momentum, ema_overwrite_frequency=ema_overwrite_frequency, "
          + "loss_scale_factor=loss_scale_factor, gradient_accumulation_steps=gradient_accumulation_steps)")
    }, [:])

  @inline(never) private static func keras(_ signature: String, decay: Bool = true, _ readings: [Reading])
    -> Constructor
  {
    let name = signature.prefix { $0 != "(" }.lowercased().replacing("adamw", with: "adam")
    let parameters = signature.drop { $0 != "(" }.dropFirst().split(separator: ",")
    var own: [String] = parameters.map { word in String(word.prefix { $0 != "=" }.filter { $0 != " " }) }
    own.removeAll { $0 == "learning_rate" || $0 == "weight_decay" }
    let part = name == "schedulefreeadam" ? "schedulefreeadamw" : name
    let arguments: String = (own + [Library.kerasKeywords]).joined(separator: ", ")
    return Constructor(
      "keras.optimizers", signature + (decay ? ", weight_decay=None" : "") + commonKeywords,
      readings.isEmpty ? .expansion : .readings(readings), commonRoles,
      expansion: "parts.keras_\(part)(\(arguments))")
  }

  /// The last keywords of all optimizers.
  private static let commonKeywords =
    ", clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, "
    + "ema_overwrite_frequency=None, loss_scale_factor=None, gradient_accumulation_steps=None, name=None)"

  /// The roles of the keywords unless a reading says otherwise.
  private static let commonRoles: [String: Role] =
    [
      "learning_rate": .rate(schedules: true), "beta_1": .setting("beta1"), "beta_2": .setting("beta2"),
      "epsilon": .setting("eps"), "initial_accumulator_value": .setting("initial_accumulator"),
      "weight_decay": .wrapper("weight_decay", key: "rate"),
      "clipnorm": .wrapper("clip_norm:convention=keras", key: "max"),
      "clipvalue": .wrapper("clip_value", key: "max"),
      "global_clipnorm": .wrapper("clip_norm:convention=keras", key: "max"),
      "use_ema": .decided, "ema_momentum": .wrapper("ema", key: "decay", gate: "use_ema"),
      "ema_overwrite_frequency": .only(["None"], "would put the average in place of the weights"),
      "loss_scale_factor": .only(
        ["None", "1"], "divides the gradients by what the loss was multiplied with, which it is not here"),
      "gradient_accumulation_steps": .only(["None"], "would make a step of several gradients"),
      "name": .nothing,
    ]
}
