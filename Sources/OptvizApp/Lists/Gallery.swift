import TerminalGraphics

/// Where the cards of a gallery lie on a screen; without room for one, a plain list is used.
struct Gallery: Sendable {
  /// The box, including its border.
  let box: Rect
  /// The cells of the cards, including the margins between them.
  let grid: Rect
  /// Where the chosen one is shown larger, with its description.
  let preview: Rect
  /// Whether the preview stands to the right of the cards instead of below.
  let isWide: Bool
  /// Cards in a row.
  let columns: Int
  /// Visible rows of cards.
  let rows: Int
  /// The cells of a small map.
  let picture: (width: Int, height: Int)

  /// From one card to the next: the picture, a margin for the frame of the chosen one, and the name.
  private var pitch: (x: Int, y: Int) { (picture.width + 2, picture.height + 2) }

  /// The gallery of a picker; `nil` if it is a list, or the screen has no room or no colours for small maps.
  init?(_ picker: Picker, in model: Model) {
    let kind = picker.kind
    guard [.surfaces, .experiments].contains(kind), !model.derived.theme.heat.isEmpty else { return nil }
    let screen = Rect(x: 0, y: 0, width: model.environment.size.width, height: model.environment.size.height)
    guard screen.width >= 60, screen.height >= 20 else { return nil }
    let count = picker.count
    // Experiments are few, with long names.
    let isRoomy = screen.width >= 180 && screen.height >= 50 || kind == .experiments && screen.width >= 104
    picture = isRoomy ? (22, 7) : (16, 5)
    let (stepX, stepY) = (picture.width + 2, picture.height + 2)
    let outer = (width: min(screen.width - 4, 9 * stepX), height: min(screen.height - 2, 58))
    isWide = outer.width >= 100
    let beside = isWide ? (screen.width >= 180 ? 52 : 38) : 0
    let below = isWide ? 0 : 4
    // A column of margin on either side of the cards, for the frame of the chosen one.
    columns = max(1, (outer.width - 2 - beside) / stepX)
    rows = max(1, min((count + columns - 1) / columns, (outer.height - 4 - below + (isWide ? 1 : 0)) / stepY))
    box = screen.centered(
      width: columns * stepX + 2 + beside, height: rows * stepY + 4 + below - (isWide ? 1 : 0))
    let inner = box.inside
    grid = Rect(x: inner.x, y: inner.y + 2, width: columns * stepX, height: rows * stepY)
    preview =
      isWide
      ? Rect(x: grid.endX + 1, y: inner.y + 2, width: beside - 2, height: inner.height - 2)
      : Rect(x: inner.x + 1, y: grid.endY, width: inner.width - 2, height: below)
  }

  /// The first visible row of cards, such that the chosen one is visible.
  func firstRow(showing selection: Int, of count: Int) -> Int {
    let all = (count + columns - 1) / columns
    return max(0, min(selection / columns - rows / 2, all - rows))
  }

  /// The visible cards.
  func shown(_ selection: Int, of count: Int) -> Range<Int> {
    let first = firstRow(showing: selection, of: count) * columns
    return min(first, count)..<max(min(first, count), min(count, first + rows * columns))
  }

  /// Where a card's picture lies, by its place among the visible ones.
  func picture(at place: Int) -> Rect {
    Rect(
      x: grid.x + 1 + place % columns * pitch.x, y: grid.y + place / columns * pitch.y,
      width: picture.width, height: picture.height)
  }

  /// Where the large picture lies; empty without one.
  var largePicture: Rect {
    guard isWide else { return Rect(x: preview.x, y: preview.y, width: 0, height: 0) }
    return Rect(
      x: preview.x, y: preview.y, width: preview.width,
      height: max(0, min(preview.width * 2 / 5, preview.height - 10)))
  }
}

/// The small maps computed so far.
struct ThumbnailCache: Sendable {
  private(set) var thumbnails: [Thumbnail.Key: Thumbnail] = [:]

  /// More than every gallery has in one size; beyond it the cache is emptied and maps are computed again when shown.
  private static let most = 400

  /// Whether the next ones wait for the next message, so that keys are answered in between.
  var pauses = false

  subscript(key: Thumbnail.Key) -> Thumbnail? { thumbnails[key] }

  /// Forgets the maps of an experiment that has changed.
  mutating func remove(_ id: String) { thumbnails = thumbnails.filter { $0.key.id != id } }

  mutating func add(_ new: [Thumbnail]) {
    pauses = true
    if thumbnails.count + new.count > ThumbnailCache.most { thumbnails = [:] }
    for thumbnail in new { thumbnails[thumbnail.key] = thumbnail }
  }
}
