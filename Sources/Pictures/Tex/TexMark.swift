/// Signs as outlines that LaTeX fills and strokes, each declared once as a mark of a plot.
enum TexMark {
  /// The corners of a sign's outlines, in shares of half its size, with y upwards; a round one has none.
  static func outlines(_ sign: Unicode.Scalar) -> [[SIMD2<Double>]]? {
    switch sign {
    case "●", "○", "◉", "⬤", "•", "∙", "·": nil
    case "▲", "△", "^": [[SIMD2(0, 1.1), SIMD2(1.05, -0.75), SIMD2(-1.05, -0.75)]]
    case "▼", "▽": [[SIMD2(0, -1.1), SIMD2(-1.05, 0.75), SIMD2(1.05, 0.75)]]
    case "◆", "◇": [[SIMD2(0, 1.15), SIMD2(1, 0), SIMD2(0, -1.15), SIMD2(-1, 0)]]
    case "■", "□": [[SIMD2(0.88, 0.88), SIMD2(0.88, -0.88), SIMD2(-0.88, -0.88), SIMD2(-0.88, 0.88)]]
    case "★", "☆": [star(5, inner: 0.45)]
    case "✦", "✧": [star(4, inner: 0.36)]
    case "✚", "+": [cross(0.36)]
    case "✖", "✕", "✗", "✘", "×": [cross(sign == "✖" ? 0.36 : 0.2).map { turned($0) }]
    case "⋈": [[SIMD2(-1.1, 0.8), SIMD2(-1.1, -0.8), SIMD2(1.1, 0.8), SIMD2(1.1, -0.8)]]
    default: nil
    }
  }

  /// Whether a sign is drawn; any other is written.
  static func isDrawn(_ sign: Unicode.Scalar) -> Bool {
    outlines(sign) != nil || "●○◉⬤•∙".unicodeScalars.contains(sign)
  }

  /// The name of a sign's mark.
  static func name(_ sign: Unicode.Scalar) -> String {
    // Letters only: a digit would end a command's name.
    let letters = String(sign.value).map { Character(Unicode.Scalar(UInt8(ascii: "a") + ($0.asciiValue ?? 48) - 48)) }
    return "optviz" + String(letters)
  }

  /// The declaration of a sign's mark.
  static func declaration(_ sign: Unicode.Scalar) -> String {
    var path = ""
    for outline in outlines(sign) ?? [] {
      for (index, corner) in outline.enumerated() {
        let place = "\(length(corner.x))\(length(corner.y))"
        path += index == 0 ? "\\pgfpathmoveto{\\pgfpoint\(place)}" : "\\pgfpathlineto{\\pgfpoint\(place)}"
      }
      path += "\\pgfpathclose"
    }
    if path.isEmpty { path = "\\pgfpathcircle{\\pgfpointorigin}{\\pgfplotmarksize}" }
    path += "\\pgfusepathqfillstroke"
    if sign == "◉" {
      path += "\\pgfsetfillcolor{ground}\\pgfpathcircle{\\pgfpointorigin}{0.45\\pgfplotmarksize}\\pgfusepathqfill"
    }
    return "\\pgfdeclareplotmark{\(name(sign))}{\(path)}\n"
  }

  private static func length(_ share: Double) -> String { "{\(TexAxis.decimal(share, 3))\\pgfplotmarksize}" }

  /// A star with its first ray upwards.
  private static func star(_ rays: Int, inner: Double) -> [SIMD2<Double>] {
    // Sines and cosines of a tenth and an eighth of a turn.
    let step = rays == 5 ? SIMD2(0.809016994374947, 0.587785252292473) : SIMD2(0.707106781186548, 0.707106781186548)
    var direction = SIMD2(0.0, 1.0)
    return (0..<2 * rays).map { index in
      defer {
        direction = SIMD2(
          direction.x * step.x + direction.y * step.y, direction.y * step.x - direction.x * step.y)
      }
      return direction * (index.isMultiple(of: 2) ? 1.2 : 1.2 * inner)
    }
  }

  private static func cross(_ half: Double) -> [SIMD2<Double>] {
    [
      SIMD2(half, 1), SIMD2(half, half), SIMD2(1, half), SIMD2(1, -half), SIMD2(half, -half), SIMD2(half, -1),
      SIMD2(-half, -1), SIMD2(-half, -half), SIMD2(-1, -half), SIMD2(-1, half), SIMD2(-half, half), SIMD2(-half, 1),
    ]
  }

  /// A corner turned by an eighth of a turn.
  private static func turned(_ corner: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(corner.x - corner.y, corner.x + corner.y) * 0.707106781186548
  }
}
