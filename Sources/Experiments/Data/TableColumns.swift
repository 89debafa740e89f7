import Wording

/// Finds the two needed columns by name or number.
struct TableColumns {
  /// The names of the columns: the cells of the first line, be they names or not.
  let names: [String]
  /// Whether they are names.
  let areNames: Bool
  let width: Int
  let file: String
  /// The first column that is taken unasked; those before it hold the names of rows.
  let first: Int
  /// The first column with numbers: beside the row's number there is nothing else to choose.
  let firstNumeric: Int?
  /// Whether one was requested by a name that cannot be a number.
  private(set) var wasNamed = false

  /// The word for the row's number in the place of a feature's column, and the column it stands for.
  static let rowWord = "row"
  static let row = -1

  init(
    names: [String], areNames: Bool, width: Int, first: Int = 0, firstNumeric: Int? = nil, file: String
  ) {
    self.names = names
    self.areNames = areNames
    self.width = width
    self.first = first
    self.firstNumeric = firstNumeric
    self.file = file
  }

  /// The two columns; one that is not requested is the first free one.
  mutating func find(x: String?, y: String?) throws(InputError) -> (x: Int, y: Int) {
    let givenX = try x.map { word throws(InputError) in
      let named = word == TableColumns.rowWord && areNames ? try match(word, "--x") : nil
      return word == TableColumns.rowWord && named == nil ? TableColumns.row : try find(word, "--x")
    }
    let givenY = try y.map { word throws(InputError) in try find(word, "--y") }
    if givenX == TableColumns.row { return (TableColumns.row, givenY ?? firstNumeric ?? first) }
    let second = min(first + 1, width - 1)
    let foundX = givenX ?? (givenY == first ? second : first)
    let foundY = givenY ?? (givenX.map { $0 == first ? second : first } ?? second)
    guard foundX != foundY else {
      throw InputError("--x \(x ?? "") and --y \(y ?? "") are the same column of \(file)")
    }
    return (foundX, foundY)
  }

  private mutating func find(_ word: String, _ option: String) throws(InputError) -> Int {
    let number = Int(word)
    // A number is a column's name only if the first line is known to name columns.
    let isNumber = number.map { 1...width ~= $0 } ?? false
    if areNames || !isNumber, let match = try match(word, option) {
      wasNamed = true
      return match
    }
    if let number {
      guard 1...width ~= number else {
        throw InputError("\(option) \(word): \(file) has \(width) columns\(list)")
      }
      return number - 1
    }
    guard !names.isEmpty else {
      throw InputError(
        "\(option) '\(word)': the first line of \(file) names no columns; give a number from 1 to \(width)")
    }
    let suggestion = NearestMatch.suggestion(for: word, among: names)
    throw InputError("\(option) '\(word)': \(file) has no such column; \(suggestion)it has \(shown)")
  }

  private func match(_ word: String, _ option: String) throws(InputError) -> Int? {
    let exact = names.indices.filter { names[$0] == word }
    let matches = exact.isEmpty ? names.indices.filter { names[$0].lowercased() == word.lowercased() } : exact
    if matches.count > 1 {
      throw InputError(
        "\(option) '\(word)': columns \(matches.map { "\($0 + 1)" }.joined(separator: " and ")) of \(file) have that "
          + "name; give a number")
    }
    return matches.first
  }

  private var list: String { names.isEmpty ? "" : ": \(shown)" }

  /// The names, only the first if there are many.
  private var shown: String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
  }
}
