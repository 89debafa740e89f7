import ArgumentParser
import Experiments
import Glibc
import Pictures
import Wording

/// How the program ends after an error: one line on standard error, below it the place of the mistake in a longer
/// text, and an exit code.
enum Failure {
  /// Ends the program for an error that a command threw while it ran.
  static func leave(with error: any Error) -> Never {
    switch error {
    case let error as InputError:
      complain(error.description, keepsLines: true)
      exit(error.place == .file ? .data : .usage)
    case let error as OutputError:
      // The reader has read enough, as in `optviz run | head`: not an error, and the exit code is what the shell
      // reports for a program that SIGPIPE ended.
      if case .closedPipe = error { Glibc.exit(128 + SIGPIPE) }
      complain(error.message)
      exit(error.status)
    case let error as InputFileError:
      complain(error.message)
      exit(error.status)
    case let error as OptionError:
      complain(error.message)
      exit(error.status)
    case let error as ValuelessLoss:
      complain(error.message)
      exit(.data)
    case let error as PictureError:
      complain(error.message)
      exit(error.isRefusal ? .usage : .child)
    case let error as ScreenError:
      complain(error.message)
      exit(.noTerminal)
    case let code as ExitCode: Glibc.exit(code.rawValue)
    default:
      printWhatIsAsked(by: error)
      complain("\(error)")
      exit(.fault)
    }
  }

  /// Prints help, a version or the like, which the parser of arguments throws as an error, and ends the program.
  private static func printWhatIsAsked(by error: any Error) {
    guard Optviz.exitCode(for: error) == .success else { return }
    do {
      try Output.write { sink in sink.append(Optviz.fullMessage(for: error) + "\n") }
    } catch {
      leave(with: error)
    }
    exit(.done)
  }

  /// Ends the program for an error of the parser of arguments; `command` is the one to which `--help` belongs.
  static func leave(withParsing error: any Error, command: String) -> Never {
    printWhatIsAsked(by: error)
    if error is InputError { leave(with: error) }
    // An `InputError` from a command's validation arrives here wrapped, as a general failure, and is complete;
    // the parser's own errors do not say what is accepted.
    let hint = Optviz.exitCode(for: error) == .validationFailure ? " (see '\(command) --help')" : ""
    complain(UnknownOption.remedied(Optviz.message(for: error), of: command) + hint, keepsLines: hint.isEmpty)
    exit(.usage)
  }

  private static func exit(_ status: ExitStatus) -> Never { Glibc.exit(status.rawValue) }

  /// Tells what is not an error, but should be known: a line for each sentence.
  static func remark(_ sentences: [String]) {
    for sentence in sentences { complain(sentence) }
  }

  /// Writes to standard error what is harmless and short; line breaks stay where the program made them.
  private static func complain(_ message: String, keepsLines: Bool = false) {
    let lines = keepsLines ? message.split(separator: "\n", omittingEmptySubsequences: false) : [message[...]]
    var text = "optviz: " + lines.map(\.briefLine).joined(separator: "\n") + "\n"
    _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
