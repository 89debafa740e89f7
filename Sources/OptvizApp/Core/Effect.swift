import Experiments

/// Work that a change requests, as a value.
public enum Effect: Hashable, Sendable {
  /// Compute the map and send it as `mapComputed`.
  case computeMap(MapRequest)
  /// Compute the surface in three dimensions and send it as `solidComputed`.
  case computeSolid(SolidRequest)
  /// Compute more of a race whose steps may take long, and send it as `raceComputed`.
  case computeRace(RaceRequest)
  /// Explain the inspector's step of such a race, and send it as `inspected`.
  case inspect(InspectionRequest)
  /// Abandon background computation of a kind.
  case abandonWork(Work)
  /// Keep a layout in the person's configuration.
  case saveLayout(LayoutPreset)
  /// Keep an experiment in a file, and send `experimentSaved`.
  case saveExperiment(SaveRequest)
  /// Read the experiment of a path, or of a name in the person's own folder, and send `experimentOpened`.
  case openExperiment(String)
  /// Look into the person's own folder of experiments, and send `experimentsFound`.
  case findExperiments
  /// Put a text on the terminal's clipboard.
  case copy(String)
  /// Look at the table that is named, and send what is found as `tableSeen`.
  case lookAtTable(String)
  /// Read a table, and send the loss of its model as `tableLoaded`.
  case loadTable(DataRequest)
  /// Make a file to take away, and send what became of it as `pictureDone`.
  case makePicture(PictureRequest)
  /// Put a file that was made onto the disk.
  case keepPicture(PictureRequest, [UInt8])
  /// Compute small maps, of experiments in the catalog, and send them as `thumbnailsComputed`.
  case computeThumbnails([Thumbnail.Key], ExperimentCatalog)

  /// The kinds of long work: of each kind one piece is under way at a time.
  public enum Work: Hashable, Sendable {
    /// Pictures of the surface.
    case picture
    /// Steps of the race.
    case race
    /// What a step computes.
    case inspection
    /// A table that is read.
    case table
    /// A file to take away.
    case file
  }

  /// Its kind, if the work would delay answers to keys, so that it belongs in a task of its own.
  ///
  /// Earlier work of the same kind is then abandoned, and what it asks of the loss ends with the task.
  public var longWork: Work? {
    switch self {
    case .computeMap(let request): request.isLong ? .picture : nil
    case .computeSolid(let request): request.isLong ? .picture : nil
    case .computeRace: .race
    case .inspect: .inspection
    case .loadTable: .table
    case .makePicture: .file
    case .keepPicture: nil
    case .saveExperiment, .openExperiment, .findExperiments: nil
    case .abandonWork, .saveLayout, .lookAtTable, .copy, .computeThumbnails: nil
    }
  }

  /// Whether the work belongs in a task of its own.
  public var isLong: Bool { longWork != nil }

  /// Does the work and reports progress on the way; returns the event to send on.
  ///
  /// - Parameter ownFile: gives the experiment of a path, where the caller has files.
  public func perform(
    report: (Event) -> Void = { _ in }, ownFile: (String) -> ExperimentFile? = { _ in nil }
  ) -> Event {
    switch self {
    // These need threads and files, which the caller has.
    case .abandonWork: return .done(nil)
    case .saveLayout(let preset): return .done("layout \(preset.name) is kept until the program ends")
    case .saveExperiment, .openExperiment: return .done("there are no files here")
    case .findExperiments: return .experimentsFound([])
    case .lookAtTable(let path): return .tableSeen(path, TableLook())
    case .loadTable(let request): return .tableLoaded(request, nil, "no file is read here")
    case .makePicture(let request), .keepPicture(let request, _):
      return .pictureDone(request, .refused("no file can be written here"))
    case .copy: return .done("nothing copied: there is no terminal")
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
    case .computeRace(let request): return .raceComputed(request, request.extended())
    case .inspect(let request): return .inspected(request, request.inspection())
    case .computeThumbnails(let keys, let experiments):
      return .thumbnailsComputed(
        keys.map { Thumbnail($0, experiments, own: $0.id.contains("/") ? ownFile($0.id) : nil) })
    }
  }
}

/// Progress in steps of a twentieth: as fine as a bar shows.
private struct Twentieths {
  private var reported = 0.0

  /// Whether a share is a twentieth or more beyond the last reported one.
  mutating func hasReached(_ share: Double) -> Bool {
    guard share >= reported + 0.05 else { return false }
    reported = share
    return true
  }
}
