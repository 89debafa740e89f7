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

    /// A figure on the screen.
    public init(_ figure: Figure, _ key: Key, in rect: Rect, under cover: KittyCover = .none) {
      (self.figure, self.key, self.rect, self.cover) = (figure, key, rect, cover)
    }
  }

  /// Whether pixels go through shared memory.
  public var isShared = false {
    didSet {
      guard isShared != oldValue else { return }
      for slot in shown.indices { shown[slot]?.figure.recut(isShared: isShared) }
    }
  }
  /// By their slots.
  private var shown: [(key: Key, figure: KittyFigure)?] = []

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
      if shown[slot]?.figure.follow(item.figure, in: item.rect, cell: cell) != true {
        shown[slot] = nil
        let figure = KittyFigure(item.figure, in: item.rect, cell: cell, slot: slot, isShared: isShared)
        shown[slot] = (item.key, figure)
      }
      shown[slot]?.figure.cover = item.cover
    }
  }

  /// Everything that should be on the terminal.
  public var placements: [KittyPlacement] { shown.flatMap { $0?.figure.placements ?? [] } }

  /// The pixels of an image.
  public func pixels(of image: KittyImage) -> PixelImage {
    let slot = (image.id - 1) / KittyFigure.numbers
    guard shown.indices.contains(slot), let figure = shown[slot]?.figure else {
      return PixelImage(width: 1, height: 1)
    }
    return figure.pixels(of: image)
  }
}
