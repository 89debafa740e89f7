/// An image of the terminal: what kitty's protocol knows by a number.
public struct KittyImage: Hashable, Sendable {
  /// The number under which it is sent.
  public let id: Int
  /// Tells contents apart: equal numbers promise equal pixels.
  public let content: UInt64
  /// Whether no pixel lets what is below show through.
  public let isOpaque: Bool

  /// An image.
  public init(id: Int, content: UInt64, isOpaque: Bool = false) {
    (self.id, self.content, self.isOpaque) = (id, content, isOpaque)
  }
}

/// A place where an image stands.
///
/// An image without a place does not exist: some terminals forget it when another one is deleted, others never do.
public struct KittyPlacement: Hashable, Sendable {
  /// The image.
  public var image: KittyImage
  /// Tells the places of one image apart; from 1.
  public var number: Int
  /// Higher ones lie over lower ones.
  public var z: Int
  /// The cell of its upper left corner, counted from 0.
  public var column: Int
  public var row: Int
  /// How far it begins inside of that cell, in pixels.
  public var dx = 0
  public var dy = 0
  /// The part of the image that is shown; `nil` for all of it.
  public var crop: PixelRect?
  /// How many cells it fills; `nil` for its own size.
  ///
  /// With it, an image stays in place where the size of a cell was reported wrongly.
  public var cells: Cells?

  /// A number of cells.
  public struct Cells: Hashable, Sendable {
    /// From left to right, and from top to bottom.
    public let columns: Int
    public let rows: Int

    /// A number of cells.
    public init(columns: Int, rows: Int) { (self.columns, self.rows) = (columns, rows) }
  }

  /// An image at a cell.
  public init(_ image: KittyImage, number: Int = 1, z: Int, column: Int, row: Int, cells: Cells? = nil) {
    (self.image, self.number, self.z) = (image, number, z)
    (self.column, self.row, self.cells) = (column, row, cells)
  }

  /// The lowest height in use.
  ///
  /// Below -1,073,741,824 the grounds of cells lie over images: 50,000 more are still below.
  public static let lowest = -1_073_800_000
}
