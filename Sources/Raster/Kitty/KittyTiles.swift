import TerminalGraphics

/// A picture cut into tiles, each an image that is sent again when its content has changed; none where nothing is seen.
struct KittyTiles: Sendable {
  /// The size of a tile in cells.
  struct Cut: Hashable, Sendable {
    let columns: Int
    let rows: Int

    /// For pixels in the stream: smaller tiles cost more for their sequences than they save.
    static let stream = Cut(columns: 4, rows: 2)
    /// For pixels in shared memory, where a sequence costs and its pixels do not.
    static let shared = Cut(columns: 16, rows: 8)
    /// For what is sent once: whole rows pack well, and few of them let keys be answered between them.
    static func strips(of rect: Rect) -> Cut { Cut(columns: max(1, rect.width), rows: 2) }
  }

  let cut: Cut
  private let rect: Rect
  private let cell: PixelSize
  private let firstID: Int
  private let z: Int
  /// How many pixels of the terminal one of the picture's takes, across and down.
  private let scale: Int
  /// Tiles from left to right, and from top to bottom.
  private let across: Int
  private let down: Int
  private var contents: [Content?]

  /// What is in a tile.
  private struct Content: Hashable, Sendable {
    let hash: UInt64
    let isOpaque: Bool
  }

  /// A picture that fills a rectangle of cells.
  init(
    _ picture: PixelImage, rect: Rect, cell: PixelSize, cut: Cut, firstID: Int, z: Int, scale: Int = 1
  ) {
    self.scale = scale
    (self.rect, self.cell, self.cut, self.firstID, self.z) = (rect, cell, cut, firstID, z)
    across = (rect.width + cut.columns - 1) / cut.columns
    down = (rect.height + cut.rows - 1) / cut.rows
    contents = Array(repeating: nil, count: across * down)
    look(at: picture)
  }

  /// Looks at the whole picture again.
  mutating func look(at picture: PixelImage) {
    for tile in contents.indices {
      contents[tile] = KittyTiles.content(of: picture, in: pixels(ofTile: tile))
    }
  }

  /// Looks at those parts of the picture again that may have changed.
  mutating func look(at picture: PixelImage, in changes: [PixelRect]) {
    let (width, height) = (cut.columns * cell.width, cut.rows * cell.height)
    var isMarked = Array(repeating: false, count: contents.count)
    for change in changes where !change.isEmpty {
      for row in max(0, change.y / height)...max(0, min(down - 1, (change.endY - 1) / height)) {
        for column in max(0, change.x / width)...max(0, min(across - 1, (change.endX - 1) / width)) {
          isMarked[row * across + column] = true
        }
      }
    }
    for tile in contents.indices where isMarked[tile] {
      contents[tile] = KittyTiles.content(of: picture, in: pixels(ofTile: tile))
    }
  }

  /// The tiles in which something is to be seen.
  var placements: [KittyPlacement] {
    contents.indices.compactMap { tile in
      guard let content = contents[tile] else { return nil }
      let (column, row) = (tile % across * cut.columns, tile / across * cut.rows)
      return KittyPlacement(
        KittyImage(id: firstID + 1 + tile, content: content.hash, isOpaque: content.isOpaque), z: z,
        column: rect.x + column, row: rect.y + row,
        cells: .init(
          columns: min(cut.columns, rect.width - column), rows: min(cut.rows, rect.height - row)))
    }
  }

  /// The pixels of a tile.
  func pixels(of image: KittyImage, in picture: PixelImage) -> PixelImage {
    picture.part(pixels(ofTile: image.id - firstID - 1))
  }

  private func pixels(ofTile tile: Int) -> PixelRect {
    let (column, row) = (tile % across * cut.columns, tile / across * cut.rows)
    let (x, y) = (column * cell.width / scale, row * cell.height / scale)
    let (right, bottom) = (min(column + cut.columns, rect.width), min(row + cut.rows, rect.height))
    return PixelRect(
      x: x, y: y, width: (right * cell.width + scale - 1) / scale - x,
      height: (bottom * cell.height + scale - 1) / scale - y)
  }

  /// What is in a part of a picture; `nil` if all of it is transparent.
  private static func content(of picture: PixelImage, in part: PixelRect) -> Content? {
    let (hash, any, all) = picture.digest(of: part)
    return any >> 24 > 0 ? Content(hash: hash, isOpaque: all >> 24 == 255) : nil
  }
}

extension PixelImage {
  /// A part of the picture, which must lie inside.
  func part(_ part: PixelRect) -> PixelImage {
    var image = PixelImage(width: part.width, height: part.height)
    pixels.withUnsafeBufferPointer { source in
      image.pixels.withUnsafeMutableBufferPointer { target in
        for row in 0..<part.height {
          let start = (part.y + row) * width + part.x
          for column in 0..<part.width { target[row * part.width + column] = source[start + column] }
        }
      }
    }
    return image
  }

  /// A number that tells the contents of a part apart, and the bits that any and that all of its pixels have.
  func digest(of part: PixelRect) -> (hash: UInt64, any: UInt32, all: UInt32) {
    var hash = UInt64(part.width) << 32 | UInt64(part.height)
    var (any, all) = (UInt32(0), UInt32.max)
    pixels.withUnsafeBufferPointer { pixels in
      for row in part.y..<part.endY {
        let start = row * width + part.x
        for index in start..<start + part.width {
          let pixel = pixels[index]
          any |= pixel
          all &= pixel
          hash = (hash ^ UInt64(pixel)) &* 0x9E37_79B9_7F4A_7C15
          hash ^= hash >> 29
        }
      }
    }
    return (hash, any, all)
  }
}
