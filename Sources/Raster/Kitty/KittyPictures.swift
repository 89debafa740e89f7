import TerminalGraphics

/// The figures on a screen as images of kitty's protocol: what should be on the terminal, as a value.
public struct KittyPictures<Key: Hashable & Sendable>: Sendable {
  /// A figure that should be seen.
  public struct Wanted: Sendable {
    /// Tells the figures of a screen apart.
    public let key: Key
    /// The cells that it fills.
    public let rect: Rect
    /// The figure.
    public let figure: Figure
    /// What lies over it.
    public let cover: KittyCover
    /// Whether a coarse picture is enough, because it will soon change as a whole again.
    public let isSketch: Bool

    /// A figure on the screen.
    public init(
      _ figure: Figure, _ key: Key, in rect: Rect, under cover: KittyCover = .none, isSketch: Bool = false
    ) {
      (self.figure, self.key, self.rect, self.cover) = (figure, key, rect, cover)
      self.isSketch = isSketch
    }
  }

  /// Whether pixels go through shared memory.
  public var isShared = false {
    didSet {
      guard isShared != oldValue else { return }
      for slot in shown.indices { shown[slot]?.figure?.recut(isShared: isShared) }
    }
  }
  /// By their slots.
  private var shown: [Shown?] = []

  /// A figure, drawn whole or as a sketch.
  private struct Shown: Sendable {
    let key: Key
    var figure: KittyFigure?
    var sketch: KittySketch?
  }

  /// No figures.
  public init() {}

  /// Whether there is none.
  public var isEmpty: Bool { shown.allSatisfy { $0 == nil } }

  /// Draws figures; those that were drawn before and have only moved on cost what is new.
  public mutating func show(_ wanted: [Wanted], cell: PixelSize) {
    let keys = Set(wanted.map(\.key))
    for slot in shown.indices {
      if let key = shown[slot]?.key, !keys.contains(key) { shown[slot] = nil }
    }
    for item in wanted where !item.rect.isEmpty {
      let slot =
        shown.firstIndex { $0?.key == item.key } ?? shown.firstIndex { $0 == nil } ?? shown.endIndex
      if slot == shown.endIndex { shown.append(nil) }
      if item.isSketch {
        shown[slot] = nil
        let sketch = KittySketch(item.figure, in: item.rect, cell: cell, slot: slot)
        shown[slot] = Shown(key: item.key, sketch: sketch)
      } else if shown[slot]?.figure?.follow(item.figure, in: item.rect, cell: cell) != true {
        shown[slot] = nil
        let figure = KittyFigure(item.figure, in: item.rect, cell: cell, slot: slot, isShared: isShared)
        shown[slot] = Shown(key: item.key, figure: figure)
      }
      shown[slot]?.figure?.cover = item.cover
      shown[slot]?.sketch?.cover = item.cover
    }
  }

  /// Everything that should be on the terminal.
  public var placements: [KittyPlacement] {
    shown.flatMap { $0?.figure?.placements ?? $0?.sketch?.placements ?? [] }
  }

  /// The pixels of an image.
  public func pixels(of image: KittyImage) -> PixelImage {
    let slot = (image.id - 1) / KittyFigure.numbers
    guard shown.indices.contains(slot), let shown = shown[slot] else {
      return PixelImage(width: 1, height: 1)
    }
    return shown.figure?.pixels(of: image) ?? shown.sketch?.pixels(of: image)
      ?? PixelImage(width: 1, height: 1)
  }
}
