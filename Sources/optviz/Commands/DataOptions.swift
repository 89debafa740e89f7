import ArgumentParser
import Experiments
import Optimization
import Wording

/// The options that make the loss of a model on data the surface.
struct DataOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Descend the mean loss over the rows of a table (CSV, or with semicolons, tabs, bars or blanks; UTF-8 or UTF-16, "
        + "perhaps gzipped; - is standard input) or over a bundled data set. See 'optviz list datasets'.",
      valueName: "file|dataset"),
    completion: Completion.data)
  var data: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is fitted: y = W x + b, or the probability of a label. (default: linear, or what suits the data set)",
      valueName: Regression.Model.words), completion: Regression.Model.completion)
  var model: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The feature, by name or number; row is the number of the row. (default: the first column)",
      valueName: "column"))
  var x: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The target, by name or number; labels are two numbers or two words. (default: the next column)",
      valueName: "column"))
  var y: String?

  @OptionGroup var table: TableOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is averaged over the examples. (default: mse, or bce for labels)",
      valueName: Regression.Model.allCases.flatMap(\.losses).joined(separator: "|")),
    completion: .list(Regression.Model.allCases.flatMap(\.losses)))
  var objective: String?

  @Option(
    name: .customLong("huber-delta"), parsing: .unconditional,
    help: ArgumentHelp(
      "The residual at which huber changes from squares to straight lines. (default: 1)", valueName: "number")
  )
  var delta: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "standard gives the feature mean 0 and deviation 1, which makes the bowl round. (default: none)",
      valueName: Regression.Scaling.words), completion: Regression.Scaling.completion)
  var scale: String?

  @Option(
    name: .customLong("batch-size"), parsing: .unconditional,
    help: ArgumentHelp("How many examples a step sees. (default: all)", valueName: "n|all"))
  var batchSize: String?

  @Option(
    name: .customLong("batch-order"), parsing: .unconditional,
    help: ArgumentHelp(
      "Take the examples in the order of this file, such as that of a run made elsewhere: one epoch per line, rows numbered from 0.",
      valueName: "file"), completion: .file())
  var batchOrder: String?

  @Flag(
    name: .customLong("with-replacement"),
    help: "Draw each example from all of them, instead of shuffling them once per epoch.")
  var withReplacement = false

  /// The surface that the options describe; `nil` if none are given.
  ///
  /// Reads the file, so call it once. `readsStandardInput` says whether `-` may stand for a file.
  func surface(readsStandardInput: Bool) throws -> SurfaceChoice? {
    guard let source = data else {
      if let option = others.first {
        throw InputError("\(option) needs data; give --data FILE or a bundled data set")
      }
      return nil
    }
    if !readsStandardInput, [source, batchOrder].contains(InputFile.standardInput) {
      throw InputError("the screen takes its keys from standard input; name a file, or use 'optviz run'")
    }
    if source == InputFile.standardInput && batchOrder == InputFile.standardInput {
      throw InputError("--data and --batch-order cannot both be standard input")
    }
    let model =
      try model.map { word throws(InputError) in try Regression.Model(word, of: "--model") }
      ?? usualModel(of: source)
    // Wrong options are reported before a large file is read.
    let settings = try settings(for: model)
    let format = try table.format()
    let (data, notes) = try examples(of: source, for: model, format)
    let order = try batchOrder.map { try self.order(in: $0, exampleCount: data.count) }
    return SurfaceChoice(
      DataChoice(
        source: source, data: data, model: model, columns: .init(x: x, y: y), order: order ?? .shuffled,
        orderFile: batchOrder, format: format, notes: notes), settings)
  }

  /// The other options that are given.
  private var others: [String] {
    let given: [(String, Bool)] = [
      ("--model", model != nil), ("--x", x != nil), ("--y", y != nil), ("--objective", objective != nil),
      ("--huber-delta", delta != nil), ("--scale", scale != nil), ("--batch-size", batchSize != nil),
      ("--batch-order", batchOrder != nil), ("--with-replacement", withReplacement),
    ]
    return given.filter(\.1).map(\.0) + table.given
  }

  /// The files that are read.
  var files: [String] { [data, batchOrder].compactMap(\.self) }

  private func usualModel(of source: String) -> Regression.Model {
    InputFile.exists(source) ? .linear : DataChoice.usualModel(of: source)
  }

  /// The settings that the options give a model.
  private func settings(for model: Regression.Model) throws(InputError) -> SettingValues {
    var settings = SettingValues(defaultsOf: Regression.card(model).settings)
    func set(_ key: String, _ value: Double?, _ text: String) throws(InputError) {
      let option = DataChoice.options.first { $0.key == key }?.option ?? key
      let accepted = settings.setting(declared: key).accepted
      guard let value else { throw InputError("\(option) '\(text)' is not a number; accepted: \(accepted)") }
      do {
        try settings.set(key, to: value)
      } catch {
        throw InputError("\(option) '\(text)' is out of range; accepted: \(accepted)")
      }
    }
    if let objective {
      guard let index = model.losses.firstIndex(of: objective.lowercased()) else {
        let owner = Regression.Model.allCases.first { $0.losses.contains(objective.lowercased()) }
        guard let owner else {
          throw .unknown("--objective", objective, known: Regression.Model.allCases.flatMap(\.losses))
        }
        throw InputError(
          "--objective \(objective) is for --model \(owner.rawValue); --model \(model.rawValue) has "
            + model.losses.joined(separator: ", "))
      }
      try set("objective", Double(index), objective)
    }
    if let delta {
      guard objective?.lowercased() == "huber" else {
        throw InputError("--huber-delta is for --objective huber")
      }
      try set("delta", Specification.number(delta), delta)
    }
    if let scale {
      let scaling = try Regression.Scaling(scale, of: "--scale")
      try set(
        "scale", settings.setting(declared: "scale").words?.firstIndex(of: scaling.rawValue).map(Double.init),
        scale)
    }
    if let batchSize, batchSize != "all" {
      let size = try WholeNumber.read(batchSize, "--batch-size", in: 0...DelimitedText.mostRows)
      try set("batch_size", Double(size), batchSize)
    }
    if withReplacement {
      guard batchOrder == nil else {
        throw InputError("--with-replacement and --batch-order both say which examples come; give one")
      }
      try set("replacement", 1, "")
    }
    return settings
  }

  /// The examples of a file, or of a bundled data set, and what is to be told about them.
  private func examples(
    of source: String, for model: Regression.Model, _ format: TableFormat
  ) throws -> (DataSet, notes: [String]) {
    let hasLabels = model == .logistic
    if source != InputFile.standardInput && !InputFile.exists(source) {
      if let entry = DataSetCatalog.entry(source) {
        return (try entry.data(x: x, y: y, labels: hasLabels, format: format), [])
      }
      // A bare word was meant as a bundled data set.
      if !source.contains(where: { "./".contains($0) }) {
        throw InputError.unknown("--data file or data set", source, known: DataSetCatalog.all.map(\.id))
      }
    }
    let file = InputFile.name(of: source)
    let name = source == InputFile.standardInput ? file : String(source.split(separator: "/").last ?? "")
    var text = DelimitedText(file: file, name: name, x: x, y: y, labels: hasLabels, format: format)
    try OptionError.naming("--data") {
      try InputFile.unpack(source) { piece in try text.take(piece) }
    }
    return (try text.finish(), text.notes)
  }

  private func order(in path: String, exampleCount: Int) throws -> Batches.Order {
    var text = BatchOrderText(file: InputFile.name(of: path), exampleCount: exampleCount)
    try OptionError.naming("--batch-order") {
      try InputFile.unpack(path) { piece in try text.take(piece) }
    }
    return try text.finish()
  }
}

extension Regression.Model: Choice {}
extension Regression.Scaling: Choice {}
