import TerminalGraphics

/// Draws figures in pixels.
///
/// It keeps what stays from frame to frame: the backdrop as a picture, and lines that grow as far as they have been drawn.
/// So a frame costs what has been added, not the whole figure. The result depends on the figure alone, not on those before.
/// There is no text: what has words is left to the cells above (`CellPicture.drawTexts`).
public struct PixelPicture: Sendable {
  private var content: Content

  private enum Content: Sendable {
    case flat(FlatPicture)
    case solid(SolidPixels)
  }

  private init(_ content: Content) { self.content = content }

  /// A figure in a number of pixels, which should be whole cells.
  ///
  /// - Parameters:
  ///   - cell: the size of the terminal's cells; lines, signs and dashes follow it.
  ///   - edgeSteps: how finely the edges of what moves are shaded, for formats of few colours; `nil` for as
  ///     finely as possible.
  public init(_ figure: Figure, width: Int, height: Int, cell: PixelSize, edgeSteps: Int? = nil) {
    content =
      switch figure.space {
      case .plane:
        .flat(FlatPicture(figure, width: width, height: height, cell: cell, edgeSteps: edgeSteps))
      case .solid(let solid):
        .solid(
          SolidPixels(figure, solid, width: width, height: height, cell: cell, edgeSteps: edgeSteps))
      }
    follow(figure)
  }

  /// Whether it can be kept for a figure: a picture of another place starts anew.
  public func fits(_ figure: Figure, width: Int, height: Int, cell: PixelSize) -> Bool {
    switch content {
    case .flat(let flat): flat.fits(figure, width: width, height: height, cell: cell)
    case .solid(let solid): solid.fits(figure, width: width, height: height, cell: cell)
    }
  }

  /// Brings what is drawn up to date with a figure.
  public mutating func follow(_ figure: Figure) {
    switch content {
    case .flat(var flat):
      // Taken out while it changes: shared with the enumeration, it would be copied.
      content = .flat(FlatPicture.none)
      flat.follow(figure)
      content = .flat(flat)
    case .solid(var solid):
      content = .flat(FlatPicture.none)
      solid.follow(figure)
      content = .solid(solid)
    }
  }

  /// What stays: the field with its contours, or the ground.
  ///
  /// It is opaque where the figure has a ground or a field.
  public var base: PixelImage {
    switch content {
    case .flat(let flat): flat.base
    case .solid(let solid): solid.flat.base
    }
  }

  /// Grows when `base` changes.
  public var baseRevision: Int {
    switch content {
    case .flat(let flat): flat.baseRevision
    case .solid(let solid): solid.flat.baseRevision
    }
  }

  /// What moves: lines with their casings, arrows, dots; transparent elsewhere.
  public var overlay: PixelImage {
    switch content {
    case .flat(let flat): flat.overlay
    case .solid(let solid): solid.flat.overlay
    }
  }

  /// Heads and marks, later ones above.
  public var sprites: [PixelSprite] {
    switch content {
    case .flat(let flat): flat.sprites
    case .solid(let solid): solid.flat.sprites
    }
  }

  /// The parts of the overlay that have changed since the last call; at first, all that is drawn on it.
  ///
  /// None is larger than 16 x 16 pixels; they do not overlap. Every changed pixel lies in one.
  public mutating func takeChanges() -> [PixelRect] {
    switch content {
    case .flat(var flat):
      content = .flat(FlatPicture.none)
      defer { content = .flat(flat) }
      return flat.takeChanges()
    case .solid(var solid):
      content = .flat(FlatPicture.none)
      defer { content = .solid(solid) }
      return solid.takeChanges()
    }
  }

  /// A coarse picture of a figure in one piece, for one that changes as a whole, such as a solid while it turns.
  ///
  /// - Parameters:
  ///   - width: the pixels that it will fill.
  ///   - height: the same from top to bottom.
  ///   - cell: the size of the terminal's cells.
  ///   - scale: how many pixels across and down one of the picture's stands for; it has that many times fewer.
  public static func sketch(
    _ figure: Figure, width: Int, height: Int, cell: PixelSize, scale: Int = 2
  ) -> PixelImage {
    let scale = max(1, scale)
    let (columns, rows) = ((max(0, width) + scale - 1) / scale, (max(0, height) + scale - 1) / scale)
    guard case .solid(let solid) = figure.space else {
      return PixelPicture(figure, width: columns, height: rows, cell: cell.divided(by: scale)).composed()
    }
    var picture = SolidPixels(figure, solid, width: columns, height: rows, cell: cell, scale: scale)
    picture.follow(figure)
    return PixelPicture(.solid(picture)).composed()
  }

  /// Base, overlay and sprites in one picture.
  public func composed() -> PixelImage {
    var image = base
    image.draw(overlay, x: 0, y: 0)
    for sprite in sprites { image.draw(sprite.image, x: sprite.x, y: sprite.y) }
    return image
  }
}
