/// How many colours a terminal shows, and which of them represents a given one.
public enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// Every 24-bit colour.
  case direct
  /// The xterm palette of 256.
  case palette256
  /// The eight ANSI colours in two brightnesses.
  case palette16
  /// The eight ANSI colours.
  case palette8
  /// None: bold, reverse and shades take their place.
  case mono

  /// The terminal's number for a colour, or `nil` without colours.
  ///
  /// With `direct` that is `0xRRGGBB`. With 256 colours it is the nearest of the cube and the greys (16...255),
  /// never one of the first sixteen, which users redefine; a colour of the cube maps to itself, and a colour with a
  /// hue keeps it where the cube has one near. With 16 and 8 it is
  /// the nearest of xterm's standard ones, except that a light, vivid colour keeps its hue: the nearest would often
  /// be grey.
  public func index(of color: Color) -> Int32? {
    switch self {
    case .direct: Int32(color.hex)
    case .palette256: PaletteColors.hue(of: color) ?? Self.nearest(to: color, among: 16...255)
    case .palette16: Self.vivid(color, brightest: 8) ?? Self.nearest(to: color, among: 0...15)
    case .palette8: Self.vivid(color, brightest: 0) ?? Self.nearest(to: color, among: 0...7)
    case .mono: nil
    }
  }

  /// The colour that xterm shows for a number of its palette, 0...255.
  public static func paletteColor(_ index: Int32) -> Color {
    switch index {
    case ..<16: return Color(standard[Int(max(0, index))])
    case ..<232:
      let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = Int(index - 16)
      return Color(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
    default:
      let grey = UInt8(8 + 10 * (min(255, index) - 232))
      return Color(red: grey, green: grey, blue: grey)
    }
  }

  private static let standard: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  private static let palette: [Color] = (0...255).map(paletteColor)

  /// The primary or secondary colour of the same hue, if the colour is light and vivid and not itself a standard one.
  private static func vivid(_ color: Color, brightest: Int32) -> Int32? {
    let most = max(color.red, color.green, color.blue)
    let least = min(color.red, color.green, color.blue)
    guard most >= 0xB0, Int(most - least) * 10 >= Int(most) * 3, !standard.contains(color.hex) else {
      return nil
    }
    let middle = (Int(most) + Int(least)) / 2
    let base: Int32 =
      (Int(color.red) > middle ? 1 : 0) + (Int(color.green) > middle ? 2 : 0)
      + (Int(color.blue) > middle ? 4 : 0)
    return base + (most > 0xE0 ? brightest : 0)
  }

  private static func nearest(to color: Color, among range: ClosedRange<Int32>) -> Int32 {
    var best = range.lowerBound
    var least = Int.max
    for index in range {
      let distance = distance(color, palette[Int(index)])
      if distance < least {
        best = index
        least = distance
      }
    }
    return best
  }

  /// Squared distance weighted by the eye's sensitivity: red counts for more among reds, blue for less.
  private static func distance(_ a: Color, _ b: Color) -> Int {
    let meanRed = (Int(a.red) + Int(b.red)) / 2
    let red = Int(a.red) - Int(b.red)
    let green = Int(a.green) - Int(b.green)
    let blue = Int(a.blue) - Int(b.blue)
    return (512 + meanRed) * red * red + 1024 * green * green + (767 - meanRed) * blue * blue
  }
}
