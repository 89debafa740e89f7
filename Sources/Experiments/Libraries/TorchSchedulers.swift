import Optimization
import RealModule
import Wording

/// PyTorch's schedulers, as written after an optimizer and `@`; their optimizer argument may be left out.
///
/// Each has its reading, which names the schedule of the catalog with the same rates, and its rule, which also checks what
/// the library checks, and is used where schedulers are put together or where no schedule of the catalog fits.
extension Library {
  static let torchSchedulers: [Constructor] = [
    scheduler(
      "ConstantLR(optimizer, factor=0.3333333333333333, total_iters=5, last_epoch=-1)",
      [Reading("@constant", ["total_iters": .count("total")])]
    ) { arguments throws(InputError) in
      let factor = try arguments.number("factor", in: 0...1)
      let total = try arguments.count("total_iters", from: 0)
      return PlainTorchScheduler(
        closed: { epoch, base in base * (factor + (epoch >= total ? 1 : 0) * (1 - factor)) },
        { $0.epoch == 0 ? $0.lr * factor : $0.epoch != total ? $0.lr : $0.lr * (1 / factor) })
    },
    scheduler(
      "LinearLR(optimizer, start_factor=0.3333333333333333, end_factor=1.0, total_iters=5, last_epoch=-1)",
      [Reading("@linear_warmup", ["total_iters": .count("total")])]
    ) { arguments throws(InputError) in
      let start = try arguments.number("start_factor", in: 0...1)
      guard start > 0 else { throw arguments.error("is not above 0", of: "start_factor") }
      let end = try arguments.number("end_factor", in: 0...1)
      let total = Double(try arguments.count("total_iters"))
      return PlainTorchScheduler(
        closed: { epoch, base in base * (start + (end - start) * min(total, Double(epoch)) / total) },
        { moment in
          let epoch = Double(moment.epoch)
          if moment.epoch == 0 { return moment.lr * start }
          if moment.isFirst || epoch > total { return moment.lr }
          return moment.lr * (1 + (end - start) / (total * start + (epoch - 1) * (end - start)))
        })
    },
    scheduler("StepLR(optimizer, step_size, gamma=0.1, last_epoch=-1)", [Reading("@step")]) {
      arguments throws(InputError) in
      let size = try arguments.count("step_size")
      let gamma = try arguments.number("gamma")
      return PlainTorchScheduler(
        closed: { epoch, base in base * Double.power(gamma, epoch / size) },
        { $0.epoch == 0 || $0.epoch % size != 0 ? $0.lr : $0.lr * gamma })
    },
    scheduler(
      "MultiStepLR(optimizer, milestones, gamma=0.1, last_epoch=-1)",
      [Reading("@multi_step", ["milestones": .list("milestone")])]
    ) { arguments throws(InputError) in
      let milestones = try arguments.numbers("milestones").map { Int($0) }
      let gamma = try arguments.number("gamma")
      return PlainTorchScheduler(
        closed: { epoch, base in base * Double.power(gamma, milestones.count { $0 <= epoch }) },
        { moment in moment.lr * Double.power(gamma, milestones.count { $0 == moment.epoch }) })
    },
    scheduler("ExponentialLR(optimizer, gamma, last_epoch=-1)", [Reading("@exponential")]) {
      arguments throws(InputError) in
      let gamma = try arguments.number("gamma")
      return PlainTorchScheduler(
        closed: { epoch, base in base * Double.power(gamma, epoch) }, { $0.isFirst ? $0.lr : $0.lr * gamma })
    },
    scheduler(
      "PolynomialLR(optimizer, total_iters=5, power=1.0, last_epoch=-1)",
      [Reading("@polynomial", ["total_iters": .count("total")])]
    ) { arguments throws(InputError) in
      let total = Double(try arguments.count("total_iters"))
      let power = try arguments.number("power")
      return PlainTorchScheduler(
        closed: { epoch, base in base * Double.power(1 - min(total, Double(epoch)) / total, power) },
        { moment in
          let epoch = Double(moment.epoch)
          if moment.isFirst || epoch > total { return moment.lr }
          return moment.lr * Double.power((1 - epoch / total) / (1 - (epoch - 1) / total), power)
        })
    },
    scheduler(
      "CosineAnnealingLR(optimizer, T_max, eta_min=0.0, last_epoch=-1)",
      [Reading("@cosine", ["T_max": .count("total"), "eta_min": .setting("min")])]
    ) { arguments throws(InputError) in
      let total = try arguments.count("T_max")
      let lowest = try arguments.number("eta_min")
      let length = Double(total)
      @Sendable func cosine(_ epoch: Int) -> Double { 1 + Double.cos(Double.pi * Double(epoch) / length) }
      return PlainTorchScheduler(
        closed: { epoch, base in lowest + (base - lowest) * cosine(epoch) / 2 },
        { moment in
          if moment.isFirst { return moment.lr }
          if moment.steps == 1 && moment.epoch > 0 {
            return lowest + (moment.base - lowest) * cosine(moment.epoch) / 2
          }
          if (moment.epoch - 1 - total) % (2 * total) == 0 {
            return moment.lr + (moment.base - lowest) * (1 - Double.cos(Double.pi / length)) / 2
          }
          return cosine(moment.epoch) / cosine(moment.epoch - 1) * (moment.lr - lowest) + lowest
        })
    },
    scheduler(
      "CosineAnnealingWarmRestarts(optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1)",
      [
        Reading(
          "@cosine_restarts",
          ["T_0": .count("first"), "T_mult": .setting("multiplier"), "eta_min": .setting("min")])
      ]
    ) { arguments throws(InputError) in
      _ = try arguments.count("T_0")
      _ = try arguments.count("T_mult")
      return try arguments.plain(
        "cosine_restarts",
        [
          "first": try arguments.number("T_0"), "multiplier": try arguments.number("T_mult"),
          "min": try arguments.number("eta_min"),
        ])
    },
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
            "mode": .only(["min"], "would wait for the loss to stop growing"), "min_lr": .setting("min"),
            "threshold_mode": .setting("threshold_mode"), "eps": .setting("least_change"),
          ])
      ]),
    scheduler("LambdaLR(optimizer, lr_lambda, last_epoch=-1)", []) { arguments throws(InputError) in
      let function = try arguments.lambda("lr_lambda")
      return PlainTorchScheduler { $0.base * function(Double($0.epoch)) }
    },
    scheduler("MultiplicativeLR(optimizer, lr_lambda, last_epoch=-1)", []) { arguments throws(InputError) in
      let function = try arguments.lambda("lr_lambda")
      return PlainTorchScheduler { $0.isFirst ? $0.lr : $0.lr * function(Double($0.epoch)) }
    },
    Constructor(
      "torch.optim.swa_utils",
      "SWALR(optimizer, swa_lr, anneal_epochs=10, anneal_strategy='cos', last_epoch=-1)",
      .computed { arguments throws(InputError) in
        .scheduler(
          try Library.scheduler(arguments, []) { arguments throws(InputError) in
            let final = try arguments.number("swa_lr")
            let length = try arguments.count("anneal_epochs", from: 0)
            try arguments.require("anneal_strategy", ["cos", "linear"], "is neither 'cos' nor 'linear'")
            let isLinear = arguments.isConstant("anneal_strategy", ["linear"])
            @Sendable func share(_ step: Int) -> Double {
              let t = max(0, min(1, Double(step) / Double(max(1, length))))
              return isLinear ? t : (1 - Double.cos(Double.pi * t)) / 2
            }
            return PlainTorchScheduler { moment in
              let step = length == 0 ? max(1, moment.steps - 1) : moment.steps - 1
              let (before, now) = (share(step - 1), share(step))
              let start = before == 1 ? final : (moment.lr - before * final) / (1 - before)
              return final * now + start * (1 - now)
            }
          })
      }, schedulerRoles, makes: .scheduler),
    Constructor(
      "torch.optim.lr_scheduler", "SequentialLR(optimizer, schedulers, milestones, last_epoch=-1)",
      .computed { arguments throws(InputError) in
        var made = try Library.scheduler(arguments, []) { arguments throws(InputError) in
          let parts = try arguments.schedulers("schedulers")
          let milestones = try arguments.numbers("milestones").map { Int($0) }
          guard milestones.count == parts.count - 1 else {
            throw arguments.error("are not one less than the schedulers", of: "milestones")
          }
          return TorchSequence(parts, milestones: milestones)
        }
        made.native = try? warmupThenCosine(arguments)
        return .scheduler(made)
      }, schedulerRoles, makes: .scheduler),
    scheduler("ChainedScheduler(schedulers, optimizer=None)", []) { arguments throws(InputError) in
      TorchChain(try arguments.schedulers("schedulers"))
    },
  ]

  /// `SequentialLR(optimizer, [LinearLR(optimizer, …), CosineAnnealingLR(optimizer, …)], milestones=[20])` as the schedule of
  /// the catalog; `nil` for any other sequence.
  private static func warmupThenCosine(_ arguments: CallArguments) throws(InputError) -> ScheduleChoice? {
    let reader = arguments.reader
    let calls = (try arguments.value("schedulers").value.members ?? []).compactMap(\.call)
    guard calls.count == 2,
      case .scheduler(let first) = try reader.result(of: calls[0]), let warmup = first.native,
      warmup.entry.card.id == "linear_warmup",
      case .scheduler(let second) = try reader.result(of: calls[1]), let cosine = second.native,
      cosine.entry.card.id == "cosine",
      try arguments.numbers("milestones") == [warmup.settings[declared: "total"]],
      warmup.settings[declared: "end_factor"] == 1
    else { return nil }
    let length = warmup.settings[declared: "total"]
    return try arguments.schedule(
      "warmup_cosine",
      [
        "warmup": length, "total": length + cosine.settings[declared: "total"],
        "start_factor": warmup.settings[declared: "start_factor"], "min": cosine.settings[declared: "min"],
      ])
  }

  private typealias Rule = @Sendable (CallArguments) throws(InputError) -> any TorchScheduler

  static let schedulerRoles: [String: Role] = [
    "optimizer": .nothing,
    "last_epoch": .only(["-1"], "would go on in the middle; a run begins at the beginning"),
  ]

  /// A scheduler; the readings give the schedule of the catalog, the rule what PyTorch does step by step.
  @inline(never) private static func scheduler(
    _ signature: String, _ readings: [Reading], _ rule: Rule? = nil
  ) -> Constructor {
    Constructor(
      "torch.optim.lr_scheduler", signature,
      .computed { arguments throws(InputError) in
        .scheduler(try Library.scheduler(arguments, readings, rule))
      }, schedulerRoles, makes: .scheduler, readings: readings)
  }

  /// What a scheduler's call creates.
  private static func scheduler(_ arguments: CallArguments, _ readings: [Reading], _ rule: Rule? = nil)
    throws(InputError) -> Scheduler
  {
    if arguments.constructor.parameters.contains(where: { $0.name == "last_epoch" }) {
      try arguments.require(
        "last_epoch", ["-1"], "would go on in the middle; a run begins at the beginning")
    }
    let subject = arguments.bound["optimizer"].flatMap { $0.isGiven ? $0.value : nil }
    if subject?.literal != nil {
      throw arguments.error("stands where the optimizer is expected; name the keyword", of: "optimizer")
    }
    // The rule first: it refuses what the library refuses.
    var made = try rule?(arguments)
    guard !readings.isEmpty else { return Scheduler(native: nil, rule: made, subject: subject) }
    var native: ScheduleChoice?
    do {
      native = try arguments.reader.schedule(arguments, readings)
    } catch {
      if made == nil { throw error }
    }
    if made == nil, let native, !native.entry.make(native.settings, 0).watchesLoss {
      made = PlainTorchScheduler(native)
    }
    return Scheduler(native: native, rule: made, subject: subject)
  }
}

