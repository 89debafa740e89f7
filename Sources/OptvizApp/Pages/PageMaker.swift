import Configuration
import Experiments
import Optimization
import TerminalGraphics

/// Makes pages of a race without a terminal.
///
/// What stays on all of them, such as the race and the surface's heights, is computed once. A page at a step takes what
/// moves from it, so that a renderer finds the same backdrop on each page and keeps its picture of it. Everything comes
/// from the same model and the same figures as the screen.
public struct PageMaker: Sendable {
  /// What is asked.
  public let request: PageRequest
  /// The race and how it is looked at, at the step of the last page.
  var model: Model
  /// What was to be looked at before it became a page.
  let asked: Document
  let layout: PageLayout
  let title: String
  /// The map as it was computed; `nil` where none is shown.
  private var map: MapScene?
  /// The solid as it was computed; `nil` where none is shown.
  var solid: SolidScene?

  /// Reports the finished share, 0 to 1; throws if the work was cancelled.
  public typealias Progress = (Double) throws -> Void

  /// A screen on which every view has room.
  private static let screen = (width: 240, height: 100)

  /// Pages of an experiment, with all of its race computed.
  public init(
    _ opening: Model.Opening, _ request: PageRequest, progress: Progress = { _ in }
  ) throws {
    try self.init(
      Model(
        opening, on: TerminalTraits(depth: .direct, glyphs: .unicode), size: PageMaker.screen),
      request, progress: progress)
  }

  /// Pages of what a model shows, in a theme of its own if one is given.
  public init(
    _ shown: Model, _ request: PageRequest, theme: ThemeEntry? = nil, progress: Progress = { _ in }
  ) throws {
    self.request = request
    var model = shown
    asked = shown.document
    model.preparePages(theme)
    try model.computeRace(progress)
    model.isOnPage = true
    if case .main(let view) = request.view {
      model.document.chosenView = view
    } else {
      model.document.chosenView = .contours
    }
    model.settleForPages(PageMaker.screen)
    title = request.title ?? model.document.experiment.surface.entry.card.name
    layout = PageLayout(
      request, runs: model.visibleRuns.map { RunLook($0, in: model).label },
      hasTitle: !title.isEmpty)
    self.model = model
    try computeScenes(progress)
  }

  /// The last step of the race.
  public var lastStep: Int { model.derived.race.budget }

  /// How fast the race is played, in steps a second.
  public var speed: Double { model.document.speed }

  /// Whether there are examples, which some views need.
  public var hasExamples: Bool { model.regression != nil }

  /// The same pages in another theme: what does not depend on colours is kept.
  public func inTheme(_ theme: ThemeEntry) throws -> PageMaker {
    var other = self
    other.model.preparePages(theme)
    other.model.settleForPages(PageMaker.screen)
    try other.computeScenes { _ in }
    return other
  }

  /// Computes what stays on all pages.
  private mutating func computeScenes(_ progress: Progress) throws {
    for (kind, box) in zip(request.view.kinds, layout.panels) {
      switch kind {
      case .map:
        // The numbers beside the axes depend on the plot's size only through their count.
        let plot = mapPlot(in: box)
        let cells = plot.cells(em: layout.em)
        model.derived.map.rect = cells
        let theme = model.derived.theme
        let key = MapScene.Key(
          surface: model.document.experiment.surface, projection: model.mapProjection,
          columns: max(2, Int((plot.width / request.sampling).rounded())),
          rows: max(2, Int((plot.height / request.sampling).rounded())),
          hasHeat: !theme.heat.isEmpty || !theme.shades.isEmpty,
          heatLevels: theme.heat.isEmpty ? Field.signedBands : theme.heat.count,
          hasField: request.view == .main(.field))
        if map?.key != key { map = MapScene(key) }
        model.derived.map.scene = map
      case .solid:
        let key = SolidScene.Key(
          surface: model.document.experiment.surface, view: model.document.map.view,
          nodes: PageMaker.solidNodes)
        if solid?.key != key {
          let scene = SolidScene(key)
          if !model.document.solid.isTurned { model.document.solid.camera = model.openingCamera(on: scene) }
          solid = scene
        }
      case .chart, .model, .slice: break
      }
      try progress(1)
    }
  }

  /// Nodes along each side of a solid: as many as on a large screen.
  private static let solidNodes = 161

  /// The page at a step, on the race's clock.
  public func page(at step: Int) -> Page {
    var model = model
    model.document.moment = max(0, min(step, model.derived.race.computed))
    model.refreshBatchScene()
    let panels = zip(request.view.kinds, layout.panels).map { panel($0, in: $1, model) }
    return Page(
      size: request.size, em: layout.em, title: title, subtitle: subtitle(model), titlePlace: layout.title,
      panels: panels, runs: runs(model), names: layout.names, step: model.step,
      colors: PageColors(model.derived.theme, isTransparent: request.isTransparent),
      provenance: Provenance(
        creator: request.creator, command: request.command, seed: model.document.experiment.seed,
        description: PageWords.description(model, title: title)))
  }

  /// What stands below the title: the formula, as far as it says more.
  private func subtitle(_ model: Model) -> String {
    let formula = model.derived.race.objective.formula
    let room = request.size.x / layout.em - 10
    return formula == title ? "" : TextWidth.cut(formula, toEms: room)
  }

  private func runs(_ model: Model) -> [Page.Run] {
    model.visibleRuns.map { run in
      let look = RunLook(run, in: model)
      let position = model.derived.race.point(of: run, at: model.step(of: run)).position
      let result = PageWords.result(of: run, model)
      return Page.Run(
        number: run + 1, sign: look.head, color: look.color, label: look.label, result: result.loss,
        outcome: result.outcome, place: SIMD2(position.x, position.y))
    }
  }
}

extension Model {
  /// Takes another theme, in full colour.
  fileprivate mutating func preparePages(_ theme: ThemeEntry?) {
    environment.terminal = TerminalTraits(depth: .direct, glyphs: .unicode)
    if let theme { (document.theme, document.followsBackground) = (theme, false) }
    document.chosenMarkers = nil
    document.takeMarkers(from: environment.markers)
    derived.theme = Look(document).theme(for: .direct)
  }

  /// Computes the whole race.
  fileprivate mutating func computeRace(_ progress: PageMaker.Progress) throws {
    while derived.race.computed < derived.race.budget {
      let former = derived.race.computed
      derived.race.extend(
        to: min(derived.race.budget, former + 8 * derived.race.stepsAtOnce),
        within: 8 * Race.usualEvaluations * derived.race.stepsAtOnce)
      try progress(Double(derived.race.computed) / Double(max(1, derived.race.budget)))
      if derived.race.computed == former { break }
    }
    if !document.map.isChosen { fitView() }
  }

  /// Shows a single view on a screen of a size, with nothing in its way.
  fileprivate mutating func settleForPages(_ size: (width: Int, height: Int)) {
    environment.size = size
    document.arrangement = PaneArrangement()
    lists.overlay = nil
    (derived.inspection, derived.map.shown, derived.solid.shown) = (nil, nil, nil)
    playback.isPlaying = false
    refreshLayout()
  }
}
