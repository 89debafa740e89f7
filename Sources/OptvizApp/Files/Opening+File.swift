import Experiments
import Optimization

extension Model.Opening {
  /// Opens a file's experiment as the file says; `words` are those of its view, or others in place of them.
  public init(
    _ file: ExperimentFile, among experiments: ExperimentCatalog
  ) {
    self.init(file.experiment, among: experiments)
    hidden = Set(file.hidden.map { $0 + 1 })
    looks = file.looks
    opened = file
  }

  /// Opens on what a document shows, with another experiment.
  init(_ document: Document, _ environment: Environment, _ file: ExperimentFile) {
    self.init(file, among: environment.experiments)
    (theme, followsBackground, colorMap) = (document.theme, document.followsBackground, document.colorMap)
    (speed, markers, pixels) = (document.speed, document.chosenMarkers, document.pixels)
    (arrangement, view) = (document.arrangement, document.chosenView)
    if document.solid.isTurned { camera = document.solid.camera }
    (chart, lossIsLinear) = (document.chart, !document.chart.isLogarithmic)
    (showsAverages, showsBatches) = (document.showsAverages, document.showsBatches)
    inspects = document.arrangement.opened.contains(.inspector)
  }
}

extension Model {
  /// Opens a file in place of what is on the screen, which keeps what the file does not speak of.
  mutating func open(_ file: ExperimentFile) {
    var opening = Opening(document, environment, file)
    // What the file would show in a program that has just been started.
    var fresh = Opening(file, among: environment.experiments)
    (fresh.theme, fresh.followsBackground) = (
      environment.themes.usual, environment.themes.usuallyFollowsBackground
    )
    (fresh.colorMap, fresh.pixels) = (environment.usualColorMap, environment.usualPixels)
    do {
      let shelf = ViewWords.Shelf(themes: environment.themes, layouts: environment.layouts)
      let words = try ViewWords(file.view, from: shelf)
      try words.apply(to: &opening)
      try words.apply(to: &fresh)
    } catch {
      // A file is checked when it is read; a theme may have gone since.
      notice = error.message.withoutDashes
    }
    document = Document(opening, environment)
    document.opened = OpenedFile(file, shown: Document(fresh, environment).viewTable(environment))
    memory.setAside = [:]
    settings.typedValue = nil
    kept = nil
    rebuildRace()
    extendRace()
    derived.theme = Look(document).theme(for: environment.depth)
    followBackground()
    if !document.map.isChosen { fitView() }
    (playback.playhead, playback.lastTick) = (Double(document.moment), nil)
    if opening.step == nil { play() } else { playback.isPlaying = false }
  }
}
