import TerminalGraphics
import Toml
import Wording

/// The content of a person's configuration file, with the places, and its problems.
///
/// A text that is not TOML is ignored as a whole; a wrong value is left out, and the rest is used.
public struct UserConfiguration: Hashable, Sendable {
  /// A value with the place where it was written.
  public struct Placed<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value.
    public let value: Value
    /// Where it begins.
    public let place: TextPlace
  }

  /// Keys for an action in place of its usual ones.
  public struct KeyChoice: Hashable, Sendable {
    /// The action's identifier.
    public let action: String
    /// The names of the keys; empty to remove the action from the keyboard.
    public let keys: [String]
    /// The line of the action, counted from 1.
    public let line: Int
    /// Its column, counted from 1.
    public let column: Int
  }

  /// The theme to open with.
  public internal(set) var theme: Placed<String>?
  /// The colours of the heat map: a colour map, or the theme's own.
  public internal(set) var colorMap: Placed<String>?
  /// The marker that lines are drawn with.
  public internal(set) var marker: Placed<String>?
  /// Whether figures are drawn in pixels.
  public internal(set) var pixels: Placed<PixelChoice>?
  /// How fast a race is played, in steps a second.
  public internal(set) var speed: Placed<Double>?
  /// The layout to open with.
  public internal(set) var layout: Placed<String>?
  /// Keys for actions, in the order in which they are written.
  public internal(set) var keys: [KeyChoice] = []
  /// The person's own layouts, in the order in which they are written.
  public internal(set) var layouts: [LayoutTable] = []
  /// The problems, by place.
  public private(set) var problems: [TextProblem] = []
  /// Whether the text is not TOML, so that all of it is ignored.
  public private(set) var isBroken = false

  /// An empty configuration, as without a file.
  public init() {}

  /// Reads a configuration.
  ///
  /// `themes` are the known themes, `markers` the markers; `speeds` are the accepted speeds.
  public init(
    _ text: [UInt8], themes: [String] = ThemeCatalog.all.map(\.id),
    markers: [String] = MarkerSet.everywhere.map(\.id),
    speeds: ClosedRange<Double>
  ) {
    let table: TomlNode
    do throws(TextProblem) {
      table = try TomlDocument.read(text)
    } catch {
      problems = [error]
      isBroken = true
      return
    }
    var reader = TableReader(table)
    theme = word("theme", kind: "theme", among: themes, &reader)
    colorMap = word("colormap", kind: "colour map", among: ColorMapCatalog.words, &reader)
    marker = word("marker", kind: "marker", among: markers, &reader)
    pixels = word("pixels", kind: "choice", among: PixelChoice.allCases.map(\.rawValue), &reader)
      .flatMap { word in PixelChoice(rawValue: word.value).map { Placed(value: $0, place: word.place) } }
    speed = number("speed", speeds, &reader)
    readKeys(&reader)
    layouts = reader.layouts()
    layout = reader.take("layout", accepted: "the name of a layout") { node in
      node.text.map { Placed(value: $0, place: node.place) }
    }
    reader.reportUnknown(of: "configuration")
    problems = reader.problems.sorted { $0.place < $1.place }
  }

  /// Adds a problem that was found when a part was used.
  public mutating func report(_ problem: TextProblem) {
    problems.append(problem)
    problems.sort { $0.place < $1.place }
  }

  // MARK: Parts

  private func word(
    _ key: String, kind: String, among known: [String], _ reader: inout TableReader
  ) -> Placed<String>? {
    guard let node = reader.take(key) else { return nil }
    guard let text = node.text else {
      reader.report(
        "\(key) is \(TableReader.quoted(node)); accepted: \(known.joined(separator: ", "))", at: node.place)
      return nil
    }
    guard known.contains(text) else {
      reader.report(InputError.unknown(kind, text, known: known).message, at: node.place)
      return nil
    }
    return Placed(value: text, place: node.place)
  }

  private func number(
    _ key: String, _ range: ClosedRange<Double>, _ reader: inout TableReader
  ) -> Placed<Double>? {
    guard let node = reader.take(key) else { return nil }
    guard let number = node.number, range.contains(number) else {
      let ends = [range.lowerBound, range.upperBound].map { Numerals.short($0, digits: 9) }
      reader.report(
        "\(key) is \(TableReader.quoted(node)); accepted: a number from \(ends[0]) to \(ends[1])",
        at: node.place)
      return nil
    }
    return Placed(value: number, place: node.place)
  }

  private mutating func readKeys(_ reader: inout TableReader) {
    guard let node = reader.take("keys") else { return }
    guard let members = node.members else {
      reader.report(
        "keys is \(node.kind); accepted: a table such as zoom_in = [\"Z\", \"f5\"]", at: node.place)
      return
    }
    for member in members {
      // One key may be written without brackets.
      let names = member.node.text.map { [$0] } ?? member.node.elements?.compactMap(\.text)
      guard let names, names.count == member.node.elements?.count ?? 1 else {
        reader.report(
          "\(member.key) is \(TableReader.quoted(member.node)); accepted: a list of key names such as [\"Z\", \"f5\"]",
          at: member.node.place)
        continue
      }
      keys.append(
        KeyChoice(
          action: member.key, keys: names, line: member.place.line, column: member.place.column))
    }
  }
}
