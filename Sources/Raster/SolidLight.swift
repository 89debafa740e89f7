import TerminalGraphics

/// What light does to the block: the colour of a point of its top or of a wall.
///
/// The key light always comes from the upper left of the eye, so that hills and hollows are told apart from any side; the
/// sky gives the rest, less of it in hollows.
struct SolidLight: Sendable {
  /// Red, green and blue, each 0...255, for each tone and shade; empty where the solid has the ground's colour.
  private let ramp: [SIMD4<Float>]
  private let relief: SolidRelief
  private let rules: Rules

  init(_ solid: Solid, _ relief: SolidRelief, _ view: SolidView, ground: Color?) {
    self.relief = relief
    ramp = solid.ramp.all.map(SIMD4.init)
    rules = Rules(solid, view, ground: ground)
  }

  /// Numbers that are the same at each point.
  struct Rules: Sendable {
    fileprivate let tones: Int
    fileprivate let shades: Int
    /// Whether colours between those of the ramp may be mixed.
    fileprivate let isFine: Bool
    /// The colour of a solid without a ramp.
    fileprivate let plain: SIMD4<Float>
    fileprivate let light: SIMD3<Float>
    /// Half-way between the light and the eye: what mirrors the light looks there.
    fileprivate let halfway: SIMD3<Float>
    fileprivate let top: Float

    init(_ solid: Solid, _ view: SolidView, ground: Color?) {
      (tones, shades, isFine) = (solid.ramp.tones, solid.ramp.shades, solid.ramp.isFine)
      plain = SIMD4(ground ?? Color(0))
      func direction(_ right: Double, _ up: Double, _ near: Double) -> SIMD3<Float> {
        let vector = SIMD3<Float>(view.projection.direction(right: right, up: up, near: near))
        return vector / (vector * vector).sum().squareRoot()
      }
      light = direction(-0.68, 0.5, 0.54)
      let sum = light + direction(0, 0, 1)
      halfway = sum / (sum * sum).sum().squareRoot()
      top = Float(view.projection.top)
    }
  }

  /// Calls a body with the tables that colours are taken from.
  func withTables<Result>(_ body: (Tables) -> Result) -> Result {
    ramp.withUnsafeBufferPointer { ramp in
      relief.looks.withUnsafeBufferPointer { looks in
        relief.strata.withUnsafeBufferPointer { strata in
          body(
            Tables(
              rules: rules, columns: relief.columns, rows: relief.rows, ramp: ramp, looks: looks,
              strata: strata))
        }
      }
    }
  }

  /// The tables that colours are taken from, while they are held in place.
  struct Tables {
    fileprivate let rules: Rules
    fileprivate let columns: Int
    fileprivate let rows: Int
    fileprivate let ramp: UnsafeBufferPointer<SIMD4<Float>>
    fileprivate let looks: UnsafeBufferPointer<SIMD4<Float>>
    fileprivate let strata: UnsafeBufferPointer<Float>

    /// The brightness of the sheen where it is strongest.
    private static let sheen = SIMD4<Float>(16, 16, 17, 0)

    /// The colour of the top at a point of space.
    @inline(__always)
    func top(_ point: SIMD4<Float>) -> SIMD4<Float> {
      let look = look(point.x + 0.5, point.y + 0.5)
      let inverse = 1 / (look.x * look.x + look.y * look.y + 1).squareRoot()
      let (light, halfway) = (rules.light, rules.halfway)
      let facing = (light.z - look.x * light.x - look.y * light.y) * inverse
      let mirrored = (halfway.z - look.x * halfway.x - look.y * halfway.y) * inverse
      // Level ground has the ramp's own colour.
      let (neutral, flat) = (Float(ShadedRamp.neutral), light.z)
      let shade =
        facing > flat
        ? neutral + (1 - neutral) * (facing - flat) / max(0.05, 1 - flat)
        : neutral * (1 - (flat - facing) / (flat + 0.75))
      // The cosine to the 32nd power: soft.
      var sheen = max(0, mirrored)
      sheen *= sheen
      sheen *= sheen
      sheen *= sheen
      sheen *= sheen
      sheen *= sheen
      return color(look.z, shade * look.w) + sheen * Tables.sheen
    }

    /// The colour of a wall at a point of space: the ramp's bands cut open, darkest at the floor.
    @inline(__always)
    func wall(_ point: SIMD4<Float>) -> SIMD4<Float> {
      let light = rules.light
      // The wall is the one whose plane is nearest.
      let facing =
        abs(abs(point.x) - 0.5) < abs(abs(point.y) - 0.5)
        ? (point.x < 0 ? -light.x : light.x) : (point.y < 0 ? -light.y : light.y)
      let height = (point.z - Float(SolidPicture.floorHeight)) / Float(SolidPicture.relief)
      let tone = strata[Int(max(0, min(1, height)) * Float(strata.count - 1))]
      let foot = max(0, min(1, point.z / rules.top))
      return color(tone, (0.2 + 0.3 * max(0, facing)) * (0.5 + 0.5 * foot))
    }

    /// Slopes, tone and openness at a place given as shares of the sides; outside those of the edge.
    @inline(__always)
    private func look(_ x: Float, _ y: Float) -> SIMD4<Float> {
      let u = max(0, min(Float(columns &- 1), x * Float(columns &- 1)))
      let v = max(0, min(Float(rows &- 1), y * Float(rows &- 1)))
      let (column, row) = (min(columns &- 2, Int(u)), min(rows &- 2, Int(v)))
      let (s, t) = (u - Float(column), v - Float(row))
      let node = row &* columns &+ column
      let low = looks[node] + (looks[node &+ 1] - looks[node]) * s
      let high = looks[node &+ columns] + (looks[node &+ columns &+ 1] - looks[node &+ columns]) * s
      return low + (high - low) * t
    }

    /// The ramp's colour between its steps.
    @inline(__always)
    private func color(_ tone: Float, _ shade: Float) -> SIMD4<Float> {
      guard !ramp.isEmpty else { return rules.plain }
      let (tones, shades) = (rules.tones, rules.shades)
      let u = max(0, min(1, tone)) * Float(tones &- 1)
      let v = max(0, min(1, shade)) * Float(shades &- 1)
      guard rules.isFine else { return ramp[Int(u + 0.5) &* shades &+ Int(v + 0.5)] }
      let (i, j) = (min(tones &- 2, Int(u)), min(shades &- 2, Int(v)))
      let (s, t) = (u - Float(i), v - Float(j))
      let first = i &* shades &+ j
      let low = ramp[first] + (ramp[first &+ 1] - ramp[first]) * t
      let high = ramp[first &+ shades] + (ramp[first &+ shades &+ 1] - ramp[first &+ shades]) * t
      return low + (high - low) * s
    }
  }
}

extension SIMD4<Float> {
  /// The channels of a colour, 0...255, and full opacity.
  init(_ color: Color) {
    self.init(Float(color.red), Float(color.green), Float(color.blue), 255)
  }
}