extension PlainTorchScheduler {
  /// A scheduler with the rates of a schedule of the catalog that ignores the optimizer's own.
  init(_ choice: ScheduleChoice) {
    let schedule = choice.entry.make(choice.settings, 0)
    let movesMomentum = schedule.momentum(0) != nil
    let momentum: @Sendable (Int) -> Double = { schedule.momentum($0) ?? 0 }
    let moves = movesMomentum ? momentum : nil
    // One cycle counts from its own first rate, which others find after it.
    let isAbsolute = choice.settings.index(of: "max") != nil
    self.init(ownInitial: isAbsolute ? schedule.rate(0, base: 1) : nil, momentum: moves) { moment in
      schedule.rate(moment.epoch, base: moment.base)
    }
  }
}

extension CallArguments {
  /// A number inside an interval.
  func number(_ name: String, in range: ClosedRange<Double>) throws(InputError) -> Double {
    let number = try number(name)
    guard range.contains(number) else {
      throw error(
        "is out of range; accepted: \(range.lowerBound.shortText) ≤ \(name) ≤ \(range.upperBound.shortText)",
        of: name)
    }
    return number
  }

  /// A scheduler with the rates of a schedule of the catalog.
  func plain(_ id: String, _ settings: KeyValuePairs<String, Double>) throws(InputError)
    -> PlainTorchScheduler
  {
    PlainTorchScheduler(try schedule(id, settings))
  }

