import Optimization
import Toml
import Wording

/// Where a text's tables may lie.
struct TablePlace {
  /// The folder of the text.
  let folder: String
  let files: DataFiles
  let allowsOutside: Bool

  /// A path in the text as the program names it.
  func path(_ written: String) -> String {
    folder.isEmpty || written.hasPrefix("/") ? written : "\(folder)/\(written)"
  }

  /// Why a text may not name a path; `nil` where it may.
  func refusal(of written: String) -> String? {
    if written == DataRequest.standardInput {
      return "'-' is standard input, which no file reads; name a table"
    }
    guard !allowsOutside else { return nil }
    let parts = written.split(separator: "/", omittingEmptySubsequences: false)
    guard written.hasPrefix("/") || parts.contains("..") else { return nil }
    return DataRequest.outside(written)
  }
}

extension DataRequest {
  /// What is said of a table that a file may not read.
  public static func outside(_ path: String) -> String {
    "'\(path)' lies outside the file's own folder; an experiment reads a table beside or below itself, "
      + "and any other with the option --allow-outside"
  }
}

/// The table `[data]`, whose keys are the data options of the command line.
enum DataTable {
  static func read(_ table: TomlNode, _ place: TablePlace, _ problems: inout [TextProblem]) -> SurfaceChoice?
  {
    guard table.members != nil else {
      problems.append(
        TextProblem(
          "data is \(TableReader.quoted(table)); accepted: a table, as in [data] with source = \"hubble\"",
          at: table.place))
      return nil
    }
    var reader = TableReader(table)
    let before = problems.count
    let request = request(&reader, place, table.place)
    reader.reportUnknown(of: "data")
    problems += reader.problems
    guard let request, problems.count == before else { return nil }
    do {
      return try surface(request, place)
    } catch {
      problems.append(problem(error, in: table))
      return nil
    }
  }

  /// The words of the table.
  private static func request(_ reader: inout TableReader, _ place: TablePlace, _ start: TextPlace)
    -> DataRequest?
  {
    func text(_ key: String, _ reader: inout TableReader) -> String? {
      reader.take(key, accepted: "a text", \.text)
    }
    func column(_ key: String, _ reader: inout TableReader) -> String? {
      reader.take(key, accepted: "a column's name, or its number from 1") { node in
        node.text ?? node.integer.map { String($0) }
      }
    }
    func flag(_ key: String, _ reader: inout TableReader) -> Bool? {
      reader.take(key, accepted: "true or false", \.flag)
    }
    let source = path("source", &reader, place)
    var request = DataRequest(source: source ?? "")
    request.model = text("model", &reader)
    request.x = column("x", &reader)
    request.y = column("y", &reader)
    request.objective = text("objective", &reader)
    request.delta = reader.take("huber-delta", accepted: "a number", { $0.number?.shortText })
    request.scale = text("scale", &reader)
    request.batchSize = reader.take("batch-size", accepted: "a whole number, or \"all\"", batchSize)
    request.batchOrder = path("batch-order", &reader, place)
    request.withReplacement = flag("with-replacement", &reader) ?? false
    request.table.header = flag("header", &reader).map { $0 ? "yes" : "no" }
    request.table.missing = text("missing", &reader)
    request.table.separator = text("separator", &reader)
    request.table.decimal = text("decimal", &reader)
    request.table.thousands = text("thousands", &reader)
    request.table.percent = flag("percent", &reader) ?? false
    request.table.skip = reader.take("skip", accepted: "a whole number", { $0.integer.map { String($0) } })
    if source == nil, reader.problems.isEmpty {
      reader.report("source is missing: a table's path, or a bundled data set", at: start)
    }
    return source == nil ? nil : request
  }

  /// A batch size as the option's word.
  static func batchSize(_ node: TomlNode) -> String? {
    node.text.flatMap { $0 == "all" ? $0 : nil } ?? node.integer.map { String($0) }
  }

  /// A path that the text may name.
  private static func path(_ key: String, _ reader: inout TableReader, _ place: TablePlace) -> String? {
    guard let node = reader.take(key) else { return nil }
    guard let written = node.text, !written.isEmpty, !written.utf8.contains(0) else {
      reader.report("\(key) is \(TableReader.quoted(node)); accepted: a path", at: node.place)
      return nil
    }
    if let refusal = place.refusal(of: written) {
      reader.report("\(key) \(refusal)", at: node.place)
      return nil
    }
    return written
  }

  /// The loss on the data of a request, whose paths are relative to the text.
  private static func surface(_ request: DataRequest, _ place: TablePlace) throws -> SurfaceChoice {
    var request = request
    request.batchOrder = request.batchOrder.map(place.path)
    let isBundled = DataSetCatalog.entry(request.source) != nil
    let written = request.source
    if !isBundled { request.source = place.path(written) }
    let (bundled, files) = (request.source, place.files)
    if !isBundled, !written.contains(where: { "./".contains($0) }), !files.exists(request.source) {
      throw InputError.unknown("file or data set", written, known: DataSetCatalog.all.map(\.id))
    }
    // A bundled data set goes before a file of its name: what a text means does not depend on what lies beside it.
    return try request.surface(
      DataFiles(exists: { isBundled ? $0 != bundled && files.exists($0) : true }, read: files.read))
  }

  /// A mistake of the command line's words, at the key that it is about.
  private static func problem(_ error: any Error, in table: TomlNode) -> TextProblem {
    let message = (error as? InputError)?.message ?? "\(error)"
    let members = table.members ?? []
    let words = message.split { !($0.isLetter || $0 == "-") }
    let named = words.lazy.compactMap { word in members.first { "--\($0.key)" == word } }.first
    let place = named ?? members.first { $0.key == "source" }
    return TextProblem(message.withoutDashes, at: place?.node.place ?? table.place)
  }

  /// The lines of the table of a loss on data.
  ///
  /// - Parameter path: a path of the program as it is written in the text.
  static func lines(_ request: DataRequest, path: (String) -> String) -> [String] {
    let bundled = DataSetCatalog.entry(request.source) != nil
    func text(_ word: String?) -> String? { word.map(TomlText.text) }
    func whole(_ word: String?) -> String? { word.map { Int($0) == nil ? TomlText.text($0) : $0 } }
    func number(_ word: String?) -> String? { word.flatMap { Double($0) }.map(TomlText.number) }
    let pairs: [(String, String?)] = [
      ("source", text(bundled ? request.source : path(request.source))), ("model", text(request.model)),
      ("x", text(request.x)), ("y", text(request.y)), ("objective", text(request.objective)),
      ("huber-delta", number(request.delta)), ("scale", text(request.scale)),
      ("batch-size", whole(request.batchSize)), ("batch-order", text(request.batchOrder.map(path))),
      ("with-replacement", request.withReplacement ? "true" : nil),
      ("header", request.table.header.map { $0 == "yes" ? "true" : "false" }),
      ("missing", text(request.table.missing)), ("separator", text(request.table.separator)),
      ("decimal", text(request.table.decimal)), ("thousands", text(request.table.thousands)),
      ("percent", request.table.percent ? "true" : nil), ("skip", whole(request.table.skip)),
    ]
    return pairs.compactMap { key, value in value.map { "\(key) = \($0)" } }
  }
}

extension String {
  /// A message of the command line for the author of a file, whose keys are the options without their dashes.
  public var withoutDashes: String {
    var text = self
    for mark in [" --", "'--", "(--"] where !contains("--allow-outside") {
      text = text.replacing(mark, with: String(mark.prefix(1)))
    }
    return text.hasPrefix("--") ? String(text.dropFirst(2)) : text
  }
}
