import TerminalGraphics

/// What a terminal has answered about itself; what it has not is unknown, and taken as missing.
public struct TerminalAnswers: Hashable, Sendable {
  /// Whether 24-bit colours are shown as they are set.
  public private(set) var hasDirectColor = false
  /// Its name and version, such as `kitty(0.35.2)`.
  public private(set) var version: String?
  /// The size of a cell in pixels.
  public var cell: PixelSize?
  /// Whether it draws pictures by kitty's protocol.
  public private(set) var hasKittyGraphics = false
  /// Whether it draws sixels.
  public private(set) var hasSixels = false
  /// Whether it can show a frame at once (mode 2026).
  public private(set) var synchronizesOutput = false
  /// Whether it announces a change between dark and light colours (mode 2031).
  public private(set) var announcesScheme = false
  /// Whether it sends its size with other input (mode 2048).
  public private(set) var sendsSize = false
  /// The colour of its ground.
  public private(set) var background: Color?
  /// Whether it joins the bytes of UTF-8 to characters.
  public private(set) var joinsUTF8 = false
  /// Whether all questions are answered that will be: the last one, which every terminal answers, is.
  public private(set) var isComplete = false

  /// No answers.
  public init() {}

  /// The row and the column at which the cursor is after one character of two bytes, if they are joined.
  ///
  /// The row is not the first, where the report could be a key.
  static let joined = (column: 2, row: 2)

  /// Takes an answer.
  public mutating func take(_ report: TerminalReport) {
    switch report {
    case .attributes(let numbers):
      hasSixels = numbers.dropFirst().contains(4)
      isComplete = true
    case .mode(2026, let isKnown): synchronizesOutput = isKnown
    case .mode(2031, let isKnown): announcesScheme = isKnown
    case .mode(2048, let isKnown): sendsSize = isKnown
    case .mode: break
    case .cell(let width, let height): cell = PixelSize(width: width, height: height)
    case .cursor(let column, let row): joinsUTF8 = (column, row) == Self.joined
    case .version(let name): version = name
    case .directColor(let isShown): hasDirectColor = isShown
    case .graphics(let isKnown): hasKittyGraphics = isKnown
    case .background(let color): background = color
    case .scheme, .resized, .sharedMemory, .ready: break
    }
  }

  /// Whether its ground is light: nearer to white than to black, as the eye sees it; `nil` if unknown.
  public var hasLightBackground: Bool? {
    // Against a ground of this luminance, black and white text have the same contrast.
    background.map { $0.luminance > 0.179 }
  }
}
