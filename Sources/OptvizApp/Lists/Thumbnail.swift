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
  /// How many optimizers race; 0 if unknown.
  let runs: Int

  /// Computes a thumbnail; a fraction of a millisecond for a formula, a few for data.
  init(_ key: Key, _ experiments: ExperimentCatalog) {
    self.key = key
    let objective: any Objective
    switch key.kind {
    case .experiments:
      let experiment = (experiments.entry(key.id) ?? experiments.opening).experiment
      objective = experiment.objective
      domain = experiment.domain
      start = experiment.start
      runs = experiment.optimizers.count
    default:
      let entry = SurfaceCatalog.entry(key.id) ?? SurfaceCatalog.all[0]
      let data = DataSetCatalog.entry(key.id).map { SurfaceChoice(DataChoice($0)) }
      objective = data.map { $0.entry.surface($0.settings) } ?? entry.surface(entry.defaults)
      domain = objective.domain
      start = nil
      runs = 0
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

  /// What it shows as a figure.
  func figure(_ theme: Theme) -> Figure {
    let field = Field(columns: key.width, rows: 2 * key.height, levels: heat, theme.map)
    var shapes: [Shape] = heat.isEmpty ? [] : [.field(field)]
    if let contours {
      let contour = theme.contour
      shapes.append(.contours(ContourLines(contours, Stroke(contour.color, tint: .contour))))
      func mark(_ sign: MapSign, _ point: Point<Double>) -> Shape {
        .mark(Mark(sign.sign, at: SIMD2(point.x, point.y), theme.strong, tint: .label, isBold: true))
      }
      shapes += minima.map { mark(.minimum, $0.point) }
      if let start { shapes.append(mark(.start, start)) }
    }
    return Figure(x: domain.x, y: domain.y, ground: theme.ground, shapes: shapes)
  }
}
