import Wording

/// Names of optax that are known: read as what they do to a vector, or refused, each with its reason.
extension Library {
  static let optaxRefused: [Constructor] =
    [
      .refused("optax", "noisy_sgd", noise), .refused("optax", "add_noise", noise),
      .refused("optax", "contrib.dpsgd", noise),
      .refused(
        "optax", "contrib.scale_by_muon",
        "orthogonalizes matrices, and leaves out vectors; optax.contrib.muon is read"
      ),
      .refused(
        "optax", "contrib.galore", "projects matrices by random vectors, which differ from program to program"
      ),
      .refused(
        "optax", "scale_by_distance_over_gradients", "is an early form of optax.contrib.dog, which is read"),
    ] + [
      Constructor(
        "optax",
        "contrib.muon(learning_rate, ns_coeffs=None, ns_steps=5, beta=0.95, eps=1e-08, weight_decay=0.0, weight_decay_mask=None, "
          + "mu_dtype=None, *, nesterov=True, adaptive=False, preconditioning='frobenius', adam_b1=0.9, adam_b2=0.999, "
          + "adam_eps_root=0.0, adam_weight_decay=0.0, adam_learning_rate=None, muon_weight_dimension_numbers=None, "
          + "consistent_rms=None)",
        .computed { a throws(InputError) in
          try a.checkPrecision()
          try a.require(
            "muon_weight_dimension_numbers", ["None"],
            "says which parameters are matrices, and there are none here")
          a.reader.notes.remark(
            "optax.contrib.muon: two parameters are not a matrix, so AdamW moves them, as in optax; ns_coeffs, ns_steps and "
              + "beta have no effect")
          return try a.reader.expanded(
            a,
            "optax.adamw(learning_rate if adam_learning_rate is None else adam_learning_rate, b1=adam_b1, b2=adam_b2, eps=eps, "
              + "eps_root=adam_eps_root, weight_decay=adam_weight_decay, nesterov=nesterov)")
        }, [:]),
      // The direction is that of the whole optimizer at the rate 1.
      direction(
        "scale_by_adopt(b1=0.9, b2=0.9999, eps=1e-06, mu_dtype=None, *, nesterov=False, use_clipping=True)",
        "adopt",
        "b1=b1, b2=b2, eps=eps, nesterov=nesterov, use_clipping=use_clipping"),
      direction(
        "scale_by_acprop(b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16)", "acprop",
        "b1=b1, b2=b2, eps=eps, eps_root=eps_root"),
      Constructor(
        "optax", "with_extra_args_support(tx)",
        .computed { a throws(InputError) in .stages(try a.reader.parts(of: try a.value("tx").value)) }, [:]),
    ]

  /// The direction of an optimizer of the catalog, as a part of a chain.
  private static func direction(_ signature: String, _ optimizer: String, _ keywords: String) -> Constructor {
    Constructor(
      "optax", "contrib." + signature, .expansion,
      ["mu_dtype": .only(["None"], "would round to another precision")],
      expansion: "optax.chain(optax.contrib.\(optimizer)(1.0, \(keywords)), optax.scale(-1.0))")
  }

  private static let noise = "adds random noise, which differs from program to program"
}
