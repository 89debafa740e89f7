import Optimization
import TerminalGraphics

/// What the map shows of the plane.
public struct MapChoice: Hashable, Sendable {
  /// The rectangle.
  public internal(set) var view: Domain
  /// Whether a person chose it, so that it is kept and reproduced.
  public internal(set) var isChosen = false
}

/// The map as far as it is computed, and what is being computed of it.
public struct MapPicture: Sendable {
  /// The cells inside its axes; empty if it is not shown.
  var rect = Rect(x: 0, y: 0, width: 0, height: 0)
  /// Heat and contours as they were last computed.
  public internal(set) var scene: MapScene?
  /// The last requested scene.
  var request: MapRequest?
  /// How much of it is computed, if that takes long.
  var progress: Double?
  /// A scene whose computation was stopped, so that its sketch stays.
  var stopped: MapRequest?
  /// What is drawn, and its picture as far as it is kept; `nil` while the map is not shown.
  var shown: (figure: Figure, picture: CellPicture)?
  /// The reading under the pointer.
  var reading: MapReading?
}

extension Model {
  /// Where the plane lies on the screen.
  var mapProjection: Projection {
    Projection(derived.map.rect, x: document.map.view.x, y: document.map.view.y)
  }

  /// What the map is computed from; `nil` if no map is shown.
  var mapSceneKey: MapScene.Key? {
    guard !derived.map.rect.isEmpty else { return nil }
    let theme = derived.theme
    let samples = mapSamples
    return MapScene.Key(
      surface: document.experiment.surface, projection: mapProjection, columns: samples.columns,
      rows: samples.rows,
      hasHeat: !theme.heat.isEmpty || !theme.shades.isEmpty,
      heatLevels: theme.heat.isEmpty ? Field.signedBands : theme.heat.count,
      hasField: derived.layout.mainView == .field)
  }

  /// Losses from left to right and from top to bottom: one for each half cell, or for every second pixel, since
  /// surfaces are smooth; for every few pixels where each loss reads many examples.
  private var mapSamples: (columns: Int, rows: Int) {
    let rect = derived.map.rect
    guard let cell = pixelCell else { return (rect.width, 2 * rect.height) }
    let pixels = (width: rect.width * cell.width, height: rect.height * cell.height)
    var step = 2
    while step < cell.width,
      SceneWork.isLong(
        pixels.width * pixels.height / (step * step), examplesRead: derived.race.objective.examplesRead)
    {
      step *= 2
    }
    return (max(1, (pixels.width + step - 1) / step), max(1, (pixels.height + step - 1) / step))
  }

  /// Finds the map's cells in the layout.
  mutating func refreshMapRect() {
    let pane = derived.layout.rect(of: .map)
    derived.map.rect = pane.map { mapPlot(in: $0) } ?? Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// Requests the scene that the map lacks.
  mutating func requestMap() {
    let wanted = MapRequest(self)
    guard wanted != derived.map.request else { return }
    (derived.map.request, derived.map.progress, derived.map.stopped) = (wanted, nil, nil)
    if let wanted { outbox.append(.computeMap(wanted)) }
  }

  /// Takes a computed scene; one for a former view is dropped.
  mutating func take(_ scene: MapScene) {
    if scene.key == mapSceneKey { derived.map.scene = scene }
    derived.map.progress = nil
  }

  /// Notes how far a scene is, unless it was stopped.
  mutating func takeProgress(_ share: Double, of request: MapRequest) {
    if request == derived.map.request, request != derived.map.stopped { derived.map.progress = share }
  }
}

extension Layout {
  /// The cells of a plot inside a pane's border and its axes; a narrow screen has no axes.
  static func plot(in pane: Rect) -> Rect {
    pane.width >= 34 ? pane.inset(left: 6, top: 1, right: 1, bottom: 2) : pane.inside
  }
}
