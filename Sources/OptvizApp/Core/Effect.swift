import Experiments

/// Work that a change asks for, as a value.
public enum Effect: Hashable, Sendable {
  /// Compute the map and send it as `mapComputed`.
  case computeMap(MapRequest)
  /// Compute the surface in three dimensions and send it as `solidComputed`.
  case computeSolid(SolidRequest)
  /// Abandon what is being computed beside the program.
  case abandonWork
  /// Keep a layout in the person's configuration.
  case saveLayout(LayoutPreset)
  /// Compute small maps, of experiments in the catalog, and send them as `thumbnailsComputed`.
  case computeThumbnails([Thumbnail.Key], ExperimentCatalog)

  /// Whether the work would keep keys waiting, so that it belongs in a task of its own.
  ///
  /// Work of the same kind that was asked for before is then abandoned.
  public var isLong: Bool {
    switch self {
    case .computeMap(let request): request.isLong
    case .computeSolid(let request): request.isLong
    case .abandonWork, .saveLayout: false
    case .computeThumbnails: false
    }
  }

  /// Does the work, telling on the way how far it is; the answer is the event to send on.
  public func perform(report: (Event) -> Void = { _ in }) -> Event {
    switch self {
    // These are for who has threads and files.
    case .abandonWork: return .done(nil)
    case .saveLayout(let preset): return .done("layout \(preset.name) is kept until the program ends")
    case .computeMap(let request):
      var progress = Twentieths()
      return .mapComputed(
        MapScene(request.key, coarseness: request.coarseness) {
          if progress.hasReached($0) { report(.mapProgress(request, $0)) }
        })
    case .computeSolid(let request):
      var progress = Twentieths()
      return .solidComputed(
        SolidScene(request.key, coarseness: request.coarseness) {
          if progress.hasReached($0) { report(.solidProgress(request, $0)) }
        })
    case .computeThumbnails(let keys, let experiments):
      return .thumbnailsComputed(keys.map { Thumbnail($0, experiments) })
    }
  }
}

/// Progress in steps of a twentieth: as much as a bar shows.
private struct Twentieths {
  private var reported = 0.0

  /// Whether a share is a twentieth or more beyond the last one that was.
  mutating func hasReached(_ share: Double) -> Bool {
    guard share >= reported + 0.05 else { return false }
    reported = share
    return true
  }
}
