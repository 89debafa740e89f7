import TerminalGraphics

/// A theme in a list: its name, its origin, and its file, which is read on demand.
public struct ThemeEntry: Hashable, Sendable {
  /// Where a theme comes from.
  public enum Origin: Hashable, Sendable {
    /// From the program.
    case bundled
    /// From a file of the person.
    case file(String)
  }

  /// The word for it.
  public let id: String
  /// Where it comes from.
  public let origin: Origin
  /// The word for its option on the command line: its name, or the path of a file that is not in a list.
  public let word: String
  private let text: [UInt8]

  /// A theme that ships with the program.
  init(bundled id: String, _ text: [UInt8]) {
    (self.id, self.origin, self.word, self.text) = (id, .bundled, id, text)
  }

  /// A theme of the person; `isListed` if its name is enough to find it again.
  public init(_ id: String, file path: String, text: [UInt8], isListed: Bool) {
    (self.id, self.origin, self.word, self.text) = (id, .file(path), isListed ? id : path, text)
  }

  /// The content of its file, read now in a tenth of a millisecond.
  public var definition: ThemeDefinition {
    ThemeReader.read(text, id: id, isBase: origin == .bundled && ThemeReader.bases.contains(id))
  }

  /// One sentence.
  public var summary: String { definition.summary }

  /// The theme as a terminal of a depth can show it, with its own map or with another one's colours.
  public func theme(for depth: ColorDepth, map: ColorMap? = nil) -> Theme {
    definition.theme(for: depth, map: map)
  }
}
