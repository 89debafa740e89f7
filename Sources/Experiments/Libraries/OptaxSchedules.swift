import Optimization
import RealModule
import Wording

/// optax' schedules: functions of the step, and the schedules of the catalog with the same rates.
extension Library {
  static let optaxSchedules: [Constructor] = [
    schedule("constant_schedule(value)") { a throws(InputError) in
      RateFunction(
        function: StepFunction(try a.number("value")), native: (try a.number("value"), nil))
    },
    schedule("cosine_decay_schedule(init_value, decay_steps, alpha=0.0, exponent=1.0)") {
      a throws(InputError) in
      let (initial, alpha) = (try a.number("init_value"), try a.number("alpha"))
      let (steps, exponent) = (try a.length("decay_steps"), try a.number("exponent"))
      return RateFunction(
        function: a.function { cosineDecay($0, initial, steps, alpha, exponent) },
        native: exponent != 1
          ? nil
          : a.native(initial, "cosine", ["total": steps, "min": alpha * initial, "hold": 1]))
    },
    schedule(
      "warmup_cosine_decay_schedule(init_value, peak_value, warmup_steps, decay_steps, end_value=0.0, exponent=1.0)"
    ) { a throws(InputError) in try a.warmupCosine() },
    schedule(
      "exponential_decay(init_value, transition_steps, decay_rate, transition_begin=0, staircase=False, end_value=None)"
    ) { a throws(InputError) in
      let function = try a.exponentialDecay()
      let isPlain = a.isConstant("transition_begin", ["0"]) && a.isConstant("end_value", ["None"])
      return RateFunction(
        function: a.function(function),
        native: isPlain ? try a.exponential("init_value", steps: "transition_steps", rate: "decay_rate") : nil
      )
    },
    schedule("piecewise_constant_schedule(init_value, boundaries_and_scales=None)") { a throws(InputError) in
      let initial = try a.number("init_value")
      let pairs = try a.boundaries("boundaries_and_scales")
      return RateFunction(
        function: a.function { count in
          pairs.reduce(initial) { value, pair in count >= pair.step ? value * pair.factor : value }
        },
        native: try? (
          initial, a.staircase(pairs.map(\.step), pairs.map(\.factor), of: "boundaries_and_scales")
        ))
    },
    schedule("linear_schedule(init_value, end_value, transition_steps, transition_begin=0)") {
      a throws(InputError) in
      let function = try a.polynomialLine(power: 1)
      return RateFunction(
        function: a.function(function),
        native: a.isConstant("transition_begin", ["0"])
          ? try? a.line(from: "init_value", to: "end_value", steps: "transition_steps") : nil)
    },
    schedule("warmup_constant_schedule(init_value, peak_value, warmup_steps)") { a throws(InputError) in
      let (first, last) = (try a.number("init_value"), try a.number("peak_value"))
      let steps = try a.number("warmup_steps")
      return RateFunction(
        function: a.function { polynomial($0, first, last, 1, steps, 0) },
        native: try? a.line(from: "init_value", to: "peak_value", steps: "warmup_steps"))
    },
    schedule("polynomial_schedule(init_value, end_value, power, transition_steps, transition_begin=0)") {
      a throws(InputError) in
      let power = try a.number("power")
      let function = try a.polynomialLine(power: power)
      return RateFunction(
        function: a.function(function),
        native: !a.isConstant("transition_begin", ["0"])
          ? nil
          : a.native(
            try a.number("init_value"), "polynomial",
            [
              "total": try a.number("transition_steps"), "power": power, "min": try a.number("end_value"),
            ]))
    },
    schedule(
      "warmup_exponential_decay_schedule(init_value, peak_value, warmup_steps, transition_steps, decay_rate, transition_begin=0, staircase=False, end_value=None)"
    ) { a throws(InputError) in
      let (first, peak) = (try a.number("init_value"), try a.number("peak_value"))
      let warmup = try a.number("warmup_steps")
      let decay = try a.exponentialDecay(from: "peak_value")
      return RateFunction(
        function: a.function { $0 < warmup ? polynomial($0, first, peak, 1, warmup, 0) : decay($0 - warmup) },
        native: nil)
    },
    schedule("piecewise_interpolate_schedule(interpolate_type, init_value, boundaries_and_scales=None)") {
      a throws(InputError) in
      try a.require("interpolate_type", ["linear", "cosine"], "is neither 'linear' nor 'cosine'")
      let pairs = try a.boundaries("boundaries_and_scales")
      return RateFunction(
        function: a.function(
          interpolated(
            try a.number("init_value"), pairs, isLinear: a.isConstant("interpolate_type", ["linear"]))),
        native: nil)
    },
    schedule(
      "linear_onecycle_schedule(transition_steps, peak_value, pct_start=0.3, pct_final=0.85, div_factor=25.0, final_div_factor=10000.0)"
    ) { a throws(InputError) in
      let factor = try a.number("div_factor")
      return try a.oneCycle(
        [("pct_start", factor), ("pct_final", 1 / factor)], last: 1 / (try a.number("final_div_factor")),
        isLinear: true)
    },
    schedule(
      "cosine_onecycle_schedule(transition_steps, peak_value, pct_start=0.3, div_factor=25.0, final_div_factor=10000.0)"
    ) { a throws(InputError) in
      let factor = try a.number("div_factor")
      return try a.oneCycle(
        [("pct_start", factor)], last: 1 / (factor * (try a.number("final_div_factor"))), isLinear: false)
    },
    schedule("sgdr_schedule(cosine_kwargs)") { a throws(InputError) in
      var functions: [@Sendable (Double) -> Double] = []
      var boundaries: [Double] = []
      for member in try a.value("cosine_kwargs").value.members ?? [] {
        guard case .dictionary(let pairs) = member.kind else {
          throw a.source.error(
            "optax.sgdr_schedule: a dictionary of keywords is expected here", at: member.span)
        }
        let call = PythonCall(
          function: "optax.warmup_cosine_decay_schedule", span: member.span,
          arguments: pairs.map { .init(keyword: $0.key.literal, span: $0.key.span, value: $0.value) })
        guard case .rate(let rate) = try a.reader.result(of: call),
          let steps = pairs.last(where: { $0.key.literal == "decay_steps" })?.value.number
        else { throw a.error("is not a list of keywords", of: "cosine_kwargs") }
        functions.append(rate.function.value)
        boundaries.append((boundaries.last ?? 0) + steps)
      }
      return RateFunction(function: a.function(joined(functions, Array(boundaries.dropLast()))), native: nil)
    },
    schedule("join_schedules(schedules, boundaries)") { a throws(InputError) in
      var functions: [@Sendable (Double) -> Double] = []
      for member in try a.value("schedules").value.members ?? [] {
        switch member.kind {
        case .function(let function): functions.append(function.value)
        case .call(let call):
          guard case .rate(let rate) = try a.reader.result(of: call) else { fallthrough }
          functions.append(rate.function.value)
        default: throw a.source.error("optax.join_schedules: a schedule is expected here", at: member.span)
        }
      }
      guard !functions.isEmpty else { throw a.error("is not a list of schedules", of: "schedules") }
      return RateFunction(function: a.function(joined(functions, try a.numbers("boundaries"))), native: nil)
    },
  ]

