import OptvizApp
import Pictures
import Synchronization
import TerminalGraphics

/// Keeps the screen of a picture's frames from one frame to the next.
final class FrameShelf: Sendable {
  private let pages: PageMaker
  private let kept = Mutex<(size: SIMD2<Int>, frames: FrameMaker)?>(nil)

  /// Frames of what pages show.
  init(_ pages: PageMaker) { self.pages = pages }

  /// The frame at a step.
  func frame(at step: Int, _ options: Picture.Options) -> Frame {
    kept.withLock { kept in
      let size = SIMD2(options.columns, options.rows)
      var frames =
        kept.flatMap { $0.size == size ? $0.frames : nil }
        ?? FrameMaker(
          pages, on: TerminalTraits(depth: .direct, glyphs: .unicode), width: options.columns,
          height: options.rows)
      defer { kept = (size, frames) }
      return frames.frame(at: step)
    }
  }
}
