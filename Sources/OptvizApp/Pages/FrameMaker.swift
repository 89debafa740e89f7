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
    if !pages.model.document.solid.isTurned, pages.solid == nil { model.document.solid.camera = .standard }
    model.settleForFrames(terminal, width: width, height: height)
    self.model = model
  }

  /// The frame at a step, on the race's clock; cheap for successive steps.
  public mutating func frame(at step: Int) -> Frame {
    model.perform(.command(.seek(step)))
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

  /// Applies a message and does all the work that it asks for.
  fileprivate mutating func perform(_ message: Message) {
    var effects = update(&self, message)
    while let effect = effects.popLast() { effects += update(&self, .event(effect.perform())) }
  }
}
