import TerminalGraphics
import Toml

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
  /// The scale in xterm's palette of 256: colours of its cube, made by hand.
  public let palette: [Color]

  /// Reads a map from its file; throws the first mistake.
  init(id: String, text: [UInt8]) throws(TextProblem) {
    let table = try TomlDocument.read(text)
    var reader = TableReader(table)
    let (name, summary) = (reader.take("name")?.text, reader.take("summary")?.text)
    let (source, licence) = (reader.take("source")?.text, reader.take("licence")?.text)
    let stops = reader.take("stops")?.elements?.compactMap { $0.text.flatMap(Color.init(css:)) }
    let palette = reader.take("stops_256")?.elements?.compactMap { node in
      node.integer.flatMap { (16...255).contains($0) ? ColorDepth.paletteColor(Int32($0)) : nil }
    }
    reader.reportUnknown(of: "colour map")
    if let problem = reader.problems.first { throw problem }
    guard let name, let summary, let source, let licence, let stops, stops.count >= 2, let palette,
      palette.count >= 2
    else {
      throw TextProblem(
        "needs name, summary, source, licence, two or more stops and stops_256", at: table.place)
    }
    (self.id, self.name, self.summary, self.source, self.licence) = (id, name, summary, source, licence)
    gradient = Gradient(stops)
    self.palette = palette
  }

  /// How light a map may be below the paths and the text of a theme, as L*: neither black nor glaring on a dark ground,
  /// and never so dark on a light one that the map looks like a hole in the page.
  private static func lightness(isDark: Bool) -> ClosedRange<Double> { isDark ? 7...79 : 45...97 }

  /// The map in place of a theme's own ramp: its colours that suit a dark or a light ground, from the valley, the
  /// lightest, to the heights.
  public func ramp(isDark: Bool, for depth: ColorDepth) -> [Color] {
    let suitable = ColorMap.lightness(isDark: isDark)
    if depth == .palette256 {
      return palette.filter { suitable.contains($0.lightness) }.reversed()
    }
    // A scale only lightens, so what suits lies in one piece.
    let places = (0...256).map { Double($0) / 256 }.filter {
      suitable.contains(gradient.color(at: $0).lightness)
    }
    return ramp(from: places.last ?? 1, to: places.first ?? 0, ThemeReader.mostHeatLevels)
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
