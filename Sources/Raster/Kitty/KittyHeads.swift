import TerminalGraphics

/// Small pictures that move: each look is sent once, and is then only placed.
///
/// A look that is not to be seen now may come back with the next frame. It stays on the terminal as one transparent pixel
/// in a corner, since an image without a place does not stay.
struct KittyHeads: Sendable {
  private let rect: Rect
  private let cell: PixelSize
  private let firstID: Int
  private let z: Int
  private var looks: [Look] = []
  private var frame = 0
  private(set) var placements: [KittyPlacement] = []

  private struct Look: Sendable {
    let look: PixelSprite.Look
    let image: KittyImage
    let pixels: PixelImage
    /// A pixel that is transparent.
    let hole: PixelRect?
    var lastFrame: Int
  }

  /// How many looks are kept: those of twelve heads at four places between pixels, and some more.
  private static let mostLooks = 64
  /// Below -1,073,741,824 with every head.
  private static let mostHeads = 50_000

  init(rect: Rect, cell: PixelSize, firstID: Int, z: Int) {
    (self.rect, self.cell, self.firstID, self.z) = (rect, cell, firstID, z)
  }

  /// The pixels of a look.
  func pixels(of image: KittyImage) -> PixelImage {
    looks.first { $0.image == image }?.pixels ?? PixelImage(width: 1, height: 1)
  }

  /// Places heads, the later ones above.
  mutating func show(_ sprites: [PixelSprite]) {
    frame += 1
    placements = []
    for (order, sprite) in sprites.prefix(KittyHeads.mostHeads).enumerated() {
      guard let visible = visible(sprite) else { continue }
      let image = image(for: sprite)
      let (x, y) = (sprite.x + visible.x, sprite.y + visible.y)
      // The first place of an image is where it waits.
      var placement = KittyPlacement(
        image, number: order + 2, z: z + order, column: rect.x + x / cell.width, row: rect.y + y / cell.height
      )
      (placement.dx, placement.dy) = (x % cell.width, y % cell.height)
      let isWhole = visible.width == sprite.image.width && visible.height == sprite.image.height
      placement.crop = isWhole ? nil : visible
      placements.append(placement)
    }
    forgetOldest()
    for look in looks {
      guard let hole = look.hole else { continue }
      var waiting = KittyPlacement(look.image, z: KittyPlacement.lowest, column: rect.x, row: rect.y)
      waiting.crop = hole
      placements.append(waiting)
    }
  }

  /// The part of a head inside of the figure; `nil` if it is outside.
  private func visible(_ sprite: PixelSprite) -> PixelRect? {
    let (left, top) = (max(0, -sprite.x), max(0, -sprite.y))
    let right = min(sprite.image.width, rect.width * cell.width - sprite.x)
    let bottom = min(sprite.image.height, rect.height * cell.height - sprite.y)
    return right > left && bottom > top
      ? PixelRect(x: left, y: top, width: right - left, height: bottom - top) : nil
  }

  private mutating func image(for sprite: PixelSprite) -> KittyImage {
    if let index = looks.firstIndex(where: { $0.look == sprite.look }) {
      looks[index].lastFrame = frame
      return looks[index].image
    }
    let used = Set(looks.map(\.image.id))
    let id = (firstID + 1...firstID + 1 + looks.count).first { !used.contains($0) } ?? firstID + 1
    let all = PixelRect(x: 0, y: 0, width: sprite.image.width, height: sprite.image.height)
    let image = KittyImage(id: id, content: sprite.image.digest(of: all).hash)
    let pixels = sprite.image.pixels
    let hole = pixels.firstIndex { $0 >> 24 == 0 }.map {
      PixelRect(x: $0 % sprite.image.width, y: $0 / sprite.image.width, width: 1, height: 1)
    }
    looks.append(Look(look: sprite.look, image: image, pixels: sprite.image, hole: hole, lastFrame: frame))
    return image
  }

  /// Lets go of looks that cannot wait, and of those that have not been seen for longest.
  private mutating func forgetOldest() {
    let now = frame
    looks.removeAll { $0.hole == nil && $0.lastFrame != now }
    while looks.count > KittyHeads.mostLooks,
      let oldest = looks.indices.min(by: { looks[$0].lastFrame < looks[$1].lastFrame }),
      looks[oldest].lastFrame != now
    { looks.remove(at: oldest) }
  }
}
