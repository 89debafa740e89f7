import ArgumentParser
import Experiments
import Glibc
import Wording

/// How the program ends after an error: one line on standard error, below it the place of the mistake in a longer
/// text, and an exit code from `sysexits.h`.
enum Failure {
  /// Ends the program for an error that a command threw; others, such as `--help`, are printed.
  ///
  /// `command` is the one to which `--help` belongs.
  static func leave(with error: any Error, in root: any ParsableCommand.Type, command: String) -> Never {
    switch error {
    case let error as InputError:
      complain("\(error)", keepsLines: true)
      exit(error.isInFile ? EX_DATAERR : EX_USAGE)
    case let error as OutputError:
      // The reader has read enough, as in `optviz run | head`: not an error, and the exit code is what the shell
      // reports for a program that SIGPIPE ended.
      if case .closedPipe = error { exit(128 + SIGPIPE) }
      complain(error.message)
      exit(error.exitCode)
    case let error as InputFileError:
      complain(error.message)
      exit(error.exitCode)
    case let code as ExitCode:
      exit(code.rawValue)
    default:
      let code = root.exitCode(for: error)
      if code == .success { root.exit(withError: error) }
      // An `InputError` from a command's validation arrives here wrapped, as a general failure, and is complete;
      // the parser's own errors do not say what is accepted.
      let hint = code == .validationFailure ? " (see '\(command) --help')" : ""
      complain(root.message(for: error) + hint, keepsLines: hint.isEmpty)
      exit(EX_USAGE)
    }
  }

  /// Tells what is not an error, but should be known: a line for each sentence.
  static func remark(_ sentences: [String]) {
    for sentence in sentences { complain(sentence) }
  }

  /// Writes to standard error without control characters; line breaks stay where the program made them.
  private static func complain(_ message: String, keepsLines: Bool = false) {
    var line = "optviz: \(keepsLines ? message.printableLines : message.printableLine)\n"
    _ = line.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
