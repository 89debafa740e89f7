import TerminalGraphics

/// A frame, and what a click on its parts means.
public struct Screenful: Sendable {
  /// The picture.
  public let frame: Frame
  /// What can be clicked: the panes themselves and their borders, what is in each pane, and what lies over them.
  private let grounds: [HitRegion]
  private let inPanes: [[HitRegion]]
  private let above: [HitRegion]
  /// The model's edition and numbers that it shows; `nil` where it shows nothing.
  private let shown: (edition: Int, numbersStep: Int)?

  /// Nothing at all.
  public static let empty = Screenful(Frame(width: 0, height: 0))

  private init(
    _ frame: Frame, _ grounds: [HitRegion] = [], _ inPanes: [[HitRegion]] = [], _ above: [HitRegion] = [],
    shown: (edition: Int, numbersStep: Int)? = nil
  ) {
    self.frame = frame
    (self.grounds, self.inPanes, self.above) = (grounds, inPanes, above)
    self.shown = shown
  }

  /// What can be clicked; later regions lie on top.
  public var regions: [HitRegion] { grounds + inPanes.joined() + above }

  /// What lies under a cell.
  public func target(column: Int, row: Int) -> HitTarget? {
    regions.last { $0.rect.contains(column: column, row: row) }?.target(atColumn: column)
  }
}

/// Draws the model: a pure function, the same model giving the same frame.
public func render(_ model: Model) -> Screenful { Screenful.empty.next(model) }

extension Screenful {
  /// The screenful of a model of which this one was drawn before, or of any model where it is empty: the same as `render`
  /// gives, and where only the step on display has moved, at a fraction of the cost.
  public func next(_ model: Model) -> Screenful {
    guard let shown, shown.edition == model.edition, model.overlay == nil else {
      return Screenful(drawing: model)
    }
    return moved(model, numbersMoved: shown.numbersStep != model.numbersStep)
  }

  /// What has something new to show is drawn again; the rest stays, and everything stays where it is.
  private func moved(_ model: Model, numbersMoved: Bool) -> Screenful {
    var (frame, inPanes) = (frame, inPanes)
    for (index, (pane, rect)) in model.layout.panes.enumerated() where !rect.isEmpty {
      switch pane.pace {
      case .everyStep: pane.follow(model, rect, &frame)
      case .numbers where numbersMoved:
        frame.clear(rect, to: Cell(background: model.theme.ground))
        inPanes[index] = pane.draw(model, rect, &frame)
      case .numbers, .still: break
      }
    }
    return Screenful(frame, grounds, inPanes, above, shown: (model.edition, model.numbersStep))
  }

  /// Draws everything.
  private init(drawing model: Model) {
    var frame = Frame(
      width: model.size.width, height: model.size.height, filledWith: Cell(background: model.theme.ground))
    let layout = model.layout
    guard !layout.panes.isEmpty else {
      let needed = "optviz needs \(Layout.smallest.width)×\(Layout.smallest.height)"
      let now = "\(model.size.width)×\(model.size.height) now; q quits"
      frame.put(needed, column: 0, row: max(0, model.size.height / 2 - 1), model.theme.textStyle)
      frame.put(now, column: 0, row: max(0, model.size.height / 2 - 1) + 1, model.theme.quietStyle)
      self.init(frame)
      return
    }
    var grounds: [HitRegion] = []
    for (pane, rect) in layout.panes where !rect.isEmpty {
      grounds.append(HitRegion(rect: rect, target: .pane(pane.id)))
    }
    // A border is moved where nothing else is written on it.
    grounds += layout.dividers.map { HitRegion(rect: $0.rect, target: .divider($0.divider, $0.pane)) }
    let inPanes = layout.panes.map { pane, rect in
      rect.isEmpty ? [] : pane.draw(model, rect, &frame)
    }
    let above = Screenful.drawOverlay(model, on: &frame)
    self.init(frame, grounds, inPanes, above, shown: (model.edition, model.numbersStep))
  }

  private static func drawOverlay(_ model: Model, on frame: inout Frame) -> [HitRegion] {
    let screen = Rect(x: 0, y: 0, width: model.size.width, height: model.size.height)
    switch model.overlay {
    case .picker(let picker):
      guard let gallery = model.gallery else {
        return PickerOverlay.draw(picker, model, in: screen, on: &frame)
      }
      return GalleryOverlay.draw(picker, gallery, model, on: &frame)
    case .help(let help): return HelpOverlay.draw(help, model, in: screen, on: &frame)
    case .palette(let palette): return PaletteOverlay.draw(palette, model, in: screen, on: &frame)
    case nil: return []
    }
  }
}
