import ArgumentParser
import Experiments
import Wording

/// The options that say how a table is written, where that cannot be seen in it.
struct TableOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Whether the first line names the columns. (default: detected)", valueName: "yes|no"),
    completion: .list(["yes", "no"]))
  var header: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What happens to rows without a number in --x or --y: the table is refused, or they are left out. (default: refuse)",
      valueName: "refuse|drop"), completion: .list(["refuse", "drop"]))
  var missing: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What separates cells: blank, tab, or any character. (default: detected)",
      valueName: "character"))
  var separator: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The decimal sign, . or a comma. (default: detected)", valueName: ".|,"))
  var decimal: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The sign between groups of three digits: 1,234 is 1234 with a comma. (default: none)",
      valueName: ThousandsSign.allCases.map(\.rawValue).joined(separator: "|")),
    completion: .list(ThousandsSign.allCases.map(\.rawValue)))
  var thousands: String?

  @Flag(help: "Numbers may end in %, which divides them by 100: 12% is 0.12.")
  var percent = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Lines at the beginning that do not belong to the table. (default: 0)", valueName: "n")
  )
  var skip: String?

  /// The words of the options.
  var words: TableWords {
    var words = TableWords()
    (words.header, words.missing, words.separator) = (header, missing, separator)
    (words.decimal, words.thousands, words.skip) = (decimal, thousands, skip)
    words.percent = percent
    return words
  }
}
