import Experiments
import Optimization

/// optax: a gradient transformation whose updates are added.
struct OptaxStyle: ScriptStyle {
  let card = ScriptStyleCard(
    id: "optax", name: "optax", summary: "A script that needs JAX and optax: `pip install optax`.")
  let imports = [
    "import jax", "import jax.numpy as jnp", "import optax", "",
    "jax.config.update(\"jax_enable_x64\", True)",
  ]
  let functions = PythonFunctions(
    module: "jnp",
    names: [
      "asin": "jnp.arcsin", "acos": "jnp.arccos", "atan": "jnp.arctan", "asinh": "jnp.arcsinh",
      "acosh": "jnp.arccosh", "atanh": "jnp.arctanh", "erf": "jax.scipy.special.erf",
      "sigmoid": "jax.nn.sigmoid", "abs": "magnitude",
    ],
    own: PythonFunctions.own("jnp").merging([
      "atan2": """
      def atan2(y, x):
          \"\"\"The angle of a point; its slopes at the origin are taken as 0.\"\"\"
          origin = (jnp.asarray(x) == 0) & (jnp.asarray(y) == 0)
          return jnp.where(origin, 0.0, jnp.arctan2(y, jnp.where(origin, 1.0, x)))
      """,
      "abs": """
      def magnitude(x):
          \"\"\"The absolute value; its slope at 0 is taken as 0, and JAX takes 1.\"\"\"
          return jnp.sign(x) * x
      """,
      "softplus": """
      def softplus(x):
          return jnp.logaddexp(x, 0.0)
      """,
    ]) { $1 })
  let array = "jnp.array"
  let deviation = "X.std()"
  let deviations = "(jnp.sign(z - y) * (z - y)).mean()"
  func huber(delta: String) -> String { "optax.huber_loss(z, y, delta=\(delta)).mean()" }
  let crossEntropy = "optax.sigmoid_binary_cross_entropy(z, y).mean()"
  func rows(_ list: String) -> String { "jnp.array(\(list))" }

  func derivatives(isCompiled: Bool) -> [String] {
    isCompiled
      ? ["loss = jax.jit(loss)", "value_and_gradient = jax.jit(jax.value_and_grad(loss))"]
      // A condition is decided by numbers, which a compiled loss does not have yet.
      : ["value_and_gradient = jax.value_and_grad(loss)"]
  }

  func body(_ run: ScriptRun, _ specification: Specification) throws(ScriptRefusal) -> [String] {
    var lines = ["w = jnp.array(START)"]
    for (index, leg) in run.legs.enumerated() {
      let made = try Made(leg, isForked: run.legs.count > 1, specification)
      lines += try setUp(leg, made)
      if index == 0 { lines.append("yield w") }
      lines.append("for t in range(\(leg.start), \(leg.end)):")
      lines += try step(leg, made).map { "    " + $0 }
      lines.append("    yield w")
    }
    return lines
  }

  /// How a leg's optimizer is made.
  private struct Made {
    /// The call, with the rate as a function where it changes.
    let text: String
    /// Whether the call makes what the wrappers do.
    let hasWrappers: Bool
    /// Whether the parameters are pairs of fast and slow ones.
    let isLookahead: Bool

