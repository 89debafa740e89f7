import Optimization

/// Whether a table's first line names its columns: the whole line decides.
///
/// Every column of the line votes. For a header: a text above numbers; a number in quotes above numbers without; a whole
/// number far from those below; an empty corner above texts. For a row: a number that could stand among those below, or
/// a text that stands there again. Whole numbers that rise evenly, as years do, are names if they are far from the
/// numbers below.
struct TableHeader {
  /// The decision.
  let isHeader: Bool
  /// Why, if it could be doubted: the end of a sentence.
  let reason: String?

  /// Judges a table by its first records.
  ///
  /// `needed` are the columns to be read, the last of them with labels if `hasLabels`; `shift` is how much further right
  /// the cells below stand.
  init(_ sample: TableSample, needed: [Int], hasLabels: Bool, shift: Int = 0) {
    var votes = Votes()
    for (column, cell) in sample.first.enumerated() {
      let isLabel = hasLabels && column == needed.last
      votes.count(
        cell, above: sample.below(column, shift: shift).filter { !$0.isMissing },
        isNeeded: needed.contains(column),
        isLabel: isLabel)
    }
    (isHeader, reason) = votes.decision
  }

  /// What the columns say.
  private struct Votes {
    private var header = 0
    private var row = 0
    /// A needed cell is text where numbers are needed: it cannot be a row.
    private var isNamed = false
    /// The first text that stands above numbers, and the first quoted number above bare ones.
    private var textAboveNumbers: String?
    private var quoted: String?
    private var hasText = false
    private var isTextRepeated = false
    private var isCornered = false
    /// The whole numbers above numbers, if all numbers of the line are whole.
    private var names: [Double] = []
    private var namesAreWhole = true
    private var namesAreFar = true
    private var areDecimalsBelow = true
    private var hasRowsBelow = false
    private var isNumeric = false

    mutating func count(
      _ cell: TableSample.Cell, above below: [TableSample.Cell], isNeeded: Bool, isLabel: Bool
    ) {
      hasRowsBelow = hasRowsBelow || !below.isEmpty
      isNumeric = isNumeric || cell.content.isNumeric
      let numbers = below.compactMap(\.number)
      if cell.isText {
        countText(cell, numbers, below, isNeeded: isNeeded, isLabel: isLabel)
      } else if cell.isMissing {
        // The corner above the names or numbers of rows.
        let isIndex = !numbers.isEmpty && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
        if cell.text.isEmpty, numbers.isEmpty ? !below.isEmpty : numbers.count > 1 && isIndex {
          isCornered = true
        }
      } else if let number = cell.number, !numbers.isEmpty {
        countNumber(cell, number, numbers, below)
      }
    }

    private mutating func countText(
      _ cell: TableSample.Cell, _ numbers: [Double], _ below: [TableSample.Cell], isNeeded: Bool,
      isLabel: Bool
    ) {
      hasText = true
      if isLabel, TableLabels.usualWords.contains(cell.text.lowercased()) {
        row += 1
        isTextRepeated = true
        return
      }
      if !below.isEmpty, numbers.count * 2 >= below.count {
        header += 1
        textAboveNumbers = textAboveNumbers ?? cell.text
        isNamed = isNamed || isNeeded
        return
      }
      let words = Set(below.map(\.text))
      if words.contains(cell.text) {
        row += 1
        isTextRepeated = true
      } else if isLabel && words.count == 2 {
        // A third label otherwise.
        header += 2
      } else if words.count * 2 <= below.count {
        header += 1
      }
    }

    private mutating func countNumber(
      _ cell: TableSample.Cell, _ number: Double, _ numbers: [Double], _ below: [TableSample.Cell]
    ) {
      if cell.isQuoted, !below.contains(where: \.isQuoted) {
        header += 2
        quoted = quoted ?? cell.text
      }
      let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
      let spread = high > low ? high - low : max(abs(high), .leastNonzeroMagnitude)
      let isFar = number < low - 3 * spread || number > high + 3 * spread
      let isWhole = cell.isPlainInteger
      namesAreWhole = namesAreWhole && isWhole
      namesAreFar = namesAreFar && isFar
      areDecimalsBelow =
        areDecimalsBelow && below.contains { !$0.isPlainInteger && $0.text.contains(where: ".,".contains) }
      names.append(number)
      if isWhole && isFar { header += 1 } else { row += 1 }
    }

    /// Whether the whole numbers rise by the same step.
    private var isEven: Bool {
      guard names.count >= 2 else { return false }
      let step = names[1] - names[0]
      return step > 0 && zip(names, names.dropFirst()).allSatisfy { $1 - $0 == step }
    }
    private var areYears: Bool { names.allSatisfy { 1000...2999 ~= $0 } }
    private var areCounted: Bool {
      isEven && (names.first == 0 || names.first == 1) && names.first.map { names[1] - $0 } == 1
    }

    var decision: (Bool, String?) {
      let given = "; --header no reads it as a row"
      if isNamed { return (true, textAboveNumbers.map { "'\($0)' stands above numbers\(given)" }) }
      guard hasRowsBelow else { return (!isNumeric, nil) }
      if let quoted, header > row {
        return (true, "'\(quoted)' is quoted and the numbers below are not\(given)")
      }
      if let textAboveNumbers {
        if header >= row { return (true, "'\(textAboveNumbers)' stands above numbers\(given)") }
        return (false, "most of its numbers could stand below; --header yes reads it as the header")
      }
      // Only numbers above numbers, perhaps with texts above texts.
      if names.isEmpty { return (!isNumeric && header >= row, nil) }
      let areNames = namesAreWhole && Set(names).count == names.count
      guard areNames else { return (false, nil) }
      let shown =
        names.count == 1 ? names[0].shortText : "\(names[0].shortText) to \(names[names.count - 1].shortText)"
      // Texts that stand beside the names of columns are not found again below.
      let isLabelled = !isTextRepeated && (isCornered || header > names.count)
      let areFarNames =
        namesAreFar && (isLabelled || isEven && !isTextRepeated && (areYears || hasText && names.count >= 3))
      let areCountedNames =
        areCounted && areDecimalsBelow && (isCornered || hasText && !isTextRepeated && names.count >= 3)
      if areFarNames || areCountedNames {
        return (true, "its whole numbers (\(shown)) are not like the numbers below\(given)")
      }
      let isDoubtful =
        names.count >= 2 && (namesAreFar || areCounted && areDecimalsBelow || isEven && areYears && hasText)
      return (false, isDoubtful ? "its numbers may be measured; --header yes reads it as the header" : nil)
    }
  }
}
