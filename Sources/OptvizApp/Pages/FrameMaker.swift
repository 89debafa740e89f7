import Experiments
import Optimization
import TerminalGraphics

/// Makes frames of a race without a terminal: what the screen shows at a step.
public struct FrameMaker: Sendable {
  private var model: Model
  private var shown = Screenful.empty

  /// Frames of what pages show, on a terminal with these traits and of this size.
  public init(_ pages: PageMaker, on terminal: TerminalTraits, width: Int, height: Int) {
    var model = pages.model
    model.isOnPage = false
    // The panels and the lines of a page are its own.
    (model.document.arrangement, model.document.chosenMarkers) = (
      pages.asked.arrangement, pages.asked.chosenMarkers
    )
    model.document.takeMarkers(from: model.environment.markers)
    switch pages.request.view {
    case .main(let view):
      model.document.chosenView = view
      // As where the program opens on it.
      if view == .solid { model.panes.focus = .solid }
    case .all: model.document.chosenView = pages.asked.chosenView
    case .loss: model.document.chosenView = pages.asked.chosenView
    }
    if !pages.model.document.solid.isTurned, pages.solid == nil { model.document.solid.camera = .standard }
    model.settleForFrames(terminal, width: width, height: height)
    if case .loss = pages.request.view {
      model.perform(.command(.focus(.chart)))
      model.perform(.command(.toggleZoom))
    }
    self.model = model
  }

  /// The frame at a step, on the race's clock; cheap for successive steps of a race that plays.
  ///
  /// While it plays, numbers change as often as on the screen.
  public mutating func frame(at step: Int, isPlaying: Bool = false) -> Frame {
    if isPlaying {
      model.play(at: step)
    } else {
      model.perform(.command(.seek(step)))
    }
    shown = shown.next(model)
    return shown.frame
  }
}

extension Model {
  /// Shows everything on a terminal, with all that its pictures need.
  fileprivate mutating func settleForFrames(_ terminal: TerminalTraits, width: Int, height: Int) {
    perform(.event(.terminal(terminal)))
    perform(.event(.resize(width: width, height: height)))
  }

  /// Shows a step of the race that plays.
  fileprivate mutating func play(at step: Int) {
    if !playback.isPlaying {
      perform(.command(.seek(step)))
      perform(.command(.togglePlay))
    }
    (playback.playhead, playback.lastTick) = (Double(step), 0)
    perform(.event(.tick(now: 0)))
  }

  /// Applies a message and does all the work that it asks for.
  fileprivate mutating func perform(_ message: Message) {
    var effects = update(&self, message)
    while let effect = effects.popLast() { effects += update(&self, .event(effect.perform())) }
  }
}