  /// A function of the step, alone or as the only member of a list.
  func lambda(_ name: String) throws(InputError) -> @Sendable (Double) -> Double {
    var value = try value(name).value
    if let members = value.members, members.count == 1 { value = members[0] }
    switch value.kind {
    case .function(let function): return function.value
    case .other(let node):
      // Read again for the reason.
      if case .lambda(let names, let body) = node.kind, names.count == 1 {
        _ = try PythonFunction(names[0], body, in: reader.scope)
      }
      throw error("is not a lambda of one number", of: name)
    default: throw error("is not a lambda; only its own text says what a function does", of: name)
    }
  }

  /// The schedulers of a list.
  func schedulers(_ name: String) throws(InputError) -> [any TorchScheduler] {
    guard let members = try value(name).value.members, !members.isEmpty else {
      throw error("is not a list of schedulers", of: name)
    }
    var parts: [any TorchScheduler] = []
    for member in members {
      guard let call = member.call, case .scheduler(let part) = try reader.result(of: call) else {
        throw source.error("\(constructor.fullName): a scheduler's call is expected here", at: member.span)
      }
      guard let rule = part.rule else {
        throw source.error(
          "\(constructor.fullName): \(call.function) needs the loss, and PyTorch refuses it here",
          at: member.span)
      }
      parts.append(rule)
    }
    return parts
  }

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
