import CNcurses
import Raster

/// The modes that ncurses does not manage, and the bytes that undo everything.
struct TerminalModes: Sendable {
  /// Reports of drags and, if the terminal has them, of all moves, in SGR form; focus reports, bracketed paste.
  let enable: [UInt8]
  /// The same, off.
  let disable: [UInt8]
  /// Written around a frame: the terminal shows it only when it is complete.
  let beginFrame: [UInt8]
  let endFrame: [UInt8]
  /// What a handler writes if there is no time for an orderly end.
  let restore: [UInt8]

  /// Asks for announcements of dark and light colours, on a terminal that makes them.
  static let announceScheme = Array("\u{1B}[?2031h".utf8)

  /// Reads what it needs from the description of the terminal just opened.
  ///
  /// - Parameters:
  ///   - announcesScheme: Whether it announces a change between dark and light colours, as it said.
  ///   - hasPixels: Whether there may be pixels on it.
  init(hasModes: Bool, announcesScheme: Bool = false, hasPixels: Bool = false) {
    var (on, off) = ("", "")
    if hasModes {
      on = "\u{1B}[?1002h\u{1B}[?1003h\u{1B}[?1006h\u{1B}[?1004h\u{1B}[?2004h"
      off = "\u{1B}[?2004l\u{1B}[?1004l\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l"
    }
    if announcesScheme {
      // What has changed while the program was stopped was not announced, and is asked for.
      on += "\u{1B}[?2031h\u{1B}[?996n"
      off = "\u{1B}[?2031l" + off
    }
    let pixelsOff = hasPixels ? KittyScreen.removal : []
    (enable, disable) = (Array(on.utf8), pixelsOff + Array(off.utf8))
    beginFrame = hasModes ? Array("\u{1B}[?2026h".utf8) : []
    endFrame = hasModes ? Array("\u{1B}[?2026l".utf8) : []
    // A sequence of pixels may have been cut off: its end comes first.
    var bytes = pixelsOff + endFrame + Array(off.utf8)
    // Attributes and colours, line drawing, margins, cursor, keypad; the alternate screen last.
    for name in ["sgr0", "op", "rmacs", "smam", "cnorm", "rmkx", "rmcup"] {
      bytes += Self.bytes(of: name)
    }
    // Without an alternate screen the picture stays, and later output begins below it.
    if Self.bytes(of: "rmcup").isEmpty { bytes += Array("\r\n".utf8) }
    restore = bytes
  }

  /// A string of the description without its delays, which modern terminals do not need.
  private static func bytes(of name: String) -> [UInt8] {
    guard let found = cnc_string(name) else { return [] }
    var bytes: [UInt8] = []
    var inDelay = false
    var rest = Array(String(cString: found).utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<") { inDelay = true }
      if !inDelay { bytes.append(byte) }
      if byte == UInt8(ascii: ">") && inDelay { inDelay = false }
    }
    return bytes
  }
}
