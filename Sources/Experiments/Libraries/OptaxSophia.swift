import Optimization
import Wording

/// optax' Sophia, whose estimate of the Hessian's diagonal draws random signs.
extension Library {
  static let optaxSophia: [Constructor] = [
    Constructor(
      "optax",
      "contrib.sophia(learning_rate, b1=0.965, b2=0.99, eps=1e-08, weight_decay=0.0001, weight_decay_mask=None, gamma=0.01, "
        + "clip_threshold=1.0, update_interval=10, hessian_diagonal_fn=None, mu_dtype=None, verbose=False, "
        + "print_win_rate_every_n_steps=0)",
      .computed { a throws(InputError) in
        try a.require("weight_decay_mask", ["None"], unmasked)
        try a.checkPrecision()
        let hasClip = !a.isConstant("clip_threshold", ["None"])
        let key = try a.hutchinsonKey()
        a.reader.notes.remark(
          "optax.contrib.sophia: the Hessian's diagonal is estimated with optax's own random signs, as they are in 64-bit mode; "
            + "sophia:lr=… in this program's own words takes the exact diagonal")
        return .stages(
          CallResult.Stages(
            [
              ScaleBySophia(
                b1: try a.number("b1"), b2: try a.number("b2"), eps: try a.number("eps"),
                gamma: try a.number("gamma"), most: hasClip ? try a.number("clip_threshold") : nil,
                interval: try a.count("update_interval"), key: key),
              AddDecayedWeights(StepFunction(try a.number("weight_decay"))),
              Scaled(try a.function("learning_rate").scaled(by: -1), name: "scale_by_learning_rate"),
            ], isOptimizer: true))
      }, [:])
  ]
}

extension CallArguments {
  /// The key of the estimate's random numbers; refuses any other estimate.
  fileprivate func hutchinsonKey() throws(InputError) -> ThreefryKey {
    if isConstant("hessian_diagonal_fn", ["None"]) { return ThreefryKey(seed: 0) }
    let refusal = error(
      "is not known here. optax's own hutchinson_estimator_diag_hessian() is read, and sophia:lr=… in this program's own "
        + "words takes the exact diagonal", of: "hessian_diagonal_fn")
    guard let call = try? value("hessian_diagonal_fn").value.call,
      call.function.hasSuffix("hutchinson_estimator_diag_hessian"), call.arguments.count < 2
    else { throw refusal }
    guard let seed = call.arguments.first?.value else { return ThreefryKey(seed: 0) }
    if case .none = seed.kind { return ThreefryKey(seed: 0) }
    guard let key = seed.call, ["PRNGKey", "key"].contains(key.function.split(separator: ".").last ?? ""),
      key.arguments.count == 1, let number = key.arguments[0].value.number,
      let seed = UInt64(exactly: number)
    else { throw refusal }
    return ThreefryKey(seed: seed)
  }
}
