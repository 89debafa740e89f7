import TerminalGraphics

/// A perceptual colour map: published data, from dark to light.
public struct ColorMap: Hashable, Sendable {
  /// The word in a theme.
  public let id: String
  /// The name.
  public let name: String
  /// One sentence.
  public let summary: String
  /// Its author, and where it was published.
  public let source: String
  /// Its licence.
  public let licence: String
  /// The scale.
  public let gradient: Gradient

  /// Reads a map from its file; throws the first mistake.
  init(id: String, text: [UInt8]) throws(TextProblem) {
    let table = try TomlDocument.read(text)
    var reader = TableReader(table)
    let (name, summary) = (reader.take("name")?.text, reader.take("summary")?.text)
    let (source, licence) = (reader.take("source")?.text, reader.take("licence")?.text)
    let stops = reader.take("stops")?.elements?.compactMap { $0.text.flatMap(Color.init(css:)) }
    reader.reportUnknown(of: "colour map")
    if let problem = reader.problems.first { throw problem }
    guard let name, let summary, let source, let licence, let stops, stops.count >= 2 else {
      throw TextProblem("needs name, summary, source, licence and two or more stops", at: table.place)
    }
    (self.id, self.name, self.summary, self.source, self.licence) = (id, name, summary, source, licence)
    gradient = Gradient(stops)
  }

  /// A part of the map in steps, from one place to another; places run from 0 to 1 and may run backwards.
  func ramp(from: Double, to: Double, _ count: Int) -> [Color] {
    (0..<count).map {
      gradient.color(at: from + (to - from) * (count > 1 ? Double($0) / Double(count - 1) : 0))
    }
  }
}

extension Color {
  /// A colour as style sheets write it: `#rrggbb` or `#rgb`; `nil` for anything else.
  public init?(css text: String) {
    guard text.utf8.first == UInt8(ascii: "#") else { return nil }
    let digits = text.utf8.dropFirst()
    guard digits.count == 3 || digits.count == 6, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    guard digits.count == 3 else {
      self.init(value)
      return
    }
    let (red, green, blue) = (value >> 8, value >> 4 & 0xF, value & 0xF)
    self.init((red << 16 | green << 8 | blue) * 0x11)
  }

  /// The colour as style sheets write it.
  public var css: String {
    let digits = String(hex, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
