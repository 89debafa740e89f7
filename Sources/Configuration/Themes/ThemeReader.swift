import TerminalGraphics
import Toml
import Wording

/// Reads a theme from its file.
///
/// A missing key keeps the value of the base theme; an unknown or wrong one is reported, and the rest is used.
enum ThemeReader {
  /// The most steps of a heat map: with more, a terminal's colour pairs would run out.
  static let mostHeatLevels = 128
  /// The most colours of paths.
  private static let mostPaths = 32

  /// Reads a theme; a file that is not TOML gives the base with that one problem.
  ///
  /// `isBase` is for themes that others are based on: their missing keys get the bare defaults.
  static func read(_ text: [UInt8], id: String, isBase: Bool) -> ThemeDefinition {
    let table: TomlNode
    do throws(TextProblem) {
      table = try TomlDocument.read(text)
    } catch {
      var definition = base(nil, id)
      definition.summary = "Its file cannot be read."
      definition.problems = [error]
      return definition
    }
    var reader = TableReader(table)
    let ground = color("ground", &reader)
    let named = reader.take("base", accepted: bases.map { "'\($0)'" }.joined(separator: ", ")) { node in
      node.text.flatMap { bases.contains($0) ? $0 : nil }
    }
    let usual = (ground?.luminance ?? 0) > 0.3 ? "paper" : "night"
    var definition = isBase ? .bare(id) : base(named ?? usual, id)
    definition.summary = sentence("summary", &reader) ?? ""
    definition.source = sentence("source", &reader) ?? ""
    if let ground { definition.full.ground = ground }
    for (key, role) in roles {
      guard let color = color(key, &reader) else { continue }
      definition.full[keyPath: role] = color
      // An accent is also the focus, unless that has a colour of its own.
      if key == "accent" { definition.full.focus = color }
    }
    readLines(into: &definition, &reader)
    readHeat(into: &definition, &reader)
    reader.reportUnknown(of: "theme")
    definition.problems = reader.problems.sorted { $0.place < $1.place }
    return definition
  }

  /// The themes that others can be based on.
  static let bases = ["night", "paper"]

  private static func base(_ base: String?, _ id: String) -> ThemeDefinition {
    guard var definition = ThemeCatalog.entry(base ?? bases[0])?.definition else { return .bare(id) }
    definition.full.id = id
    return definition
  }

  private static let roles: [(String, any WritableKeyPath<Theme, Color?> & Sendable)] = [
    ("text", \.text), ("quiet", \.quiet), ("strong", \.strong), ("border", \.border),
    ("accent", \.accent), ("focus", \.focus), ("warning", \.warning), ("selection", \.selection),
  ]

  // MARK: Parts

  private static func readLines(into definition: inout ThemeDefinition, _ reader: inout TableReader) {
    if let node = reader.take("contour") {
      var part = TableReader(node)
      if node.members == nil {
        reader.report(
          "contour is \(node.kind); accepted: {color = \"#rrggbb\", strength = 0.4}", at: node.place)
      }
      if let color = color("color", &part) { definition.full.contour.color = color }
      if let strength = share("strength", &part) { definition.full.contour.strength = strength }
      part.reportUnknown(of: "contour")
      reader.report(part.problems)
    }
    if let paths = colors("paths", 1...mostPaths, &reader) {
      definition.full.paths = paths
      definition.paths256 = nil
    }
    if let arrows = colors("arrows", 3...3, &reader) { definition.full.arrows = arrows }
    if let oldest = share("oldest_path", &reader) { definition.full.oldestPath = oldest }
    if let paths = numbers("paths_256", 1...mostPaths, 0...255, &reader) { definition.paths256 = paths }
    if let paths = numbers("paths_16", 1...mostPaths, 0...15, &reader) { definition.paths16 = paths }
    if let arrows = numbers("arrows_16", 3...3, 0...15, &reader) { definition.arrows16 = arrows }
  }