    init(_ leg: ScriptRun.Leg, isForked: Bool, _ specification: Specification) throws(ScriptRefusal) {
      let wrappers = leg.choice.wrappers
      let lookaheads = wrappers.indices.filter { wrappers[$0].entry.card.id == "lookahead" }
      if ["prodigy", "dadapt_adamw"].contains(leg.choice.entry.card.id),
        (leg.schedule?.firstRate ?? leg.choice.rate) == 0
      {
        throw ScriptRefusal("optax divides by its rates so far, the first of which is 0, and gets no number")
      }
      let hasAscent = wrappers.contains { $0.entry.card.id == "sam" }
      // Lookahead, SAM and Mechanic do not hand on what an optimizer is told beside the gradient.
      let isTold = OptaxStyle.tellsLoss(leg.choice.entry.card.id)
      let isNestable =
        !isForked && !isTold && (lookaheads.isEmpty || lookaheads == [wrappers.count - 1] && !hasAscent)
      var bare = leg.choice
      bare.wrappers = []
      var whole: ScriptCall?
      if !wrappers.isEmpty, isNestable { whole = try? ScriptCall(leg.choice, of: "optax", specification) }
      if whole == nil, wrappers.contains(where: { $0.entry.card.id == "mechanize" }) {
        throw ScriptRefusal("optax.contrib.mechanize does not go around this")
      }
      hasWrappers = whole != nil
      isLookahead = hasWrappers && !lookaheads.isEmpty
      let call: ScriptCall
      if let whole { call = whole } else { call = try ScriptCall(bare, of: "optax", specification) }
      var text = call.text
      if leg.schedule != nil || isForked {
        let rate = leg.schedule == nil ? PythonText.number(leg.choice.rate) : "rate(t)"
        if let scheduled = Self.scheduled(
          text, bare, call.factor, "lambda count: \(rate)\(call.factor)", specification)
        {
          text = scheduled
        } else if leg.schedule != nil {
          throw ScriptRefusal(
            "\(text.prefix { $0 != "(" }) does not take the rate of a schedule as it is meant here")
        }
      }
      if leg.schedule?.movesMomentum == true {
        throw ScriptRefusal("its schedule moves the momentum, which is fixed in optax")
      }
      if ["sophia", "hutchinson"].contains(where: text.contains) {
        throw ScriptRefusal("optax estimates the curvature with random signs")
      }
      self.text = text
    }

    /// A call with a function for its rate; `nil` where the library means something else by it.
    private static func scheduled(
      _ text: String, _ bare: OptimizerChoice, _ factor: String, _ function: String,
      _ specification: Specification
    ) -> String? {
      let name = "learning_rate="
      guard let place = text.firstRange(of: name), ["(", " "].contains(text[..<place.lowerBound].last) else {
        return nil
      }
      let begin = place.upperBound
      // The product of a rate and a factor ends with a bracket of its own.
      let last =
        factor.isEmpty
        ? text[begin...].firstIndex { $0 == "," || $0 == ")" }
        : text[begin...].firstRange(of: factor)?.upperBound
      guard let last else { return nil }
      let trial = text.replacingCharacters(
        in: begin..<last, with: "optax.piecewise_constant_schedule(0.5, {3: 0.5})")
      guard let read = try? specification.optimizer(trial), read.schedule != nil,
        factor.isEmpty ? read.entry.card.id == bare.entry.card.id : true
      else { return nil }
      return text.replacingCharacters(in: begin..<last, with: function)
    }
  }

  /// The optimizer, its schedule, its state and the memories of wrappers.
  private func setUp(_ leg: ScriptRun.Leg, _ made: Made) throws(ScriptRefusal) -> [String] {
    var lines: [String] = []
    if leg.start > 0 { lines += ["", "# The fork, from step \(leg.start) on."] }
    if let schedule = leg.schedule, !(leg.keepsSchedule && schedule.watchesLoss) {
      lines += schedule.lines + [""]
    }
    lines.append("optimizer = " + made.text)
    if leg.choice.entry.card.id == "momentum" {
      lines[lines.count - 1] += "  # the average of gradients is (1 - beta) times optax' trace"
    }
    if made.isLookahead { lines.append("params = optax.LookaheadParams.init_synced(w)") }
    lines.append(
      leg.keepsMemory
        ? "# Its state goes on."
        : "state = optimizer.init(\(made.isLookahead ? "params" : "w"))")
    for (place, wrapper) in leg.choice.wrappers.enumerated() {
      switch wrapper.entry.card.id {
      case "lookahead" where !made.hasWrappers && !leg.keepsWrapper[place]:
        lines += ["slow_\(place), synchronised_\(place) = w, \(leg.start)"]
      case "ema" where !leg.keepsWrapper[place]: lines.append("average_\(place) = None")
      case "noise":
        lines += ["noise_\(place) = jnp.array([", "    # what optviz adds to the gradient in each step"]
        lines += (leg.noise[place] ?? []) + ["])"]
      default: break
      }
    }
    return lines
  }

  /// One step, and what wrappers do before and after it.
  private func step(_ leg: ScriptRun.Leg, _ made: Made) throws(ScriptRefusal) -> [String] {
    let rows = leg.batchSize.map { ", batch(t, \($0))" } ?? ""
    var lines = ["value, g = value_and_gradient(w\(rows))"]
    var after: [String] = []
    if !made.hasWrappers {
      for (place, wrapper) in leg.choice.wrappers.enumerated() {
        lines += try before(wrapper, place, leg, rows)
        after += self.after(wrapper, place, leg)
      }
    }
    let watchesBefore = leg.schedule.map { $0.watchesLoss && !$0.seesLossAfterStep } ?? false
    if after.contains(where: { $0.contains("before") }) || watchesBefore { lines.append("before = w") }
    let params = made.isLookahead ? "params" : "w"
    lines.append("updates, state = optimizer.update(g, state, \(params)\(try extras(made.text, rows)))")
    lines.append("\(params) = optax.apply_updates(\(params), updates)")
    if made.isLookahead { lines.append("w = params.fast") }
    lines += after
    if let schedule = leg.schedule, schedule.watchesLoss {
      lines.append("rate.observe(loss(\(schedule.seesLossAfterStep ? "w" : "before")).item())")
    }
    return lines
  }

