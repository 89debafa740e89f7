/// One character cell: a symbol one column wide, its colours and its attributes.
public struct Cell: Hashable, Sendable {
  /// How the symbol is drawn.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// A set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Heavier strokes.
    public static let bold = Attributes(rawValue: 1)
    /// Foreground and background exchanged.
    public static let reverse = Attributes(rawValue: 2)
    /// A line under the symbol.
    public static let underline = Attributes(rawValue: 4)
  }

  // Sixteen bytes: a screen has ten thousand cells, which are made and compared for every frame.
  private var symbolAndAttributes: UInt32
  private var markValue: UInt32 = 0
  private var front: UInt32
  private var ground: UInt32

  /// The symbol; always one column wide.
  public var symbol: Unicode.Scalar {
    // Only scalars are stored, so this always succeeds.
    get { Unicode.Scalar(symbolAndAttributes & Cell.symbolBits) ?? " " }
    set { symbolAndAttributes = symbolAndAttributes & ~Cell.symbolBits | newValue.value }
  }
  /// A combining mark drawn onto the symbol, such as the hat of V̂; `nil` for none.
  public var mark: Unicode.Scalar? {
    get { markValue == 0 ? nil : Unicode.Scalar(markValue) }
    set { markValue = newValue?.value ?? 0 }
  }
  /// The colour of the strokes; `nil` is the terminal's own.
  public var foreground: Color? {
    get { Cell.color(front) }
    set { front = Cell.value(newValue) }
  }
  /// The colour of the ground; `nil` is the terminal's own.
  public var background: Color? {
    get { Cell.color(ground) }
    set { ground = Cell.value(newValue) }
  }
  /// How the symbol is drawn.
  public var attributes: Attributes {
    get { Attributes(rawValue: UInt8(truncatingIfNeeded: symbolAndAttributes >> 24)) }
    set { symbolAndAttributes = symbolAndAttributes & Cell.symbolBits | UInt32(newValue.rawValue) << 24 }
  }

  /// Scalars have 21 bits.
  private static let symbolBits: UInt32 = 0xFF_FFFF
  /// No colour has this value.
  private static let noColor: UInt32 = .max

  private static func color(_ value: UInt32) -> Color? { value == noColor ? nil : Color(value) }
  private static func value(_ color: Color?) -> UInt32 { color?.hex ?? noColor }

  /// A cell.
  public init(
    _ symbol: Unicode.Scalar = " ", foreground: Color? = nil, background: Color? = nil,
    attributes: Attributes = []
  ) {
    symbolAndAttributes = symbol.value | UInt32(attributes.rawValue) << 24
    front = Cell.value(foreground)
    ground = Cell.value(background)
  }
}
