import Toml
import Wording

/// The tables `[[claim]]`.
enum ClaimReading {
  /// - Parameter labels: the runs that there are; `nil` where they could not be read.
  static func read(_ node: TomlNode?, labels: [String]?, _ problems: inout [TextProblem]) -> [Claim] {
    guard let node else { return [] }
    guard let tables = node.elements, tables.allSatisfy({ $0.members != nil }) else {
      problems.append(
        TextProblem(
          "claim is \(TableReader.quoted(node)); accepted: a table [[claim]] for each claim", at: node.place))
      return []
    }
    return tables.compactMap { claim($0, labels: labels, &problems) }
  }

  private static func claim(_ table: TomlNode, labels: [String]?, _ problems: inout [TextProblem]) -> Claim? {
    var reader = TableReader(table)
    let says = reader.take("says", accepted: "a sentence", \.text)
    let place = reader.take("holds")?.place ?? table.place
    let holds = reader.take("holds", accepted: "a comparison, as in \"loss adam at end < 0.1\"", \.text)
    if says == nil || holds == nil, reader.problems.isEmpty {
      reader.report("a claim has a sentence, says, and a comparison, holds", at: table.place)
    }
    reader.reportUnknown(of: "claim")
    defer { problems += reader.problems }
    guard let says, let holds else { return nil }
    do throws(ClaimMistake) {
      let claim = try Claim(says: says, holds: holds)
      for quantity in claim.quantities {
        guard let labels, !labels.contains(quantity.label) else { continue }
        let error = InputError.unknown("run", quantity.label, known: labels)
        throw ClaimMistake(message: error.message, offset: quantity.labelOffset)
      }
      return claim
    } catch {
      // Behind the quotation mark.
      let place = TextPlace(line: place.line, column: place.column + 1 + error.offset)
      reader.report("holds: \(error.message)", at: place)
      return nil
    }
  }
}
