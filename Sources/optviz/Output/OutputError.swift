import Glibc

/// Why something could not be written.
enum OutputError: Error, Hashable {
  /// The reader has closed the pipe.
  case closedPipe
  /// A file cannot be created or replaced; the reason is the system's error number or a sentence.
  case cannotCreate(String, reason: String)
  /// Writing failed midway.
  case cannotWrite(String, reason: String)

  /// The system's words for an error number.
  static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  /// One line for the person.
  var message: String {
    switch self {
    case .closedPipe: "the output is no longer read"
    case .cannotCreate(let path, let reason): "cannot create '\(path)': \(reason)"
    case .cannotWrite(let name, let reason): "cannot write to \(name): \(reason)"
    }
  }

  /// The program's exit code.
  var status: ExitStatus {
    switch self {
    case .cannotCreate: .cannotCreate
    case .closedPipe, .cannotWrite: .inputOutput
    }
  }
}
