import Experiments
import Optimization
import TerminalGraphics

/// The paths of all runs as they lie on the map, up to the step on display.
///
/// Kept beside the race and drawn on as the race goes on, so that a frame costs what has been added and not how long the
/// paths are; begun anew where the map, the marker or a run is another one, and where the race goes back.
struct PathTraces: Sendable {
  /// What all paths depend on, their runs apart.
  struct Key: Hashable, Sendable {
    let projection: Projection
    let marker: Marker
    let surface: SurfaceChoice
    let start: Point<Double>
    let seed: UInt64
    let steps: Int
    let pace: Race.Pace
  }

  /// A run's path, and that of the second point where the run keeps one.
  struct Path: Sendable {
    fileprivate let choice: OptimizerChoice
    fileprivate(set) var own: PathTrace
    fileprivate(set) var companion: PathTrace?
  }

  private var key: Key?
  private var paths: [Int: Path] = [:]

  /// What the paths of a model on a map depend on.
  static func key(_ model: Model, _ projection: Projection) -> Key {
    let experiment = model.experiment
    return Key(
      projection: projection, marker: model.marker, surface: experiment.surface, start: experiment.start,
      seed: experiment.seed, steps: experiment.steps, pace: experiment.pace)
  }

  /// The path of a visible run up to the step on display; `nil` where there is none yet.
  subscript(run: Int) -> Path? { paths[run] }

  /// Whether these are the paths of a model on a map.
  func show(_ model: Model, on projection: Projection) -> Bool {
    key == PathTraces.key(model, projection)
      && model.visibleRuns.allSatisfy { run in
        paths[run].map {
          $0.own.count == model.step(of: run) + 1 && $0.choice == model.race.timelines[run].choice
        }
          ?? false
      }
  }

  /// Draws on to the step on display, or back to it.
  mutating func follow(_ model: Model, on projection: Projection) {
    let wanted = PathTraces.key(model, projection)
    if key != wanted {
      paths = [:]
      key = wanted
    }
    for run in paths.keys where !model.race.timelines.indices.contains(run) { paths[run] = nil }
    for run in model.visibleRuns {
      let timeline = model.race.timelines[run]
      let count = model.step(of: run) + 1
      if let path = paths[run], path.choice != timeline.choice || path.own.count > count { paths[run] = nil }
      let hasCompanion = !timeline.track.companions.isEmpty
      paths[run, default: Path(timeline.choice, wanted, hasCompanion: hasCompanion)].extend(
        to: count, along: timeline.track)
    }
  }
}

extension PathTraces.Path {
  fileprivate init(_ choice: OptimizerChoice, _ key: PathTraces.Key, hasCompanion: Bool) {
    self.choice = choice
    own = PathTrace(key.projection, marker: key.marker, isThick: key.marker.isFine)
    companion = hasCompanion ? PathTrace(key.projection, marker: key.marker, isThick: false) : nil
  }

  fileprivate mutating func extend(to count: Int, along track: Track) {
    track.points.withUnsafeBufferPointer { points in
      own.extend(to: min(count, points.count)) { index in
        let p = points[index].position
        return SIMD2(p.x, p.y)
      }
    }
    track.companions.withUnsafeBufferPointer { points in
      companion?.extend(to: min(count, points.count)) { SIMD2(points[$0].x, points[$0].y) }
    }
  }
}

extension Model {
  /// Draws the paths on to the step on display.
  mutating func refreshPaths() {
    let projection = Projection(mapRect, x: view.x, y: view.y)
    guard !mapRect.isEmpty else { return paths = PathTraces() }
    // Taken out while they grow: shared with the model, they would be copied.
    var growing = PathTraces()
    swap(&growing, &paths)
    growing.follow(self, on: projection)
    paths = growing
  }
}
