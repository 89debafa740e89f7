/// A key, its command, and all its descriptions.
///
/// Dispatch, the footer's hints, the help overlay and the README's table all use the list of these.
public struct KeyBinding: Sendable {
  /// The group in which help lists it.
  public enum Group: String, CaseIterable, Hashable, Sendable {
    case playback = "Playback"
    case race = "Race"
    case settings = "Settings"
    case view = "View"
    case panes = "Panels"
    case program = "Program"
  }

  /// What it does, as a stable word: its name in the configuration.
  ///
  /// Bindings of one action under different conditions share it.
  public let action: String
  /// The keys, any of which triggers it; none for an action that only the palette has.
  public private(set) var keys: [Key]
  /// The keys as the footer and the table show them; empty if a neighbour's label covers this one too.
  public private(set) var label: String
  /// One or two words for the footer.
  public let title: String
  /// One sentence for the help.
  public let help: String
  /// The group in which help lists it.
  public let group: Group
  /// The command.
  public let command: Command
  /// When the footer drops it, the highest first; 0 for always shown, `nil` for never.
  public let footer: Int?
  /// The panes it belongs to: help lists it first while one of them has the focus.
  public let panes: [PaneID]
  /// When it applies; otherwise it neither fires nor shows.
  public let applies: @Sendable (Model) -> Bool

  init(
    _ action: String, _ keys: [Key], _ label: String, _ title: String, _ help: String, _ group: Group,
    _ command: Command, footer: Int? = nil, of panes: [PaneID] = [],
    when applies: @escaping @Sendable (Model) -> Bool = { _ in true }
  ) {
    self.action = action
    self.keys = keys
    self.label = label
    self.title = title
    self.help = help
    self.group = group
    self.command = command
    self.footer = footer
    self.panes = panes
    self.applies = applies
  }

  /// An action without a key of its own: the palette has it, and the configuration may give it a key.
  init(
    typed action: String, _ title: String, _ help: String, _ group: Group, _ command: Command,
    when applies: @escaping @Sendable (Model) -> Bool = { _ in true }
  ) {
    self.init(
      action, [], ":" + action.replacing("_", with: " "), title, help, group, command, when: applies)
  }

  /// The action in words, as lists show it.
  public var name: String { action.replacing("_", with: " ") }

  /// The same binding on other keys, which its label then shows.
  func on(_ keys: [Key]) -> KeyBinding {
    var binding = self
    binding.keys = keys
    binding.label = keys.map(\.label).joined(separator: " ")
    return binding
  }
}

extension Key {
  /// A key that types a character.
  static func char(_ character: Character) -> Key { Key(.character(character)) }
}
