import Experiments
import Optimization
import Wording

/// A script in Python that repeats an experiment in PyTorch or optax, and checks itself against the program's numbers.
///
/// The loss is traced from the surface itself, and each optimizer is a library's call that reads back as the same optimizer.
/// What a library computes otherwise is refused by name: no script has other numbers than the screen.
public struct PythonScript: Sendable {
  /// The script.
  public let text: String
  /// The style that was taken.
  public let style: ScriptStyleCard

  /// What is known of the format.
  public static let card = ExportCard(
    id: "py", name: "Python",
    summary:
      "A script that repeats the race in PyTorch or optax, and compares itself with the program's numbers.")

  /// Writes the script.
  public func write(into sink: inout ByteSink) throws {
    sink.append(text)
    try sink.flush()
  }

  /// The script of an experiment.
  ///
  /// - Parameters:
  ///   - style: the identifier of a style; `nil` for the first that has every run.
  ///   - command: the command line that makes the race; the script carries it.
  ///   - version: the program's version.
  /// - Throws: what is refused and why, with the style that has it.
  public init(
    _ experiment: Experiment, style: String? = nil, _ specification: Specification, command: String,
    version: String
  ) throws(InputError) {
    let all = ScriptStyleCatalog.all
    let asked = try style.map { style throws(InputError) in try all.entry(style, kind: "style", by: \.card.id)
    }
    var refusals: [String] = []
    for style in asked.map({ [$0] }) ?? all {
      do throws(ScriptRefusal) {
        let writer = try ScriptWriter(experiment, style, specification, command: command, version: version)
        text = writer.finished(ScriptTolerance.arrivals(of: experiment))
        self.style = style.card
        return
      } catch {
        refusals.append("\(style.card.id): \(error.reason)")
      }
    }
    // Another style is named only where it has every run.
    let other = all.first { style in
      style.card.id != asked?.card.id && asked != nil
        && (try? ScriptWriter(experiment, style, specification, command: command, version: version)) != nil
    }
    let hint = other.map { "; --style \($0.card.id) has every run" } ?? ""
    throw InputError("no script repeats this race. \(refusals.joined(separator: "; "))\(hint)")
  }
}

/// Puts a script together: what it is, the loss, the runs, and the check.
private struct ScriptWriter {
  private let experiment: Experiment
  private let style: any ScriptStyle
  private let command, version: String
  private let loss: ScriptLoss
  private var runs: [ScriptRun] = []
  private var bodies: [[String]] = []

  /// Writes all but the check; throws at the first that the style does not have.
  init(
    _ experiment: Experiment, _ style: any ScriptStyle, _ specification: Specification, command: String,
    version: String
  ) throws(ScriptRefusal) {
    (self.experiment, self.style, self.command, self.version) = (experiment, style, command, version)
    var loss = try ScriptLoss(experiment, style)
    let race = experiment.race()
    let (labels, texts) = (experiment.optimizers.labels, experiment.optimizers.texts)
    for (number, label) in labels.enumerated() {
      var name = "run_" + label.map { $0 == "-" ? "_" : String($0) }.joined()
      if !RunLabel.isValid(label) || runs.contains(where: { $0.function == name }) {
        name = "run_number_\(number + 1)"
      }
      do throws(ScriptRefusal) {
        let run = try ScriptRun(
          number, of: race, experiment, label: label, function: name, text: texts[number])
        bodies.append(try style.body(run, specification))
        runs.append(run)
      } catch {
        throw ScriptRefusal("\(label): \(error.reason)")
      }
    }
    try loss.addOrder(runs.flatMap(\.dealing), seed: experiment.seed, style)
    self.loss = loss
  }

  /// The whole script.
  func finished(_ arrivals: [ScriptTolerance.Arrival]) -> String {
    var lines = head(arrivals) + ["", "import argparse", "import json", "import math", "import sys", ""]
    lines += style.imports + ["", "START = \(point(experiment.start))", "", ""]
    lines += loss.lines
    if !loss.batchLines.isEmpty { lines += ["", ""] + loss.batchLines }
    let derivatives = style.derivatives(isCompiled: loss.isCompiled)
    if !derivatives.isEmpty { lines += ["", ""] + derivatives }
    let body = bodies.joined().joined(separator: "\n")
    for helper in ScriptSchedule.helpers where body.contains(helper.word) {
      lines +=
        ["", ""] + helper.text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }
    for (run, body) in zip(runs, bodies) {
      lines += ["", "", "def \(run.function)():", "    " + PythonText.documentation(run.text)]
      lines += body.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        .map { $0.isEmpty ? "" : "    \($0)" }
    }
    lines += [
      "", "", "# What optviz got: the last step that is compared, the point and the loss there, and how far",
    ]
    lines += [
      "# rounding alone may lead away from them until then, as a share of a number or absolute below 1."
    ]
    lines.append("RUNS = {")
    for (run, arrival) in zip(runs, arrivals) {
      let numbers = [arrival.position.x, arrival.position.y, arrival.loss].map(PythonText.float)
      lines.append(
        "    \(PythonText.string(run.label)): (\(run.function), \(arrival.step), (\(numbers.joined(separator: ", "))), "
          + "\(arrival.tolerance.description)),")
    }
    lines.append("}")
    lines += ["", ""] + ScriptCheck.lines
    return lines.map { $0 + "\n" }.joined()
  }

  private func point(_ point: Point<Double>) -> String {
    "(\(PythonText.float(point.x)), \(PythonText.float(point.y)))"
  }

  /// What the script is, how it was made and what it does.
  private func head(_ arrivals: [ScriptTolerance.Arrival]) -> [String] {
    var lines = [
      "#!/usr/bin/env python3",
      "\"\"\"The race of optimizers that optviz shows, repeated in \(style.card.name).",
      "",
      "The loss: " + PythonText.documented(experiment.objective.formula),
      "",
      "Run it without arguments: it makes every run and says whether it ends where optviz's does.",
      "  --csv FILE      writes every point as run,step,x,y,loss; - is standard output",
      "  --compare FILE  compares every step with what 'optviz run --format json' wrote",
      "\"\"\"",
      "",
      "# Made by optviz \(PythonText.line(version)), seed \(experiment.seed), with",
      PythonText.comment(command),
    ]
    let early = zip(runs.map(\.label), arrivals).filter { !$0.1.isEnd }
    if !early.isEmpty {
      lines += [
        "#",
        "# Not compared to their ends, since rounding decides from there on, or the numbers are not finite:",
      ]
      lines += early.map { PythonText.comment("  \($0) after step \($1.step) of \($1.steps)") }
    }
    return lines
  }
}
