/// A key, what it asks for, and everything that is said about it.
///
/// Dispatch, the footer's hints, the help overlay and the README's table are one list of these.
public struct KeyBinding: Sendable {
  /// Where help lists it.
  public enum Group: String, CaseIterable, Hashable, Sendable {
    case playback = "Playback"
    case race = "Race"
    case settings = "Settings"
    case view = "View"
    case panels = "Panels"
    case program = "Program"
  }

  /// The keys, any of which will do.
  public let keys: [Key]
  /// The keys as they are shown.
  public let label: String
  /// One or two words for the footer.
  public let title: String
  /// One sentence for the help.
  public let help: String
  /// Where help lists it.
  public let group: Group
  /// What it asks for.
  public let message: Message
  /// When the footer drops it, the highest first; 0 for what it always shows, `nil` for what it never does.
  public let footer: Int?
  /// When it applies; a binding that does not neither fires nor shows.
  public let applies: @Sendable (Model) -> Bool

  init(
    _ keys: [Key], _ label: String, _ title: String, _ help: String, _ group: Group, _ message: Message,
    footer: Int? = nil, when applies: @escaping @Sendable (Model) -> Bool = { _ in true }
  ) {
    self.keys = keys
    self.label = label
    self.title = title
    self.help = help
    self.group = group
    self.message = message
    self.footer = footer
    self.applies = applies
  }
}

extension Key {
  /// A key that types a character.
  static func char(_ character: Character) -> Key { Key(.character(character)) }
}
