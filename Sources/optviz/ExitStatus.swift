/// The codes with which the program ends, in one table: `--help` and the README show it, and a test holds them to it.
///
/// From 64 on they are those of BSD's `sysexits.h`. A signal that ends the program gives 128 and its number, as in a shell.
enum ExitStatus: Int32, CaseIterable {
  case done = 0
  case different = 1
  case noTerminal = 2
  case usage = 64
  case data = 65
  case noInput = 66
  case child = 69
  case fault = 70
  case cannotCreate = 73
  case inputOutput = 74

  /// When the program ends with it.
  var meaning: String {
    switch self {
    case .done: "done"
    case .different: "a comparison found a difference, or a search found nothing"
    case .noTerminal: "no usable terminal"
    case .usage: "something in the command line is wrong"
    case .data: "something in a file is wrong"
    case .noInput: "a file cannot be opened, or no data arrives from it"
    case .child: "a program that optviz started has failed, or a library is missing"
    case .fault: "a fault in the program itself"
    case .cannotCreate: "a file cannot be created, or exists and --force is not given"
    case .inputOutput: "reading or writing failed"
    }
  }

  /// All of them in one sentence.
  static var summary: String {
    "Exit codes: " + allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ") + "."
  }
}
