import Pictures
import TerminalGraphics

/// A picture made by hand for formats of pixels: runs that spiral into a bowl, a chart of their losses, or the bowl as a
/// solid.
struct SamplePicture {
  enum View: String, CaseIterable, Sendable { case map, loss, all, solid }

  let picture: Picture

  static let colors: [Color] = [0xC2185B, 0x00695C, 0x7B2FF7, 0x0D47A1, 0xBF360C, 0x7A6000].map { Color($0) }
  static let nightColors: [Color] = [0xFF8A80, 0x7CF29A, 0xE6A8FF, 0x82C7FF, 0xFFA94D, 0xFFF06A].map {
    Color($0)
  }
  private static let heads: [Unicode.Scalar] = ["●", "▲", "◆", "■", "✚", "★"]

  init(
    _ view: View = .map, isDark: Bool = false, size: SIMD2<Double> = SIMD2(640, 480), step: Int = 120,
    title: String = "Bowl", isTransparent: Bool = false, change: (inout Picture.Options) -> Void = { _ in }
  ) {
    var options = Picture.Options()
    change(&options)
    let scene = Scene(isDark: isDark)
    picture = Picture(
      step: step, runs: [], names: (x: "x", y: "y", loss: "loss"), options: options,
      page: { scene.page(view, at: $0, size: size, title: title, isTransparent: isTransparent) },
      frame: { _, options in Frame(width: options.columns, height: options.rows) })
  }

  /// The bytes of a format.
  func bytes(_ format: String) throws -> [UInt8] {
    guard let format = PictureCatalog.entry(format) else { throw PictureError("no format \(format)") }
    var bytes: [UInt8] = []
    try format.write(picture, progress: { _ in }) { bytes += $0 }
    return bytes
  }

  /// What all pages share.
  private struct Scene: Sendable {
    let isDark: Bool
    let map: MapColors
    let levels: [UInt8]
    let contours: [ContourLines.Level]
    let colors: [Color]
    static let side = 160

    init(isDark: Bool) {
      self.isDark = isDark
      colors = isDark ? nightColors : SamplePicture.colors
      let stops: [UInt32] =
        isDark ? [0x2A7F86, 0x1D3F66, 0x2C2350, 0x14101F] : [0xEEFFFF, 0xA8DDF0, 0x8FB6E6, 0x8888C8]
      map = MapColors(
        Gradient(stops.map { Color($0) }).ramp(200),
        contour: Ink(Color(isDark ? 0xFFFFFF : 0x000000), strength: 0.4), isDark: isDark, depth: .direct,
        paths: colors)
      levels = (0..<Scene.side * Scene.side).map { index in
        let (x, y) = (
          Double(index % Scene.side) / Double(Scene.side) * 4 - 2,
          2 - Double(index / Scene.side) / Double(Scene.side) * 4
        )
        return UInt8(max(0, min(199, (x * x + 2 * y * y).squareRoot() * 55)))
      }
      contours = [0.5, 1, 1.5, 2, 2.5].map { radius in
        let line = (0...120).map { step -> SIMD2<Double> in
          let (sine, cosine) = Scene.circle(Double(step) / 120)
          return SIMD2(radius * cosine, radius * sine / 1.414)
        }
        return ContourLines.Level(label: "\(radius * radius)", lines: [line])
      }
    }

    /// The sine and the cosine of a share of a turn, from a rational form of the circle.
    static func circle(_ share: Double) -> (Double, Double) {
      let quarter = Int(share * 4)
      let t = share * 4 - Double(quarter)
      // Nearly even steps: a quarter is drawn through its half angle's tangent.
      let h = 0.4142135 * t * (1 + 0.17 * (1 - t)) / (1 + 0.17 * (1 - t) * 0) * 1.0
      let u = min(1, 2.414213 * h)
      let (c, s) = ((1 - u * u) / (1 + u * u), 2 * u / (1 + u * u))
      switch quarter % 4 {
      case 0: return (s, c)
      case 1: return (c, -s)
      case 2: return (-s, -c)
      default: return (-c, s)
      }
    }

    func place(_ run: Int, _ step: Int) -> SIMD2<Double> {
      let (sine, cosine) = Scene.circle(
        (Double(step) / 90 + Double(run) / 7).truncatingRemainder(dividingBy: 1))
      let reach = 1.8 / (1 + Double(step) / Double(20 + 12 * run))
      return SIMD2(reach * cosine, 0.8 * reach * sine)
    }

