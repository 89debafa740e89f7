import TerminalGraphics

/// The shapes of a figure as plots and paths.
extension TexPanel {
  /// The finest detail of a line that is kept, in points of the page.
  private static let grain = 0.3

  mutating func text(of shape: Shape) -> String {
    switch shape {
    case .field(let field): return TexField(field, self).text
    case .contours(let lines): return contours(lines)
    case .needles(let needles): return self.needles(needles)
    case .trails(let trails): return self.trails(trails)
    case .line(let line): return plot(line.points, line.stroke)
    case .area(let line): return area(line)
    case .dots(let dots): return self.dots(dots)
    case .arrow(let arrow): return self.arrow(arrow)
    case .mark(let mark): return self.mark(mark)
    case .label(let label): return self.label(label)
    case .heads(let marks, keepingFree: _):
      // The most important one lies on top.
      return marks.reversed().map { self.mark($0) }.joined()
    }
  }

  /// The name of a stroke's colour where it is drawn.
  private mutating func color(_ stroke: Stroke, at point: SIMD2<Double>? = nil) -> String {
    let own = point.flatMap { FieldColors(panel.figure)?.color(stroke.tint, at: $0) } ?? stroke.color
    return colors.name(page.colors.base.blended(towards: own, max(0, min(1, stroke.strength))))
  }

  private func options(_ stroke: Stroke) -> String {
    let hundredths =
      switch stroke.width {
      // On a field, a hairline gives way to paths; elsewhere it is what is looked at.
      case .hair: FieldColors(panel.figure) == nil ? 9.0 : 5.0
      case .curve: 10.0
      case .path: 13.0
      }
    var words = ["line width=\(width(hundredths))"]
    if let dash = stroke.dash {
      words.append("dash pattern=on \(width(Double(dash.on) * 9)) off \(width(Double(dash.off) * 9))")
    }
    return words.joined(separator: ", ")
  }

  /// More points than a line has, but for one that fills its plot: those are drawn less finely.
  private static let mostPoints = 4000

  /// A line as plots, one for all of its pieces.
  private func plot(
    _ points: some Sequence<SIMD2<Double>>, _ options: String, grain: Double = TexPanel.grain
  ) -> String {
    let line = VisibleLine(
      points.lazy.map { self.place($0) }, in: SIMD2(panel.plot.width, panel.plot.height), grain: grain)
    if line.pieces.reduce(0, { $0 + $1.count }) > TexPanel.mostPoints {
      return plot(points, options, grain: 2 * grain)
    }
    let pieces = line.pieces.filter { $0.count > 1 }.map { piece in
      piece.map { coordinate(point($0)) }.joined(separator: " ")
    }
    guard !pieces.isEmpty else { return "" }
    return "\\addplot[\(options)] coordinates {\n\(TexPanel.wrapped(pieces.joined(separator: "\n\n")))};\n"
  }

  private mutating func plot(_ points: [SIMD2<Double>], _ stroke: Stroke) -> String {
    plot(points, "\(color(stroke)), \(options(stroke))")
  }

