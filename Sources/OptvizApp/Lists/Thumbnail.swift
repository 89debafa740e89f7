import Experiments
import Optimization
import TerminalGraphics

/// A small map of a surface, a data set's loss or an experiment, with its description: computed once and kept.
public struct Thumbnail: Sendable {
  /// What a thumbnail was computed from: an equal key means an equal thumbnail.
  public struct Key: Hashable, Sendable {
    let kind: Picker.Kind
    let id: String
    let width: Int
    let height: Int
    let levels: Int
    /// Whether there are contour lines, as on the large map.
    let hasContours: Bool
  }

  /// What it was computed from.
  let key: Key
  /// The part of the plane that it shows.
  let domain: Domain
  /// A heat level for each half cell.
  let heat: [UInt8]
  /// The contour lines; `nil` if it is too small for them.
  let contours: [ContourLines.Level]?
  /// The lowest points.
  let minima: [Minimum]
  /// Where an experiment starts.
  let start: Point<Double>?
  /// The paths of an experiment's runs that are drawn, each with its look.
  let paths: [(look: Int, points: [SIMD2<Double>])]
  /// How many optimizers race; 0 if unknown.
  let runs: Int

  /// Computes a thumbnail; a fraction of a millisecond for a formula, a few for data.
  ///
  /// - Parameter own: the file of an experiment of the person's own; without it, nothing of that is shown.
  init(_ key: Key, _ experiments: ExperimentCatalog, own: ExperimentFile? = nil) {
    self.key = key
    let objective: any Objective
    switch key.kind {
    case .experiments:
      guard let file = own ?? experiments.entry(key.id)?.file else {
        let nothing = experiments.opening.experiment
        (domain, heat, contours, minima, start) = (nothing.domain, [], nil, [], nil)
        (paths, runs) = ([], 0)
        return
      }
      let race = Thumbnail.race(of: file.experiment)
      objective = race.objective
      domain = ViewFit.domain(of: race, within: file.experiment.domain)
      start = file.experiment.start
      runs = file.experiment.optimizers.count
      paths = race.timelines.indices.filter { !file.hidden.contains($0) }.map {
        (file.looks[$0], Thumbnail.path(race.timelines[$0].track))
      }
    default:
      let entry = SurfaceCatalog.entry(key.id) ?? SurfaceCatalog.all[0]
      let data = DataSetCatalog.entry(key.id).map { SurfaceChoice(DataChoice($0)) }
      objective = data.map { $0.entry.surface($0.settings) } ?? entry.surface(entry.defaults)
      domain = objective.domain
      start = nil
      runs = 0
      paths = []
    }
    minima = objective.minima.filter(\.isGlobal)
    let projection = Projection(
      Rect(x: 0, y: 0, width: key.width, height: key.height), x: domain.x, y: domain.y)
    let pixels = SampledGrid(
      domain: projection.pixelCenters, columns: key.width,
      rows: 2 * key.height
    ) { objective.fillRow($0, $1, $2) }
    heat = HeatLevels.levels(
      of: pixels, HeatScale(pixels, objective.spacing, minimum: minima.map(\.value).min()), count: key.levels)
    guard key.hasContours, key.width > 1, key.height > 0 else {
      contours = nil
      return
    }
    let nodes = SampledGrid(domain: domain, columns: key.width + 1, rows: 2 * key.height + 1) {
      objective.fillRow($0, $1, $2)
    }
    let levels = objective.spacing.levels(count: 6, in: nodes, minimum: minima.map(\.value).min())
    contours = Optimization.contours(of: nodes, at: levels).map(ContourLines.Level.init)
  }

  /// The most steps and evaluations of a race that a small map shows: a few milliseconds' worth.
  private static let most = (steps: 2_000, evaluations: 40_000)
  /// More points of a path would not be visible.
  private static let mostPoints = 300

  private static func race(of experiment: Experiment) -> Race {
    var race = experiment.race()
    race.extend(to: min(experiment.steps, most.steps), within: most.evaluations)
    return race
  }

  private static func path(_ track: Track) -> [SIMD2<Double>] {
    let points = track.points.prefix { $0.position.isFinite }
    let indices = stride(from: 0, to: points.count, by: points.count / mostPoints + 1)
    return indices.map { SIMD2(points[$0].position.x, points[$0].position.y) }
  }

  /// What it shows as a figure.
  func figure(_ theme: Theme) -> Figure {
    let field = Field(columns: key.width, rows: 2 * key.height, levels: heat, theme.map)
    var shapes: [Shape] = heat.isEmpty ? [] : [.field(field)]
    func line(_ path: (look: Int, points: [SIMD2<Double>])) -> Shape {
      .line(Line(path.points, Stroke(theme.path(path.look), .path)))
    }
    if contours == nil { shapes += paths.reversed().map(line) }
    if let contours {
      let contour = theme.contour
      shapes.append(.contours(ContourLines(contours, Stroke(contour.color, tint: .contour))))
      func mark(_ sign: MapSign, _ point: Point<Double>) -> Shape {
        .mark(Mark(sign.sign, at: SIMD2(point.x, point.y), theme.strong, tint: .label, isBold: true))
      }
      shapes += paths.reversed().map(line)
      shapes += minima.map { mark(.minimum, $0.point) }
      if let start { shapes.append(mark(.start, start)) }
    }
    return Figure(x: domain.x, y: domain.y, ground: theme.ground, shapes: shapes)
  }
}
