import Wording

/// Where a library rounds to single precision though its parameters are double; what is done here is the exact formula.
///
/// Each size was measured: the library's own path and its path with that piece in double precision, on Rosenbrock's
/// function from (−1.3, 1.9), in 100 steps, and the largest distance between the two. optax 0.2.8 on jax 0.10.2 in
/// 64-bit mode, keras 3.15.1 on JAX, pytorch-optimizer 4.1.0 on torch 2.13.
struct SinglePrecision: Sendable {
  /// What is rounded.
  let piece: String
  /// The call that was measured, and the distance.
  let call: String
  let distance: Double

  /// The pieces, by the names of the constructors that have them.
  static let all: [String: SinglePrecision] = Dictionary(
    uniqueKeysWithValues: schedules + optimizers)

  private static let schedules: [(String, SinglePrecision)] =
    [
      ("linear_schedule", "(0.01, 0, 100)", 6.1e-10), ("polynomial_schedule", "(0.01, 0, 2, 100)", 7.4e-10),
      ("warmup_cosine_decay_schedule", "(0, 0.01, 10, 100)", 4.5e-10),
      ("warmup_constant_schedule", "(0, 0.01, 25)", 2.1e-9),
      ("exponential_decay", "(0.01, 10, 0.9)", 1.1e-8),
      ("warmup_exponential_decay_schedule", "(0, 0.01, 10, 20, 0.9)", 4.3e-9),
      ("linear_onecycle_schedule", "(100, 0.01)", 2.3e-9),
      ("cosine_onecycle_schedule", "(100, 0.01)", 5.5e-9),
      ("piecewise_interpolate_schedule", "('linear', 0.01, {20: 0.5, 50: 0.1})", 8.4e-10),
    ].map { name, arguments, distance in
      (
        "optax." + name,
        SinglePrecision(
          piece: "the share of the steps made", call: "optax.adam(optax.\(name)\(arguments))",
          distance: distance)
      )
    }
    + [("CosineDecay", "(0.01, 100)", 2.2e-9), ("CosineDecayRestarts", "(0.01, 20)", 8e-10)].map {
      name, arguments, distance in
      (
        "keras.optimizers.schedules." + name,
        SinglePrecision(
          piece: "the cosine", call: "keras.optimizers.Adam(schedules.\(name)\(arguments))",
          distance: distance)
      )
    }

  private static let optimizers: [(String, SinglePrecision)] = [
    ("optax.contrib.madgrad", "the root of the steps made", "(0.01)", 1.7e-8),
    ("optax.adafactor", "the decay of the average", "(0.01)", 2.7e-3),
    ("optax.scale_by_factored_rms", "the decay of the average", "() in adafactor(0.01)", 2.7e-3),
    ("optax.MultiSteps", "the mean of the gradients", "(optax.adam(0.01), 2)", 4.5e-10),
    ("optax.contrib.schedule_free_adamw", "the warm-up", "(0.01, warmup_steps=10)", 8e-10),
    ("optax.contrib.schedule_free_sgd", "the warm-up", "(0.0005, warmup_steps=10)", 1.9e-9),
    ("pytorch_optimizer.QHAdam", "the averages' weights", "(params, nus=(0.7, 1.0))", 1.4e-9),
    (
      "pytorch_optimizer.SAM", "the gradient's norm", "(params, torch.optim.SGD, lr=0.001, momentum=0.9)",
      8.9e-7
    ),
    ("pytorch_optimizer.Adan", "the gradient's norm", "(params, max_grad_norm=1.0)", 2.3e-10),
    ("pytorch_optimizer.AdaGC", "the gradient's norm", "(params)", 5.6e-10),
    ("pytorch_optimizer.AdaFactor", "the momentum, to bfloat16", "(params)", 3.4e-4),
    ("pytorch_optimizer.LaProp", "the average of the rates", "(params, lr=0.02)", 6.7e-10),
    ("pytorch_optimizer.DAdaptSGD", "the gradient's norm", "(params)", 6.6e-9),
  ].map { name, piece, arguments, distance in
    (name, SinglePrecision(piece: piece, call: name + arguments, distance: distance))
  }

  /// The remark about a constructor that rounds; `nil` for one that does not.
  static func sentence(of constructor: Constructor) -> String? {
    all[constructor.fullName].map { piece in
      "\(constructor.fullName) rounds \(piece.piece); measured with \(piece.call): the paths are up to "
        + "\(piece.distance.shortText) apart."
    }
  }
}
