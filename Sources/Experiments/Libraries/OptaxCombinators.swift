import Optimization
import Wording

/// optax' wrappers and combinations of optimizers: chains, clipping, lookahead, SAM, Mechanic.
extension Library {
  static let optaxCombinators: [Constructor] = [
    Constructor("optax", "chain(*args)", .computed(chain), [:]),
    combinator("clip(max_delta)", [Reading("+clip_value", ["max_delta": .setting("max")])]),
    combinator(
      "clip_by_global_norm(max_norm)",
      [Reading("+clip_norm:convention=optax", ["max_norm": .setting("max")])]),
    combinator(
      "add_decayed_weights(weight_decay=0.0, mask=None)",
      [Reading("+weight_decay:mode=coupled", ["weight_decay": .setting("rate")])]),
    Constructor("optax", "contrib.normalize()", .computed { _ in .normalization }, [:]),
    combinator(
      "lookahead(fast_optimizer, sync_period, slow_step_size, reset_state=False)",
      [
        Reading(
          "+lookahead",
          ["fast_optimizer": .inner, "sync_period": .count("k"), "slow_step_size": .setting("alpha")])
      ]),
    combinator(
      "contrib.mechanize(base_optimizer, weight_decay=0.01, eps=1e-08, s_init=1e-06, num_betas=6)",
      [Reading("+mechanize", ["base_optimizer": .inner])]),
    // `rho`, the radius of a normalised step uphill, is a keyword in files of measured trajectories.
    combinator(
      "contrib.sam(optimizer, adv_optimizer, sync_period=2, reset_state=True, opaque_mode=False, "
        + "batch_axis_name=None, rho=None)",
      [
        Reading(
          "+sam", when: "rho=None",
          [
            "rho": .decided, "adv_optimizer": .adversary,
            "opaque_mode": .only(
              ["True", "1"], "would count each step uphill as a step; opaque_mode=True is read"),
          ].merging(samRoles) { $1 }),
        Reading("+sam", ["adv_optimizer": .nothing, "opaque_mode": .nothing].merging(samRoles) { $1 }),
      ]),
  ]

  private static let samRoles: [String: Role] = [
    "optimizer": .inner, "sync_period": .only(["2"], "would go uphill more than once a step"),
    "reset_state": .nothing, "batch_axis_name": .nothing,
  ]

  @inline(never) private static func combinator(_ signature: String, _ readings: [Reading]) -> Constructor {
    Constructor("optax", signature, .readings(readings), optaxRoles)
  }

  /// `optax.chain(optax.clip_by_global_norm(1.0), optax.adam(1e-3))`: parts before the optimizer act on gradients.
  private static func chain(_ arguments: CallArguments) throws(InputError) -> CallResult {
    var wrappers: [WrapperChoice] = []
    var chained: OptimizerChoice?
    for part in arguments.rest {
      guard let call = part.call else {
        throw arguments.source.error("optax.chain: a call is expected here", at: part.span)
      }
      guard chained == nil else {
        throw arguments.source.error(
          "optax.chain: \(call.function) after the optimizer would act on its step; only what acts on gradients, before "
            + "it, is read", at: part.span)
      }
      switch try arguments.reader.result(of: call) {
      case .wrapper(let wrapper): wrappers.append(wrapper)
      case .optimizer(let choice):
        // SAM needs a second gradient, which a chain around it does not see.
        guard wrappers.isEmpty || !choice.wrappers.contains(where: { $0.entry.card.id == "sam" }) else {
          throw arguments.source.error(
            "optax.chain: what is before sam acts on one of its two gradients only", at: part.span)
        }
        chained = choice
      case .normalization, .rate:
        throw arguments.source.error("optax.chain: \(call.function) is not read here", at: call.span)
      }
    }
    guard var choice = chained else {
      throw arguments.source.error(
        "optax.chain: there is no optimizer in it, such as optax.adam(1e-3)", at: arguments.call.span)
    }
    choice.wrappers = wrappers + choice.wrappers
    return .optimizer(choice)
  }
}
