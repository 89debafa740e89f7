import Experiments
import Optimization

/// PyTorch: an optimizer's `step` with a closure that computes the gradient.
struct TorchStyle: ScriptStyle {
  let card = ScriptStyleCard(
    id: "torch", name: "PyTorch", summary: "A script that needs torch: `pip install torch`.")
  let imports = [
    "import torch", "", "torch.set_default_dtype(torch.float64)", "torch.set_num_threads(1)",
  ]
  let functions = PythonFunctions(
    module: "torch", names: [:],
    own: PythonFunctions.own("torch").merging([
      "atan2": """
      def atan2(y, x):
          \"\"\"The angle of a point; its slopes at the origin are taken as 0.\"\"\"
          y, x = torch.as_tensor(y), torch.as_tensor(x)
          origin = (x == 0) & (y == 0)
          return torch.where(origin, 0.0, torch.atan2(y, torch.where(origin, 1.0, x)))
      """,
      "softplus": """
      def softplus(x):
          return torch.logaddexp(x, torch.zeros_like(x))
      """,
    ]) { $1 })
  let array = "torch.tensor"
  let deviation = "X.std(correction=0)"
  let deviations = "torch.abs(z - y).mean()"
  func huber(delta: String) -> String { "torch.nn.functional.huber_loss(z, y, delta=\(delta))" }
  let crossEntropy = "torch.nn.functional.binary_cross_entropy_with_logits(z, y)"
  func rows(_ list: String) -> String { list }
  func derivatives(isCompiled: Bool) -> [String] { [] }

  func body(_ run: ScriptRun, _ specification: Specification) throws(ScriptRefusal) -> [String] {
    var lines = ["w = torch.tensor(START, requires_grad=True)"]
    for (index, leg) in run.legs.enumerated() {
      lines += try setUp(leg, specification)
      if index == 0 { lines.append("yield w") }
      lines.append("for t in range(\(leg.start), \(leg.end)):")
      lines += try step(leg, specification).map { "    " + $0 }
      lines.append("    yield w")
    }
    return lines
  }

  /// The optimizer, its schedule, the memories of wrappers and the closure.
  private func setUp(_ leg: ScriptRun.Leg, _ specification: Specification) throws(ScriptRefusal) -> [String] {
    var bare = leg.choice
    bare.wrappers = []
    let call = try ScriptCall(bare, of: card.id, specification)
    var lines: [String] = []
    if leg.start > 0 { lines += ["", "# The fork, from step \(leg.start) on."] }
    if leg.keepsMemory { lines.append("former = optimizer") }
    lines.append("optimizer = " + call.text.replacing("(params", with: "([w]"))
    if leg.keepsMemory { lines.append("optimizer.state.update(former.state)  # it keeps its memory") }
    if !call.factor.isEmpty {
      lines[lines.count - 1] += "  # the average of gradients is (1 - beta) times torch's velocity"
    }
    if let schedule = leg.schedule, !(leg.keepsSchedule && schedule.watchesLoss) {
      guard call.factor.isEmpty || !schedule.movesMomentum else {
        throw ScriptRefusal(
          "its schedule moves β, and the average of gradients has no such momentum in PyTorch")
      }
      lines += [""] + schedule.lines
    }
    for (place, wrapper) in leg.choice.wrappers.enumerated() {
      switch wrapper.entry.card.id {
      case "lookahead" where !leg.keepsWrapper[place]:
        lines += ["slow_\(place) = w.detach().clone()", "synchronised_\(place) = \(leg.start)"]
      case "ema" where !leg.keepsWrapper[place]: lines.append("average_\(place) = None")
      case "noise":
        lines += ["noise_\(place) = [", "    # what optviz adds to the gradient in each step"]
        lines += (leg.noise[place] ?? []) + ["]"]
      default: break
      }
    }
    return lines + (try closure(leg))
  }

