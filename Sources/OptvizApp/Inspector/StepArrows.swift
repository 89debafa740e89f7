import Arithmetic
import Optimization
import TerminalGraphics

/// The arrows at the chosen run's head: the negative gradient, the momentum, and the update of the next step.
///
/// The update has its true length, or a round multiple of it if most of the run's steps would be too short to see; the
/// factor is fixed for the run, so that arrows grow and shrink as the steps do. The other two show only
/// directions and always have the same length, a share of the map's.
struct StepArrows {
  /// How many times its true length the update is drawn.
  let factor: Double
  private let arrows: [(role: StepRole, tail: SIMD2<Double>, tip: SIMD2<Double>)]
  private let theme: Theme
  private let projection: Projection

  /// The arrows for a model on a map; none if the inspector is closed or the run is not drawn.
  init(_ model: Model, on projection: Projection) {
    theme = model.derived.theme
    self.projection = projection
    factor = StepArrows.factor(model, projection)
    guard !model.document.hiddenRuns.contains(model.document.chosenRun),
      let step = model.derived.inspection?.step,
      let recorder = step.recorder, let part = model.chosen?.ownPart
    else {
      arrows = []
      return
    }
    let tail = SIMD2(step.position.x, step.position.y)
    let own = part.own(recorder)
    let whole = projection.shorterSide
    var arrows: [(StepRole, SIMD2<Double>, SIMD2<Double>)] = []
    for role in StepRole.allCases {
      guard let direction = role.direction(role == .update ? recorder : own, part), direction.isFinite else {
        continue
      }
      var d = SIMD2(direction.x, direction.y)
      let length = projection.columns(of: d)
      guard length > 0, length.isFinite else { continue }
      switch role {
      case .gradient: d *= 0.26 * whole / length
      case .momentum: d *= 0.2 * whole / length
      case .update: d *= factor
      }
      arrows.append((role, tail, tail + d))
    }
    // The shorter ones on top, so that arrows in one direction are all visible.
    self.arrows = arrows.sorted {
      projection.columns(of: $0.2 - $0.1) > projection.columns(of: $1.2 - $1.1)
    }
  }

  /// The arrows, each with its letter beyond the tip.
  var shapes: [Shape] {
    arrows.map { role, tail, tip in
      .arrow(
        Arrow(
          from: tail, to: tip, Stroke(theme.arrows[role.rawValue], .curve, sign: "*"),
          label: String(role.letter)))
    }
  }

  /// How many times its true length the update is drawn: 1, 2, 5, 10 and so on up to 1000.
  ///
  /// It is the largest of these that keeps nine tenths of the run's steps, until it arrives or diverges, within
  /// two fifths of the map.
  static func factor(_ model: Model, _ projection: Projection) -> Double {
    guard model.derived.race.timelines.indices.contains(model.document.chosenRun), !projection.rect.isEmpty
    else { return 1 }
    let timeline = model.derived.race.timelines[model.document.chosenRun]
    let last = min(timeline.last, timeline.convergedAt ?? .max, timeline.divergedAt ?? .max)
    let track = timeline.track
    let count = track.count(upTo: last)
    let stride = (count - 1) / 512 + 1
    let lengths = Swift.stride(from: 1, to: count, by: stride).map { i -> Double in
      let (a, b) = (track.points[i - 1].position, track.points[i].position)
      // Where points are left out, this is the mean length between two.
      let steps = Double(track.step(at: i) - track.step(at: i - 1))
      return projection.columns(of: SIMD2(b.x - a.x, b.y - a.y)) / steps
    }.filter(\.isFinite).sorted()
    guard !lengths.isEmpty else { return 1 }
    let typical = lengths[lengths.count * 9 / 10]
    return RoundNumber(atMost: max(1, min(1000, 0.4 * projection.shorterSide / typical))).value
  }
}
