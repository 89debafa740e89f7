/// Why the screen could not be opened; nothing has been written to the terminal in that case.
enum ScreenError: Error, Hashable, Sendable {
  /// Standard input or output is not a terminal.
  case notATerminal
  /// `TERM` is empty.
  case unnamedTerminal
  /// It has no description, or cannot place the cursor.
  case unusableTerminal(String)
  /// The system refused a request.
  case system(String)

  /// One line for the person.
  var message: String {
    switch self {
    case .notATerminal: "standard input and output must be a terminal (without one, use 'optviz run')"
    case .unnamedTerminal: "the environment variable TERM is empty, so the terminal is unknown"
    case .unusableTerminal(let name): "the terminal type '\(name)' is unknown or has no full screen (TERM)"
    case .system(let reason): "the terminal could not be opened: \(reason)"
    }
  }
}
