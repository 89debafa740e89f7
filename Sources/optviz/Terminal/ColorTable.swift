import CNcurses
import TerminalGraphics

/// Numbers the colour pairs that are on the screen.
///
/// A pair keeps its colours while anything drawn with it may be visible. When no number is left, `pair` returns `nil`,
/// and the caller starts over: `reset`, then draw everything again.
@MainActor
struct ColorTable {
  /// How many pairs a cell can carry.
  static let capacity: Int32 = 65_535

  /// How many colours there are.
  let depth: ColorDepth

  /// Whether the terminal takes 24-bit values; a palette is then shown by its standard colours.
  private let isDirect: Bool
  /// Values below this one are palette numbers even if the terminal takes 24-bit ones.
  private let reserved: Int32
  /// Whether a cell may have the terminal's own colours.
  let hasDefaults: Bool
  private let limit: Int32
  private var pairs: [UInt64: Int32] = [:]
  private var indices: [UInt32: Int32] = [:]
  private var lastKey = UInt64.max
  private var lastPair: Int32 = 0

  /// Starts colours on the terminal just opened.
  ///
  /// It may turn out to have fewer than requested.
  init(atMost depth: ColorDepth) {
    guard depth != .mono, has_colors(), start_color() != cnc_error else {
      self.depth = .mono
      (isDirect, reserved, hasDefaults, limit) = (false, 0, false, 0)
      return
    }
    let colors = cnc_number("colors")
    isDirect = colors >= 1 << 24
    let available = isDirect ? ColorDepth.direct : OpeningPlan.depth(forColors: colors)
    let all = ColorDepth.allCases
    // The cases run from most colours to fewest.
    let wanted = all.firstIndex(of: depth) ?? 0
    self.depth = all[max(wanted, all.firstIndex(of: available) ?? 0)]
    reserved = isDirect ? max(0, cnc_number("CO")) : 0
    hasDefaults = use_default_colors() != cnc_error
    // Beyond the entry's number, ncurses grants one pair more for each use of a default colour.
    let promised = cnc_number("pairs")
    limit = min(Self.capacity, promised + (hasDefaults ? min(2 * colors, 1 << 15) : 0) - 1)
  }

  /// The pair for two colours, or `nil` if no number is left.
  mutating func pair(foreground: Color?, background: Color?) -> Int32? {
    guard depth != .mono else { return 0 }
    return pair(value(foreground, instead: COLOR_WHITE), value(background, instead: COLOR_BLACK))
  }

  /// The pair for a symbol that must differ from its ground: with few colours both may map to the same one.
  mutating func legiblePair(foreground: Color?, background: Color?) -> Int32? {
    guard depth != .mono else { return 0 }
    let front = value(foreground, instead: COLOR_WHITE)
    let back = value(background, instead: COLOR_BLACK)
    guard front == back, let foreground, let background, foreground != background else {
      return pair(front, back)
    }
    let isDark = Int(background.red) * 54 + Int(background.green) * 183 + Int(background.blue) * 19 < 128 << 8
    return pair(value(Color(isDark ? 0xFFFFFF : 0x000000), instead: front), back)
  }

  /// Forgets every pair; everything drawn with one has to be drawn again.
  mutating func reset() {
    reset_color_pairs()
    pairs.removeAll(keepingCapacity: true)
    lastKey = .max
  }

  private mutating func pair(_ front: Int32, _ back: Int32) -> Int32? {
    if front < 0, back < 0 { return 0 }
    let key = UInt64(UInt32(bitPattern: front)) << 32 | UInt64(UInt32(bitPattern: back))
    if key == lastKey { return lastPair }
    if let known = pairs[key] {
      (lastKey, lastPair) = (key, known)
      return known
    }
    let next = Int32(pairs.count) + 1
    guard next <= limit, init_extended_pair(next, front, back) != cnc_error else { return nil }
    pairs[key] = next
    (lastKey, lastPair) = (key, next)
    return next
  }

  /// The number sent to the terminal for a colour; -1 is its own.
  private mutating func value(_ color: Color?, instead standard: Int32) -> Int32 {
    guard let color else { return hasDefaults ? -1 : standard }
    if depth == .direct { return direct(color) }
    let index = index(of: color) ?? standard
    // White strokes use the terminal's own colour: on a light ground that is black, and white would be invisible.
    if standard == COLOR_WHITE, hasDefaults, index == depth.white { return -1 }
    return isDirect ? direct(ColorDepth.paletteColor(index)) : index
  }

  /// The terminal's number for a colour, searched once.
  private mutating func index(of color: Color) -> Int32? {
    if let known = indices[color.hex] { return known }
    let index = depth.index(of: color)
    if indices.count > 1 << 16 { indices.removeAll(keepingCapacity: true) }
    indices[color.hex] = index
    return index
  }

  private func direct(_ color: Color) -> Int32 {
    let value = Int32(color.hex)
    // A trace of green, which is not visible, keeps a near-black out of the palette.
    return value < reserved ? value + 0x100 : value
  }
}

extension ColorDepth {
  /// The number of the brightest white if colours are so few that users choose them; otherwise `nil`.
  fileprivate var white: Int32? {
    switch self {
    case .palette16: 15
    case .palette8: 7
    case .direct, .palette256, .mono: nil
    }
  }
}
