import Experiments
import Optimization

extension ExperimentFile {
  /// A file with an experiment, a view and words of all kinds.
  public static func random(_ dice: inout Dice, in catalog: ExperimentCatalog) -> ExperimentFile {
    let experiment = Experiment.random(&dice, in: catalog)
    var file = ExperimentFile(experiment)
    file.title = text(&dice)
    file.caption = text(&dice)
    file.source = text(&dice)
    file.tags = (0..<dice.below(4)).map { _ in dice.pick(["momentum", "known-bad", "hard surfaces", "a_1"]) }
    for run in experiment.optimizers.indices {
      if dice.oneIn(4) { file.hidden.insert(run) }
      if dice.oneIn(4) { file.looks[run] = dice.below(12) }
    }
    file.view = ViewTable.random(&dice, for: experiment)
    for _ in 0..<dice.below(3) { file.claims.append(claim(&dice, on: experiment)) }
    return file
  }

  /// A text with what has to be escaped, and without.
  private static func text(_ dice: inout Dice) -> String {
    let parts = [
      "Adam", " ", "\"", "\\", "\n", "\t", "\r", "\u{0}", "\u{1B}", "\u{7F}", "é", "β₁", "'", "#", "]", "🙂",
      "\\u0041",
      "\u{85}", "\u{FEFF}", "e\u{301}",
    ]
    return (0..<dice.below(6)).map { _ in dice.pick(parts) }.joined()
  }

  private static func claim(_ dice: inout Dice, on experiment: Experiment) -> Claim {
    let labels = experiment.optimizers.labels
    func term(_ dice: inout Dice) -> String {
      let label = dice.pick(labels)
      switch dice.below(4) {
      case 0: return "0.5"
      case 1: return "loss \(label) at end"
      case 2: return "2 * \(dice.pick(["best", "worst", "converged", "diverged"])) \(label)"
      default:
        let kind = dice.pick(["loss", "gradient", "x", "y", "distance", "turns", "evaluations", "spread"])
        return "-1e-3 * \(kind) \(label) at \(dice.below(100))"
      }
    }
    let comparisons = (0...dice.below(2)).map { _ in
      "\(term(&dice)) \(dice.pick(["<", ">", "<=", ">="])) \(term(&dice))"
    }
    do {
      return try Claim(says: text(&dice), holds: comparisons.joined(separator: " and "))
    } catch {
      preconditionFailure(error.message)
    }
  }
}

extension ViewTable {
  /// Words that the screen knows, for an experiment that has what they need.
  static func random(_ dice: inout Dice, for experiment: Experiment) -> ViewTable {
    var table = ViewTable()
    let hasData = experiment.surface.dataChoice != nil
    let labels = experiment.optimizers.labels
    let most = max(1, experiment.steps)
    let words: [(ViewKey, String)] = [
      (.at, String(dice.below(most + 20))), (.pin, String(dice.below(most + 20))),
      (.choose, dice.oneIn(2) ? dice.pick(labels) : String(1 + dice.below(9))),
      (.map, "-1.5,2,\(dice.pick(["-3", "0.25", "-0", "1e-05"])),3"),
      (.theme, dice.pick(["night", "paper", "ember", "auto", "mono"])),
      (.colormap, dice.pick(["viridis", "theme", "magma"])),
      (.speed, dice.pick(["1", "30", "12.5", "100000", "60"])),
      (
        .view,
        dice.pick(["contours", "3d", "field", "slice_x", "slice_y"] + (hasData ? ["both", "model"] : []))
      ),
      (.turn, dice.pick(["35,30", "-120,89.5,1.5", "0,0", "12.25,40"])),
      (
        .layout,
        dice.pick(["standard", "map", "lecture", "numbers", "side=50,hide=chart", "numbers,zoom=race"])
      ),
      (.inspect, dice.pick(["true", "false"])), (.averages, dice.pick(["true", "false"])),
      (.cloud, dice.pick(["true", "false"])), (.chart, dice.pick(["loss", "gradient", "rate"])),
      (.chartAxis, dice.pick(["steps", "evaluations"] + (hasData ? ["examples"] : []))),
      (.lossAxis, dice.pick(["log", "linear"])), (.marker, dice.pick(["braille", "ascii"])),
    ]
    for (key, word) in words where dice.oneIn(3) { table[key] = word }
    return table
  }
}
