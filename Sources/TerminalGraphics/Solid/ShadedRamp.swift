/// A colour ramp in several shades, from shadow to light.
///
/// No shade comes nearer to the colours of lines than the ramp itself does: on a dark ramp none is lighter than its
/// lightest colour, on a light one none darker than its darkest.
public struct ShadedRamp: Hashable, Sendable {
  /// How many steps of the ramp are kept.
  public let tones: Int
  /// How many shades each has.
  public let shades: Int
  private let colors: [Color]

  /// The shade, as a share from shadow to light, that shows the ramp's own colour.
  public static let neutral = 0.62

  /// Shades of a ramp on a ground; without colours where the ramp has none.
  ///
  /// A ramp of few colours, as a palette has them, gets none between: a shade is then a neighbour on the ramp.
  public init(_ ramp: [Color], ground: Color?, light: Color) {
    guard ramp.count > 1 else {
      (tones, shades, colors) = (ramp.count, 1, ramp)
      return
    }
    shades = ramp.count >= 64 ? 16 : 5
    tones = min(ramp.count, 44)
    let shades = shades
    let isFine = ramp.count >= 64
    let ground = ground ?? Color(0)
    let isDark = ground.luminance < light.luminance
    let limit = isDark ? ramp.map(\.luminance).max() ?? 1 : ramp.map(\.luminance).min() ?? 0
    var colors: [Color] = []
    for tone in 0..<tones {
      let place = Double(tone) / Double(tones - 1) * Double(ramp.count - 1)
      let own = ramp[Int(place.rounded())]
      for shade in 0..<shades {
        // -1 in the shadow, 1 in the light.
        let share = Double(shade) / Double(shades - 1)
        let neutral = ShadedRamp.neutral
        let lit = share < neutral ? (share - neutral) / neutral : (share - neutral) / (1 - neutral)
        if isFine {
          colors.append(
            ShadedRamp.shaded(own, lit, isDark: isDark, ground: ground, light: light, limit: limit))
        } else {
          let neighbour = Int((place - 2 * lit).rounded())
          colors.append(ramp[max(0, min(ramp.count - 1, neighbour))])
        }
      }
    }
    self.colors = colors
  }

  /// The colour of a tone and a shade, both shares of their range.
  public func color(tone: Double, shade: Double) -> Color? {
    guard !colors.isEmpty else { return nil }
    func index(_ share: Double, _ count: Int) -> Int {
      max(0, min(count - 1, Int((max(0, min(1, share)) * Double(count - 1)).rounded())))
    }
    return colors[index(tone, tones) * shades + index(shade, shades)]
  }

  /// Every colour that a picture may contain.
  public var all: [Color] { colors }

  /// A colour in light or shadow, as far from the lines' colours as the ramp's ends.
  private static func shaded(
    _ own: Color, _ lit: Double, isDark: Bool, ground: Color, light: Color, limit: Double
  ) -> Color {
    if isDark {
      guard lit > 0 else { return own.blended(towards: Color(0x05070B), -0.62 * lit) }
      var amount = 0.34 * lit
      var color = own.blended(towards: light, amount)
      while color.luminance > limit, amount > 0.005 {
        amount *= 0.8
        color = own.blended(towards: light, amount)
      }
      return color.luminance > limit ? own : color
    }
    guard lit < 0 else { return own.blended(towards: Color(0xFFFFFF), 0.7 * lit) }
    var amount = -0.5 * lit
    var color = own.blended(towards: light, amount)
    while color.luminance < limit, amount > 0.005 {
      amount *= 0.8
      color = own.blended(towards: light, amount)
    }
    return color.luminance < limit ? own : color
  }
}
