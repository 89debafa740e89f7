import Experiments
import Optimization

/// The loss of an experiment as a function of Python, with the data that it reads.
struct ScriptLoss {
  /// The lines before the runs: tables, helper functions, the function `loss`.
  let lines: [String]
  /// The lines after it: the order of the examples, where steps see batches.
  private(set) var batchLines: [String] = []
  /// Whether a library may compile the loss: not where it chooses by conditions, each of which has a gradient of its own.
  let isCompiled: Bool

  /// The most examples of a table that a script holds.
  static let mostExamples = 10_000
  /// The most rows of batches that it holds.
  static let mostRows = 200_000

  /// The loss of an experiment.
  init(_ experiment: Experiment, _ style: any ScriptStyle) throws(ScriptRefusal) {
    let objective = experiment.objective
    if let regression = objective as? Regression {
      isCompiled = true
      lines = try Self.lines(of: regression, style)
      return
    }
    let (value, slopes) = objective.valueAndGradient(at: experiment.start)
    guard value.isFinite, slopes.isFinite else {
      throw ScriptRefusal("the loss or its slope is not a finite number at the start")
    }
    let root: FormulaNode
    if let text = experiment.surface.expressionText {
      guard let formula = try? TypedFormula(text) else {
        throw ScriptRefusal("the formula cannot be read again")
      }
      root = formula.height(Traced.x, Traced.y, with: SettingValues(defaultsOf: formula.settings)).node
    } else if let traced = Traced.formula(of: objective) {
      root = traced
    } else {
      throw ScriptRefusal("the loss is not a formula")
    }
    let formula = PythonFormula(root, style.functions)
    isCompiled = !formula.hasChoices
    var lines = style.functions.text(of: formula.helpers)
    lines += ["def loss(w):", "    " + PythonText.documentation(objective.formula), "    x, y = w"]
    lines += formula.assignments.map { "    " + $0 }
    // A constant has no gradient, and the libraries ask for one.
    lines.append("    return \(root.mayBeConstant ? "0.0 * (x + y) + (\(formula.result))" : formula.result)")
    self.lines = lines
  }

  /// The loss of a model on data.
  private static func lines(of regression: Regression, _ style: any ScriptStyle) throws(ScriptRefusal)
    -> [String]
  {
    let data = regression.data
    guard data.count <= mostExamples else {
      throw ScriptRefusal(
        "the table has \(data.count) rows, and a script holds at most \(mostExamples)")
    }
    var lines: [String] = []
    for (name, title, column) in [("X", data.xName, data.x), ("Y", data.yName, data.y)] {
      lines.append(PythonText.comment("\(title), \(data.count) rows of \(data.name)"))
      lines.append("\(name) = \(style.array)([")
      lines += PythonText.list(column.map(PythonText.float), indent: "    ") + ["])"]
    }
    if regression.scaling == .standard {
      let isConstant = data.x.allSatisfy { $0 == data.x[0] }
      lines += [
        "# The feature without its mean" + (isConstant ? "" : ", in standard deviations") + ".",
        isConstant ? "X = X - X.mean()" : "X = (X - X.mean()) / \(style.deviation)",
      ]
    }
    let mean: String
    switch regression.loss {
    case .mse: mean = "((z - y) ** 2).mean()"
    case .halfMSE: mean = "0.5 * ((z - y) ** 2).mean()"
    case .mae: mean = style.deviations
    case .huber(let delta): mean = style.huber(delta: PythonText.number(delta))
    case .bce: mean = style.crossEntropy
    }
    return lines + [
      "", "", "def loss(w, rows=None):", "    " + PythonText.documentation(regression.formula),
      "    x, y = (X, Y) if rows is None else (X[rows], Y[rows])", "    z = w[0] * x + w[1]",
      "    return \(mean)",
    ]
  }

  /// Adds the order in which the examples come, for runs that see them in batches.
  ///
  /// - Parameter runs: the batches of each leg of each run, and the step at which it ends.
  mutating func addOrder(_ runs: [(batches: Batches, end: Int)], seed: UInt64, _ style: any ScriptStyle)
    throws(ScriptRefusal)
  {
    let dealt = runs.filter { !$0.batches.isWhole && $0.end > 0 }
    let epochs = dealt.map { $0.batches.epoch(of: $0.end - 1) + 1 }
    guard let most = epochs.max(), let longest = epochs.firstIndex(of: most) else { return }
    let batches = dealt[longest].batches
    guard most <= Self.mostRows / batches.exampleCount else {
      throw ScriptRefusal(
        "the order of the examples in \(most) epochs of \(batches.exampleCount) is more than \(Self.mostRows) "
          + "numbers, the most that a script holds; fewer steps or larger batches need fewer")
    }
    batchLines = [
      "# The rows of each epoch in the order in which optviz takes them.",
      "ORDER = [",
    ]
    for epoch in 0..<most {
      let steps = epoch * batches.stepsPerEpoch..<(epoch + 1) * batches.stepsPerEpoch
      let rows = steps.flatMap { batches.rows(ofStep: $0, seed: seed) }.map(\.description)
      batchLines += ["    ["] + PythonText.list(rows, indent: "        ") + ["    ],"]
    }
    batchLines += [
      "]", "", "", "def batch(t, size):", "    \"\"\"The rows that step t sees.\"\"\"",
      "    steps = -(-len(X) // size)",
      "    return " + style.rows("ORDER[t // steps][t % steps * size:(t % steps + 1) * size]"),
    ]
  }

}
