import Optimization
import RealModule
import Wording

/// optax' wrappers and combinations of transformations: chains, clipping, lookahead, SAM, Mechanic.
extension Library {
  static let optaxCombinators: [Constructor] = [
    Constructor("optax", "chain(*args)", .computed { a throws(InputError) in try chain(a, a.rest) }, [:]),
    Constructor("optax", "named_chain(*args)", .computed(namedChain), [:]),
    combinator("clip(max_delta)", [Reading("+clip_value", ["max_delta": .setting("max")])]) {
      a throws(InputError) in [ClippedByValue(try a.number("max_delta"))]
    },
    combinator(
      "clip_by_global_norm(max_norm)",
      [Reading("+clip_norm:convention=optax", ["max_norm": .setting("max")])]
    ) { a throws(InputError) in [ClippedByNorm(try a.number("max_norm"))] },
    combinator(
      "add_decayed_weights(weight_decay=0.0, mask=None)",
      [Reading("+weight_decay:mode=coupled", ["weight_decay": .setting("rate")])]
    ) { a throws(InputError) in
      try a.require("mask", ["None"], unmasked)
      return [AddDecayedWeights(try a.function("weight_decay"))]
    },
    combinator(
      "lookahead(fast_optimizer, sync_period, slow_step_size, reset_state=False)",
      [
        Reading(
          "+lookahead", when: "reset_state=False|0",
          [
            "fast_optimizer": .inner, "sync_period": .count("k"), "slow_step_size": .setting("alpha"),
            "reset_state": .decided,
          ])
      ], isOptimizer: true
    ) { a throws(InputError) in
      guard try a.flag("reset_state") else { throw a.error("is not read here", of: "fast_optimizer") }
      return [
        ResettingLookahead(
          try a.stages("fast_optimizer"), k: try a.count("sync_period"), alpha: try a.number("slow_step_size")
        )
      ]
    },
    combinator(
      "contrib.mechanize(base_optimizer, weight_decay=0.01, eps=1e-08, s_init=1e-06, num_betas=6)",
      [Reading("+mechanize", ["base_optimizer": .inner])]),
    combinator(
      "contrib.sam(optimizer, adv_optimizer, sync_period=2, reset_state=True, opaque_mode=False, batch_axis_name=None)",
      [
        Reading(
          "+sam",
          [
            "optimizer": .inner, "adv_optimizer": .adversary,
            "opaque_mode": .only(
              ["True", "1"], "would count each step uphill as a step; opaque_mode=True is read"),
            "sync_period": .only(["2"], "would go uphill more than once a step"),
            "reset_state": .nothing, "batch_axis_name": .nothing,
          ])
      ]),
    whole("apply_if_finite(inner, max_consecutive_errors)") { a throws(InputError) in
      [ApplyIfFinite(try a.stages("inner"), most: try a.count("max_consecutive_errors", from: 0))]
    },
    whole(
      "MultiSteps(opt, every_k_schedule, use_grad_mean=True, should_skip_update_fn=None, accumulator_dtype=None)"
    ) { a throws(InputError) in
      try a.require("should_skip_update_fn", ["None"], "may leave out steps, and is not read")
      return [
        MultiSteps(
          try a.stages("opt"), k: try a.count("every_k_schedule"), takesMean: try a.flag("use_grad_mean"))
      ]
    },
    Constructor(
      "optax", "masked(inner, mask, *, mask_compatible_extra_args=False)",
      .computed { a throws(InputError) in
        try a.require("mask", ["True"], "says which parameters are meant; only True, all of them, is read")
        return .stages(try a.reader.parts(of: try a.value("inner").value))
      }, [:]),
    Constructor(
      "optax", "flatten(inner)",
      .computed { a throws(InputError) in .stages(try a.reader.parts(of: try a.value("inner").value)) }, [:]),
    labelled("multi_transform(transforms, param_labels, *, mask_compatible_extra_args=False)"),
    labelled("partition(transforms, param_labels, *, mask_compatible_extra_args=False)"),
    whole(
      "contrib.schedule_free(base_optimizer, learning_rate, b1=0.9, weight_lr_power=2.0, state_dtype=None)"
    ) {
      a throws(InputError) in
      try a.checkPrecision()
      return [
        ScheduleFreeAround(
          try a.stages("base_optimizer"), rate: try a.function("learning_rate"), b1: try a.number("b1"),
          power: try a.number("weight_lr_power"))
      ]
    },
  ]

