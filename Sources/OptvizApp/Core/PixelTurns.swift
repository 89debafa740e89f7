import TerminalGraphics

/// Which figures on solids are turning: those are drawn coarsely, and whole when they rest.
///
/// A single new camera is drawn whole. One that follows another soon is a turn, such as a drag or a key that repeats.
public struct PixelTurns<Key: Hashable & Sendable>: Sendable {
  /// Seconds without a new camera after which a figure rests.
  public static var pause: Double { 0.2 }

  private struct Turn: Sendable {
    var camera: Camera
    var changed = -Double.infinity
    var isTurning = false
  }

  private var turns: [Key: Turn] = [:]

  /// No figures.
  public init() {}

  /// Takes the cameras of the figures that are to be drawn.
  public mutating func see(_ cameras: [Key: Camera], at now: Double) {
    _ = rest(at: now)
    var next: [Key: Turn] = [:]
    for (pane, camera) in cameras {
      var turn = turns[pane] ?? Turn(camera: camera)
      if turn.camera != camera {
        turn = Turn(camera: camera, changed: now, isTurning: now < turn.changed + PixelTurns.pause)
      }
      next[pane] = turn
    }
    turns = next
  }

  /// Whether a pane's figure is turning.
  public func isTurning(_ pane: Key) -> Bool { turns[pane]?.isTurning == true }

  /// When the next figure rests if nothing else happens; `nil` if none is turning.
  public var restTime: Double? {
    turns.values.compactMap { $0.isTurning ? $0.changed + PixelTurns.pause : nil }.min()
  }

  /// Notes that time has passed, and returns whether a figure has come to rest.
  public mutating func rest(at now: Double) -> Bool {
    var hasRested = false
    for (pane, turn) in turns where turn.isTurning && now >= turn.changed + PixelTurns.pause {
      turns[pane]?.isTurning = false
      hasRested = true
    }
    return hasRested
  }
}
