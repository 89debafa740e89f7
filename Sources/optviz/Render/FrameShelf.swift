import OptvizApp
import Pictures
import Synchronization
import TerminalGraphics

/// Keeps the screen of a picture's frames from one frame to the next.
final class FrameShelf: Sendable {
  private let pages: PageMaker
  private let kept = Mutex<(terminal: FrameTerminal, frames: FrameMaker)?>(nil)

  /// Frames of what pages show.
  init(_ pages: PageMaker) { self.pages = pages }

  /// The frame at a step.
  func frame(at step: Int, _ options: Picture.Options) -> Frame {
    kept.withLock { kept in
      let terminal = FrameTerminal(options)
      var frames =
        kept.flatMap { $0.terminal == terminal ? $0.frames : nil }
        ?? FrameMaker(
          pages, on: TerminalTraits(depth: options.depth, glyphs: options.glyphs), width: options.columns,
          height: options.rows)
      defer { kept = (terminal, frames) }
      return frames.frame(at: step, isPlaying: options.isAnimated)
    }
  }
}

/// What a frame is drawn on.
private struct FrameTerminal: Equatable {
  let columns, rows: Int
  let depth: ColorDepth
  let glyphs: GlyphSet

  init(_ options: Picture.Options) {
    (columns, rows) = (options.columns, options.rows)
    (depth, glyphs) = (options.depth, options.glyphs)
  }
}
