/// What is wrong with the rows of a table: the first mistake, how many there are, and missing cells.
///
/// A table with a mistake is refused, since leaving rows out unasked would make another data set.
struct TableProblems: Sendable {
  private let file: String
  private var firstMistake: String?
  private var mistakes = 0
  private var firstMissing: String?
  /// How many rows have a needed cell that is missing.
  private(set) var rowsWithMissing = 0

  init(file: String) { self.file = file }

  /// Whether a mistake was noted, so that only their number counts.
  var hasMistake: Bool { firstMistake != nil }

  /// Notes a mistake; only the first text is made.
  mutating func note(_ line: Int, _ text: @autoclosure () -> String) {
    mistakes += 1
    if firstMistake == nil { firstMistake = "\(file):\(line): \(text())" }
  }

  /// Notes a row with a missing cell; only the first text is made.
  mutating func noteMissing(_ line: Int, _ text: @autoclosure () -> String) {
    rowsWithMissing += 1
    if firstMissing == nil { firstMissing = "\(file):\(line): \(text())" }
  }

  /// The sentence that refuses the table; `nil` if nothing is wrong.
  ///
  /// `rows` is how many rows were read.
  func complaint(rows: Int, dropsMissing: Bool) -> String? {
    let total = rows + mistakes + rowsWithMissing
    let lacking =
      "\(rowsWithMissing) of \(total) rows \(rowsWithMissing == 1 ? "has" : "have") a missing cell"
    if let firstMistake {
      let others = mistakes - 1
      var also: [String] = []
      if others > 0 { also.append("\(others) more line\(others == 1 ? " is" : "s are") wrong") }
      if rowsWithMissing > 0, !dropsMissing { also.append(lacking) }
      return also.isEmpty ? firstMistake : "\(firstMistake) (and \(also.joined(separator: "; ")))"
    }
    guard let firstMissing, !dropsMissing else { return nil }
    return "\(firstMissing); \(lacking): --missing drop leaves \(rowsWithMissing == 1 ? "it" : "them") out"
  }

  /// What was left out; `nil` for nothing.
  func droppedNote(rows: Int) -> String? {
    guard rowsWithMissing > 0 else { return nil }
    return
      "\(file): \(rowsWithMissing) of \(rows + rowsWithMissing) rows are left out, since a cell is missing"
  }
}
