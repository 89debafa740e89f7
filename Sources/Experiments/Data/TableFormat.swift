import Wording

/// How a table is written, as far as a person says so; everything else is found out from the table.
public struct TableFormat: Hashable, Sendable {
  /// What stands between cells; `nil` finds it out.
  public var separator: TableSeparator?
  /// The byte between the whole and the fractional part: a point or a comma; `nil` finds it out.
  public var decimal: UInt8?
  /// The sign that sets thousands apart; `nil` for none.
  public var thousands: ThousandsSign?
  /// Whether a number may end in `%`, which divides it by 100.
  public var hasPercent = false
  /// Whether the first line names the columns; `nil` finds it out.
  public var hasHeader: Bool?
  /// Whether rows with a missing cell are left out, instead of refusing the table.
  public var dropsMissing = false
  /// How many lines at the beginning do not belong to the table.
  public var skippedLines = 0

  /// Nothing is said.
  public init() {}

  /// What the options say; `nil` for one that is not given.
  public init(
    separator: String? = nil, decimal: String? = nil, thousands: String? = nil, percent: Bool = false,
    header: String? = nil, missing: String? = nil, skip: String? = nil
  ) throws(InputError) {
    self.separator = try separator.map { word throws(InputError) in try TableSeparator(word) }
    self.thousands = try thousands.map { word throws(InputError) in try ThousandsSign(word) }
    hasPercent = percent
    switch decimal {
    case nil: break
    case ",": self.decimal = Ascii.comma
    case ".": self.decimal = Ascii.point
    case let word?:
      throw InputError("--decimal '\(word.shortened())' is not a decimal sign; accepted: . and ,")
    }
    switch header {
    case nil: break
    case "yes": hasHeader = true
    case "no": hasHeader = false
    case let word?: throw .unknown("--header", word, known: ["yes", "no"])
    }
    switch missing {
    case nil, "refuse": break
    case "drop": dropsMissing = true
    case let word?: throw .unknown("--missing", word, known: ["refuse", "drop"])
    }
    if let skip {
      guard let count = Int(skip), 0...TableFormat.mostSkipped ~= count else {
        throw InputError(
          "--skip '\(skip.shortened())' is not a whole number from 0 to \(TableFormat.mostSkipped)")
      }
      skippedLines = count
    }
    try settleSigns()
  }

  /// The most lines that `--skip` leaves out.
  public static let mostSkipped = 1_000_000

  /// Where thousands have a point or a comma, decimals have the other one.
  private mutating func settleSigns() throws(InputError) {
    let other: [ThousandsSign: UInt8] = [.comma: Ascii.point, .point: Ascii.comma]
    guard let thousands, let usual = other[thousands] else { return }
    guard decimal == nil || decimal == usual else {
      throw InputError(
        "--thousands and --decimal are both '\(thousands.rawValue)'; they have different signs")
    }
    decimal = usual
  }

  /// The words that say the same.
  var words: TableWords {
    var words = TableWords()
    words.separator = separator?.word
    words.thousands = thousands?.rawValue
    if let decimal, ![.comma, .point].contains(thousands) {
      words.decimal = decimal == Ascii.comma ? "," : "."
    }
    words.percent = hasPercent
    words.header = hasHeader.map { $0 ? "yes" : "no" }
    if dropsMissing { words.missing = "drop" }
    if skippedLines > 0 { words.skip = String(skippedLines) }
    return words
  }
}

/// What stands between the cells of a line: runs of blanks, or a character or a few.
public struct TableSeparator: Hashable, Sendable {
  /// In UTF-8; a space stands for a run of spaces and tabs.
  let bytes: [UInt8]

  /// Runs of spaces and tabs.
  public static let blank = TableSeparator(byte: Ascii.space)

  init(byte: UInt8) { bytes = [byte] }

  /// Reads `blank`, `tab`, or the characters themselves.
  public init(_ word: String) throws(InputError) {
    switch word {
    case "blank", " ": bytes = [Ascii.space]
    case "tab", "\\t": bytes = [Ascii.tab]
    default:
      let isNumberLike = word.utf8.contains { $0 &- Ascii.zero < 10 || TableSeparator.reserved.contains($0) }
      guard 1...8 ~= word.utf8.count, !isNumberLike else {
        throw InputError(
          "--separator '\(word.shortened())' cannot separate numbers; accepted: blank, tab, or a character such as ; "
            + "that is not a digit, a sign, a point, a quote or a line break")
      }
      bytes = Array(word.utf8)
    }
  }

  /// What numbers, quoted cells and lines are made of.
  private static let reserved = [
    Ascii.point, Ascii.plus, Ascii.minus, Ascii.quote, Ascii.lineFeed, Ascii.carriageReturn, 0,
  ]

  /// The byte that ends it.
  var last: UInt8 { bytes[bytes.count - 1] }
  /// The byte that stands between cells while they are read: that of a longer one occurs in no text.
  var standIn: UInt8 { bytes.count == 1 ? bytes[0] : 0x1F }

  /// As the option takes it.
  public var word: String {
    switch bytes {
    case [Ascii.space]: "blank"
    case [Ascii.tab]: "tab"
    default: String(decoding: bytes, as: UTF8.self)
    }
  }

  /// In a sentence.
  var plural: String {
    switch bytes {
    case [Ascii.space]: "blanks"
    case [Ascii.tab]: "tabs"
    case [Ascii.semicolon]: "semicolons"
    case [Ascii.comma]: "commas"
    case [Ascii.bar]: "bars"
    default: "'\(word)'"
    }
  }
}

/// The sign between groups of three digits.
public enum ThousandsSign: String, CaseIterable, Hashable, Sendable {
  case comma = ","
  case point = "."
  case apostrophe = "'"
  case underscore = "_"
  case blank = "blank"

  /// Reads a sign, or `blank`.
  init(_ word: String) throws(InputError) {
    guard let sign = ThousandsSign(rawValue: word == " " ? "blank" : word == "’" ? "'" : word) else {
      let known = ThousandsSign.allCases.map(\.rawValue).joined(separator: " ")
      throw InputError(
        "--thousands '\(word.shortened())' is not a sign between thousands; accepted: \(known)")
    }
    self = sign
  }

  /// Its forms in UTF-8: an apostrophe may be curved, a blank may forbid a line break or be narrow.
  var forms: [[UInt8]] {
    switch self {
    case .comma, .point, .underscore: [Array(rawValue.utf8)]
    case .apostrophe: ["'", "’"].map { Array($0.utf8) }
    case .blank: [" ", "\u{A0}", "\u{202F}", "\u{2009}"].map { Array($0.utf8) }
    }
  }
}
