import TerminalGraphics

/// What sets lines and signs off from what is below: dark where paths are light, light where they are dark.
struct SignLook: Hashable, Sendable {
  /// The casing of paths.
  let casing: PixelLayer.Casing
  /// The inner rim of heads.
  let rim: Color
  /// The colour of a sign without one.
  let text: Color

  init(map: MapColors?, ground: Color?, _ weights: LineWeights) {
    let casings = map?.casings ?? []
    let middle = casings.isEmpty ? nil : casings[casings.count / 2]
    let isDark = (middle ?? ground ?? Color(0)).luminance < 0.3
    // The map's own hue, so dark or so light that every path stands out, whatever the level below.
    let color = middle.map { Color($0.oklab.withChroma(times: 0.7)).withLightness(isDark ? 4 : 97) }
    casing = PixelLayer.Casing(
      width: weights.casing, color: color ?? ground ?? Color(0x080C14), strength: isDark ? 0.72 : 0.8)
    (rim, text) = isDark ? (Color(0xFFFFFF), Color(0xFFFFFF)) : (Color(0x20242C), Color(0x000000))
  }
}
