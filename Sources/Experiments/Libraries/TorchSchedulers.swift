import Optimization
import Wording

/// PyTorch's schedulers, as written after an optimizer and `@`; their optimizer argument may be left out.
extension Library {
  static let torchSchedulers: [Constructor] = [
    scheduler(
      "ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1)", [Reading("@constant")]
    ),
    scheduler(
      "LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1)",
      [Reading("@linear_warmup")]),
    scheduler("StepLR(optimizer, step_size, gamma=0.1, last_epoch=-1)", [Reading("@step")]),
    scheduler(
      "MultiStepLR(optimizer, milestones, gamma=0.1, last_epoch=-1)",
      [Reading("@multi_step", ["milestones": .list("milestone")])]),
    scheduler("ExponentialLR(optimizer, gamma, last_epoch=-1)", [Reading("@exponential")]),
    scheduler("PolynomialLR(optimizer, total_iters=5, power=1.0, last_epoch=-1)", [Reading("@polynomial")]),
    scheduler("CosineAnnealingLR(optimizer, T_max, eta_min=0.0, last_epoch=-1)", [Reading("@cosine")]),
    scheduler(
      "CosineAnnealingWarmRestarts(optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1)",
      [Reading("@cosine_restarts", ["T_0": .count("first"), "T_mult": .setting("multiplier")])]),
    scheduler(
      "OneCycleLR(optimizer, max_lr, total_steps=None, epochs=None, steps_per_epoch=None, pct_start=0.3, "
        + "anneal_strategy='cos', cycle_momentum=True, base_momentum=0.85, max_momentum=0.95, div_factor=25.0, "
        + "final_div_factor=10000.0, three_phase=False, last_epoch=-1)",
      [
        Reading(
          "@one_cycle", when: "total_steps=None",
          [
            "epochs": .count("total"), "steps_per_epoch": .factor("total"), "total_steps": .decided,
            "max_lr": .setting("max"), "anneal_strategy": .setting("anneal"),
          ]),
        Reading(
          "@one_cycle",
          [
            "epochs": .nothing, "steps_per_epoch": .nothing, "total_steps": .count("total"),
            "max_lr": .setting("max"), "anneal_strategy": .setting("anneal"),
          ]),
      ]),
    scheduler(
      "CyclicLR(optimizer, base_lr, max_lr, step_size_up=2000, step_size_down=None, mode='triangular', gamma=1.0, "
        + "scale_fn=None, scale_mode='cycle', cycle_momentum=True, base_momentum=0.8, max_momentum=0.9, last_epoch=-1)",
      [
        Reading(
          "@cyclic",
          [
            "base_lr": .setting("min"), "max_lr": .setting("max"), "step_size_up": .count("up"),
            "step_size_down": .setting("down", none: 0),
            "scale_fn": .only(["None"], "is a function, which cannot be read"), "scale_mode": .nothing,
          ])
      ]),
    scheduler(
      "ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10, threshold=0.0001, threshold_mode='rel', "
        + "cooldown=0, min_lr=0, eps=1e-08)",
      [
        Reading(
          "@reduce_on_plateau",
          [
            "mode": .only(["min"], "would wait for the loss to stop growing"),
            "threshold_mode": .only(["rel"], "is not there; only 'rel' is"),
            "min_lr": .setting("min"), "eps": .only(["1e-08"], "is not there; only 1e-8 is"),
          ])
      ]),
    Constructor(
      "torch.optim", "lr_scheduler.SequentialLR(optimizer, schedulers, milestones, last_epoch=-1)",
      .computed(warmupThenCosine), [:]),
  ]

  @inline(never) private static func scheduler(_ signature: String, _ readings: [Reading]) -> Constructor {
    Constructor(
      "torch.optim", "lr_scheduler." + signature, .readings(readings),
      [
        "optimizer": .nothing, "last_epoch": .only(["-1"], "would go on with a training that is not here"),
        "total_iters": .count("total"), "T_max": .count("total"), "eta_min": .setting("min"),
      ])
  }

  /// `SequentialLR(optimizer, [LinearLR(optimizer, …), CosineAnnealingLR(optimizer, …)], milestones=[20])`.
  private static func warmupThenCosine(_ arguments: CallArguments) throws(InputError) -> CallResult {
    let reader = arguments.reader
    let expected = "is not [LinearLR(…, total_iters=n), CosineAnnealingLR(…)], the one sequence that is read"
    let calls = (try arguments.value("schedulers").value.members ?? []).compactMap(\.call)
    guard calls.count == 2,
      case .rate(_, let warmup?) = try reader.result(of: calls[0]), warmup.entry.card.id == "linear_warmup",
      case .rate(_, let cosine?) = try reader.result(of: calls[1]), cosine.entry.card.id == "cosine"
    else { throw arguments.error(expected, of: "schedulers") }
    guard let milestones = try arguments.value("milestones").value.members, milestones.count == 1,
      milestones[0].number == warmup.settings[declared: "total"], warmup.settings[declared: "end_factor"] == 1
    else { throw arguments.error("is not where the warm-up has reached the whole rate", of: "milestones") }
    return .rate(
      base: nil,
      try arguments.schedule(
        "warmup_cosine",
        [
          "warmup": warmup.settings[declared: "total"],
          "total": warmup.settings[declared: "total"] + cosine.settings[declared: "total"],
          "start_factor": warmup.settings[declared: "start_factor"], "min": cosine.settings[declared: "min"],
        ]))
  }
}

extension CallArguments {
  /// A schedule with these settings; an error that marks the call if one of them is out of range.
  func schedule(_ id: String, _ settings: KeyValuePairs<String, Double>) throws(InputError) -> ScheduleChoice
  {
    var choice = try Specification.schedule(id)
    for (key, value) in settings {
      do {
        try choice.settings.set(key, to: value)
      } catch {
        throw source.error(
          "\(constructor.fullName): \(key) would be \(value.shortText), which is out of range; "
            + "accepted: \(choice.settings.setting(declared: key).accepted)", at: call.span)
      }
    }
    return choice
  }
}
