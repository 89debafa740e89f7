/// A colour ramp in several shades, from shadow to light.
///
/// No shade is nearer to the colours of lines than the ramp itself: on a dark ramp none is lighter than its
/// lightest colour, on a light one none darker than its darkest.
public struct ShadedRamp: Hashable, Sendable {
  /// How many steps of the ramp are kept.
  public let tones: Int
  /// How many shades each has.
  public let shades: Int
  /// Whether the ramp is fine enough for mixed colours.
  public let isFine: Bool
  private let colors: [Color]

  /// The shade, as a share from shadow to light, that shows the ramp's own colour.
  public static let neutral = 0.6

  /// Shades of a ramp on a ground; without colours if the ramp has none.
  ///
  /// A ramp of few colours, from a palette, gets none in between: a shade is then a neighbour on the ramp.
  public init(_ ramp: [Color], ground: Color?, light: Color) {
    guard ramp.count > 1 else {
      (tones, shades, isFine, colors) = (ramp.count, 1, false, ramp)
      return
    }
    shades = ramp.count >= 64 ? 16 : 5
    tones = min(ramp.count, 44)
    let shades = shades
    let isFine = ramp.count >= 64
    self.isFine = isFine
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

  /// A colour in light or shadow, no nearer to the lines' colours than the ramp's ends.
  private static func shaded(
    _ own: Color, _ lit: Double, isDark: Bool, ground: Color, light: Color, limit: Double
  ) -> Color {
    let isLit = lit > 0
    // Towards the ground there is always room.
    guard isLit == isDark else {
      let end = Color(isDark ? 0x04060A : 0xFFFFFF)
      return own.blended(towards: end, (isDark ? 0.66 : 0.7) * abs(lit))
    }
    // Towards the lines' colours the hue is kept, and the ramp's own end is the limit: the light goes as far as it
    // allows.
    var (room, step) = (1.0, 0.5)
    func keepsDistance(_ color: Color) -> Bool {
      isDark ? color.luminance <= limit : color.luminance >= limit
    }
    if !keepsDistance(strengthened(own, 1, isDark: isDark, light: light)) {
      room = 0
      while step > 0.01 {
        if keepsDistance(strengthened(own, room + step, isDark: isDark, light: light)) { room += step }
        step /= 2
      }
    }
    let color = strengthened(own, abs(lit) * room, isDark: isDark, light: light)
    return keepsDistance(color) ? color : own
  }

  private static func strengthened(_ own: Color, _ amount: Double, isDark: Bool, light: Color) -> Color {
    func scaled(_ channel: UInt8) -> UInt8 {
      let factor = isDark ? 1 + 1.25 * amount : 1 - 0.25 * amount
      return UInt8(max(0, min(255, (Double(channel) * factor).rounded())))
    }
    return Color(red: scaled(own.red), green: scaled(own.green), blue: scaled(own.blue))
      .blended(towards: light, 0.08 * amount)
  }
}
