import TerminalGraphics

/// A figure on the screen as images: its base in strips, what moves in tiles, and heads that are only moved.
///
/// A strip or a tile that changes is sent again whole, under the same number, since few terminals can change a part of an
/// image. So tiles are small where pixels travel in the stream, and larger where they are shared.
struct KittyFigure: Sendable {
  /// The cells that it fills.
  let rect: Rect
  /// The size of a cell.
  let cell: PixelSize
  /// The number of its first image, less one.
  private let firstID: Int
  private var picture: PixelPicture
  private var base: KittyTiles
  private var baseRevision: Int
  private var overlay: KittyTiles
  private var heads: KittyHeads

  /// Numbers of images: of the base, then of what moves, then of heads.
  static let numbers = 200_000
  private static let overlayNumbers = 20_000
  private static let headNumbers = 190_000

  /// A figure in a rectangle of cells.
  ///
  /// - Parameters:
  ///   - slot: tells the figures on the screen apart; from 0.
  ///   - isShared: whether pixels go through shared memory.
  init(_ figure: Figure, in rect: Rect, cell: PixelSize, slot: Int, isShared: Bool) {
    (self.rect, self.cell) = (rect, cell)
    firstID = slot * KittyFigure.numbers
    picture = PixelPicture(
      figure, width: rect.width * cell.width, height: rect.height * cell.height, cell: cell)
    _ = picture.takeChanges()
    base = KittyTiles(
      picture.base, rect: rect, cell: cell, cut: .strips(of: rect), firstID: firstID,
      z: KittyPlacement.lowest)
    baseRevision = picture.baseRevision
    overlay = KittyTiles(
      picture.overlay, rect: rect, cell: cell, cut: isShared ? .shared : .stream,
      firstID: firstID + KittyFigure.overlayNumbers, z: KittyPlacement.lowest + 1)
    heads = KittyHeads(
      rect: rect, cell: cell, firstID: firstID + KittyFigure.headNumbers, z: KittyPlacement.lowest + 2)
    heads.show(picture.sprites)
  }

  /// Shows another moment, or another figure of the same size; `false` if it has another place.
  mutating func follow(_ figure: Figure, in rect: Rect, cell: PixelSize) -> Bool {
    let (width, height) = (rect.width * cell.width, rect.height * cell.height)
    guard rect == self.rect, cell == self.cell, picture.fits(figure, width: width, height: height, cell: cell)
    else { return false }
    picture.follow(figure)
    if picture.baseRevision != baseRevision {
      baseRevision = picture.baseRevision
      base.look(at: picture.base)
    }
    overlay.look(at: picture.overlay, in: picture.takeChanges())
    heads.show(picture.sprites)
    return true
  }

  /// Cuts what moves into other tiles.
  mutating func recut(isShared: Bool) {
    let cut = isShared ? KittyTiles.Cut.shared : .stream
    guard cut != overlay.cut else { return }
    overlay = KittyTiles(
      picture.overlay, rect: rect, cell: cell, cut: cut, firstID: firstID + KittyFigure.overlayNumbers,
      z: KittyPlacement.lowest + 1)
  }

  /// What lies over it.
  var cover = KittyCover.none

  /// Everything that should be on the terminal, what lies below first.
  var placements: [KittyPlacement] {
    let (tiles, heads) = (base.placements + overlay.placements, heads.placements)
    if cover.isEmpty { return tiles + heads }
    return (tiles + heads).flatMap { placement in
      placement.visible(cover, of: size(of: placement), in: rect, cell: cell)
    }
  }

  /// The size of an image in pixels.
  private func size(of placement: KittyPlacement) -> (width: Int, height: Int) {
    if let cells = placement.cells { return (cells.columns * cell.width, cells.rows * cell.height) }
    let image = heads.pixels(of: placement.image)
    return (image.width, image.height)
  }

  /// The pixels of one of its images.
  func pixels(of image: KittyImage) -> PixelImage {
    switch image.id - firstID {
    case KittyFigure.headNumbers...: heads.pixels(of: image)
    case KittyFigure.overlayNumbers...: overlay.pixels(of: image, in: picture.overlay)
    default: base.pixels(of: image, in: picture.base)
    }
  }
}
