import TerminalGraphics

/// A recording of a terminal in asciinema's format, version 2: a line for the header, and one for each event.
///
/// Source: https://docs.asciinema.org/manual/asciicast/v2/. The header names no moment, so that the same race gives the same
/// bytes.
public struct Asciicast: Sendable {
  /// What is told about a recording.
  public struct Header: Sendable {
    /// The columns and rows of the terminal.
    public var width, height: Int
    /// The title.
    public var title: String
    /// The command that makes the recording.
    public var command: String
    /// The colours of the terminal: its text and its ground; `nil` for those of the player.
    public var colors: (text: Color, ground: Color)?
    /// More about it by names, such as the version of the program.
    public var environment: [(name: String, value: String)]

    /// A header.
    public init(
      width: Int, height: Int, title: String, command: String, colors: (text: Color, ground: Color)? = nil,
      environment: [(name: String, value: String)] = []
    ) {
      (self.width, self.height, self.title, self.command) = (width, height, title, command)
      (self.colors, self.environment) = (colors, environment)
    }
  }

  private var stream: FrameStream

  /// A recording of a terminal with this number of colours.
  public init(_ depth: ColorDepth, _ glyphs: GlyphSet) { stream = FrameStream(depth, glyphs) }

  /// The first line.
  public func line(_ header: Header) -> String {
    var members = [
      "\"version\": 2", "\"width\": \(header.width)", "\"height\": \(header.height)",
      "\"title\": \(header.title.jsonText)", "\"command\": \(header.command.jsonText)",
    ]
    let values = header.environment.map { "\($0.name.jsonText): \($0.value.jsonText)" }
    members.append("\"env\": {\(values.joined(separator: ", "))}")
    if let colors = header.colors {
      // A player needs a palette with the two; the recording itself names every colour.
      let palette = (0..<16).map { ColorDepth.paletteColor($0).webText }.joined(separator: ":")
      members.append(
        "\"theme\": {\"fg\": \"\(colors.text.webText)\", \"bg\": \"\(colors.ground.webText)\", "
          + "\"palette\": \"\(palette)\"}")
    }
    return "{\(members.joined(separator: ", "))}\n"
  }

  /// The line of a frame at a time in microseconds; empty if nothing has changed.
  public mutating func line(_ frame: Frame, at time: Int) -> String {
    event("o", stream.follow(frame), at: time)
  }

  /// The line of a marker, at which a player can stop.
  public func line(marker: String, at time: Int) -> String { event("m", Array(marker.utf8), at: time) }

  /// The last line, which gives the terminal back.
  public mutating func end(at time: Int) -> String { event("o", stream.end(), at: time) }

  private func event(_ code: String, _ bytes: [UInt8], at time: Int) -> String {
    guard !bytes.isEmpty else { return "" }
    let fraction = String(time % 1_000_000 + 1_000_000).dropFirst()
    return
      "[\(time / 1_000_000).\(fraction), \"\(code)\", \(String(decoding: bytes, as: UTF8.self).jsonText)]\n"
  }
}

extension String {
  /// The text as JSON writes it (RFC 8259, section 7).
  fileprivate var jsonText: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

extension Color {
  /// `#rrggbb`.
  fileprivate var webText: String {
    let digits = String(hex, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
