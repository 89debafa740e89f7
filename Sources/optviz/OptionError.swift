/// A file that an option names could not be read or written: a command may name several.
struct OptionError: Error {
  private let option: String
  private let reason: String
  /// The program's exit code.
  let status: ExitStatus

  /// One line for the person.
  var message: String { "\(option): \(reason)" }

  /// Runs `body`, which reads or writes the file that an option names, and lets its errors name the option.
  static func naming<R>(_ option: String, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let error as InputFileError {
      throw OptionError(option: option, reason: error.message, status: error.status)
    } catch let error as OutputError where error != .closedPipe {
      throw OptionError(option: option, reason: error.message, status: error.status)
    }
  }
}
