import TerminalGraphics

/// A race as a document of SVG that moves by style rules alone: lines grow by their dashes, and heads are moved.
///
/// It needs no script, so that it plays inside an `img` element. Whoever wants less motion sees the end of the race, as do
/// readers that know no animations.
struct SVGAnimation {
  private var document: SVGDocument
  private let motion: RaceMotion
  /// The seconds of the race, and of all with the pause at the end.
  private let race: Double
  private let whole: Double
  private var rules = ""
  private var names = 0

  /// How long the end stands, in seconds.
  private static let pause = 3.0

  /// The text of the document.
  static func text(_ picture: Picture, progress: (Double) throws -> Void) throws -> String {
    var animation = try SVGAnimation(picture, progress)
    animation.draw()
    animation.addProgress(picture)
    animation.document.rules =
      animation.rules.isEmpty
      ? "" : "@media(prefers-reduced-motion:no-preference){\(animation.rules)}"
    return animation.document.text()
  }

  private init(_ picture: Picture, _ progress: (Double) throws -> Void) throws {
    document = SVGDocument(
      picture.page(picture.step), dark: picture.darkPage?(picture.step), moves: true)
    motion = try RaceMotion(picture, document, format: "svg", progress: progress)
    race = max(0.1, Double(picture.step) / max(0.1, picture.options.speed))
    whole = race + SVGAnimation.pause
  }

  private mutating func draw() {
    document.addSurroundings()
    for (index, panel) in motion.panels.enumerated() {
      document.beginPanel(index, panel.drawn)
      document.add(panel.drawn.backdrop, panel.dark?.backdrop)
      for number in panel.drawn.trails.indices { addTrail(number, of: panel) }
      document.add(panel.drawn.above, panel.dark?.above)
      document.endGroup()
      for number in panel.drawn.heads.indices { addHead(number, of: panel) }
    }
  }

  // MARK: Rules

  /// The share of all time at a moment, in hundredths of a percent.
  private func time(_ moment: Int) -> String {
    let last = Double(max(1, motion.steps.last ?? 1))
    let share = Double(motion.steps[moment]) / last * race / whole
    return SVGText.decimal(Int((share * 10_000).rounded()), places: 2) + "%"
  }

  /// A rule that moves something through values at moments; returns the class that has it.
  private mutating func rule(
    _ moments: [Int], extra: String = "", _ value: (Int) -> String
  ) -> String {
    let name = "\(document.mark)\(names)"
    names += 1
    rules += "@keyframes a\(name){"
    var last = ""
    for (number, moment) in moments.enumerated() {
      let time = time(moment)
      let isEnd = number == moments.count - 1
      // Two moments in one hundredth of a percent cannot be told apart.
      if time == last, !isEnd { continue }
      rules += (isEnd ? "\(time),to" : time) + "{\(value(moment))}"
      last = time
    }
    rules += "}.a\(name){\(extra)animation:a\(name) \(SVGText.number(whole))s linear infinite}"
    return "a\(name)"
  }

  // MARK: Lines

  private mutating func addTrail(_ number: Int, of panel: RaceMotion.Panel) {
    let trail = panel.drawn.trails[number]
    let dark = panel.dark.flatMap { $0.trails.indices.contains(number) ? $0.trails[number] : nil }
    let counts = panel.counts[number]
    for piece in trail.pieces {
      var part = trail
      part.points = piece.points
      part.indices = piece.indices
      part.continues = piece.points.indices.map { $0 > 0 }
      var other = dark
      other?.points = part.points
      other?.indices = part.indices
      other?.continues = part.continues
      let name = trail.dashes.isEmpty ? growth(of: part, counts) : appearance(of: part, counts)
      if let casing = part.casingPath {
        document.add(text: document.element(casing, other?.casingPath, name: name))
      }
      document.add(text: document.element(part.path, other?.path, name: name))
    }
  }

