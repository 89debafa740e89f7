import CNcurses
import Glibc
import OptvizApp
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

/// What the environment reports about the terminal, read once.
struct TerminalEnvironment: Sendable {
  /// The terminal's name.
  var term: String
  var colorTerm: String
  var noColor: Bool
  /// Whether the terminal is tmux.
  var isTmux: Bool
  /// Whether tmux runs around the program, whatever name it gives.
  var isInTmux: Bool
  /// Whether the terminal is GNU screen.
  var isScreen: Bool
  /// Whether the terminal is on another machine, as far as the environment tells.
  var isRemote: Bool
  /// Whether the terminal's ground is light, as far as the environment tells.
  var isLight: Bool

  init() {
    term = Self.value("TERM")
    colorTerm = Self.value("COLORTERM")
    noColor = !Self.value("NO_COLOR").isEmpty
    let isInside = !Self.value("TMUX").isEmpty
    isTmux = term.hasPrefix("tmux") || (term.hasPrefix("screen") && isInside)
    isInTmux = isTmux || isInside
    isScreen = !isInTmux && (term.hasPrefix("screen") || !Self.value("STY").isEmpty)
    isLight = Self.isLight(Self.value("COLORFGBG"))
    isRemote = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].contains { !Self.value($0).isEmpty }
  }

  /// Whether a value of `COLORFGBG`, the numbers of text and ground, has a light ground: white, or a bright colour but
  /// grey.
  static func isLight(_ colors: String) -> Bool {
    guard let ground = colors.split(separator: ";").last.flatMap({ Int($0) }) else { return false }
    return ground == 7 || (9...15).contains(ground)
  }

  static func value(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }

  /// Whether direct colours work although the terminal's own entry does not declare them.
  var promisesDirectColor: Bool {
    if term == "linux" || term.hasPrefix("vt") { return false }
    // GNU screen passes COLORTERM on from the terminal around it, but cannot show direct colours.
    if term.hasPrefix("screen") && !isTmux { return false }
    return colorTerm == "truecolor" || colorTerm == "24bit" || isKnown
  }

  /// Whether the program's own entry describes the terminal, so that none has to be installed.
  var isKnown: Bool {
    let known = [
      "xterm-kitty", "kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "ghostty", "contour", "rio",
      "iterm2",
    ]
    // Also with an addition such as `-direct`.
    return known.contains { name in
      guard term.hasPrefix(name) else { return false }
      let next = term.dropFirst(name.count).first
      return next.map { !$0.isLetter && !$0.isNumber } ?? true
    }
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
  /// Whether the terminal is asked for 24-bit colours: neither the person nor the environment has decided.
  let asksColor: Bool

  /// Decides by the person's choice, the environment, and the terminal's own entry; without one, the program's own is
  /// used in its place.
  init(
    _ choice: ColorChoice, _ environment: TerminalEnvironment, hasOwnEntry: Bool = true, entryIsDirect: Bool,
    entryColors: Int32
  ) {
    let own = hasOwnEntry ? Entry.own : .shipped(environment.directEntry)
    entries = [own]
    asksColor =
      choice == .auto && !environment.noColor && entryColors >= 8 && !entryIsDirect
      && !environment.promisesDirectColor
    switch choice {
    case .mono: depth = .mono
    case .auto where environment.noColor || entryColors < 8: depth = .mono
    case .auto where entryIsDirect: depth = .direct
    case .auto where environment.promisesDirectColor:
      entries = [.shipped(environment.directEntry), own]
      depth = .direct
    case .auto: depth = Self.depth(forColors: entryColors)
    case .truecolor:
      if !entryIsDirect { entries = [.shipped(environment.directEntry), own] }
      depth = .direct
    case .palette256, .palette16:
      let wanted: Int32 = choice == .palette256 ? 256 : 16
      if entryColors < wanted || !hasOwnEntry { entries = [.named("xterm-256color"), own] }
      depth = Self.depth(forColors: wanted)
    case .palette8:
      if entryColors < 8 { entries = [.named("xterm"), own] }
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

extension TerminalEnvironment {
  /// The questions for this terminal: those that it answers, or ignores without printing anything.
  func questions(asksColor: Bool, asksBackground: Bool, width: Int) -> [TerminalQuestion] {
    // GNU screen shows such strings in its status line; what does not know them at all prints them.
    guard term != "dumb", term != "linux", !term.hasPrefix("vt"), !isScreen else { return [] }
    var asked = TerminalQuestion.allCases
    if !asksColor { asked.removeAll { $0 == .directColor } }
    if !asksBackground { asked.removeAll { $0 == .background } }
    // tmux swallows the pictures of its programs.
    if isInTmux || term.hasPrefix("rxvt") || width < 40 { asked.removeAll { $0 == .graphics } }
    return asked
  }
}
