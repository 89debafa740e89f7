import Experiments
import TerminalGraphics

extension Model {
  /// How many small maps are computed between two frames: few enough that keys are answered at once.
  private static let thumbnailsAtOnce = 4

  /// The gallery that is open; `nil` for none, or for a plain list.
  var gallery: Gallery? {
    guard case .picker(let picker) = lists.overlay, TypedSurface(picker) == nil else { return nil }
    return Gallery(picker, in: self)
  }

  /// The small maps that the gallery still lacks, the chosen one first.
  var missingThumbnails: [Thumbnail.Key] {
    guard case .picker(let picker) = lists.overlay, let gallery else { return [] }
    let items = picker.items
    var keys: [Thumbnail.Key] = []
    if let chosen = picker.chosen, let large = thumbnailKey(chosen, picker.kind, large: gallery.largePicture)
    {
      keys.append(large)
    }
    keys += gallery.shown(picker.selection, of: items.count).map {
      thumbnailKey(items[$0], picker.kind, gallery.picture)
    }
    return keys.filter { derived.thumbnails[$0] == nil }
  }

  /// Requests more small maps, unless some have just arrived.
  mutating func requestThumbnails() {
    guard !derived.thumbnails.pauses else { return derived.thumbnails.pauses = false }
    let keys = missingThumbnails.prefix(Model.thumbnailsAtOnce)
    if !keys.isEmpty { outbox.append(.computeThumbnails(Array(keys), environment.experiments)) }
  }

  func thumbnailKey(_ item: Picker.Item, _ kind: Picker.Kind, _ size: (width: Int, height: Int))
    -> Thumbnail.Key
  {
    Thumbnail.Key(
      kind: kind, id: item.id, width: size.width, height: size.height, levels: derived.theme.heat.count,
      contour: nil,
      marker: .braille)
  }

  /// The key of the large picture of the chosen one; `nil` without room for it.
  func thumbnailKey(_ item: Picker.Item, _ kind: Picker.Kind, large rect: Rect) -> Thumbnail.Key? {
    guard !rect.isEmpty else { return nil }
    var contour = derived.theme.contour
    (contour.source, contour.strength) = (.contour, 1)
    return Thumbnail.Key(
      kind: kind, id: item.id, width: rect.width, height: rect.height, levels: derived.theme.heat.count,
      contour: contour, marker: environment.glyphs == .unicode ? .braille : .ascii)
  }

  /// Moves left and right in a gallery.
  mutating func moveAcross(_ columns: Int) {
    guard case .picker(var picker) = lists.overlay, gallery != nil else { return }
    picker.move(max(-10_000, min(10_000, columns)))
    lists.overlay = .picker(picker)
  }

  /// Moves up and down by rows in a list or a gallery; a gallery stops at the first and the last row.
  mutating func movePicker(_ picker: Picker, _ rows: Int) {
    var picker = picker
    let rows = max(-10_000, min(10_000, rows))
    if let gallery {
      let (count, columns) = (picker.items.count, gallery.columns)
      let column = picker.selection % columns
      let last = max(0, (count - 1) / columns)
      let row = max(0, min(last, picker.selection / columns + rows))
      picker.choose(row * columns + column)
    } else {
      picker.move(rows)
    }
    lists.overlay = .picker(picker)
  }

  /// Moves by as many rows as are visible.
  mutating func movePage(_ pages: Int) {
    let rows = gallery.map(\.rows) ?? 10
    let (steps, overflow) = pages.multipliedReportingOverflow(by: rows)
    move(overflow ? (pages > 0 ? 10_000 : -10_000) : steps)
  }
}
