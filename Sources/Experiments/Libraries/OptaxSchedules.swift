import Optimization
import Wording

/// optax' schedules in place of a learning rate, if one of the schedules here has exactly their rates.
extension Library {
  static let optaxSchedules: [Constructor] = [
    schedule("constant_schedule(value)") { arguments throws(InputError) in
      .rate(base: try arguments.number("value"), nil)
    },
    schedule("cosine_decay_schedule(init_value, decay_steps, alpha=0.0, exponent=1.0)") {
      arguments throws(InputError) in
      try arguments.checkExponent()
      let initial = try arguments.number("init_value")
      return .rate(
        base: initial,
        try arguments.schedule(
          "cosine",
          [
            "total": try arguments.steps("decay_steps"), "min": try arguments.number("alpha") * initial,
            "hold": 1,
          ]))
    },
    schedule(
      "warmup_cosine_decay_schedule(init_value, peak_value, warmup_steps, decay_steps, end_value=0.0, exponent=1.0)"
    ) { arguments throws(InputError) in
      try arguments.checkExponent()
      let (initial, peak) = (try arguments.number("init_value"), try arguments.number("peak_value"))
      let (warmup, total) = (try arguments.number("warmup_steps"), try arguments.steps("decay_steps"))
      guard total > warmup else { throw arguments.error("is not more than warmup_steps", of: "decay_steps") }
      guard peak > 0 else { throw arguments.error("is not above 0", of: "peak_value") }
      return .rate(
        base: peak,
        try arguments.schedule(
          "warmup_cosine",
          [
            "warmup": warmup, "total": total, "start_factor": initial / peak,
            "min": try arguments.number("end_value"), "hold": 1,
          ]))
    },
    schedule(
      "exponential_decay(init_value, transition_steps, decay_rate, transition_begin=0, staircase=False, end_value=None)"
    ) { arguments throws(InputError) in
      try arguments.checkBegin()
      guard arguments.isConstant("end_value", ["None"]) else {
        throw arguments.error("would end the decay, which exponential does not", of: "end_value")
      }
      return .rate(
        base: try arguments.number("init_value"),
        try arguments.exponential(steps: "transition_steps", rate: "decay_rate"))
    },
    schedule("piecewise_constant_schedule(init_value, boundaries_and_scales=None)") {
      arguments throws(InputError) in
      let base = try arguments.number("init_value")
      let name = "boundaries_and_scales"
      if arguments.isConstant(name, ["None"]) { return .rate(base: base, nil) }
      guard case .dictionary(let pairs) = try arguments.value(name).value.kind else {
        throw arguments.error("is not a dictionary of steps and factors", of: name)
      }
      let (steps, factors) = (pairs.compactMap(\.key.number), pairs.compactMap(\.value.number))
      guard steps.count == pairs.count, factors.count == pairs.count else {
        throw arguments.error("is not a dictionary of steps and factors", of: name)
      }
      return .rate(base: base, try arguments.staircase(steps.sorted(), factors, of: name))
    },
    schedule("linear_schedule(init_value, end_value, transition_steps, transition_begin=0)") {
      arguments throws(InputError) in
      try arguments.checkBegin()
      return try arguments.line(from: "init_value", to: "end_value", steps: "transition_steps")
    },
    schedule("warmup_constant_schedule(init_value, peak_value, warmup_steps)") {
      arguments throws(InputError) in
      try arguments.line(from: "init_value", to: "peak_value", steps: "warmup_steps")
    },
    schedule("polynomial_schedule(init_value, end_value, power, transition_steps, transition_begin=0)") {
      arguments throws(InputError) in
      try arguments.checkBegin()
      return .rate(
        base: try arguments.number("init_value"),
        try arguments.schedule(
          "polynomial",
          [
            "total": try arguments.steps("transition_steps"), "power": try arguments.number("power"),
            "min": try arguments.number("end_value"),
          ]))
    },
  ]

  @inline(never) private static func schedule(
    _ signature: String, _ compute: @escaping @Sendable (CallArguments) throws(InputError) -> CallResult
  ) -> Constructor {
    Constructor("optax", signature, .computed(compute), [:])
  }
}

extension CallArguments {
  fileprivate func checkExponent() throws(InputError) {
    guard isConstant("exponent", ["1"]) else {
      throw error("would bend the cosine, which is not done here", of: "exponent")
    }
  }

  fileprivate func checkBegin() throws(InputError) {
    guard isConstant("transition_begin", ["0"]) else {
      throw error("would wait before the rate changes, which is not done here", of: "transition_begin")
    }
  }

  /// A straight line between two rates; the larger one is the optimizer's own.
  fileprivate func line(from first: String, to last: String, steps: String) throws(InputError) -> CallResult {
    let (initial, final) = (try number(first), try number(last))
    let base = max(initial, final)
    guard base > 0 else { throw error("is not above 0", of: initial == base ? first : last) }
    return .rate(
      base: base,
      try schedule(
        "linear_warmup",
        ["total": try self.steps(steps), "start_factor": initial / base, "end_factor": final / base]))
  }
}
