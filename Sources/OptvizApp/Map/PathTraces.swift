import Experiments
import Optimization
import TerminalGraphics

/// The paths of all runs as they lie on the map, up to the step on display.
///
/// Kept and extended as the race goes on, so that a frame costs what was added, not the whole length of the
/// paths. Restarted when the map, the marker or a run changes, and when the race goes back.
struct PathTraces: Sendable {
  /// What all paths depend on, apart from the runs.
  struct Key: Hashable, Sendable {
    let projection: Projection
    let marker: Marker
    let conditions: RaceConditions
  }

  /// A run's path, and that of its second point if it has one.
  struct Path: Sendable {
    fileprivate let choice: OptimizerChoice
    /// Which of the run's points the picture has.
    fileprivate let revision: Int
    /// How many points of the run the path stands for.
    fileprivate(set) var count = 0
    fileprivate(set) var own: PathTrace
    fileprivate(set) var companion: PathTrace?
  }

  private var key: Key?
  /// By run.
  private var paths: [Path?] = []
  /// The model's revision to which these paths belong.
  private var revision: Int?

  /// What the paths of a model on a map depend on.
  static func key(_ model: Model, _ projection: Projection) -> Key {
    Key(
      projection: projection, marker: model.document.marker,
      conditions: RaceConditions(model.document.experiment))
  }

  /// The path of a visible run up to the step on display; `nil` before there is one.
  subscript(run: Int) -> Path? { paths.indices.contains(run) ? paths[run] : nil }

  /// Whether these are the paths of a model on a map.
  func show(_ model: Model, on projection: Projection) -> Bool {
    revision == model.revision && key?.projection == projection
      && model.visibleRuns.allSatisfy { self[$0]?.count == model.step(of: $0) + 1 }
  }

  /// Extends the paths to the step on display, or goes back to it.
  mutating func follow(_ model: Model, on projection: Projection) {
    if revision != model.revision || key?.projection != projection { dropOthers(model, projection) }
    guard let key else { return }
    for run in model.visibleRuns {
      let count = model.step(of: run) + 1
      let revision = model.derived.race.timelines[run].track.revision
      if paths[run].map({ $0.count > count || $0.revision != revision }) ?? true {
        paths[run] = Path(model.derived.race.timelines[run], key)
      }
      // Read through the whole chain: a timeline taken out would be copied.
      paths[run]?.extend(to: count, along: model.derived.race.timelines[run].track)
    }
  }

  /// Drops the paths that no longer belong to the model: all of them, or those of changed runs.
  private mutating func dropOthers(_ model: Model, _ projection: Projection) {
    let wanted = PathTraces.key(model, projection)
    if key != wanted { paths = [] }
    (key, revision) = (wanted, model.revision)
    let count = model.derived.race.timelines.count
    if paths.count > count { paths.removeLast(paths.count - count) }
    while paths.count < count { paths.append(nil) }
    for run in paths.indices where paths[run]?.choice != model.derived.race.timelines[run].choice {
      paths[run] = nil
    }
  }
}

extension PathTraces.Path {
  fileprivate init(_ timeline: Timeline, _ key: PathTraces.Key) {
    choice = timeline.choice
    revision = timeline.track.revision
    let hasCompanion = !timeline.track.companions.isEmpty
    own = PathTrace(key.projection, marker: key.marker, isThick: key.marker.isFine)
    companion = hasCompanion ? PathTrace(key.projection, marker: key.marker, isThick: false) : nil
  }

  fileprivate mutating func extend(to steps: Int, along track: Track) {
    self.count = steps
    let count = track.count(upTo: steps - 1)
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
  /// Extends the paths to the step on display.
  mutating func refreshPaths() {
    guard !derived.map.rect.isEmpty else { return derived.map.paths = PathTraces() }
    // Taken out while they grow: shared with the model, they would be copied.
    var growing = PathTraces()
    swap(&growing, &derived.map.paths)
    growing.follow(self, on: mapProjection)
    derived.map.paths = growing
  }
}
