import Optimization

/// A schedule as a function of Python: the rate of step t, as the program computes it.
///
/// Libraries have schedulers of the same names. Some of them round to single precision, and others compute a rate from the one
/// before it; the closed form is shorter than a list of exceptions.
struct ScriptSchedule {
  /// The lines of the function `rate`, and of `momentum` where the schedule moves it.
  let lines: [String]
  /// Whether there is a function `momentum`.
  let movesMomentum: Bool
  /// Whether the rate is a `Plateau`, which sees the losses.
  var watchesLoss: Bool { plateau != nil }
  /// The rate of its first step.
  let firstRate: Double
  /// Whether it sees the loss where a step has arrived.
  let seesLossAfterStep: Bool
  private let plateau: String?

  /// The most rates that are written out, for a schedule that is not in the catalog.
  static let mostRates = 10_000

  /// A schedule for a rate, from a step on and for a number of steps.
  ///
  /// - Throws: why it cannot be written.
  init(_ choice: ScheduleChoice, rate: Double, from begin: Int, steps: Int) throws(ScriptRefusal) {
    let settings = choice.settings
    let schedule = choice.entry.make(settings, steps)
    func number(_ key: String) -> String { PythonText.number(settings[declared: key]) }
    func value(_ key: String) -> Double { settings[declared: key] }
    let lr = PythonText.number(rate)
    let total = settings.index(of: "total") == nil ? "" : PythonText.number(settings.total(orRunOf: steps))
    let t = begin == 0 ? "t" : "(t - \(begin))"
    func falling(_ lowest: Double, _ share: String) -> String {
      lowest == 0
        ? "\(lr) * \(share)"
        : "\(PythonText.number(lowest)) + (\(lr) - \(PythonText.number(lowest))) * \(share)"
    }
    var body: [String]
    var momentum: [String] = []
    movesMomentum = schedule.momentum(0) != nil
    seesLossAfterStep = schedule.seesLossAfterStep
    firstRate = schedule.rate(0, base: rate)
    var plateau: String?
    switch choice.entry.card.id {
    case "constant": body = ["return \(lr) * \(number("factor")) if \(t) < \(total) else \(lr)"]
    case "step": body = ["return \(lr) * \(number("gamma")) ** (\(t) // \(number("step_size")))"]
    case "multi_step":
      let milestones = (1...8).map { value("milestone\($0)") }.filter { $0 > 0 }.map(PythonText.number)
      body = ["passed = sum(milestone <= \(t) for milestone in [\(milestones.joined(separator: ", "))])"]
      body.append("return \(lr) * \(number("gamma")) ** passed")
    case "exponential": body = ["return \(lr) * \(number("gamma")) ** \(t)"]
    case "inverse_time": body = ["return \(lr) / (1 + \(number("decay")) * \(t))"]
    case "polynomial":
      body = ["return " + falling(value("min"), "max(0, 1 - \(t) / \(total)) ** \(number("power"))")]
    case "linear_warmup":
      let (start, end) = (number("start_factor"), number("end_factor"))
      body = ["return \(lr) * (\(start) + (\(end) - \(start)) * min(\(t), \(total)) / \(total))"]
    case "cosine":
      let time = value("hold") != 0 ? "min(\(t), \(total))" : t
      body = ["return " + falling(value("min"), "(1 + math.cos(math.pi * \(time) / \(total))) / 2")]
    case "cosine_restarts":
      body = ["since, period = \(t), \(number("first"))"]
      if value("multiplier") == 1 {
        body.append("since -= since // period * period")
      } else {
        body += [
          "while since >= period:", "    since, period = since - period, period * \(number("multiplier"))",
        ]
      }
      body.append("return " + falling(value("min"), "(1 + math.cos(math.pi * since / period)) / 2"))
    case "one_cycle":
      let peak = value("max") > 0 ? number("max") : lr
      let first = "\(peak) / \(number("div_factor"))"
      let last = "\(first) / \(number("final_div_factor"))"
      let (low, high) = (number("base_momentum"), number("max_momentum"))
      let rise = "\(number("pct_start")) * \(total) - 1"
      let isThree = value("three_phase") != 0
      let ends =
        isThree
        ? "[\(rise), 2 * \(number("pct_start")) * \(total) - 2, \(total) - 1]" : "[\(rise), \(total) - 1]"
      let way = value("anneal") != 0 ? "linear" : "cosine"
      body = ["ends = \(ends)"]
      let corners = isThree ? "[\(first), \(peak), \(first), \(last)]" : "[\(first), \(peak), \(last)]"
      body.append("return cycle(\(t), ends, \(corners), \(way))")
      let momenta = isThree ? "[\(high), \(low), \(high), \(high)]" : "[\(high), \(low), \(high)]"
      momentum = ["ends = \(ends)", "return cycle(\(t), ends, \(momenta), \(way))"]
    case "cyclic":
      let up = number("up")
      let down = value("down") > 0 ? number("down") : up
      let share =
        switch value("mode") {
        case 0: ""
        case 1: " / 2 ** cycle"
        default: " * \(number("gamma")) ** \(t)"
        }
      let common = [
        "turn, cycle = \(up) / (\(up) + \(down)), \(t) // (\(up) + \(down))",
        "place = \(t) / (\(up) + \(down)) - cycle",
        "height = (place / turn if place <= turn else (place - 1) / (turn - 1))\(share)",
      ]
      let top = value("max") > 0 ? number("max") : lr
      body = common + ["return \(number("min")) + (\(top) - \(number("min"))) * height"]
      let (low, high) = (number("base_momentum"), number("max_momentum"))
      momentum = common + ["return \(high) - (\(high) - \(low)) * height"]
    case "warmup_cosine":
      let (start, warmup) = (number("start_factor"), number("warmup"))
      body = [
        "if \(t) < \(warmup):", "    return \(lr) * (\(start) + (1 - \(start)) * \(t) / \(warmup))",
        "place = (\(t) - \(warmup)) / max(1, \(total) - \(warmup))",
        "return "
          + falling(
            value("min"), "(1 + math.cos(math.pi * \(value("hold") != 0 ? "min(1, place)" : "place"))) / 2"),
      ]
    case "warmup_stable_decay":
      let (start, warmup, lowest) = (number("start_factor"), number("warmup"), number("min"))
      let decay = value("decay") > 0 ? number("decay") : "(\(total) / 5)"
      body = [
        "if \(t) < \(warmup):", "    return \(lr) * (\(start) + (1 - \(start)) * \(t) / \(warmup))",
        "past = \(t) - (\(total) - \(decay))", "if past <= 0:", "    return \(lr)",
        "return \(lowest) if past >= \(decay) else \(lr) + (\(lowest) - \(lr)) * past / \(decay)",
      ]
    case "reduce_on_plateau":
      let most = min(1e9, value("patience").rounded())
      let wait = min(1e9, value("cooldown").rounded())
      plateau =
        "rate = Plateau(\(lr), factor=\(number("factor")), patience=\(PythonText.number(most)), "
        + "threshold=\(number("threshold")),\n               is_absolute=\(settings.word(declared: "threshold_mode") == "abs" ? "True" : "False"), "
        + "cooldown=\(PythonText.number(wait)), lowest=\(number("min")), least_change=\(number("least_change")))"
      body = []
    default:
      // A schedule from a library's call, whose text may name anything; its rates are known.
      guard !schedule.watchesLoss, steps <= Self.mostRates else {
        throw ScriptRefusal("its schedule would be a list of more than \(Self.mostRates) rates")
      }
      let rates = (0..<max(1, steps)).map { PythonText.number(schedule.rate($0, base: rate)) }
      body = ["return ["] + PythonText.list(rates, indent: "    ") + ["][\(t)]"]
      if movesMomentum {
        let values = (0..<max(1, steps)).map { PythonText.number(schedule.momentum($0) ?? 0) }
        momentum = ["return ["] + PythonText.list(values, indent: "    ") + ["][\(t)]"]
      }
    }
    self.plateau = plateau
    if let plateau {
      lines = plateau.split(separator: "\n").map { String($0) }
    } else {
      var lines = ["def rate(t):", "    " + PythonText.documentation("The rate of step t: \(choice.text)")]
      lines += body.map { "    " + $0 }
      if movesMomentum { lines += ["", "def momentum(t):"] + momentum.map { "    " + $0 } }
      self.lines = lines
    }
  }

