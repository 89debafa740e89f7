import Experiments
import Optimization
import TerminalGraphics

/// The paths of all visible runs up to the step on display, and of the second points that some methods keep.
enum PathShapes {
  /// What the points of a path depend on: another value means another path.
  private struct Key: Hashable, Sendable {
    let track: TrackKey
    let part: Part
  }

  /// Which line of a run it is, and the point of the track where it begins.
  private enum Part: Hashable {
    case companion
    case path(from: Int)
    /// What a run does where a fork has left it.
    case ghost(from: Int)
  }

  static func trails(_ model: Model) -> [Shape] {
    var (companions, ghosts, paths): ([Trail], [Trail], [Trail]) = ([], [], [])
    let choices = model.document.experiment.optimizers
    for run in model.visibleRuns {
      let timeline = model.derived.race.timelines[run]
      let track = timeline.track
      let count = track.count(upTo: model.step(of: run))
      let key = TrackKey(run, model)
      let age = age(of: run, model)
      func trail(_ part: Part, from first: Int = 0, to end: Int, _ stroke: Stroke, isOld: Bool = false)
        -> Trail
      {
        let points = track.points
        let old =
          isOld
          ? Self.old(run, model).map { (Int.max, $0) } : age.map { (max(0, $0.before - first), $0.color) }
        return Trail(
          Key(track: key, part: part), count: max(0, min(end, points.count) - first), stroke, old: old
        ) {
          SIMD2(points[first + $0].position.x, points[first + $0].position.y)
        }
      }
      if !track.companions.isEmpty {
        let points = track.companions
        companions.append(
          Trail(
            Key(track: key, part: .companion), count: min(count, points.count),
            RunLook.stroke(run, in: model, .hair, strength: 0.75)
          ) { SIMD2(points[$0].x, points[$0].y) })
      }
      // Up to a fork the line of the run that it leaves is enough, where that is drawn.
      let isShared = choices[run].fork.map { !model.document.hiddenRuns.contains($0.parent) } ?? false
      let first = isShared ? track.count(upTo: choices[run].fork?.step ?? 0) - 1 : 0
      let left = model.firstFork(of: run).map { track.count(upTo: $0) } ?? count
      let stroke = RunLook.stroke(run, in: model, .path)
      paths.append(trail(.path(from: first), from: first, to: min(left, count), stroke))
      if left < count {
        var dashed = stroke
        dashed.dash = Stroke.Dash(on: 3, off: 3)
        let begin = max(first, left - 1)
        ghosts.append(trail(.ghost(from: begin), from: begin, to: count, dashed, isOld: true))
      }
    }
    return [companions, ghosts, paths].filter { !$0.isEmpty }.map { .trails($0) }
  }

  /// The first new point of a path, and the colour of those before it; `nil` while the race plays.
  ///
  /// Two shades only, and both only while the race stands still: recolouring a cell costs bytes, and over a slow line it
  /// would be most of an animation's output.
  private static func age(of run: Int, _ model: Model) -> (before: Int, color: Color)? {
    guard !model.playback.isPlaying, !model.isOnPage else { return nil }
    let timeline = model.derived.race.timelines[run]
    let pause = max(8, timeline.budget / 12)
    let step = model.step(of: run) / pause * pause - timeline.budget / 8
    let border = timeline.track.isWhole ? step : timeline.track.count(upTo: step - 1)
    guard border > 0, let color = old(run, model) else { return nil }
    return (border, color)
  }

  /// The colour of what is old of a path.
  private static func old(_ run: Int, _ model: Model) -> Color? {
    let theme = model.derived.theme
    return theme.map.casings.first?.blended(towards: theme.path(model.colorLook(of: run)), theme.oldestPath)
  }
}

extension Model {
  /// The step at which the first of the forks that are drawn leaves a run; `nil` where none does.
  fileprivate func firstFork(of run: Int) -> Int? {
    let choices = document.experiment.optimizers
    let forks = choices.indices.filter {
      choices[$0].fork?.parent == run && !document.hiddenRuns.contains($0)
    }
    return forks.compactMap { choices[$0].fork?.step }.min()
  }
}
