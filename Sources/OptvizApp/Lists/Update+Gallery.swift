import Experiments
import TerminalGraphics

extension Model {
  /// Small maps that are computed between two frames: few enough that keys are answered at once.
  private static let thumbnailsAtOnce = 4

  /// The gallery that is open; `nil` where none is, or where it is a plain list.
  var gallery: Gallery? {
    guard case .picker(let picker) = lists.overlay, TypedSurface(picker) == nil else { return nil }
    return Gallery(picker, in: self)
  }

  /// The small maps that the gallery shows and does not have yet, the chosen one first.
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

  /// Asks for some more small maps, except where some have just come.
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

  /// The key of the large picture of the chosen one; `nil` where there is no room for it.
  func thumbnailKey(_ item: Picker.Item, _ kind: Picker.Kind, large rect: Rect) -> Thumbnail.Key? {
    guard !rect.isEmpty else { return nil }
    return Thumbnail.Key(
      kind: kind, id: item.id, width: rect.width, height: rect.height, levels: derived.theme.heat.count,
      contour: derived.theme.contour, marker: environment.glyphs == .unicode ? .braille : .ascii)
  }

  /// Left and right in a gallery.
  mutating func moveAcross(_ columns: Int) {
    guard case .picker(var picker) = lists.overlay, gallery != nil else { return }
    picker.move(max(-10_000, min(10_000, columns)))
    lists.overlay = .picker(picker)
  }

  /// Up and down in a list or a gallery, by rows; in a gallery the first and the last row end the way.
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

  /// By as many rows as are seen.
  mutating func movePage(_ pages: Int) {
    let rows = gallery.map(\.rows) ?? 10
    let (steps, overflow) = pages.multipliedReportingOverflow(by: rows)
    move(overflow ? (pages > 0 ? 10_000 : -10_000) : steps)
  }
}
