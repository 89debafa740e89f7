import Experiments
import Optimization
import TerminalGraphics

/// The paths of all visible runs up to the step on display, and of the second points that some methods keep.
enum PathShapes {
  /// What the points of a path depend on: another value means another path.
  private struct Key: Hashable, Sendable {
    let conditions: RaceConditions
    let choice: OptimizerChoice
    /// Which of the run's points the picture has.
    let revision: Int
    let run: Int
    let isCompanion: Bool

    /// Few paths are compared, several times a frame: hashing the conditions would take longer than all else.
    func hash(into hasher: inout Hasher) {
      hasher.combine(run)
      hasher.combine(isCompanion)
    }
  }

  static func trails(_ model: Model) -> [Shape] {
    var (companions, paths): ([Trail], [Trail]) = ([], [])
    let conditions = RaceConditions(model.document.experiment)
    for run in model.visibleRuns {
      let timeline = model.derived.race.timelines[run]
      let track = timeline.track
      let count = track.count(upTo: model.step(of: run))
      func key(isCompanion: Bool) -> Key {
        Key(
          conditions: conditions, choice: timeline.choice, revision: track.revision, run: run,
          isCompanion: isCompanion)
      }
      if !track.companions.isEmpty {
        let points = track.companions
        companions.append(
          Trail(
            key(isCompanion: true), count: min(count, points.count),
            RunLook.stroke(run, in: model, .hair, strength: 0.75)
          ) { SIMD2(points[$0].x, points[$0].y) })
      }
      let points = track.points
      paths.append(
        Trail(
          key(isCompanion: false), count: min(count, points.count), RunLook.stroke(run, in: model, .path),
          old: age(of: run, model)
        ) { SIMD2(points[$0].position.x, points[$0].position.y) })
    }
    return [companions, paths].filter { !$0.isEmpty }.map { .trails($0) }
  }

  /// The first new point of a path, and the colour of those before it; `nil` while the race plays.
  ///
  /// Two shades only, and both only while the race stands still: recolouring a cell costs bytes, and over a slow line it
  /// would be most of an animation's output.
  private static func age(of run: Int, _ model: Model) -> (before: Int, color: Color)? {
    guard !model.playback.isPlaying else { return nil }
    let timeline = model.derived.race.timelines[run]
    let pause = max(8, timeline.budget / 12)
    let step = model.step(of: run) / pause * pause - timeline.budget / 8
    let border = timeline.track.isWhole ? step : timeline.track.count(upTo: step - 1)
    let theme = model.derived.theme
    guard border > 0, let ground = theme.map.casings.first else { return nil }
    let color = theme.path(model.document.looks[run])
    return (border, ground.blended(towards: color, theme.oldestPath))
  }
}