  /// A text with at most some hundred characters in a line.
  static func wrapped(_ text: String) -> String {
    var (result, column) = ("", 0)
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if column > 0, column + word.utf8.count > 110 {
        result += "\n"
        column = 0
      } else if column > 0 {
        result += " "
        column += 1
      }
      result += word
      column = word.contains("\n") ? 0 : column + word.utf8.count
    }
    return result + "\n"
  }

  private mutating func contours(_ contours: ContourLines) -> String {
    var text = ""
    for level in contours.levels {
      guard let first = level.lines.first(where: { !$0.isEmpty })?.first else { continue }
      let points = level.lines.joined(by: SIMD2(Double.nan, .nan))
      text += plot(points, "\(color(contours.stroke, at: first)), \(options(contours.stroke)), forget plot")
    }
    guard let numbers = contours.numbers else { return text }
    let plot = panel.plot
    // The drawing's places are the page's, counted from its upper edge.
    let paths = pathPlaces(every: 0.8 * page.em).map { SIMD2(plot.x + $0.x, plot.endY - $0.y) }
    let texts = ContourTexts(contours, PanelPlane(panel.figure, plot), em: page.em, besides: paths)
    for number in texts.texts {
      let place = point(SIMD2(number.place.x - plot.x, plot.endY - number.place.y))
      let ink = color(numbers, at: place)
      let ground = colors.name(FieldColors(panel.figure)?.ground(at: place) ?? page.colors.base)
      text +=
        "\\node[text=\(ink), fill=\(ground), inner sep=\(width(7)), font=\\scriptsize, "
        + "rotate=\(TexAxis.decimal(-number.turn, 1))] at (axis cs:\(x.text(place.x)),\(y.text(place.y))) "
        + "{\(TexText.escaped(number.text))};\n"
    }
    return text
  }

  /// Places along the paths, in points of the plot, about so far from each other.
  func pathPlaces(every gap: Double) -> [SIMD2<Double>] {
    var places: [SIMD2<Double>] = []
    for case .trails(let trails) in panel.figure.shapes {
      for trail in trails {
        let line = VisibleLine(
          (0..<trail.count).lazy.map { self.place(trail.point($0)) },
          in: SIMD2(panel.plot.width, panel.plot.height), grain: gap)
        for piece in line.pieces {
          places += piece.prefix(1)
          for (a, b) in zip(piece, piece.dropFirst()) {
            let way = b - a
            let count = max(1, Int(((way * way).sum().squareRoot() / gap).rounded(.up)))
            places += (1...count).map { a + way * (Double($0) / Double(count)) }
          }
        }
      }
    }
    return places
  }

  private mutating func trails(_ trails: [Trail]) -> String {
    // Casings lie below all paths, so that none hides another one.
    var text = ""
    for trail in trails where trail.stroke.width == .path {
      text += plot(
        (0..<trail.count).lazy.map(trail.point), "ground, line width=\(width(24)), opacity=0.75, forget plot",
        grain: 2 * TexPanel.grain)
    }
    for trail in trails {
      let (old, new) = (min(trail.firstNew, trail.count), max(0, trail.firstNew - 1))
      if old > 1 {
        var stroke = trail.stroke
        stroke.color = trail.oldColor
        text += plot((0..<old).lazy.map(trail.point), "\(color(stroke)), \(options(stroke)), forget plot")
      }
      guard new < trail.count else { continue }
      text += plot(
        (new..<trail.count).lazy.map(trail.point),
        "\(color(trail.stroke)), \(options(trail.stroke)), forget plot")
    }
    return text
  }

  private mutating func area(_ line: Line) -> String {
    let points = line.points.filter { $0.x.isFinite && $0.y.isFinite }
    guard points.count > 1, let first = points.first, let last = points.last else { return "" }
    let floor = panel.figure.y.lowerBound
    let whole = points + [SIMD2(last.x, floor), SIMD2(first.x, floor)]
    return plot(whole, "draw=none, fill=\(color(line.stroke)), fill opacity=0.35, forget plot")
  }

  private mutating func dots(_ dots: Dots) -> String {
    let shown = dots.places.filter { contains($0) }
    guard !shown.isEmpty else { return "" }
    let sign = dots.sign.flatMap { TexMark.isDrawn($0) ? $0 : nil } ?? "●"
    signs.insert(sign)
    let (ink, size) = (color(dots.stroke), width(dots.sign == nil ? 11 : 24))
    return
      "\\addplot[only marks, mark=\(TexMark.name(sign)), mark size=\(size), draw=none, fill=\(ink), forget plot] "
      + "coordinates {\n\(TexPanel.wrapped(shown.map { coordinate($0) }.joined(separator: " ")))};\n"
  }

  private mutating func needles(_ needles: [Needle]) -> String {
    needles.filter { contains($0.place) }.map { needle in
      // Half a length that leaves room to the next one.
      let half = needle.direction * (0.42 * page.em)
      func way(_ by: SIMD2<Double>) -> String { "++(\(TexPanel.length(by.x)),\(TexPanel.length(by.y)))" }
      let tip = half == .zero ? "" : "-{Stealth[length=\(width(22))]}, "
      return
        "\\draw[\(tip)\(color(needle.stroke, at: needle.place)), line width=\(width(5))] "
        + "(axis cs:\(x.text(needle.place.x)),\(y.text(needle.place.y))) \(way(-half)) -- \(way(2 * half));\n"
    }.joined()
  }

  private mutating func arrow(_ arrow: Arrow) -> String {
    let line = VisibleLine(
      [place(arrow.tail), place(arrow.tip)], in: SIMD2(panel.plot.width, panel.plot.height), grain: 1e-9)
    guard let piece = line.pieces.first, piece.count == 2 else { return "" }
    let (tail, tip) = (point(piece[0]), point(piece[1]))
    let ink = color(arrow.stroke)
    let word =
      arrow.label.isEmpty
      ? "" : " node[anchor=south west, font=\\scriptsize] {\(TexText.escaped(arrow.label))}"
    return
      "\\draw[-{Stealth}, \(ink), line width=\(width(10))] (axis cs:\(x.text(tail.x)),\(y.text(tail.y))) -- "
      + "(axis cs:\(x.text(tip.x)),\(y.text(tip.y)))\(word);\n"
  }

  private mutating func mark(_ mark: Mark) -> String {
    guard mark.place.x.isFinite, mark.place.y.isFinite else { return "" }
    guard contains(mark.place) else { return "" }
    let own = FieldColors(panel.figure)?.color(mark.tint, at: mark.place) ?? mark.color ?? page.colors.text
    let ink = colors.name(own)
    guard TexMark.isDrawn(mark.sign) else {
      return
        "\\node[text=\(ink), font=\\bfseries] at (axis cs:\(x.text(mark.place.x)),\(y.text(mark.place.y))) "
        + "{\(TexText.escaped(String(mark.sign)))};\n"
    }
    signs.insert(mark.sign)
    return
      "\\addplot[only marks, mark=\(TexMark.name(mark.sign)), mark size=\(width(36)), draw=ground, fill=\(ink), "
      + "line width=\(width(6)), forget plot] coordinates {\(coordinate(mark.place))};\n"
  }

  private mutating func label(_ label: Label) -> String {
    let corner = label.corner
    let anchor = "\(corner.isUpper ? "north" : "south") \(corner.isRight ? "east" : "west")"
    let place = "rel axis cs:\(corner.isRight ? "0.99" : "0.01"),\(corner.isUpper ? "0.99" : "0.01")"
    let point = SIMD2(
      corner.isRight ? panel.figure.x.upperBound : panel.figure.x.lowerBound,
      corner.isUpper ? panel.figure.y.upperBound : panel.figure.y.lowerBound)
    return
      "\\node[anchor=\(anchor), text=\(color(label.stroke, at: point)), font=\\scriptsize] at (\(place)) "
      + "{\(TexText.escaped(label.text))};\n"
  }
}

extension Sequence where Element == [SIMD2<Double>] {
  /// All points, with a separator between two lines.
  fileprivate func joined(by separator: SIMD2<Double>) -> [SIMD2<Double>] {
    reduce(into: []) { points, line in
      if !points.isEmpty { points.append(separator) }
      points += line
    }
  }
}
