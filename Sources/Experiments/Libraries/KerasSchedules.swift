import Optimization
import Wording

/// Keras' schedules in place of a learning rate, if one of the schedules here has exactly their rates.
extension Library {
  static let kerasSchedules: [Constructor] = [
    schedule(
      "CosineDecay(initial_learning_rate, decay_steps, alpha=0.0, name=None, warmup_target=None, warmup_steps=0)"
    ) {
      arguments throws(InputError) in
      let steps = try arguments.steps("decay_steps")
      let initial = try arguments.number("initial_learning_rate")
      let alpha = try arguments.number("alpha")
      guard !arguments.isConstant("warmup_target", ["None"]) else {
        return .rate(
          base: initial,
          try arguments.schedule("cosine", ["total": steps, "min": alpha * initial, "hold": 1]))
      }
      let target = try arguments.number("warmup_target")
      let warmup = try arguments.number("warmup_steps")
      return .rate(
        base: target,
        try arguments.schedule(
          "warmup_cosine",
          [
            "warmup": warmup, "total": warmup + steps, "start_factor": target == 0 ? 0 : initial / target,
            "min": alpha * target, "hold": 1,
          ]))
    },
    schedule(
      "CosineDecayRestarts(initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None)"
    ) {
      arguments throws(InputError) in
      guard arguments.isConstant("m_mul", ["1"]) else {
        throw arguments.error(
          "would make each period start lower, which cosine_restarts does not", of: "m_mul")
      }
      let initial = try arguments.number("initial_learning_rate")
      return .rate(
        base: initial,
        try arguments.schedule(
          "cosine_restarts",
          [
            "first": try arguments.steps("first_decay_steps"), "multiplier": try arguments.number("t_mul"),
            "min": try arguments.number("alpha") * initial,
          ]))
    },
    schedule("ExponentialDecay(initial_learning_rate, decay_steps, decay_rate, staircase=False, name=None)") {
      arguments throws(InputError) in
      .rate(
        base: try arguments.number("initial_learning_rate"),
        try arguments.exponential(steps: "decay_steps", rate: "decay_rate"))
    },
    schedule("InverseTimeDecay(initial_learning_rate, decay_steps, decay_rate, staircase=False, name=None)") {
      arguments throws(InputError) in
      guard arguments.isConstant("staircase", ["False", "0"]) else {
        throw arguments.error("would go down in stairs, which inverse_time does not", of: "staircase")
      }
      let decay = try arguments.number("decay_rate") / arguments.steps("decay_steps")
      return .rate(
        base: try arguments.number("initial_learning_rate"),
        try arguments.schedule("inverse_time", ["decay": decay]))
    },
    schedule("PiecewiseConstantDecay(boundaries, values, name=None)") { arguments throws(InputError) in
      let boundaries = try arguments.numbers("boundaries")
      let values = try arguments.numbers("values")
      guard let first = values.first, values.count == boundaries.count + 1 else {
        throw arguments.error("is not one more than the boundaries", of: "values")
      }
      let factors = zip(values, values.dropFirst()).map { $1 / $0 }
      // A boundary itself still has the value before it.
      return .rate(base: first, try arguments.staircase(boundaries.map { $0 + 1 }, factors, of: "values"))
    },
    schedule(
      "PolynomialDecay(initial_learning_rate, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name=None)"
    ) { arguments throws(InputError) in
      guard arguments.isConstant("cycle", ["False", "0"]) else {
        throw arguments.error("would begin anew at the end, which polynomial does not", of: "cycle")
      }
      return .rate(
        base: try arguments.number("initial_learning_rate"),
        try arguments.schedule(
          "polynomial",
          [
            "total": try arguments.steps("decay_steps"), "power": try arguments.number("power"),
            "min": try arguments.number("end_learning_rate"),
          ]))
    },
  ]

  @inline(never) private static func schedule(
    _ signature: String, _ compute: @escaping @Sendable (CallArguments) throws(InputError) -> CallResult
  ) -> Constructor {
    Constructor("keras.optimizers", "schedules." + signature, .computed(compute), [:])
  }
}

/// Parts of the schedules of optax and Keras.
extension CallArguments {
  /// A parameter that is a number of steps, at least 1.
  func steps(_ name: String) throws(InputError) -> Double {
    let number = try number(name)
    guard number >= 1 else { throw error("is less than 1 step", of: name) }
    return number
  }

  /// A parameter that is a list of numbers.
  func numbers(_ name: String) throws(InputError) -> [Double] {
    let members = try value(name).value.members
    guard let members, case let numbers = members.compactMap(\.number), numbers.count == members.count else {
      throw error("is not a list of numbers", of: name)
    }
    return numbers
  }

  /// A decay by a factor at a fixed interval of steps: along a curve or, with `staircase`, in stairs.
  func exponential(steps: String, rate: String) throws(InputError) -> ScheduleChoice {
    let (length, factor) = (try self.steps(steps), try number(rate))
    guard factor > 0 else { throw error("is not above 0", of: rate) }
    return isConstant("staircase", ["True", "1"])
      ? try schedule("step", ["step_size": length, "gamma": factor])
      : try schedule("exponential", ["gamma": length == 1 ? factor : Double.pow(factor, 1 / length)])
  }

  /// A rate that changes by a factor at some steps, if these are few enough and the factors all equal.
  func staircase(_ milestones: [Double], _ factors: [Double], of name: String) throws(InputError)
    -> ScheduleChoice?
  {
    guard let factor = factors.first else { return nil }
    guard factors.allSatisfy({ abs($0 - factor) <= 1e-12 * abs(factor) }), factor > 0, factor.isFinite else {
      throw error("has stairs of different ratios; multi_step has one for all", of: name)
    }
    guard milestones.count <= 8, milestones.allSatisfy({ $0 >= 1 }) else {
      throw error("has more than the eight stairs that multi_step may have, or one before step 1", of: name)
    }
    var choice = try schedule("multi_step", ["gamma": factor])
    for i in 1...8 {
      let milestone = i <= milestones.count ? milestones[i - 1] : 0
      do {
        try choice.settings.set("milestone\(i)", to: milestone)
      } catch {
        throw self.error("has a boundary that is not a step", of: name)
      }
    }
    return choice
  }
}