  @inline(never) private static func schedule(
    _ signature: String, _ compute: @escaping @Sendable (CallArguments) throws(InputError) -> RateFunction
  ) -> Constructor {
    Constructor(
      "optax", signature, .computed { a throws(InputError) in .rate(try compute(a)) }, [:], makes: .rate)
  }

  private static func cosineDecay(
    _ count: Double, _ initial: Double, _ steps: Double, _ alpha: Double, _ exponent: Double
  ) -> Double {
    let cosine = 0.5 * (1 + Double.cos(Double.pi * min(count, steps) / steps))
    return initial * ((1 - alpha) * (exponent == 1 ? cosine : Double.power(cosine, exponent)) + alpha)
  }

  fileprivate static func polynomial(
    _ count: Double, _ first: Double, _ last: Double, _ power: Double, _ steps: Double, _ begin: Double
  ) -> Double {
    guard steps > 0 else { return first }
    let share = 1 - min(max(count - max(0, begin), 0), steps) / steps
    return (first - last) * (power == 1 ? share : Double.power(share, power)) + last
  }

  fileprivate static func interpolated(
    _ initial: Double, _ pairs: [(step: Double, factor: Double)], isLinear: Bool
  ) -> @Sendable (Double) -> Double {
    let bounds = [0] + pairs.map(\.step)
    let values = pairs.reduce(into: [initial]) { $0.append($0[$0.count - 1] * $1.factor) }
    return { count in
      var sum = count >= bounds[bounds.count - 1] ? values[values.count - 1] : 0
      for i in 0..<(bounds.count - 1) where bounds[i] <= count && count < bounds[i + 1] {
        let share = (count - bounds[i]) / max(bounds[i + 1] - bounds[i], 1)
        let (a, b) = (values[i], values[i + 1])
        sum += isLinear ? (b - a) * share + a : b + (a - b) / 2 * (Double.cos(Double.pi * share) + 1)
      }
      return sum
    }
  }

  private static func joined(_ functions: [@Sendable (Double) -> Double], _ boundaries: [Double])
    -> @Sendable (Double) -> Double
  {
    { step in
      var output = functions.first?(step) ?? 0
      for (boundary, function) in zip(boundaries, functions.dropFirst()) where step >= boundary {
        output = function(step - boundary)
      }
      return output
    }
  }

  fileprivate static func decayed(_ a: CallArguments, _ initial: Double) throws(InputError)
    -> @Sendable (Double) -> Double
  {
    let (steps, rate) = (try a.number("transition_steps"), try a.number("decay_rate"))
    let (begin, isStaircase) = (max(0, try a.number("transition_begin")), try a.flag("staircase"))
    let end = a.isConstant("end_value", ["None"]) ? nil : try a.number("end_value")
    guard steps > 0, rate != 0 else { return { _ in initial } }
    return { count in
      let past = count - begin
      let share = isStaircase ? (past / steps).rounded(.down) : past / steps
      let value = past <= 0 ? initial : initial * Double.power(rate, share)
      guard let end else { return value }
      return rate < 1 ? max(value, end) : min(value, end)
    }
  }