  /// What an optimizer is told beside the gradient.
  private func extras(_ call: String, _ rows: String) throws(ScriptRefusal) -> String {
    if call.contains("sam(") { return ", grad_fn=lambda p, _: value_and_gradient(p\(rows))[1]" }
    if ["linesearch", "lbfgs"].contains(where: call.contains) {
      return ", value=value, grad=g, value_fn=lambda p: loss(p\(rows))"
    }
    return Self.tellsLoss(call) ? ", value=value" : ""
  }

  /// Whether an optimizer is told the loss beside the gradient.
  private static func tellsLoss(_ text: String) -> Bool {
    ["polyak", "momo", "plateau"].contains(where: text.contains)
  }

  /// What a wrapper does to the gradient.
  private func before(_ wrapper: WrapperChoice, _ place: Int, _ leg: ScriptRun.Leg, _ rows: String)
    throws(ScriptRefusal) -> [String]
  {
    func number(_ key: String) -> String { PythonText.number(wrapper.settings[declared: key]) }
    switch wrapper.entry.card.id {
    case "clip_norm":
      guard wrapper.settings.word(declared: "convention") != "pytorch" else {
        throw ScriptRefusal("optax clips without PyTorch's 1e-6, which clip_norm:convention=optax does")
      }
      return ["g, _ = optax.clip_by_global_norm(\(number("max"))).update(g, optax.EmptyState())"]
    case "clip_value": return ["g, _ = optax.clip(\(number("max"))).update(g, optax.EmptyState())"]
    case "weight_decay" where wrapper.settings.word(declared: "mode") == "coupled":
      return ["g = g + \(number("rate")) * w  # coupled weight decay"]
    case "noise": return ["g = g + noise_\(place)[t - \(leg.start)]"]
    case "sam":
      guard place == 0 else { throw ScriptRefusal("SAM is written only as the first of several wrappers") }
      let isAdaptive = wrapper.settings[declared: "adaptive"] != 0
      let eps = wrapper.settings[declared: "eps"]
      let divisor = eps == 0 ? "norm" : "(norm + \(PythonText.number(eps)))"
      let way =
        isAdaptive ? "\(number("rho")) / \(divisor) * (w ** 2 * g)" : "\(number("rho")) * (g / \(divisor))"
      return [
        "norm = jnp.linalg.norm(\(isAdaptive ? "w * g" : "g"))  # SAM: the gradient a little uphill",
        "if norm > 0:", "    g = value_and_gradient(w + \(way)\(rows))[1]",
      ]
    case "weight_decay", "lookahead", "ema": return []
    default: throw ScriptRefusal("optax has no \(wrapper.entry.card.name) around it")
    }
  }

  /// What a wrapper does after the step.
  private func after(_ wrapper: WrapperChoice, _ place: Int, _ leg: ScriptRun.Leg) -> [String] {
    func number(_ key: String) -> String { PythonText.number(wrapper.settings[declared: key]) }
    switch wrapper.entry.card.id {
    case "weight_decay" where wrapper.settings.word(declared: "mode") == "decoupled":
      let rate = leg.schedule == nil ? PythonText.number(leg.choice.rate) : "rate(t)"
      return ["w = w - \(rate) * \(number("rate")) * before  # decoupled weight decay"]
    case "lookahead":
      let k = PythonText.number(min(1e9, wrapper.settings[declared: "k"].rounded()))
      var lines = [
        "if (t + 1 - synchronised_\(place)) % \(k) == 0:  # Lookahead",
        "    slow_\(place) = slow_\(place) + \(number("alpha")) * (w - slow_\(place))",
        "    w = slow_\(place)",
      ]
      if wrapper.settings[declared: "reset_state"] != 0 { lines.append("    state = optimizer.init(w)") }
      return lines
    case "ema":
      return [
        "# The average of the path, beside it.",
        "average_\(place) = w if average_\(place) is None else \(number("decay")) * average_\(place) + (1 - \(number("decay"))) * w",
      ]
    default: return []
    }
  }
}
