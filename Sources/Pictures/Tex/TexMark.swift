import TerminalGraphics

/// Signs as outlines that LaTeX fills, each declared once as a mark of a plot.
enum TexMark {
  /// Whether a sign is drawn; any other is written.
  static func isDrawn(_ sign: Unicode.Scalar) -> Bool { SignShape.has(sign) }

  /// The name of a sign's mark.
  static func name(_ sign: Unicode.Scalar) -> String { "sign\(String(sign.value, radix: 16))" }

  /// The declaration of a sign's mark, whose size is that of a disc's radius.
  static func declaration(_ sign: Unicode.Scalar) -> String {
    var path = ""
    for outline in SignShape(sign).outlines {
      for (index, corner) in outline.enumerated() {
        path +=
          "\\pgfpath\(index == 0 ? "move" : "line")to{\\pgfpoint\(length(corner.x))\(length(-corner.y))}"
        if index % 3 == 2 { path += "%\n  " }
      }
      path += "\\pgfpathclose"
    }
    // The outline lies below, so that it does not thin the sign.
    return "\\newcommand{\\\(command(sign))}{%\n  \(path)}\n"
      + "\\pgfdeclareplotmark{\(name(sign))}{\\\(command(sign))\\pgfusepathqstroke\\\(command(sign))\\pgfusepathqfill}\n"
  }

  /// The name of a sign's path: letters alone.
  private static func command(_ sign: Unicode.Scalar) -> String {
    "sign"
      + String(sign.value, radix: 16).unicodeScalars.map { scalar in
        // The digits become letters beyond those of a hexadecimal number.
        scalar.properties.isAlphabetic
          ? String(scalar) : String(Unicode.Scalar(UInt8(scalar.value - 48 + 103)))
      }.joined()
  }

  private static func length(_ share: Double) -> String { "{\(TexAxis.decimal(share, 3))\\pgfplotmarksize}" }
}
