import Experiments
import Optimization
import TerminalGraphics

/// Surfaces or experiments as cards with small maps, and the chosen one larger next to them.
enum GalleryOverlay {
  static func draw(_ picker: Picker, _ gallery: Gallery, _ model: Model, on frame: inout Frame) -> [HitRegion]
  {
    let theme = model.derived.theme
    let items = picker.items
    let box = gallery.box
    frame.makeRoom(for: box, theme)
    let shown = gallery.shown(picker.selection, of: items.count)
    let isAll = shown.count == items.count
    frame.border(
      box, theme.borderStyle(isFocused: true), title: picker.title, theme.strongStyle,
      note: isAll || items.isEmpty
        ? "\(items.count)" : "\(shown.lowerBound + 1)–\(shown.upperBound) of \(items.count)",
      theme.quietStyle)
    ListPrompt.draw(
      picker.filter, sign: "›", hint: PickerOverlay.hint(picker.kind), theme,
      in: box.inside.inset(left: 1, right: 1), on: &frame)
    var regions = [HitRegion(rect: box, target: .overlay)]
    if items.isEmpty {
      frame.wrap(
        PickerOverlay.nothing(picker), in: gallery.grid.inset(left: 1), theme.quietStyle)
      return regions
    }
    for (place, index) in shown.enumerated() {
      let picture = gallery.picture(at: place)
      let card = picture.inset(bottom: -1)
      // A group's name stands above its first card, and above the first one that is shown.
      let isFirst = place == 0 || items[index - 1].family != items[index].family
      if isFirst, !items[index].family.isEmpty {
        frame.put(
          items[index].family, column: picture.x, row: picture.y - 1, theme.strongStyle, width: picture.width)
      }
      draw(items[index], picker, isChosen: index == picker.selection, model, in: picture, on: &frame)
      regions.append(HitRegion(rect: card, target: .pickerRow(index)))
    }
    if let chosen = picker.chosen { describe(chosen, picker, gallery, model, on: &frame) }
    return regions
  }

  private static func draw(
    _ item: Picker.Item, _ picker: Picker, isChosen: Bool, _ model: Model, in picture: Rect,
    on frame: inout Frame
  ) {
    let theme = model.derived.theme
    let key = model.thumbnailKey(item, picker.kind, (picture.width, picture.height))
    draw(model.derived.thumbnails[key], model, in: picture, on: &frame)
    let name = Rect(x: picture.x, y: picture.endY, width: picture.width, height: 1)
    let style = isChosen ? ListRow.strong(ListRow.style(isChosen: true, theme), theme) : theme.textStyle
    if isChosen { frame.fill(name, " ", style) }
    let mark = PickerOverlay.mark(of: item, picker, model)
    let isTaken = mark.symbol != " "
    if isTaken {
      frame.put(mark.symbol, column: name.x, row: name.y, Style(mark.color, on: style.background, .bold))
    }
    let left = isTaken ? 2 : 0
    frame.put(item.name, column: name.x + left, row: name.y, style, width: name.width - left)
    guard isChosen else { return }
    // The margins at the sides of the picture hold a frame.
    let line = Style(theme.accent, on: theme.ground, .bold)
    for row in picture.y..<picture.endY + 1 {
      frame.put("▎", column: picture.x - 1, row: row, line)
    }
  }

  /// A small map; until it is computed, only a quiet sign.
  private static func draw(_ thumbnail: Thumbnail?, _ model: Model, in rect: Rect, on frame: inout Frame) {
    guard let thumbnail, thumbnail.heat.count == rect.width * rect.height * 2 else {
      frame.put(
        "·", column: rect.x + rect.width / 2, row: rect.y + rect.height / 2, model.derived.theme.quietStyle)
      return
    }
    CellPicture.draw(thumbnail.figure(model.derived.theme), in: rect, model.cells, on: &frame)
  }

  /// The chosen one: larger if there is room, with its name, formula, minima and summary.
  private static func describe(
    _ item: Picker.Item, _ picker: Picker, _ gallery: Gallery, _ model: Model, on frame: inout Frame
  ) {
    let theme = model.derived.theme
    let large = gallery.largePicture
    let small = model.thumbnailKey(item, picker.kind, gallery.picture)
    var thumbnail = model.derived.thumbnails[small]
    if let key = model.thumbnailKey(item, picker.kind, large: large) {
      draw(model.derived.thumbnails[key], model, in: large, on: &frame)
      thumbnail = thumbnail ?? model.derived.thumbnails[key]
    }
    var rest = gallery.preview.inset(top: large.isEmpty ? 0 : large.height + 1)
    func line(_ text: String, _ style: Style, rows: Int = 1) {
      guard !text.isEmpty, !rest.isEmpty else { return }
      let place = Rect(x: rest.x, y: rest.y, width: rest.width, height: min(rows, rest.height))
      rest = rest.inset(top: max(1, frame.wrap(text, in: place, style)))
    }
    if gallery.isWide {
      line(item.name, theme.strongStyle)
      line(model.environment.glyphs.formula(item.formula), theme.quietStyle, rows: 3)
      rest = rest.inset(top: 1)
    } else {
      let used = frame.put(item.name, column: rest.x, row: rest.y, theme.strongStyle, width: rest.width)
      frame.put(
        model.environment.glyphs.formula(item.formula), column: rest.x + used + 2, row: rest.y,
        theme.quietStyle,
        width: rest.width - used - 2)
      rest = rest.inset(top: 1)
    }
    line(item.summary, theme.textStyle, rows: gallery.isWide ? 4 : 2)
    if gallery.isWide { rest = rest.inset(top: 1) }
    if let thumbnail { line(facts(thumbnail, model), theme.quietStyle, rows: gallery.isWide ? 4 : 1) }
  }

  /// Where the lowest points are, and which part of the plane is shown.
  private static func facts(_ thumbnail: Thumbnail, _ model: Model) -> String {
    func short(_ value: Double) -> String { Numerals.short(value, digits: 5) }
    let minima = thumbnail.minima.prefix(2).map { "(\(short($0.point.x)), \(short($0.point.y)))" }
    let more = thumbnail.minima.count - minima.count
    let lowest = thumbnail.minima.first.map {
      "lowest \(short($0.value)) at " + minima.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
    let (x, y) = (thumbnail.domain.x, thumbnail.domain.y)
    let domain =
      "\(short(x.lowerBound)) … \(short(x.upperBound)) × \(short(y.lowerBound)) … \(short(y.upperBound))"
    let runs = thumbnail.runs > 0 ? "\(thumbnail.runs) \(thumbnail.runs == 1 ? "run" : "runs")" : nil
    return [runs, lowest ?? "no minimum", domain].compactMap(\.self).joined(separator: "; ")
  }
}
