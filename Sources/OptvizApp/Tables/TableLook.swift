import Experiments

/// What is found where a person names a table: its first rows, or what else is there.
public struct TableLook: Hashable, Sendable {
  /// The first rows; `nil` where there is no table.
  public var glance: TableGlance?
  /// Names that the typed one could become, with their folders.
  public var candidates: [String] = []
  /// Why it cannot be read; `nil` where it can, or is not there.
  public var problem: String?

  /// Nothing is found.
  public init() {}
}

/// The fields of the form that loads a table, in their order.
enum TableField: Int, CaseIterable {
  case file, x, y, model, scale, missing, batch

  /// The words for what is missing, as `--missing` takes them.
  static let missingWords = ["refuse", "drop"]
  /// What a column field shows while there are no columns.
  static let noColumn = "—"

  /// The field as the form opens.
  func field(_ path: String) -> Form.Field {
    switch self {
    case .file: Form.Field("file", hint: TableField.fileHint, default: path)
    case .x:
      Form.Field("x", hint: "the feature", default: TableField.noColumn, choices: [TableField.noColumn])
    case .y: Form.Field("y", hint: "the target", default: TableField.noColumn, choices: [TableField.noColumn])
    case .model:
      Form.Field(
        "model", hint: "linear: y = W x + b; logistic: the probability of one of two labels",
        default: "linear",
        choices: ["linear", "logistic"])
    case .scale:
      Form.Field(
        "scale", hint: "standard: mean 0 and deviation 1, which makes the bowl round", default: "none",
        choices: ["none", "standard"])
    case .missing:
      Form.Field(
        "missing", hint: "rows without a number: the table is refused, or they are left out",
        default: "refuse",
        choices: TableField.missingWords)
    case .batch: Form.Field("batch", hint: "how many examples a step sees: a number, or all", default: "all")
    }
  }

  static let fileHint = "a table: CSV, TSV and the like, also gzipped"

  /// The field that a message about an option belongs to.
  static func named(in message: String) -> TableField {
    let options: [(String, TableField)] = [
      ("--x", .x), ("--y", .y), ("--model", .model), ("--scale", .scale), ("--missing", .missing),
      ("--batch-size", .batch),
    ]
    return options.first { message.contains($0.0) }?.1 ?? .file
  }
}

extension Form {
  /// The text of a field of the form that loads a table.
  func text(_ field: TableField) -> String { fields[field.rawValue].line.text }

  /// The file that is named.
  var path: String { text(.file).trimmedBlanks }

  /// What the form asks for; `look` tells which columns are taken anyway.
  func request(_ look: TableLook?) -> DataRequest {
    var request = DataRequest(source: path)
    let columns = look?.glance?.columns ?? []
    func word(_ field: TableField, usual: Int?) -> String? {
      guard let column = columns.firstIndex(where: { $0.name == text(field) }) else {
        return text(field) == TableGlance.rowWord ? text(field) : nil
      }
      if column == usual { return nil }
      // Of several columns of a name, the number tells which.
      return columns.count { $0.name == text(field) } > 1 ? String(column + 1) : text(field)
    }
    request.x = word(.x, usual: look?.glance?.usualX)
    request.y = word(.y, usual: look?.glance?.usualY)
    // What is read for one column may depend on which is named as the other.
    if request.y != nil, request.x == nil { request.x = word(.x, usual: nil) }
    if request.x != nil, request.y == nil { request.y = word(.y, usual: nil) }
    if text(.model) != "linear" { request.model = text(.model) }
    if text(.scale) != "none" { request.scale = text(.scale) }
    if text(.missing) != "refuse" { request.table.missing = text(.missing) }
    let batch = text(.batch).trimmedBlanks
    if batch != "all", !batch.isEmpty { request.batchSize = batch }
    return request
  }

  /// Takes what was found under the name that is typed.
  mutating func take(_ look: TableLook) {
    let file = TableField.file.rawValue
    preview = []
    note = look.problem
    fields[file].hint =
      look.glance == nil && !look.candidates.isEmpty
      ? look.candidates.joined(separator: ", ") + " (→ completes)" : TableField.fileHint
    guard let glance = look.glance else {
      for field in [TableField.x, .y] {
        fields[field.rawValue].choices = [TableField.noColumn]
        fields[field.rawValue].take(TableField.noColumn)
      }
      return
    }
    let features = glance.columns.filter(\.isNumeric).map(\.name) + [TableGlance.rowWord]
    let targets = glance.columns.filter { $0.isNumeric || $0.hasLabels }.map(\.name)
    set(.x, features, glance.x)
    set(.y, targets, glance.y)
    if let y = glance.y { fields[TableField.model.rawValue].take(glance.model(ofTarget: y).rawValue) }
    note = note ?? glance.problem
    showPreview(glance)

    func set(_ field: TableField, _ names: [String], _ usual: Int?) {
      fields[field.rawValue].choices = names.isEmpty ? [TableField.noColumn] : names
      fields[field.rawValue].take(
        usual.map { glance.columns[$0].name } ?? names.first ?? TableField.noColumn)
    }
  }

  /// Shows the first rows, with the chosen columns standing out.
  mutating func showPreview(_ glance: TableGlance) {
    let chosen = Set(
      glance.columns.indices.filter { [text(.x), text(.y)].contains(glance.columns[$0].name) })
    preview = [PreviewLine(cells: glance.columns.map(\.name), strong: chosen)]
    preview += glance.rows.map { PreviewLine(cells: $0, strong: chosen) }
    let missing = glance.columns.indices.filter { chosen.contains($0) && glance.columns[$0].missing > 0 }
    if text(.missing) == "refuse", let column = missing.first {
      note = "\(glance.columns[column].name) has missing cells: 'missing drop' leaves their rows out"
    } else if note?.contains("has missing cells") == true {
      note = nil
    }
  }
}
