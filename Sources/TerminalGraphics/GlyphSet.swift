/// Which symbols a terminal can show.
public enum GlyphSet: Hashable, Sendable, CaseIterable {
  /// All of Unicode, one column wide.
  case unicode
  /// The printable characters of ASCII.
  case ascii

  /// A cell as it looks with these glyphs.
  ///
  /// With `ascii` a half block becomes a blank on the mean of its two colours, a braille pattern one of `' . : ,`
  /// and the like by where its dots are, and other symbols come from one table; unknown ones become `?`.
  public func cell(_ cell: Cell) -> Cell {
    guard self == .ascii, !cell.symbol.isASCII else { return cell }
    var mapped = cell
    switch cell.symbol {
    case "▀", "▄", "▌", "▐":
      mapped.symbol = " "
      mapped.background = Self.mean(cell.foreground, cell.background)
    case "█":
      mapped.symbol = " "
      mapped.background = cell.foreground ?? cell.background
    default:
      mapped.symbol = Self.ascii(cell.symbol)
    }
    return mapped
  }

  /// A cell for a terminal without colours: a half block turns into a shade as light as its mean, any other keeps its
  /// symbol.
  public func monochrome(_ cell: Cell) -> Cell {
    var mapped = cell
    switch cell.symbol {
    case "▀", "▄", "▌", "▐", "█":
      if let ground = cell.symbol == "█" ? cell.foreground : Self.mean(cell.foreground, cell.background) {
        mapped.symbol = shade(for: ground)
      } else {
        mapped = self.cell(cell)
      }
    default:
      mapped = self.cell(cell)
    }
    mapped.foreground = nil
    mapped.background = nil
    return mapped
  }

  private func shade(for color: Color) -> Unicode.Scalar {
    let ramp: [Unicode.Scalar] = self == .unicode ? [" ", "░", "▒", "▓", "█"] : [" ", ".", ":", "+", "#"]
    // Encoded brightness, not linear light: equal steps of it look about equal.
    let brightness = (Int(color.red) * 54 + Int(color.green) * 183 + Int(color.blue) * 19) >> 8
    return ramp[min(ramp.count - 1, brightness * ramp.count / 200)]
  }

  private static func mean(_ a: Color?, _ b: Color?) -> Color? {
    guard let a, let b else { return b ?? a }
    func middle(_ x: UInt8, _ y: UInt8) -> UInt8 { UInt8((Int(x) + Int(y)) / 2) }
    return Color(
      red: middle(a.red, b.red), green: middle(a.green, b.green), blue: middle(a.blue, b.blue))
  }

  /// The ASCII symbol for any scalar.
  static func ascii(_ symbol: Unicode.Scalar) -> Unicode.Scalar {
    switch symbol.value {
    case 0x20...0x7E: symbol
    case 0x2800...0x28FF: braille(UInt8(symbol.value - 0x2800))
    default: table[symbol] ?? "?"
    }
  }

  /// Chosen by the rows of the dots, from the top: high, middle, low, or spread over all.
  private static func braille(_ dots: UInt8) -> Unicode.Scalar {
    let rows: [UInt8] = [0x09, 0x12, 0x24, 0xC0]
    let used = rows.map { dots & $0 != 0 }
    let full = dots.nonzeroBitCount
    if full == 0 { return " " }
    if full >= 7 { return "#" }
    let upper = used[0] || used[1]
    let lower = used[2] || used[3]
    switch (upper, lower) {
    case (true, false): return used[0] ? (used[1] ? "\"" : "'") : "-"
    case (false, true): return used[3] ? (used[2] ? "," : ".") : "-"
    default: return full <= 4 ? ":" : "*"
    }
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    let rows: [(String, String)] = [
      ("─┄┅┈┉╌╍╴╶╺╸", "-"), ("━═", "="), ("│┃┆┇┊┋╎╏║╵╷╹╻", "|"),
      ("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┝┥┠┨┯┷┿", "+"), ("╱", "/"), ("╲", "\\"), ("╳", "X"),
      ("●⬤•∙", "o"), ("◉", "Q"), ("›", ">"), ("⇧", "^"), ("½", "h"), ("“”„", "\""), ("○◯◦", "O"),
      ("▲△▴", "^"), ("▼▽", "Y"), ("◆◇", "&"), ("■□▪▫", "#"), ("✚✛", "+"),
      ("★☆", "*"), ("✕✗✘", "x"), ("✖", "X"), ("✦✧", "@"), ("✓✔", "v"), ("▶▷►▸", ">"), ("◀◁◄◂", "<"),
      ("⏸", "="),
      ("⏹", "#"),
      ("←", "<"), ("→", ">"), ("↑", "^"), ("↓", "v"), ("↖↘⇖⇘", "\\"), ("↗↙⇗⇙", "/"), ("↔", "-"), ("↕", "|"),
      ("⇐", "<"), ("⇒", ">"), ("⏎↵", "<"),
      ("▁▂▃", "_"), ("▅▆▇", "="), ("░", "-"), ("▒", "="), ("▓", "+"), ("▉▊▋", "="), ("▍▎▏▕", "|"),
      ("▔▘▝", "'"),
      ("▖▗", "."), ("▚▞▛▜▙▟", "#"), ("⋈", "%"),
      ("αΑ", "a"), ("βΒ", "b"), ("γΓ", "g"), ("δ", "d"), ("Δ", "D"), ("εϵ", "e"), ("ζ", "z"), ("η", "n"),
      ("θ", "t"), ("κ", "k"), ("λ", "l"), ("μµ", "m"), ("ν", "v"), ("π", "p"), ("ρ", "r"), ("σ", "s"),
      ("Σ", "S"),
      ("τ", "t"), ("φ", "f"), ("ψ", "y"), ("ω", "w"), ("∇", "d"), ("∂", "d"),
      ("⁰₀", "0"), ("¹₁", "1"), ("²₂", "2"), ("³₃", "3"), ("⁴₄", "4"), ("⁵₅", "5"), ("⁶₆", "6"), ("⁷₇", "7"),
      ("⁸₈", "8"), ("⁹₉", "9"), ("⁻₋", "-"), ("⁺₊", "+"), ("ᵀ", "T"), ("ₜ", "t"), ("ₖ", "k"), ("ₙⁿ", "n"),
      ("ᵢ", "i"),
      ("ᵗ", "t"), ("ₓ", "x"), ("⊤", "T"),
      ("−–—‐‑", "-"), ("·⋅˙", "."), ("×", "x"), ("÷", "/"), ("±", "+"), ("…", "."), ("≤", "<"), ("≥", ">"),
      ("≈≃", "~"), ("∴", ":"),
      ("≠", "!"), ("√", "V"), ("∞", "8"), ("∈", "e"), ("⊙∘∗", "*"), ("‖", "|"), ("∑", "S"), ("°", "o"),
      ("′", "'"),
      ("″“”„«»", "\""), ("‘’‚", "'"), ("\u{A0}", " "), ("ŝŜ", "s"), ("ĝ", "g"),
      ("ä", "a"), ("ö", "o"), ("ü", "u"), ("Ä", "A"), ("Ö", "O"), ("Ü", "U"), ("ß", "s"), ("é", "e"),
      ("è", "e"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (symbols, ascii) in rows {
      guard let target = ascii.unicodeScalars.first else { continue }
      for symbol in symbols.unicodeScalars { table[symbol] = target }
    }
    return table
  }()
}
