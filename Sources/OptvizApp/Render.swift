import TerminalGraphics

/// A frame, and what a click on its parts means.
public struct Screenful: Sendable {
  /// The picture.
  public let frame: Frame
  /// What can be clicked; later regions lie on top.
  public let regions: [HitRegion]

  /// Nothing at all.
  public static let empty = Screenful(frame: Frame(width: 0, height: 0), regions: [])

  /// What lies under a cell.
  public func target(column: Int, row: Int) -> HitTarget? {
    regions.last { $0.rect.contains(column: column, row: row) }?.target(atColumn: column)
  }
}

/// Draws the model: a pure function, the same model giving the same frame.
public func render(_ model: Model) -> Screenful {
  var frame = Frame(
    width: model.size.width, height: model.size.height, filledWith: Cell(background: model.theme.ground))
  let layout = Layout(model)
  guard !layout.panes.isEmpty else {
    let needed = "optviz needs \(Layout.smallest.width)×\(Layout.smallest.height)"
    let now = "\(model.size.width)×\(model.size.height) now; q quits"
    frame.put(needed, column: 0, row: max(0, model.size.height / 2 - 1), model.theme.textStyle)
    frame.put(now, column: 0, row: max(0, model.size.height / 2 - 1) + 1, model.theme.quietStyle)
    return Screenful(frame: frame, regions: [])
  }
  var regions: [HitRegion] = []
  for (pane, rect) in layout.panes where !rect.isEmpty {
    regions.append(HitRegion(rect: rect, target: .pane(pane.id)))
  }
  // A border is moved where nothing else is written on it.
  regions += layout.dividers.map { HitRegion(rect: $0.rect, target: .divider($0.divider, $0.pane)) }
  for (pane, rect) in layout.panes where !rect.isEmpty { regions += pane.draw(model, rect, &frame) }
  let screen = Rect(x: 0, y: 0, width: model.size.width, height: model.size.height)
  switch model.overlay {
  case .picker(let picker):
    if let gallery = model.gallery {
      regions += GalleryOverlay.draw(picker, gallery, model, on: &frame)
    } else {
      regions += PickerOverlay.draw(picker, model, in: screen, on: &frame)
    }
  case .help(let help): regions += HelpOverlay.draw(help, model, in: screen, on: &frame)
  case .palette(let palette): regions += PaletteOverlay.draw(palette, model, in: screen, on: &frame)
  case nil: break
  }
  return Screenful(frame: frame, regions: regions)
}
