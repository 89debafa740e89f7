import Optimization
import Wording

/// What the first rows of a table show: its columns, some cells, and what could be fitted to them.
public struct TableGlance: Hashable, Sendable {
  /// A column.
  public struct Column: Hashable, Sendable {
    /// Its name, or its number from 1 where the table has no header.
    public let name: String
    /// Whether most of its first cells are numbers.
    public let isNumeric: Bool
    /// Whether its first cells are two numbers or two words.
    public let hasLabels: Bool
    /// How many of the first cells are missing.
    public let missing: Int
  }

  /// The columns, from left to right.
  public let columns: [Column]
  /// The cells of the first rows, without the header.
  public let rows: [[String]]
  /// The columns that are likely to be meant: of numbers, and of numbers or labels; `nil` where there are none.
  public let x, y: Int?
  /// The columns that are read where none are named; `nil` where there are none.
  public let usualX, usualY: Int?
  /// Why the columns cannot be told apart; `nil` where they can.
  public let problem: String?

  /// The word that names the number of the row as the feature.
  public static let rowWord = TableColumns.rowWord

  /// How many rows are kept.
  private static let mostRows = 4

  /// A glance at the first bytes of a table, which may be all.
  public static func read(_ bytes: [UInt8], isWhole: Bool, file: String, format: TableFormat = TableFormat())
    -> TableGlance
  {
    var text = DelimitedText(file: file, name: file, format: format)
    return text.glance(at: bytes, isWhole: isWhole)
  }

  /// The model that suits a target: labels are for a logistic one.
  public func model(ofTarget column: Int) -> Regression.Model {
    columns.indices.contains(column) && columns[column].hasLabels ? .logistic : .linear
  }

  /// What the sample of a table shows; the layout tells its separator, its header and the usual columns.
  init(_ sample: TableSample, _ layout: TableLayout?, problem: String?) {
    let width = sample.records.map(\.count).max() ?? 0
    let hasHeader = layout?.hasHeader ?? sample.first.contains(where: \.isText)
    let shift = max(0, width - sample.first.count)
    let below = hasHeader ? Array(sample.records.dropFirst()) : sample.records
    let found = (0..<width).map { column in
      let cells = below.compactMap { $0.indices.contains(column) ? $0[column] : nil }
      let texts = Set(cells.filter { !$0.isMissing }.map(\.text))
      let name = hasHeader && column >= shift ? sample.first[column - shift].text : ""
      let numbers = cells.count { $0.content.isNumeric }
      return Column(
        name: name.isEmpty ? String(column + 1) : name.shortened(), isNumeric: 2 * numbers > cells.count,
        hasLabels: cells.count > 2 && texts.count == 2, missing: cells.count(where: \.isMissing))
    }
    columns = found
    rows = below.prefix(TableGlance.mostRows).map { $0.map { $0.text.shortened() } }
    (usualX, usualY) = (layout?.x, layout?.y)
    let features = found.indices.filter { found[$0].isNumeric }
    let feature = features.contains(layout?.x ?? -1) ? layout?.x : features.first
    let targets = found.indices.filter { $0 != feature && (found[$0].isNumeric || found[$0].hasLabels) }
    let other = targets.first { $0 == layout?.y } ?? targets.first { $0 > feature ?? -1 } ?? targets.first
    (x, y) = (feature, other)
    self.problem = found.isEmpty ? problem ?? "there is no row" : other == nil ? problem : nil
  }
}

extension DelimitedText {
  /// Reads the first records, and tells what they show.
  fileprivate mutating func glance(at bytes: [UInt8], isWhole: Bool) -> TableGlance {
    var problem: String?
    var layout: TableLayout?
    do throws(InputError) {
      let records = try sampled(bytes, isWhole: isWhole)
      do throws(InputError) {
        layout = try TableLayout.detect(records, for: requested)
      } catch {
        problem = error.message
      }
      let separator = layout?.separator ?? TableSample.likelySeparator(records, requested.signs)
      return TableGlance(
        TableSample(records, separator: separator, signs: requested.signs), layout, problem: problem)
    } catch {
      return TableGlance(
        TableSample([(1, [])], separator: Ascii.comma, signs: requested.signs), nil, problem: error.message)
    }
  }
}

extension TableSample {
  /// The separator that gives most records the same number of cells, more than one.
  fileprivate static func likelySeparator(
    _ records: [(line: Int, bytes: [UInt8])], _ signs: NumberSigns
  ) -> UInt8 {
    let candidates = [Ascii.tab, Ascii.semicolon, Ascii.comma, Ascii.bar]
    return candidates.max { a, b in
      func width(_ separator: UInt8) -> Int {
        TableSample(records, separator: separator, signs: signs).records.map(\.count).min() ?? 0
      }
      return width(a) < width(b)
    } ?? Ascii.comma
  }
}
