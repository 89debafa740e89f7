/// One character cell: a symbol one column wide, its colours and its attributes.
public struct Cell: Hashable, Sendable {
  /// How the symbol is set.
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

  /// The symbol; always one column wide.
  public var symbol: Unicode.Scalar
  /// A combining mark drawn onto the symbol, such as the hat of V̂; `nil` for none.
  public var mark: Unicode.Scalar?
  /// The colour of the strokes; `nil` is the terminal's own.
  public var foreground: Color?
  /// The colour of the ground; `nil` is the terminal's own.
  public var background: Color?
  /// How the symbol is set.
  public var attributes: Attributes

  /// A cell.
  public init(
    _ symbol: Unicode.Scalar = " ", foreground: Color? = nil, background: Color? = nil,
    attributes: Attributes = []
  ) {
    self.symbol = symbol
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