  private static func readHeat(into definition: inout ThemeDefinition, _ reader: inout TableReader) {
    if let node = reader.take("heat") {
      var heat: [Color]?
      if node.members != nil {
        heat = mapped(node, ground: definition.full.ground, &reader)
      } else if node.elements?.isEmpty == true {
        heat = []
      } else if let stops = colors("heat", 2...mostHeatLevels, &reader) {
        heat = Gradient(stops).ramp(mostHeatLevels)
      }
      if let heat {
        definition.full.heat = heat
        definition.heat256 = nil
        if !isMonotone(heat) {
          reader.report(
            "the heat map grows both lighter and darker, so that heights cannot be read from it",
            at: node.place)
        }
      }
    }
    if let heat = numbers("heat_256", 2...mostHeatLevels, 0...255, &reader) { definition.heat256 = heat }
  }

  /// A part of a colour map, perhaps moved towards the ground so that it is quiet.
  private static func mapped(
    _ node: TomlNode, ground: Color?, _ reader: inout TableReader
  ) -> [Color]? {
    var part = TableReader(node)
    let known = ColorMapCatalog.ids
    let name = part.take("map")
    let from = share("from", &part) ?? 0
    let to = share("to", &part) ?? 1
    let quiet = share("quiet", &part) ?? 0
    part.reportUnknown(of: "heat")
    reader.report(part.problems)
    guard let name, let id = name.text else {
      reader.report("heat names no map; known: \(known.joined(separator: ", "))", at: (name ?? node).place)
      return nil
    }
    guard let map = ColorMapCatalog.map(id) else {
      reader.report(InputError.unknown("colour map", id, known: known).message, at: name.place)
      return nil
    }
    return map.ramp(from: from, to: to, mostHeatLevels).map { $0.blended(towards: ground ?? $0, quiet) }
  }

  /// Whether a ramp's luminance is monotone; a deviation of a thousandth of white, as from rounding, is invisible.
  static func isMonotone(_ heat: [Color]) -> Bool {
    let luminances = heat.map(\.luminance)
    let steps = zip(luminances, luminances.dropFirst()).map { $1 - $0 }
    return steps.allSatisfy { $0 <= 0.001 } || steps.allSatisfy { $0 >= -0.001 }
  }

  // MARK: Values

  private static let colorForms = "a colour such as '#1f5875'"

  private static func sentence(_ key: String, _ reader: inout TableReader) -> String? {
    // A summary is shown in one line.
    reader.take(key, accepted: "a text", \.text)?.printableLine
  }

  private static func color(_ key: String, _ reader: inout TableReader) -> Color? {
    reader.take(key, accepted: colorForms) { $0.text.flatMap(Color.init(css:)) }
  }

  private static func share(_ key: String, _ reader: inout TableReader) -> Double? {
    reader.take(key, accepted: "a number from 0 to 1") { node in
      node.number.flatMap { (0...1).contains($0) ? $0 : nil }
    }
  }

  private static func colors(
    _ key: String, _ counts: ClosedRange<Int>, _ reader: inout TableReader
  ) -> [Color]? {
    list(key, counts, of: colorForms, &reader) { $0.text.flatMap(Color.init(css:)) }
  }

  private static func numbers(
    _ key: String, _ counts: ClosedRange<Int>, _ range: ClosedRange<Int>, _ reader: inout TableReader
  ) -> [Color]? {
    list(key, counts, of: "a palette number from \(range.lowerBound) to \(range.upperBound)", &reader) {
      node in
      node.integer.flatMap { range.contains($0) ? ColorDepth.paletteColor(Int32($0)) : nil }
    }
  }

  /// A list whose elements are all valid, in an accepted number.
  private static func list<Element>(
    _ key: String, _ counts: ClosedRange<Int>, of accepted: String, _ reader: inout TableReader,
    _ read: (TomlNode) -> Element?
  ) -> [Element]? {
    guard let node = reader.take(key) else { return nil }
    let wanted = counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
    guard let elements = node.elements, counts.contains(elements.count) else {
      let found = node.elements.map { "a list of \($0.count)" } ?? TableReader.quoted(node)
      reader.report("\(key) is \(found); accepted: a list of \(wanted), each \(accepted)", at: node.place)
      return nil
    }
    var values: [Element] = []
    for element in elements {
      guard let value = read(element) else {
        reader.report(
          "\(key) holds \(TableReader.quoted(element)); accepted: \(accepted)", at: element.place)
        return nil
      }
      values.append(value)
    }
    return values
  }
}