  /// Functions of the script that a schedule needs.
  static let helpers: [(word: String, text: String)] = [
    (
      " cycle(",
      """
      def linear(start, end, share):
          return start + (end - start) * share


      def cosine(start, end, share):
          return end + (start - end) / 2 * (1 + math.cos(math.pi * share))


      def cycle(t, ends, corners, way):
          \"\"\"Where a quantity is that goes from corner to corner, each of which it reaches at the step of an end.\"\"\"
          t = min(t, ends[-1])
          phase = next((i for i, end in enumerate(ends) if t <= end), len(ends) - 1)
          begin, end = ends[phase - 1] if phase else 0, ends[phase]
          return way(corners[phase], corners[phase + 1], (t - begin) / (end - begin) if end > begin else 1)
      """
    ),
    (
      " Plateau(",
      """
      class Plateau:
          \"\"\"A rate that falls when the loss has not improved for a while: torch's ReduceLROnPlateau, mode min.\"\"\"

          def __init__(self, rate, factor, patience, threshold, is_absolute, cooldown, lowest, least_change):
              self.rate, self.factor, self.patience, self.threshold = rate, factor, patience, threshold
              self.is_absolute, self.cooldown, self.lowest = is_absolute, cooldown, lowest
              self.least_change = least_change
              self.best, self.bad, self.waiting = math.inf, 0, 0

          def __call__(self, t):
              return self.rate

          def observe(self, loss):
              limit = self.best - self.threshold if self.is_absolute else self.best * (1 - self.threshold)
              if loss < limit:
                  self.best, self.bad = loss, 0
              else:
                  self.bad += 1
              if self.waiting > 0:
                  self.waiting, self.bad = self.waiting - 1, 0
              if self.bad > self.patience:
                  self.waiting, self.bad = self.cooldown, 0
                  lower = max(self.rate * self.factor, self.lowest)
                  if self.rate - lower > self.least_change:
                      self.rate = lower
      """
    ),
  ]
}

/// Why a race cannot be repeated by a library, in words that follow a run's name and a colon.
struct ScriptRefusal: Error, Sendable {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