  fileprivate static func warmupCosine(_ a: CallArguments) throws(InputError) -> @Sendable (Double) -> Double
  {
    let (first, peak) = (try a.number("init_value"), try a.number("peak_value"))
    let (warmup, total) = (try a.number("warmup_steps"), try a.number("decay_steps"))
    guard total > warmup else { throw a.error("is not more than warmup_steps", of: "decay_steps") }
    let alpha = peak == 0 ? 0 : try a.number("end_value") / peak
    let exponent = try a.number("exponent")
    return { count in
      count < warmup
        ? polynomial(count, first, peak, 1, warmup, 0)
        : cosineDecay(count - warmup, peak, total - warmup, alpha, exponent)
    }
  }
}

extension CallArguments {
  /// A function of the step under the call's own name.
  func function(_ value: @escaping @Sendable (Double) -> Double) -> StepFunction {
    StepFunction("\(constructor.name)(n)", value)
  }

  /// A rate and a schedule of the catalog; `nil` where a setting does not accept its value.
  func native(_ base: Double, _ id: String, _ settings: KeyValuePairs<String, Double>)
    -> (base: Double, schedule: ScheduleChoice?)?
  {
    guard base >= 0, let schedule = try? schedule(id, settings) else { return nil }
    return (base, schedule)
  }

  /// A parameter that is a number of steps, above 0.
  func length(_ name: String) throws(InputError) -> Double {
    let number = try number(name)
    guard number > 0 else { throw error("is not above 0 steps", of: name) }
    return number
  }

  /// A dictionary of steps and factors, in the steps' order.
  fileprivate func boundaries(_ name: String) throws(InputError) -> [(step: Double, factor: Double)] {
    if isConstant(name, ["None"]) { return [] }
    guard case .dictionary(let pairs) = try value(name).value.kind else {
      throw error("is not a dictionary of steps and factors", of: name)
    }
    var found: [(step: Double, factor: Double)] = []
    for pair in pairs {
      guard let step = pair.key.number, let factor = pair.value.number, factor >= 0 else {
        throw error("is not a dictionary of steps and factors, which are not negative", of: name)
      }
      found.append((step, factor))
    }
    return found.sorted { $0.step < $1.step }
  }

  /// A rate that rises to its peak and falls again: the shares of the steps at which factors are reached, and the last factor.
  fileprivate func oneCycle(
    _ turns: [(share: String, factor: Double)], last: Double, isLinear: Bool
  ) throws(InputError) -> RateFunction {
    let steps = try length("transition_steps")
    var points: [(step: Double, factor: Double)] = []
    for turn in turns { points.append(((try number(turn.share) * steps).rounded(.towardZero), turn.factor)) }
    let first = try number("peak_value") / (try number("div_factor"))
    return RateFunction(
      function: function(Library.interpolated(first, points + [(steps, last)], isLinear: isLinear)),
      native: nil)
  }

  fileprivate func polynomialLine(power: Double) throws(InputError) -> @Sendable (Double) -> Double {
    let (first, last) = (try number("init_value"), try number("end_value"))
    let (steps, begin) = (try number("transition_steps"), try number("transition_begin"))
    return { Library.polynomial($0, first, last, power, steps, begin) }
  }

  fileprivate func exponentialDecay(from name: String = "init_value") throws(InputError)
    -> @Sendable (Double) -> Double
  {
    try Library.decayed(self, try number(name))
  }

  fileprivate func warmupCosine() throws(InputError) -> RateFunction {
    let function = try Library.warmupCosine(self)
    let (initial, peak) = (try number("init_value"), try number("peak_value"))
    let isPlain = isConstant("exponent", ["1"]) && peak > 0
    return RateFunction(
      function: self.function(function),
      native: isPlain
        ? native(
          peak, "warmup_cosine",
          [
            "warmup": try number("warmup_steps"), "total": try number("decay_steps"),
            "start_factor": initial / peak, "min": try number("end_value"), "hold": 1,
          ]) : nil)
  }

  /// A straight line between two rates; the larger one is the optimizer's own.
  fileprivate func line(from first: String, to last: String, steps: String) throws(InputError)
    -> (base: Double, schedule: ScheduleChoice?)?
  {
    let (initial, final) = (try number(first), try number(last))
    let base = max(initial, final)
    guard base > 0 else { return nil }
    return native(
      base, "linear_warmup",
      ["total": try number(steps), "start_factor": initial / base, "end_factor": final / base])
  }

  /// A decay by a factor at a fixed interval of steps: along a curve or, with `staircase`, in stairs.
  func exponential(_ initial: String, steps: String, rate: String) throws(InputError)
    -> (base: Double, schedule: ScheduleChoice?)?
  {
    let (length, factor) = (try number(steps), try number(rate))
    guard factor > 0, length > 0 else { return nil }
    let base = try number(initial)
    return try flag("staircase")
      ? native(base, "step", ["step_size": length, "gamma": factor])
      : native(base, "exponential", ["gamma": length == 1 ? factor : Double.power(factor, 1 / length)])
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
