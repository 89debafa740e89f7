/// The colours of xterm's palette that users do not redefine: a cube of 6 by 6 by 6, and 24 greys.
///
/// The cube is coarse and its dark colours are loud, so the nearest of all is a grey most of the time. A map in greys
/// says little; what has a hue keeps it.
public enum PaletteColors {
  /// A colour, and how it looks.
  struct Entry: Sendable {
    let index: Int32
    let color: Color
    let lab: OKLab
    let lightness: Double
    var isGrey: Bool { color.red == color.green && color.green == color.blue }
  }

  static let all: [Entry] = (Int32(16)...255).map { index in
    let color = ColorDepth.paletteColor(index)
    return Entry(index: index, color: color, lab: color.oklab, lightness: color.lightness)
  }

  /// The colours of the cube that have a hue, from dark to light.
  static let hues: [Entry] = all.filter { !$0.isGrey }.sorted {
    $0.color.luminance < $1.color.luminance
  }

  /// Above this distance from grey a colour has a hue that must not be lost.
  static let leastChroma = 0.04
  /// A colour farther than this from the wanted one is worse than a grey.
  static let farthest = 0.1
  /// The cosine of the largest angle between two hues that look related, 30 degrees.
  static let nearHue = 0.866

  /// The nearest colour with a hue; `nil` if the colour has none itself, or if all are too far from it.
  static func hue(of color: Color) -> Int32? {
    let lab = color.oklab
    guard lab.chroma >= leastChroma else { return nil }
    var best: (index: Int32, distance: Double)?
    for entry in hues {
      let distance = entry.lab.distance(to: lab)
      guard distance < best?.distance ?? farthest else { continue }
      let along = entry.lab.a * lab.a + entry.lab.b * lab.b
      if along >= nearHue * entry.lab.chroma * lab.chroma { best = (entry.index, distance) }
    }
    return best?.index
  }

  /// The nearest colour that meets a condition; with `keepsHue` none of the greys.
  static func nearest(to lab: OKLab, keepsHue: Bool, where isAccepted: (Color) -> Bool) -> Color? {
    var best: (color: Color, distance: Double)?
    for entry in keepsHue ? hues : all {
      let distance = entry.lab.distance(to: lab)
      if distance < best?.distance ?? .infinity, isAccepted(entry.color) { best = (entry.color, distance) }
    }
    return best?.color
  }

  /// A colour as a terminal of 256 colours shows it.
  static func shown(_ color: Color) -> Color {
    ColorDepth.palette256.index(of: color).map(ColorDepth.paletteColor) ?? color
  }
}

extension PaletteColors {
  /// A ramp of the cube for a ramp of any colours, where none was made by hand.
  ///
  /// It runs through the cube's colours with a hue, as near to the given ramp as they come, each darker than the one
  /// before, or each lighter, by a visible step. A ramp without a hue gets the greys. The cube has few dark colours with a
  /// hue: for a dark ramp the way goes on to lighter ones, until the heights can be told apart.
  public static func ramp(for ramp: [Color]) -> [Color] {
    var longest: [Color] = []
    for extra in stride(from: 0.0, through: 24, by: 4) {
      let found = Self.ramp(for: ramp, upTo: extra)
      if found.count > longest.count { longest = found }
      if longest.count >= leastLevels { break }
    }
    return longest
  }

  /// As many heights as a ramp shows at least.
  private static let leastLevels = 5

  /// The ramp whose lightest colour is lighter by `extra` than the given ramp's.
  private static func ramp(for ramp: [Color], upTo extra: Double) -> [Color] {
    guard let first = ramp.first, let last = ramp.last else { return [] }
    let low = min(first.lightness, last.lightness)
    let high = max(first.lightness, last.lightness) + extra
    let some = ramp.enumerated().filter { $0.offset.isMultiple(of: max(1, ramp.count / 32)) }.map(\.element)
    let curve = (some + [last]).map { (lightness: $0.lightness, lab: $0.oklab) }
    let hasHue = curve.contains { $0.lab.chroma >= leastChroma / 2 }
    let candidates = (hasHue ? hues : all.filter(\.isGrey))
      .filter { $0.lightness >= low - 6 && $0.lightness <= high + 4 }
      .map { Candidate($0, on: curve) }
      .sorted { $0.lightness < $1.lightness }
    var chosen: [Color] = []
    var place = cheapest(candidates, from: low, to: high)
    while let index = place {
      chosen.append(candidates[index.last].entry.color)
      place = index.before?.value
    }
    // From light to dark so far.
    return first.luminance < last.luminance ? chosen.reversed() : chosen
  }

  /// A colour of the palette beside the ramp that it may stand for.
  private struct Candidate {
    let entry: Entry
    let lightness: Double
    /// How far it is from the ramp's colour of the same lightness.
    let deviation: Double

    init(_ entry: Entry, on curve: [(lightness: Double, lab: OKLab)]) {
      self.entry = entry
      let own = entry.lightness
      lightness = own
      let near = curve.min { abs($0.lightness - own) < abs($1.lightness - own) }
      deviation = near.map { entry.lab.distance(to: $0.lab) } ?? 0
    }
  }

  /// A way through the candidates, from its last one back.
  private final class Way {
    let value: Step
    init(_ value: Step) { self.value = value }
  }
  private struct Step {
    let last: Int
    let cost: Double
    let before: Way?
  }

  /// The smallest step of lightness.
  private static let leastStep = 2.5

  /// The way that deviates least from the ramp, with even steps and without jumps of hue; weights chosen by eye.
  private static func cheapest(_ candidates: [Candidate], from low: Double, to high: Double) -> Step? {
    func unevenness(_ step: Double) -> Double { step * step / 144 }
    var ways: [Step] = []
    for (index, candidate) in candidates.enumerated() {
      var best = Step(last: index, cost: 2 * unevenness(max(0, candidate.lightness - low)), before: nil)
      for (other, way) in ways.enumerated() {
        let step = candidate.lightness - candidates[other].lightness
        guard step >= leastStep else { break }
        let (a, b) = (candidate.entry.lab, candidates[other].entry.lab)
        let turn = (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b)
        let cost = way.cost + unevenness(step) + 12 * turn
        if cost < best.cost { best = Step(last: index, cost: cost, before: Way(way)) }
      }
      let deviation = candidate.deviation
      ways.append(
        Step(last: index, cost: best.cost + 40 * deviation * deviation, before: best.before))
    }
    return ways.min { a, b in
      a.cost + 2 * unevenness(max(0, high - candidates[a.last].lightness))
        < b.cost + 2 * unevenness(max(0, high - candidates[b.last].lightness))
    }
  }
}
