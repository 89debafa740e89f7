/// What a person did at the terminal, already decoded.
public enum Input: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The pointer moved, pressed, released or scrolled.
  case pointer(Pointer)
  /// Text arrived as a bracketed paste; never to be run as commands.
  case paste(String)
  /// The terminal window gained or lost the focus.
  case focus(Bool)
  /// The terminal has a new size.
  case resized
  /// The terminal has told what it shows.
  case answered
}

extension Input {
  /// Whether it comes from the pointer.
  public var isPointer: Bool {
    if case .pointer = self { true } else { false }
  }

  /// Drops moves and drags that are followed at once by another: only the last place of the pointer counts.
  public static func withoutStaleMoves(_ inputs: [Input]) -> [Input] {
    inputs.indices.compactMap { place in
      guard case .pointer(let pointer) = inputs[place], place + 1 < inputs.count,
        case .pointer(let next) = inputs[place + 1]
      else { return inputs[place] }
      let isStale =
        (pointer.action == .move || pointer.action == .drag) && next.action == pointer.action
        && next.button == pointer.button
      return isStale ? nil : inputs[place]
    }
  }
}

/// A key and its modifiers.
public struct Key: Hashable, Sendable {
  /// Which key.
  public enum Code: Hashable, Sendable {
    /// A key that types a character; shifted letters arrive as capitals.
    case character(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is `function(1)`.
    case function(Int)
  }

  /// The modifier keys a terminal reports.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Shift, unless it already changes the character.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt or Meta.
    public static let alt = Modifiers(rawValue: 2)
    /// Control; `Ctrl-A` is `character("a")` with it.
    public static let control = Modifiers(rawValue: 4)
  }

  /// Which key.
  public var code: Code
  /// Its modifiers.
  public var modifiers: Modifiers

  /// A key.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}

/// Something the pointer did at a cell.
public struct Pointer: Hashable, Sendable {
  /// What it did.
  public enum Action: Hashable, Sendable {
    case press, release, drag, move, scrollUp, scrollDown
  }

  /// What it did.
  public var action: Action
  /// 1 is the left button; 0 without a button.
  public var button: Int
  /// The cell's column, from 0.
  public var column: Int
  /// The cell's row, from 0.
  public var row: Int
  /// Its modifiers.
  public var modifiers: Key.Modifiers
  /// When it was read, in seconds of a monotonic clock; without it a press is never part of a double click.
  public var time: Double?

  /// A pointer event.
  public init(
    _ action: Action, button: Int = 0, column: Int, row: Int, modifiers: Key.Modifiers = [],
    time: Double? = nil
  ) {
    self.time = time
    self.action = action
    self.button = button
    self.column = column
    self.row = row
    self.modifiers = modifiers
  }
}
