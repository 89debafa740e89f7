/// Everything that can happen to the model.
public enum Message: Sendable {
  /// A person asks for something.
  case command(Command)
  /// The clock, the terminal or work that was asked for has something to tell.
  case event(Event)
}