  /// A combinator by its readings, or where they do not fit by its stages.
  @inline(never) private static func combinator(
    _ signature: String, _ readings: [Reading], isOptimizer: Bool = false,
    _ stages: (@Sendable (CallArguments) throws(InputError) -> [any GradientTransformation])? = nil
  ) -> Constructor {
    Constructor(
      "optax", signature,
      .computed { arguments throws(InputError) in
        guard let stages else { return try arguments.reader.result(of: arguments, readings) }
        var wrapper: WrapperChoice?
        do throws(InputError) {
          let made = try arguments.reader.result(of: arguments, readings)
          guard case .stages(let parts) = made else { return made }
          wrapper = parts.wrapper
        } catch {
          // What no reading says, the stages may.
          guard let made = try? stages(arguments) else { throw error }
          return .stages(CallResult.Stages(made, isOptimizer: isOptimizer))
        }
        return .stages(
          CallResult.Stages(try stages(arguments), isOptimizer: isOptimizer, wrapper: wrapper))
      }, optaxRoles, readings: readings)
  }

  /// `optax.chain(optax.clip_by_global_norm(1.0), optax.adam(1e-3))`: one after the other.
  private static func chain(_ arguments: CallArguments, _ parts: [PythonExpression]) throws(InputError)
    -> CallResult
  {
    let reader = arguments.reader
    var results: [CallResult] = []
    for part in parts {
      guard let call = part.call else {
        let isFunction = part.unresolved?.first.map(Library.isKnownName) == true
        throw arguments.source.error(
          isFunction
            ? "optax.chain: \(part.text) is not called; write \(part.text)(…)"
            : "optax.chain: a call is expected here, such as optax.adam(1e-3)", at: part.span)
      }
      let result = try reader.result(of: call)
      switch result {
      case .stages, .optimizer: results.append(result)
      case .rate, .scheduler:
        throw arguments.source.error(
          "optax.chain: \(call.function) is a schedule; optax.scale_by_schedule(…) makes a part of it",
          at: call.span)
      }
    }
    if let choice = try native(results, parts, arguments) { return .optimizer(choice) }
    var stages: [any GradientTransformation] = []
    for part in parts { stages += try reader.stages(of: part) }
    guard !stages.isEmpty else {
      throw arguments.source.error(
        "optax.chain: it has no optimizer, such as optax.adam(1e-3)", at: arguments.call.span)
    }
    // What is put together is an optimizer, unless it only prepares gradients for one.
    let isOptimizer = stages.contains {
      !($0 is ClippedByNorm || $0 is ClippedByValue || $0 is AddDecayedWeights || $0 is Normalized)
    }
    return .stages(CallResult.Stages(stages, isOptimizer: isOptimizer))
  }

  /// Wrappers of the catalog before an optimizer of the catalog; `nil` for any other chain.
  private static func native(
    _ results: [CallResult], _ parts: [PythonExpression], _ arguments: CallArguments
  ) throws(InputError) -> OptimizerChoice? {
    guard case .optimizer(var choice)? = results.last else { return nil }
    var wrappers: [WrapperChoice] = []
    for result in results.dropLast() {
      guard case .stages(let stages) = result, let wrapper = stages.wrapper else { return nil }
      wrappers.append(wrapper)
    }
    // SAM needs a second gradient, which a chain around it does not see.
    guard wrappers.isEmpty || !choice.wrappers.contains(where: { $0.entry.card.id == "sam" }) else {
      throw arguments.source.error(
        "optax.chain: what is before sam acts on one of its two gradients only",
        at: parts[parts.count - 1].span)
    }
    choice.wrappers = wrappers + choice.wrappers
    return choice
  }

  private static func namedChain(_ arguments: CallArguments) throws(InputError) -> CallResult {
    var parts: [PythonExpression] = []
    for pair in arguments.rest {
      guard let members = pair.members, members.count == 2 else {
        throw arguments.source.error(
          "optax.named_chain: ('name', transformation) is expected here", at: pair.span)
      }
      parts.append(members[1])
    }
    return try chain(arguments, parts)
  }

  /// Transformations by labels, of which one is said to be that of all parameters.
  @inline(never) private static func labelled(_ signature: String) -> Constructor {
    Constructor(
      "optax", signature,
      .computed { a throws(InputError) in
        guard case .text(let label) = a.bound["param_labels"]?.value.kind else {
          throw a.error(
            "says which parameter has which label, and that is not in the call; give one label for all",
            of: "param_labels")
        }
        guard case .dictionary(let pairs) = try a.value("transforms").value.kind else {
          throw a.error("is not a dictionary of transformations", of: "transforms")
        }
        guard let pair = pairs.last(where: { $0.key.literal == label }) else {
          throw a.error("is not one of the labels", of: "param_labels")
        }
        return .stages(try a.reader.parts(of: pair.value))
      }, [:])
  }
}
