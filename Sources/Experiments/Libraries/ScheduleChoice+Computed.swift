import Optimization

extension ScheduleChoice {
  /// A schedule that is a function of the step, under the call or the lambda that makes it; it replaces the optimizer's rate.
  static func computed(_ text: String, _ function: StepFunction) -> ScheduleChoice {
    let value = function.value
    return ScheduleChoice(
      ScheduleEntry(
        id: text, name: shortName(text), summary: "The rate that \(shortName(text)) gives.", isAbsolute: true
      ) { step, _ in (value(Double(step)), nil) })
  }

  /// A schedule that PyTorch's schedulers make step by step.
  static func computed(_ text: String, _ scheduler: any TorchScheduler) -> ScheduleChoice {
    let rates = TorchRates(scheduler)
    return ScheduleChoice(
      ScheduleEntry(
        id: text, name: shortName(text), summary: "The rate that \(shortName(text)) gives.", isAbsolute: false
      ) { step, base in rates.numbers(step, base) })
  }

  /// The function's name without its module.
  private static func shortName(_ text: String) -> String {
    if text.hasPrefix("lambda") { return "lambda" }
    return text.prefix { $0 != "(" }.split(separator: ".").last.map(String.init) ?? text
  }
}
