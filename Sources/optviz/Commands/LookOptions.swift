import ArgumentParser
import Experiments
import OptvizApp
import Wording

/// What of a race is looked at, on the screen and in a picture.
struct LookOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Runs that are not drawn, counted from 1.", valueName: "n,..."))
  var hide: String?

  @Option(
    name: .customLong("run-colors"), parsing: .unconditional,
    help: ArgumentHelp(
      "Which of the theme's colours and heads each run has, counted from 1. (default: 1,2,3,...)",
      valueName: "n,..."))
  var runColors: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The run that is chosen: its label, or its number from 1.", valueName: "label|n"))
  var choose: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The rectangle that the map shows, where it is not the experiment's. (default: what shows the race best)",
      valueName: "x0,x1,y0,y1"))
  var map: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --view 3d: how far the surface is turned and tilted, in degrees, and how much it is magnified.",
      valueName: "yaw,pitch[,zoom]"))
  var turn: String?

  @Option(
    name: .customLong("loss-axis"), parsing: .unconditional,
    help: ArgumentHelp("The loss chart's axis. (default: log)", valueName: LossAxisChoice.words),
    completion: LossAxisChoice.completion)
  var lossAxis: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What the chart shows. (default: loss)", valueName: ChartQuantity.words),
    completion: ChartQuantity.completion)
  var chart: String?

  @Option(
    name: .customLong("chart-axis"), parsing: .unconditional,
    help: ArgumentHelp("The chart's horizontal axis. (default: steps)", valueName: ChartSpan.words),
    completion: ChartSpan.completion)
  var chartAxis: String?

  /// Writes the options as words of a view; what was not given is left as it is.
  func add(to words: inout ViewTable) {
    let given: [(ViewKey, String?)] = [
      (.choose, choose), (.map, map), (.turn, turn), (.chart, chart), (.chartAxis, chartAxis),
      (.lossAxis, lossAxis),
    ]
    for (key, word) in given where word != nil { words[key] = word }
  }

  /// The names of those that were given.
  var given: [String] {
    let all = [
      ("map", map), ("turn", turn), ("hide", hide), ("choose", choose), ("run-colors", runColors),
      ("chart", chart), ("chart-axis", chartAxis), ("loss-axis", lossAxis),
    ]
    return all.filter { $0.1 != nil }.map(\.0)
  }

  /// The runs that are not drawn, counted from 1; `nil` where nothing is said.
  func hidden() throws(InputError) -> Set<Int>? { try LookOptions.runs(hide, "--hide").map { Set($0) } }

  /// Which colours and heads the runs have, counted from 0; `nil` for the usual ones.
  func looks() throws(InputError) -> [Int]? {
    try LookOptions.runs(runColors, "--run-colors")?.map { $0 - 1 }
  }

  /// The numbers of runs in an option, counted from 1; `nil` without one.
  private static func runs(_ text: String?, _ option: String) throws(InputError) -> [Int]? {
    guard let text else { return nil }
    var numbers: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      numbers.append(try WholeNumber.read(String(part), option, in: 1...1000))
    }
    return numbers
  }
}
