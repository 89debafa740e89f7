import TerminalGraphics

/// A frame, the figures in pixels below it, and what a click on its parts means.
///
/// What is drawn when:
/// - A message that changes anything but the step on display begins a new `Model.revision`: everything is drawn.
/// - In one revision only that step has moved, as during playback. Then each pane is drawn by its `pace`:
///   - `everyStep`: at each frame, by `follow`, which may keep what does not change, such as borders and axes;
///   - `readableStep`: when `Model.readableStep` moves, some twice a second, since digits that change faster cannot be
///     read and would be most of an animation's output;
///   - `still`: never.
/// - While a list is open everything is drawn, since lists show the race's current state.
///
/// The law: `next` gives what `render` gives, whatever happened between; `ScreenfulTests` holds every pane to it.
public struct Screenful: Sendable {
  /// The picture.
  public let frame: Frame
  /// What can be clicked: the panes themselves and their borders, what is in each pane, and what lies over them; each
  /// pane's figures with it.
  private let grounds: [HitRegion]
  private let inPanes: [PaneContent]
  private let above: [HitRegion]
  /// The revision and the numbers' step that are shown; `nil` for an empty screenful.
  private let shown: (revision: Int, readableStep: Int)?

  /// An empty screenful.
  public static let empty = Screenful(Frame(width: 0, height: 0))

  private init(
    _ frame: Frame, _ grounds: [HitRegion] = [], _ inPanes: [PaneContent] = [], _ above: [HitRegion] = [],
    shown: (revision: Int, readableStep: Int)? = nil
  ) {
    self.frame = frame
    (self.grounds, self.inPanes, self.above) = (grounds, inPanes, above)
    self.shown = shown
  }

  /// What can be clicked; later regions lie on top.
  public var regions: [HitRegion] { grounds + inPanes.flatMap(\.regions) + above }

  /// The figures that the terminal draws in pixels, under the frame's cells.
  ///
  /// Where a cell has a ground of its own, it covers them. None where figures are drawn in cells.
  public var figures: [PlacedFigure] { inPanes.flatMap(\.figures) }

  /// The region under a cell, with the share that its column stands for; `nil` for none.
  public func region(column: Int, row: Int) -> HitRegion? {
    regions.last { $0.rect.contains(column: column, row: row) }?.hit(atColumn: column)
  }
}

/// Draws the model: a pure function, the same model giving the same frame.
public func render(_ model: Model) -> Screenful { Screenful.empty.next(model) }

extension Screenful {
  /// The screenful of a model, given one of the same model drawn before, or an empty one: the same as `render`
  /// gives, and at a fraction of the cost if only the step on display has moved.
  public func next(_ model: Model) -> Screenful {
    guard let shown, shown.revision == model.revision, model.lists.overlay == nil else {
      return Screenful(drawing: model)
    }
    return moved(model, readableMoved: shown.readableStep != model.readableStep)
  }

  /// Redraws the panes with something new to show; everything stays where it is.
  private func moved(_ model: Model, readableMoved: Bool) -> Screenful {
    var (frame, inPanes) = (frame, inPanes)
    for (index, (pane, rect)) in model.derived.layout.panes.enumerated() where !rect.isEmpty {
      switch pane.pace {
      case .everyStep: inPanes[index].figures = pane.follow(model, rect, &frame)
      case .readableStep where readableMoved:
        frame.clear(rect, to: Cell(background: model.derived.theme.ground))
        inPanes[index] = pane.draw(model, rect, &frame)
      case .readableStep, .still: break
      }
    }
    return Screenful(frame, grounds, inPanes, above, shown: (model.revision, model.readableStep))
  }

  /// Draws everything.
  private init(drawing model: Model) {
    var frame = Frame(
      width: model.environment.size.width, height: model.environment.size.height,
      filledWith: Cell(background: model.derived.theme.ground))
    let layout = model.derived.layout
    guard !layout.panes.isEmpty else {
      let needed = "optviz needs \(Layout.smallest.width)×\(Layout.smallest.height)"
      let now = "\(model.environment.size.width)×\(model.environment.size.height) now; q quits"
      frame.put(
        needed, column: 0, row: max(0, model.environment.size.height / 2 - 1), model.derived.theme.textStyle)
      frame.put(
        now, column: 0, row: max(0, model.environment.size.height / 2 - 1) + 1, model.derived.theme.quietStyle
      )
      self.init(frame)
      return
    }
    var grounds: [HitRegion] = []
    for (pane, rect) in layout.panes where !rect.isEmpty {
      grounds.append(HitRegion(rect: rect, target: .pane(pane.id)))
    }
    // A border can be moved only where nothing else is written on it.
    grounds += layout.dividers.map { HitRegion(rect: $0.rect, target: .divider($0.divider, $0.pane)) }
    let inPanes = layout.panes.map { pane, rect in
      rect.isEmpty ? PaneContent() : pane.draw(model, rect, &frame)
    }
    let above = Screenful.drawOverlay(model, on: &frame)
    self.init(frame, grounds, inPanes, above, shown: (model.revision, model.readableStep))
  }

  private static func drawOverlay(_ model: Model, on frame: inout Frame) -> [HitRegion] {
    let screen = Rect(x: 0, y: 0, width: model.environment.size.width, height: model.environment.size.height)
    switch model.lists.overlay {
    case .picker(let picker):
      guard let gallery = model.gallery else {
        return PickerOverlay.draw(picker, model, in: screen, on: &frame)
      }
      return GalleryOverlay.draw(picker, gallery, model, on: &frame)
    case .help(let help): return HelpOverlay.draw(help, model, in: screen, on: &frame)
    case .palette(let palette): return PaletteOverlay.draw(palette, model, in: screen, on: &frame)
    case .form(let form): return FormOverlay.draw(form, model, in: screen, on: &frame)
    case .share(let share): return ShareOverlay.draw(share, model, in: screen, on: &frame)
    case .menu(let menu): return MenuOverlay.draw(menu, model, in: screen, on: &frame)
    case nil: return []
    }
  }
}