  /// The function that computes the loss and the gradient that the optimizer is told.
  private func closure(_ leg: ScriptRun.Leg) throws(ScriptRefusal) -> [String] {
    let rows = leg.batchSize.map { ", batch(t, \($0))" } ?? ""
    var lines = [
      "", "def closure():", "    optimizer.zero_grad()", "    value = loss(w\(rows))", "    value.backward()",
    ]
    for (place, wrapper) in leg.choice.wrappers.enumerated() {
      func number(_ key: String) -> String { PythonText.number(wrapper.settings[declared: key]) }
      switch wrapper.entry.card.id {
      case "clip_norm":
        guard wrapper.settings.word(declared: "convention") == "pytorch" else {
          throw ScriptRefusal(
            "PyTorch adds 1e-6 to the norm where it clips, which clip_norm:convention=pytorch does")
        }
        lines.append("    torch.nn.utils.clip_grad_norm_([w], \(number("max")))")
      case "clip_value": lines.append("    torch.nn.utils.clip_grad_value_([w], \(number("max")))")
      case "weight_decay" where wrapper.settings.word(declared: "mode") == "coupled":
        lines.append("    w.grad += \(number("rate")) * w.detach()  # coupled weight decay")
      case "noise": lines.append("    w.grad += torch.tensor(noise_\(place)[t - \(leg.start)])")
      case "sam":
        guard leg.choice.entry.card.id != "lbfgs" else {
          throw ScriptRefusal("the line search decides by losses and gradients that SAM takes at two places")
        }
        guard place == 0 else { throw ScriptRefusal("SAM is written only as the first of several wrappers") }
        lines += Self.uphill(wrapper, rows).map { "    " + $0 }
      case "weight_decay", "lookahead", "ema": break
      default: throw ScriptRefusal("PyTorch has no \(wrapper.entry.card.name)")
      }
    }
    return lines + ["    return value", ""]
  }

  /// The gradient a little uphill.
  private static func uphill(_ wrapper: WrapperChoice, _ rows: String) -> [String] {
    let (rho, eps) = (wrapper.settings[declared: "rho"], wrapper.settings[declared: "eps"])
    let isAdaptive = wrapper.settings[declared: "adaptive"] != 0
    let norm = "norm" + (eps == 0 ? "" : " + \(PythonText.number(eps))")
    let divisor = eps == 0 ? norm : "(\(norm))"
    let way =
      isAdaptive
      ? "\(PythonText.number(rho)) / \(divisor) * (w ** 2 * w.grad)"
      : "\(PythonText.number(rho)) * (w.grad / \(divisor))"
    return [
      "norm = (\(isAdaptive ? "w * w.grad" : "w.grad")).norm()  # SAM: the gradient a little uphill",
      "if norm > 0:", "    uphill = (w + \(way)).detach().requires_grad_()",
      "    w.grad = torch.autograd.grad(loss(uphill\(rows)), uphill)[0]",
    ]
  }

  /// One step, and what wrappers do after it.
  private func step(_ leg: ScriptRun.Leg, _ specification: Specification) throws(ScriptRefusal) -> [String] {
    var lines: [String] = []
    var bare = leg.choice
    bare.wrappers = []
    let factor = try ScriptCall(bare, of: card.id, specification).factor
    if let schedule = leg.schedule {
      lines.append("optimizer.param_groups[0][\"lr\"] = rate(t)\(factor)")
      if schedule.movesMomentum {
        lines.append(
          leg.choice.momentumKey == "beta1"
            ? "optimizer.param_groups[0][\"betas\"] = (momentum(t), optimizer.defaults[\"betas\"][1])"
            : "optimizer.param_groups[0][\"momentum\"] = momentum(t)")
      }
    }
    let isDecoupled = leg.choice.wrappers.contains {
      $0.entry.card.id == "weight_decay" && $0.settings.word(declared: "mode") == "decoupled"
    }
    let watchesBefore = leg.schedule.map { $0.watchesLoss && !$0.seesLossAfterStep } ?? false
    if isDecoupled || watchesBefore { lines.append("before = w.detach().clone()") }
    lines.append("optimizer.step(closure)")
    var after: [String] = []
    for (place, wrapper) in leg.choice.wrappers.enumerated() {
      func number(_ key: String) -> String { PythonText.number(wrapper.settings[declared: key]) }
      switch wrapper.entry.card.id {
      case "weight_decay" where wrapper.settings.word(declared: "mode") == "decoupled":
        let rate = leg.schedule == nil ? PythonText.number(leg.choice.rate) : "rate(t)"
        after.append("w -= \(rate) * \(number("rate")) * before  # decoupled weight decay")
      case "lookahead":
        let k = PythonText.number(min(1e9, wrapper.settings[declared: "k"].rounded()))
        after += [
          "if (t + 1 - synchronised_\(place)) % \(k) == 0:  # Lookahead",
          "    slow_\(place) += \(number("alpha")) * (w - slow_\(place))", "    w.copy_(slow_\(place))",
        ]
        if wrapper.settings[declared: "reset_state"] != 0 { after.append("    optimizer.state.clear()") }
      case "ema":
        after += [
          "if average_\(place) is None:  # the average of the path, beside it",
          "    average_\(place) = w.clone()", "else:",
          "    average_\(place).lerp_(w, 1 - \(number("decay")))",
        ]
      default: break
      }
    }
    if !after.isEmpty { lines += ["with torch.no_grad():"] + after.map { "    " + $0 } }
    if let schedule = leg.schedule, schedule.watchesLoss {
      lines.append("rate.observe(loss(\(schedule.seesLossAfterStep ? "w" : "before")).item())")
    }
    return lines
  }
}