    func page(_ view: View, at step: Int, size: SIMD2<Double>, title: String, isTransparent: Bool) -> Page {
      var theme = Theme(
        id: "sample", ground: Color(isDark ? 0x0D1017 : 0xFCFCF8), text: Color(isDark ? 0xE0E4EC : 0x202028),
        quiet: Color(isDark ? 0x7C8698 : 0x6A7080), strong: Color(isDark ? 0xFFFFFF : 0), border: nil,
        focus: nil,
        accent: nil, warning: nil, selection: nil, heat: map.grounds,
        contour: Ink(Color(isDark ? 0xFFFFFF : 0x000000), strength: 0.4), paths: colors,
        arrows: Array(colors.prefix(3)), oldestPath: 0.5)
      theme.map = map
      let em = Page.em(of: size)
      let area = PageBox(x: 0, y: 0, width: size.x, height: size.y)
        .inset(left: 4 * em, top: 6.5 * em, right: 5 * em, bottom: 3 * em)
      let half = area.inset(right: area.width * 0.52)
      let panels: [Page.Panel] =
        switch view {
        case .map: [mapPanel(area, step, theme, em)]
        case .loss: [lossPanel(area, step, theme)]
        case .all:
          [mapPanel(half, step, theme, em), lossPanel(area.inset(left: area.width * 0.58), step, theme)]
        case .solid: [solidPanel(area, step, theme)]
        }
      let runs = colors.indices.map { run in
        Page.Run(
          number: run + 1, sign: heads[run], color: colors[run], label: "Run \(run + 1)",
          place: place(run, step))
      }
      return Page(
        size: size, em: em, title: title, subtitle: "x² + 2y²", titlePlace: SIMD2(em, 2 * em), panels: panels,
        runs: runs,
        names: .lines(PageBox(x: em, y: 4.5 * em, width: size.x - 2 * em, height: 1.6 * em)), step: step,
        colors: PageColors(theme, isTransparent: isTransparent),
        provenance: Provenance(
          creator: "optviz test", command: "optviz render --view 'a & b'", seed: 0,
          description: "Runs in a bowl."))
    }

    private var strokes: [Stroke] { colors.map { Stroke($0, .path) } }

    private func mapPanel(_ plot: PageBox, _ step: Int, _ theme: Theme, _ em: Double) -> Page.Panel {
      let scene = self
      let trails = colors.indices.map { run in
        Trail(run, count: step + 1, strokes[run]) { scene.place(run, $0) }
      }
      let marks = colors.indices.map { Mark(heads[$0], at: place($0, step), colors[$0]) }
      let label = Stroke(theme.contour.color, tint: .label)
      let figure = Figure(
        x: -2...2, y: -2...2, ground: theme.ground,
        backdrop: Backdrop(
          "bowl",
          shapes: [
            .field(Field(columns: Scene.side, rows: Scene.side, levels: levels, map)),
            .contours(ContourLines(contours, Stroke(theme.contour.color, tint: .contour), numbers: label)),
          ]),
        shapes: [
          .trails(trails), .mark(Mark("✦", at: .zero, theme.strong, tint: .label)),
          .heads(marks, keepingFree: []),
        ],
        axes: Axes(
          x: Axis(Ticks(-2...2, atMost: 5), name: "x"), y: Axis(Ticks(-2...2, atMost: 5), name: "y")),
        colorBar: ColorBar(map.grounds) { Numerals.short($0 * 13, digits: 2) })
      return Page.Panel(
        "map", figure, plot: plot, bar: PageBox(x: plot.endX + em, y: plot.y, width: em, height: plot.height))
    }

    private func lossPanel(_ plot: PageBox, _ step: Int, _ theme: Theme) -> Page.Panel {
      let scene = self
      let trails = colors.indices.map { run in
        Trail(run, count: step + 1, Stroke(colors[run])) { step in
          let place = scene.place(run, step)
          return SIMD2(Double(step), (place.x * place.x + 2 * place.y * place.y).squareRoot())
        }
      }
      let ticks = [Axis.Tick(0, "10⁻³"), Axis.Tick(1, "10⁰"), Axis.Tick(2, "10¹")]
      let figure = Figure(
        x: 0...120, y: 0...2.5, ground: theme.ground, shapes: [.trails(trails)],
        axes: Axes(x: Axis(Ticks(0...120, atMost: 6), name: "step"), y: Axis(ticks)))
      return Page.Panel("loss", figure, plot: plot, title: "loss")
    }

    private func solidPanel(_ plot: PageBox, _ step: Int, _ theme: Theme) -> Page.Panel {
      let side = 61
      let heights = (0..<side * side).map { index -> Float in
        let (x, y) = (Float(index % side) / 30 - 1, Float(index / side) / 30 - 1)
        return (x * x + 2 * y * y) / 3
      }
      let solid = Solid(
        HeightField(side: side, heights: heights, tones: heights), .standard,
        ramp: ShadedRamp(map.grounds, ground: theme.ground, light: theme.contour.color),
        box: Stroke(theme.quiet ?? theme.contour.color),
        silhouette: Stroke(theme.contour.color, strength: 0.8),
        edges: (Solid.Edge("−2", "x", "2"), Solid.Edge("−2", "y", "2"), Solid.Edge("0", "loss", "12")))
      let scene = self
      let trails = colors.indices.map { run in
        Trail(run, count: step + 1, strokes[run]) { scene.place(run, $0) }
      }
      let figure = Figure(
        x: -2...2, y: -2...2, space: .solid(solid), ground: theme.ground,
        backdrop: Backdrop(
          "solid", shapes: [.contours(ContourLines(contours, Stroke(theme.contour.color, strength: 0.4)))]),
        shapes: [.trails(trails)])
      return Page.Panel("3d", figure, plot: plot)
    }
  }
}