  /// A line that grows: a dash as long as the line moves into it.
  private mutating func growth(of trail: DrawnTrail, _ counts: [Int]) -> String {
    let reached = trail.lengths
    let length = reached.last ?? 0
    guard length > 0.05 else { return appearance(of: trail, counts) }
    let values = counts.map { SIMD2(trail.length(upTo: $0 - 1, reached), 0) }
    let moments = MomentThinning.kept(values, motion.steps.map(Double.init), tolerance: 0.3)
    // The gap is longer than the line, so that no second dash begins on it.
    let dash = SVGText.decimal(SVGText.tenths(length) + 1, places: 1)
    return rule(
      moments, extra: "stroke-dasharray:\(dash) \(SVGText.decimal(SVGText.tenths(length) + 90, places: 1));"
    ) {
      "stroke-dashoffset:\(SVGText.decimal(SVGText.tenths(length - values[$0].x), places: 1))"
    }
  }

  /// A line that appears as a whole once it begins.
  private mutating func appearance(of trail: DrawnTrail, _ counts: [Int]) -> String {
    let first = trail.indices.first ?? 0
    guard let begin = counts.firstIndex(where: { $0 > first + 1 }), begin > 0 else {
      return rule([0, counts.count - 1]) { _ in "opacity:1" }
    }
    return rule([0, begin - 1, begin, counts.count - 1].sorted()) { "opacity:\($0 >= begin ? 1 : 0)" }
  }

  // MARK: Heads

  private mutating func addHead(_ number: Int, of panel: RaceMotion.Panel) {
    var head = panel.drawn.heads[number]
    var dark = panel.dark.flatMap { $0.heads.indices.contains(number) ? $0.heads[number] : nil }
    let places = panel.heads[number]
    let moments = MomentThinning.kept(places, motion.steps.map(Double.init), tolerance: 0.3)
    func translation(_ place: SIMD2<Double>, unit: String) -> String {
      let (x, y) = (SVGText.tenths(place.x), SVGText.tenths(place.y))
      return "translate(\(SVGText.decimal(x, places: 1))\(unit),\(SVGText.decimal(y, places: 1))\(unit))"
    }
    let name = rule(moments) { "transform:\(translation(places[$0], unit: "px"))" }
    head.shape.lines = head.shape.lines.map { $0.map { $0 - head.place } }
    dark?.shape.lines = head.shape.lines
    document.add(
      text: document.element(
        head.shape, dark?.shape, extra: " transform=\"\(translation(head.place, unit: ""))\"", name: name))
  }

  // MARK: How far it is

  /// A line below the plot's upper edge that grows with time.
  private mutating func addProgress(_ picture: Picture) {
    let page = picture.page(picture.step)
    guard let plot = page.panels.first?.plot else { return }
    let (y, height) = (plot.endY - 0.13 * page.em, 0.26 * page.em)
    let name = rule([0, motion.steps.count - 1], extra: "transform-origin:\(SVGText.number(plot.x))px 0;") {
      "transform:scaleX(\($0 == 0 ? "0" : "1"))"
    }
    let path = DrawnPath(
      lines: [PageBox(x: plot.x, y: y, width: plot.width, height: height).corners], isClosed: true,
      fill: DrawnInk(color: page.colors.strong, opacity: 0.55))
    var dark = path
    dark.fill = picture.darkPage.map { DrawnInk(color: $0(picture.step).colors.strong, opacity: 0.55) }
    document.add(text: document.element(path, picture.darkPage == nil ? nil : dark, name: name))
  }
}

extension DrawnTrail {
  /// How far along the line each of its points lies, in points of the page.
  var lengths: [Double] {
    var length = 0.0
    return points.indices.map { index in
      if index > 0 {
        // As written, in tenths: a reader measures that line.
        let step = DrawnTrail.written(points[index]) - DrawnTrail.written(points[index - 1])
        length += (step * step).sum().squareRoot()
      }
      return length
    }
  }

  private static func written(_ point: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(Double(SVGText.tenths(point.x)), Double(SVGText.tenths(point.y))) / 10
  }

  /// How long the line is up to a point of the trail; points that are not drawn lie between their neighbours.
  func length(upTo index: Int, _ reached: [Double]) -> Double {
    guard let first = indices.first, index > first, let last = indices.last else { return 0 }
    guard index < last else { return reached.last ?? 0 }
    var (low, high) = (0, indices.count - 1)
    while low + 1 < high {
      let middle = (low + high) / 2
      if indices[middle] <= index { low = middle } else { high = middle }
    }
    let span = indices[high] - indices[low]
    let share = span > 0 ? Double(index - indices[low]) / Double(span) : 0
    return reached[low] + (reached[high] - reached[low]) * share
  }
}
