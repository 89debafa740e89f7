import Experiments
import Optimization
import TerminalGraphics

/// The part of the map that stays while runs move: heat levels and contour lines.
public struct MapScene: Hashable, Sendable {
  /// What a scene was computed from: an equal key means an equal scene.
  public struct Key: Hashable, Sendable {
    let surface: SurfaceChoice
    let projection: Projection
    let hasHeat: Bool
    let heatLevels: Int
    let marker: Marker
    let contour: Ink
    /// Whether contours have numbers: where runs are drawn in digits these would be taken for one.
    var hasLabels: Bool { marker != .ascii }
    /// Whether the gradient field is shown.
    let hasField: Bool
  }

  /// What it was computed from.
  public let key: Key
  /// How many half cells lie between the points where the loss was computed: 1 in a finished scene, more in a sketch.
  public let coarseness: Int
  /// A heat level for each half cell.
  let heat: [UInt8]
  /// The contour lines.
  let contours: DotLayer
  /// Their numbers.
  let labels: [ContourLabel]
  /// Where the surface is level and falls on two sides; none in a sketch, nor where there are very many.
  let saddles: [SIMD2<Double>]
  /// The gradient field, where it is shown.
  let field: (arrows: DotLayer, range: ClosedRange<Double>?)?

  /// Equal keys mean equal scenes.
  public static func == (a: MapScene, b: MapScene) -> Bool {
    a.key == b.key && a.coarseness == b.coarseness
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// Contour levels in a view, most first: enough to show the shape, few enough to stay quiet.
  private static let levelCounts = [14, 10, 7, 5]

  /// Computes a scene; about a millisecond for a formula on a large screen.
  ///
  /// `report` is told the share that is done, now and then. In a task that is cancelled it ends early, with a scene
  /// that nobody wants any more.
  public init(_ key: Key, coarseness: Int = 1, report: (Double) -> Void = { _ in }) {
    self.key = key
    self.coarseness = coarseness
    let rect = key.projection.rect
    let surface = key.surface.entry.surface(key.surface.settings)
    let lowest = surface.minima.filter(\.isGlobal).map(\.value).min()

    // Nodes at every dot across would be wasted on lines this smooth; every half cell is fine enough.
    let nodes = MapScene.sample(
      surface, Domain(x: key.projection.x, y: key.projection.y), max(2, rect.width / coarseness + 1),
      max(2, rect.height * 2 / coarseness + 1)
    ) { report(key.hasHeat && coarseness == 1 ? $0 / 2 : $0) }
    let centers = MapScene.pixelCenters(key.projection)
    let pixels =
      coarseness == 1
      ? MapScene.sample(surface, centers, key.hasHeat ? rect.width : 0, rect.height * 2) {
        report(0.5 + $0 / 2)
      }
      : SampledGrid(domain: centers, columns: rect.width, rows: rect.height * 2) { y, xs, out in
        for (i, x) in xs.enumerated() { out[i] = nodes.value(at: SIMD2(x, y)) ?? .nan }
      }
    heat =
      key.hasHeat
      ? HeatLevels.levels(
        of: pixels, surface.spacing, lowest: lowest, count: key.heatLevels)
      : []

    // Over many hills, or on a small map, so many lines would cover it: fewer levels tell as much.
    var layer = DotLayer(key.projection, marker: key.marker)
    var lines: [Contour] = []
    for count in MapScene.levelCounts {
      lines = Optimization.contours(
        of: nodes, at: surface.spacing.levels(count: count, in: nodes, minimum: lowest))
      layer = MapScene.layer(of: lines, key)
      if layer.share <= MapScene.largestShare { break }
    }
    contours = layer
    let view = Domain(x: key.projection.x, y: key.projection.y)
    saddles =
      coarseness == 1
      ? SaddleSearch.saddles(of: surface, in: view, atMost: MapScene.mostSaddles).map { SIMD2($0.x, $0.y) }
      : []
    let minima = surface.minima.map { SIMD2($0.point.x, $0.point.y) }
    labels =
      key.hasLabels ? ContourLabel.labels(for: lines, on: layer, avoiding: minima + saddles) : []
    field =
      key.hasField && coarseness == 1
      ? {
        let field = GradientField(of: surface, on: key.projection)
        return (FieldLayer.layer(field, key.projection, marker: key.marker, key.contour), field.range)
      }() : nil
  }

  /// Of more saddles than this in view none is marked: a field of signs says nothing.
  private static let mostSaddles = 12

  /// The ink of the contours' numbers: that of the lines, a little stronger, since they are to be read.
  var labelInk: Ink {
    var ink = key.contour
    ink.strength = min(1, max(ink.strength, 0.5))
    ink.symbol = nil
    return ink
  }

  /// The share of cells with contour dots above which there are too many of them.
  private static let largestShare = 0.36

  private static func layer(of contours: [Contour], _ key: Key) -> DotLayer {
    var layer = DotLayer(key.projection, marker: key.marker)
    for contour in contours {
      for line in contour.lines {
        let points = line.points
        let count = points.count + (line.isClosed ? 1 : 0)
        layer.line(count, isThick: false, point: { points[$0 % points.count] }, ink: { _ in key.contour })
      }
    }
    return layer
  }

  /// The rectangle whose corner nodes are the centres of the corner pixels.
  private static func pixelCenters(_ projection: Projection) -> Domain {
    let (x, y, rect) = (projection.x, projection.y, projection.rect)
    let dx = (x.upperBound - x.lowerBound) / Double(max(1, rect.width)) / 2
    let dy = (y.upperBound - y.lowerBound) / Double(max(1, rect.height * 2)) / 2
    return Domain(
      x: x.lowerBound + dx...max(x.lowerBound + dx, x.upperBound - dx),
      y: y.lowerBound + dy...max(y.lowerBound + dy, y.upperBound - dy))
  }

  private static func sample(
    _ surface: any Objective, _ domain: Domain, _ columns: Int, _ rows: Int, _ report: (Double) -> Void
  ) -> SampledGrid {
    var done = 0
    return SampledGrid(domain: domain, columns: columns, rows: rows) { y, xs, out in
      if Task.isCancelled { return }
      surface.fillRow(y, xs, out)
      done += 1
      report(Double(done) / Double(rows))
    }
  }
}

/// Maps losses to the steps of a colour ramp.
enum HeatLevels {
  /// A level for each value, top row first: 0 in the valley to `count - 1` on the heights.
  ///
  /// The scale is the surface's own: linear, the logarithm of the height above the minimum, or the rank.
  static func levels(
    of grid: SampledGrid, _ spacing: LevelSpacing, lowest: Double?, count: Int
  ) -> [UInt8] {
    guard let range = grid.finiteRange, count > 0 else {
      return Array(repeating: Canvas.noLevel, count: grid.values.count)
    }
    let place = scale(spacing, range, lowest: lowest, grid)
    var levels: [UInt8] = []
    levels.reserveCapacity(grid.values.count)
    let top = Double(count - 1)
    for row in stride(from: grid.rows - 1, through: 0, by: -1) {
      for column in 0..<grid.columns {
        let value = grid[column, row]
        levels.append(
          value.isFinite
            ? UInt8(max(0, min(top, (place(value) * top).rounded()))) : Canvas.noLevel)
      }
    }
    return levels
  }

  /// A function from a value to its place in 0...1.
  ///
  /// - Parameter floor: the share of the heights that a logarithmic scale no longer tells from the minimum. Without one
  ///   it would spend the whole ramp on the last digits above it.
  static func scale(
    _ spacing: LevelSpacing, _ range: ClosedRange<Double>, lowest: Double?, _ grid: SampledGrid,
    floor share: Double = 3e-5
  ) -> (Double) -> Double {
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else { return { _ in 0 } }
    switch spacing {
    case .linear: return { ($0 - range.lowerBound) / width }
    case .logarithmic:
      let floor = min(lowest ?? range.lowerBound, range.lowerBound)
      let offset = share * (range.upperBound - floor)
      let low = Double.log(range.lowerBound - floor + offset)
      let span = Double.log(range.upperBound - floor + offset) - low
      return { (Double.log($0 - floor + offset) - low) / span }
    case .quantile:
      let sorted = grid.values.filter(\.isFinite).sorted()
      return { value in
        var (low, high) = (0, sorted.count)
        while low < high {
          let middle = (low + high) / 2
          if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return Double(low) / Double(max(1, sorted.count - 1))
      }
    }
  }
}
