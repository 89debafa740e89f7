import Optimization
import TerminalGraphics

/// What distinguishes a run from the others: a colour, a head and a label.
struct RunLook {
  /// The heads, distinct in shape so that runs are told apart without colour.
  static let heads: [Unicode.Scalar] = ["●", "▲", "◆", "■", "✚", "★", "▼", "◉", "✖"]

  let color: Color
  let head: Unicode.Scalar
  let label: String
  /// What tells it from its namesakes at the label's end, after a blank: a setting, or the batch size; empty for nothing.
  let suffix: String

  /// The label cut to a width: the name is cut, and what tells it from its namesakes stays.
  func label(width: Int) -> String {
    let columns = Frame.columns(of: suffix)
    guard columns > 0, Frame.columns(of: label) > width, width > columns else { return label }
    return label.prefix(width - columns - 1) + "…" + suffix
  }

  /// The look of a missing run.
  static let none = RunLook(color: Color(0), head: heads[0], label: "")

  private init(color: Color, head: Unicode.Scalar, label: String) {
    self.color = color
    self.head = head
    self.label = label
    suffix = ""
  }

  init(_ run: Int, in model: Model) {
    color = model.derived.theme.path(model.colorLook(of: run))
    head = RunLook.head(run, in: model)
    let batches = RunLook.batchLabels(model)
    let (name, suffix) = RunLook.label(run, in: model, batches)
    (label, self.suffix) = (name + suffix, suffix)
  }

  /// The sign of a run.
  static func head(_ run: Int, in model: Model) -> Unicode.Scalar {
    heads[model.document.looks[run] % heads.count]
  }

  /// The stroke of the run's lines: its colour; without fine dots or colours its number.
  static func stroke(
    _ run: Int, in model: Model, _ width: Stroke.Width, strength: Double = 1, dash: Stroke.Dash? = nil
  ) -> Stroke {
    Stroke(
      model.derived.theme.path(model.colorLook(of: run)), width, strength: strength, dash: dash,
      sign: run < 9 ? Unicode.Scalar(UInt8(49 + run)) : nil)
  }

  /// The label of a fork: the step where it leaves the other run, and what it does otherwise from there on.
  private static func forkLabel(_ fork: OptimizerChoice.Fork, _ run: Int, in model: Model)
    -> (name: String, suffix: String)
  {
    let choices = model.document.experiment.optimizers
    let (own, former) = (choices[run], choices[fork.parent])
    let name = own.label.map { "\($0) " } ?? ""
    let place = "\(name)@\(fork.step)"
    guard title(of: own) == title(of: former) else { return (place, " \(title(of: own))") }
    let (rows, others) = (SettingRow.rows(of: own), SettingRow.rows(of: former))
    let differing = rows.indices.filter { !others.indices.contains($0) || others[$0].value != rows[$0].value }
    var words = differing.map { "\(rows[$0].setting.symbol)\(rows[$0].setting.text(rows[$0].value))" }
    if own.batchSize != former.batchSize, let size = own.batchSize {
      words.append(size == 0 ? "all" : "b\(size)")
    }
    return (place, words.map { " \($0)" }.joined())
  }

  /// The optimizer's name with its wrappers, and if another run has the same, the settings that differ.
  private static func label(_ run: Int, in model: Model, _ batch: [String])
    -> (name: String, suffix: String)
  {
    let choices = model.document.experiment.optimizers
    if let fork = choices[run].fork { return forkLabel(fork, run, in: model) }
    if let label = choices[run].label { return (label, batch[run]) }
    func title(_ run: Int) -> String { RunLook.title(of: choices[run]) + batch[run] }
    let namesakes = choices.indices.filter {
      $0 != run && choices[$0].fork == nil && choices[$0].label == nil && title($0) == title(run)
    }
    let title = title(run)
    guard !namesakes.isEmpty else { return (RunLook.title(of: choices[run]), batch[run]) }
    let own = SettingRow.rows(of: choices[run])
    let others = namesakes.map { SettingRow.rows(of: choices[$0]) }
    let differing = own.indices.filter { i in
      others.contains { !$0.indices.contains(i) || $0[i].value != own[i].value }
    }
    let words = differing.map { " \(own[$0].setting.symbol)\(own[$0].setting.text(own[$0].value))" }
    return (title, words.joined())
  }

  /// ` b32` or ` all` for each run, if their batch sizes differ.
  private static func batchLabels(_ model: Model) -> [String] {
    let sizes = model.document.experiment.optimizers.map { choice -> Int? in
      RunConditions.batches(of: choice, on: model.derived.race.objective)?.settableSize
    }
    let labels = sizes.map { size in size.map { $0 == 0 ? " all" : " b\($0)" } ?? "" }
    return Set(labels).count > 1 ? labels : labels.map { _ in "" }
  }

  /// `Adam +clip_norm @cosine`.
  private static func title(of choice: OptimizerChoice) -> String {
    ([choice.entry.card.name] + choice.wrappers.map { "+\($0.entry.card.id)" }
      + (choice.schedule.map { ["@\($0.entry.card.shortName)"] } ?? []))
      .joined(separator: " ")
  }
}

extension Model {
  /// A run in a sentence: its label, and of a fork also what it is.
  func name(of run: Int) -> String {
    let choice = document.experiment.optimizers[run]
    let label = RunLook(run, in: self).label
    return choice.fork == nil || choice.label != nil ? label : "\(choice.entry.card.name) \(label)"
  }

  /// Whose colour a run has: a fork has that of the run that it began as.
  func colorLook(of run: Int) -> Int {
    var run = run
    while let fork = document.experiment.optimizers[run].fork, fork.parent < run { run = fork.parent }
    return document.looks[run]
  }
}
