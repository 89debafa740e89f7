/// Everything that can happen to the model.
public enum Message: Sendable {
  /// A person asks for something.
  case command(Command)
  /// The clock, the terminal or requested work reports something.
  case event(Event)
}
