import Optimization
import Synchronization
import Wording

/// The tables that a request may name, as a caller that has files gives them.
public struct DataFiles: Sendable {
  /// Whether there is a file of that name.
  public let exists: @Sendable (String) -> Bool
  /// Passes the bytes of a file on, in order and unpacked; the second text is the option that names it.
  public let read: @Sendable (String, String, (UnsafeRawBufferPointer) throws -> Void) throws -> Void

  /// Losses that were read already; `nil` where each is read anew.
  public var memory: LossMemory?

  /// Files.
  public init(
    exists: @escaping @Sendable (String) -> Bool,
    read: @escaping @Sendable (String, String, (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) {
    (self.exists, self.read) = (exists, read)
  }

  /// No files: only bundled data sets.
  public static let none = DataFiles(
    exists: { _ in false },
    read: { path, _, _ in throw InputError("'\(path)': no file is read here") })
}

/// Losses by what asked for them: many states of one session share their table.
public final class LossMemory: Sendable {
  private let known = Mutex<[DataRequest: SurfaceChoice]>([:])

  /// Nothing is known.
  public init() {}

  subscript(request: DataRequest) -> SurfaceChoice? {
    get { known.withLock { $0[request] } }
    set { known.withLock { $0[request] = newValue } }
  }
}

extension DataRequest {
  /// The loss of the model on the data; reads the files, so call it once.
  ///
  /// A file of a name goes before a bundled data set of it. Wrong words are reported before a large file is read.
  public func surface(_ files: DataFiles) throws -> SurfaceChoice {
    if let known = files.memory?[self] { return known }
    let surface = try readSurface(files)
    files.memory?[self] = surface
    return surface
  }

  private func readSurface(_ files: DataFiles) throws -> SurfaceChoice {
    if source == DataRequest.standardInput && batchOrder == DataRequest.standardInput {
      throw InputError("--data and --batch-order cannot both be standard input")
    }
    let isFile = source == DataRequest.standardInput || files.exists(source)
    let model = try regressionModel(isFile: isFile)
    let settings = try settings(for: model)
    let format = try table.format()
    let (data, notes) = try examples(isFile: isFile, for: model, format, files)
    let order = try batchOrder.map { try self.order(in: $0, exampleCount: data.count, files) }
    // So that its name means the file everywhere.
    let isHidden = isFile && DataSetCatalog.entry(source) != nil
    return SurfaceChoice(
      DataChoice(
        source: isHidden ? "./" + source : source, data: data, model: model, columns: .init(x: x, y: y),
        order: order ?? .shuffled, orderFile: batchOrder, format: format, notes: notes), settings)
  }

  /// A file in a sentence.
  private static func name(of path: String) -> String { path == standardInput ? "standard input" : path }

  /// The examples of a file, or of a bundled data set, and what is to be told about them.
  private func examples(
    isFile: Bool, for model: Regression.Model, _ format: TableFormat, _ files: DataFiles
  ) throws -> (DataSet, notes: [String]) {
    let hasLabels = model == .logistic
    if !isFile {
      if let entry = DataSetCatalog.entry(source) {
        return (try entry.data(x: x, y: y, labels: hasLabels, format: format), [])
      }
      // A bare word was meant as a bundled data set.
      if !source.contains(where: { "./".contains($0) }) {
        throw InputError.unknown("--data file or data set", source, known: DataSetCatalog.all.map(\.id))
      }
    }
    let file = DataRequest.name(of: source)
    let name = source == DataRequest.standardInput ? file : String(source.split(separator: "/").last ?? "")
    var text = DelimitedText(file: file, name: name, x: x, y: y, labels: hasLabels, format: format)
    try files.read(source, "--data") { piece in try text.take(piece) }
    return (try text.finish(), text.notes)
  }

  private func order(in path: String, exampleCount: Int, _ files: DataFiles) throws -> Batches.Order {
    var text = BatchOrderText(file: DataRequest.name(of: path), exampleCount: exampleCount)
    try files.read(path, "--batch-order") { piece in try text.take(piece) }
    return try text.finish()
  }

  /// The words that give a loss on data again; `nil` for another surface.
  ///
  /// What has no effect is left out: the bend of huber under another loss, drawing with replacement where a file gives the
  /// order.
  public init?(_ surface: SurfaceChoice) {
    guard let choice = surface.dataChoice else { return nil }
    self.init(source: choice.source)
    if choice.model != DataChoice.usualModel(of: choice.source) { model = choice.model.rawValue }
    (x, y) = (choice.columns.x, choice.columns.y)
    batchOrder = choice.orderFile
    table = choice.format.words
    let values = surface.settings
    func word(_ key: String) -> String? {
      guard let index = values.index(of: key), values.values[index] != values.settings[index].standard else {
        return nil
      }
      return values.settings[index].text(values.values[index])
    }
    (objective, scale, batchSize) = (word("objective"), word("scale"), word("batch_size"))
    if objective == "huber" { delta = word("delta") }
    withReplacement = word("replacement") != nil && batchOrder == nil
  }

  /// The options that say it.
  public var arguments: [String] {
    let before: [(String, String?)] = [("--data", source), ("--model", model), ("--x", x), ("--y", y)]
    let after: [(String, String?)] = [
      ("--batch-order", batchOrder), ("--objective", objective), ("--huber-delta", delta), ("--scale", scale),
      ("--batch-size", batchSize),
    ]
    func words(_ pair: (String, String?)) -> [String] { pair.1.map { [pair.0, $0] } ?? [] }
    return before.flatMap(words) + table.arguments + after.flatMap(words)
      + (withReplacement ? ["--with-replacement"] : [])
  }
}

extension TableWords {
  /// The options that say it.
  var arguments: [String] {
    var words: [String] = []
    for (option, word) in [
      ("--separator", separator), ("--thousands", thousands), ("--decimal", decimal),
    ] {
      if let word { words += [option, word] }
    }
    if percent { words.append("--percent") }
    for (option, word) in [("--header", header), ("--missing", missing), ("--skip", skip)] {
      if let word { words += [option, word] }
    }
    return words
  }
}
