import Glibc

/// Why a file could not be read; a mistake in its content is an `InputError`.
enum InputFileError: Error, Hashable {
  /// It does not exist, is a directory, or may not be read.
  case cannotOpen(String, reason: String)
  /// It was found in a folder and is not a regular file.
  case notAFile(String, kind: String)
  /// Reading failed midway.
  case cannotRead(String, reason: String)
  /// No byte came for some time, and no end either.
  case silent(String, seconds: Int)
  /// It has more bytes than are read.
  case tooLarge(String, most: Int)

  /// One line for the person.
  var message: String {
    switch self {
    case .cannotOpen(let path, let reason): "cannot open '\(path)': \(reason)"
    case .notAFile(let path, let kind): "'\(path)' is \(kind), not a file"
    case .cannotRead(let name, let reason): "cannot read \(name): \(reason)"
    case .silent(let name, let seconds): "cannot read \(name): nothing came for \(seconds) seconds"
    case .tooLarge(let name, let most): "\(name) is too large: at most \(most / 1_000_000) MB are read"
    }
  }

  /// The program's exit code.
  var status: ExitStatus {
    switch self {
    case .cannotOpen, .notAFile, .silent: .noInput
    case .cannotRead: .inputOutput
    case .tooLarge: .data
    }
  }
}
