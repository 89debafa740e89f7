import CNcurses
import Glibc
import TerminalGraphics

/// The colours that a person requests; `auto` leaves the choice to the terminal.
enum ColorChoice: String, CaseIterable, Sendable {
  case auto, truecolor
  case palette256 = "256"
  case palette16 = "16"
  case palette8 = "8"
  case mono
}

/// The symbols that a person requests; `auto` leaves the choice to the terminal.
enum GlyphChoice: String, CaseIterable, Sendable {
  case auto, unicode, ascii
}

/// What the terminal can show and report.
struct TerminalCapabilities: Hashable, Sendable {
  /// How many colours are used.
  var colorDepth: ColorDepth
  /// Which symbols are used.
  var glyphs: GlyphSet
  /// Whether the terminal's library knows the width of blocks of six; otherwise it would replace them.
  var hasSextants = true
  /// Whether it understands xterm's modes: mouse, bracketed paste, focus, synchronised output.
  var hasModes: Bool
}

/// What the environment reports about the terminal, read once.
struct TerminalEnvironment: Sendable {
  /// The terminal's name.
  var term: String
  var colorTerm: String
  var noColor: Bool
  /// Whether the terminal is tmux.
  var isTmux: Bool

  init() {
    term = Self.value("TERM")
    colorTerm = Self.value("COLORTERM")
    noColor = !Self.value("NO_COLOR").isEmpty
    isTmux = term.hasPrefix("tmux") || (term.hasPrefix("screen") && !Self.value("TMUX").isEmpty)
  }

  static func value(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }

  /// Whether direct colours work although the terminal's own entry does not declare them.
  var promisesDirectColor: Bool {
    if term == "linux" || term.hasPrefix("vt") { return false }
    // GNU screen passes COLORTERM on from the terminal around it, but cannot show direct colours.
    if term.hasPrefix("screen") && !isTmux { return false }
    if colorTerm == "truecolor" || colorTerm == "24bit" { return true }
    let known = ["xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "contour", "rio", "iterm2"]
    return known.contains { term.hasPrefix($0) }
  }

  /// The program's own entry for this terminal.
  var directEntry: DirectColorEntry { isTmux ? .tmux : .xterm }
}

/// How the terminal is opened and drawn on; the entries are tried in order, best first.
struct OpeningPlan: Sendable {
  enum Entry: Hashable, Sendable {
    /// The terminal's own.
    case own
    /// One of the program's own.
    case shipped(DirectColorEntry)
    /// Another one of the system's.
    case named(String)
  }

  /// The entries to try in turn; the first that opens is used.
  var entries: [Entry]
  /// The most colours to use; the entry may have fewer.
  var depth: ColorDepth

  /// Decides by the person's choice, the environment, and the terminal's own entry.
  init(_ choice: ColorChoice, _ environment: TerminalEnvironment, entryIsDirect: Bool, entryColors: Int32) {
    entries = [.own]
    switch choice {
    case .mono: depth = .mono
    case .auto where environment.noColor || entryColors < 8: depth = .mono
    case .auto where entryIsDirect: depth = .direct
    case .auto where environment.promisesDirectColor:
      entries = [.shipped(environment.directEntry), .own]
      depth = .direct
    case .auto: depth = Self.depth(forColors: entryColors)
    case .truecolor:
      if !entryIsDirect { entries = [.shipped(environment.directEntry), .own] }
      depth = .direct
    case .palette256, .palette16:
      let wanted: Int32 = choice == .palette256 ? 256 : 16
      if entryColors < wanted { entries = [.named("xterm-256color"), .own] }
      depth = Self.depth(forColors: wanted)
    case .palette8:
      if entryColors < 8 { entries = [.named("xterm"), .own] }
      depth = .palette8
    }
  }

  /// The depth of a number of colours.
  static func depth(forColors count: Int32) -> ColorDepth {
    switch count {
    case ..<8: .mono
    case ..<16: .palette8
    case ..<256: .palette16
    default: .palette256
    }
  }
}

extension GlyphChoice {
  /// The symbols to use; the Linux console's font has neither braille nor most blocks.
  func resolved(localeIsUTF8: Bool, term: String) -> GlyphSet {
    switch self {
    case .unicode: .unicode
    case .ascii: .ascii
    case .auto: localeIsUTF8 && term != "linux" && !term.hasPrefix("vt") ? .unicode : .ascii
    }
  }
}
