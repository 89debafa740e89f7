import TerminalGraphics

/// Numbers, texts and colours as SVG writes them.
enum SVGText {
  /// A text between tags or in an attribute: nothing in it ends either, and what XML cannot hold is replaced.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += " "
      // XML 1.0 has no other control characters, and no noncharacters.
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A length, to a hundredth of a point, in as few characters as that takes.
  static func number(_ value: Double) -> String { decimal(Int((limited(value) * 100).rounded()), places: 2) }

  /// A coordinate, to a tenth of a point: what can be seen.
  static func tenths(_ value: Double) -> Int { Int((limited(value) * 10).rounded()) }

  private static func limited(_ value: Double) -> Double { value.isFinite ? max(-1e6, min(1e6, value)) : 0 }

  /// A whole number of parts of ten, without zeros that say nothing.
  static func decimal(_ parts: Int, places: Int) -> String {
    var (parts, places) = (parts, places)
    while places > 0, parts % 10 == 0 { (parts, places) = (parts / 10, places - 1) }
    guard places > 0 else { return String(parts) }
    let unit = places == 1 ? 10 : 100
    let (whole, rest) = (abs(parts) / unit, abs(parts) % unit)
    let digits = String(rest)
    let fraction = String(repeating: "0", count: places - digits.count) + digits
    return (parts < 0 ? "-" : "") + (whole == 0 ? "" : String(whole)) + "." + fraction
  }

  /// `#0a1b2c`, or `#abc` where that means the same.
  static func color(_ color: Color) -> String {
    let digits = String(color.hex, radix: 16)
    let all = Array(String(repeating: "0", count: 6 - digits.count) + digits)
    return all[0] == all[1] && all[2] == all[3] && all[4] == all[5]
      ? "#" + String([all[0], all[2], all[4]]) : "#" + String(all)
  }

  /// The data of a path through lines, in relative steps.
  static func path(_ lines: [[SIMD2<Double>]], isClosed: Bool) -> String {
    var text = ""
    var (x, y) = (0, 0)
    /// A number, after a separator where it needs one.
    func add(_ parts: Int, _ isFirst: Bool) {
      let number = decimal(parts, places: 1)
      if !isFirst, !number.hasPrefix("-"), !(number.hasPrefix(".") && endsInFraction) { text += " " }
      text += number
      endsInFraction = number.contains(".")
    }
    var endsInFraction = false
    for line in lines {
      guard let first = line.first else { continue }
      (x, y) = (tenths(first.x), tenths(first.y))
      text += "M"
      add(x, true)
      add(y, false)
      var isFirst = true
      for point in line.dropFirst() {
        let (nextX, nextY) = (tenths(point.x), tenths(point.y))
        guard nextX != x || nextY != y || (line.count == 2 && isFirst) else { continue }
        if isFirst { text += "l" }
        add(nextX - x, isFirst)
        add(nextY - y, false)
        isFirst = false
        (x, y) = (nextX, nextY)
      }
      // A line of one point is a dot, which round ends show.
      if isFirst, !isClosed { text += "h0" }
      if isClosed { text += "z" }
    }
    return text
  }
}
