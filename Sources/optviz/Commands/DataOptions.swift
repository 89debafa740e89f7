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

  /// The words of the options, whether or not they say what the data are.
  private var words: DataRequest {
    var words = DataRequest(source: data ?? "")
    (words.model, words.x, words.y, words.objective) = (model, x, y, objective)
    (words.delta, words.scale, words.batchSize, words.batchOrder) = (delta, scale, batchSize, batchOrder)
    words.withReplacement = withReplacement
    words.table = table.words
    return words
  }

  /// The data that the options describe; `nil` if none are given.
  func request() throws(InputError) -> DataRequest? {
    if data == nil, let option = words.others.first {
      throw InputError("\(option) needs data; give --data FILE or a bundled data set")
    }
    return data == nil ? nil : words
  }

  /// The surface that the options describe; `nil` if none are given.
  ///
  /// Reads the file, so call it once. `readsStandardInput` says whether `-` may stand for a file.
  func surface(readsStandardInput: Bool) throws -> SurfaceChoice? {
    guard let request = try request() else { return nil }
    if !readsStandardInput, request.files.contains(DataRequest.standardInput) {
      throw InputError("the screen takes its keys from standard input; name a file, or use 'optviz run'")
    }
    return try request.surface(DataOptions.files)
  }

  /// The files that a person names.
  static let files = DataFiles(exists: InputFile.exists) { path, option, take in
    try OptionError.naming(option) { try InputFile.unpack(path, take) }
  }

  /// The files that are read.
  var files: [String] { data == nil ? [] : words.files }
}
