import Foundation
import Pictures
import TerminalGraphics
import Testing

@Suite struct TexPageTests {
  /// A page with a figure over a rectangle, and one path on it.
  private func page(
    x: ClosedRange<Double> = -2...2, y: ClosedRange<Double> = -1...3, title: String = "Rosenbrock",
    label: String = "Adam", isTransparent: Bool = false, count: Int = 50,
    path: @escaping @Sendable (Int) -> SIMD2<Double> = {
      SIMD2(-1.5 + 0.05 * Double($0), 2 - 0.03 * Double($0))
    }
  ) -> Page {
    let ramp: [Color] = (0..<64).map { (tone: Int) -> Color in
      Color(red: UInt8(255 - 2 * tone), green: UInt8(250 - tone), blue: 240)
    }
    let theme = Theme(
      id: "test", ground: Color(0xFFFFFF), text: Color(0x222222), quiet: Color(0x777777), strong: Color(0),
      border: nil, focus: nil, accent: nil, warning: nil, selection: nil, heat: ramp,
      contour: Ink(Color(0x333333)), paths: [Color(0xCC3311)], arrows: [Color(1), Color(2), Color(3)],
      oldestPath: 1)
    let colors = MapColors(ramp, contour: theme.contour, isDark: false, depth: .direct, paths: theme.paths)
    let levels: [UInt8] = (0..<1200).map { (index: Int) -> UInt8 in UInt8(index % 40 + index / 40 % 20) }
    let low = SIMD2<Double>(x.lowerBound, y.lowerBound)
    let span = SIMD2<Double>(x.upperBound, y.upperBound) - low
    let ring: [SIMD2<Double>] = (0...64).map { (index: Int) -> SIMD2<Double> in
      let turn = Double(index) / 32 * Double.pi
      let share = SIMD2<Double>(0.5 + 0.3 * cos(turn), 0.5 + 0.3 * sin(turn))
      return low + span * share
    }
    let figure = Figure(
      x: x, y: y, ground: Color(0xFFFFFF),
      backdrop: Backdrop(shapes: [
        .field(Field(columns: 40, rows: 30, levels: levels, colors)),
        .contours(
          ContourLines(
            [.init(label: "1e-3", lines: [ring])], Stroke(Color(0x333333), tint: .contour),
            numbers: Stroke(Color(0), tint: .label))),
      ]),
      shapes: [
        .trails([Trail(1, count: count, Stroke(theme.path(0), .path), point: path)]),
        .heads([Mark("●", at: path(count - 1), theme.path(0))], keepingFree: []),
      ],
      axes: Axes(
        x: Axis([.init(x.lowerBound, "−2"), .init(x.upperBound, "2")], name: "θ₁"),
        y: Axis([.init(y.lowerBound, "low"), .init(y.upperBound, "high")], name: "y")),
      colorBar: ColorBar(ramp) { "\($0)" })
    let size = SIMD2(600.0, 400.0)
    return Page(
      size: size, em: Page.em(of: size), title: title, subtitle: "(1 − x)² + 100·(y − x²)²",
      titlePlace: SIMD2(20, 30),
      panels: [
        Page.Panel(
          "map", figure, plot: PageBox(x: 60, y: 90, width: 440, height: 260),
          bar: PageBox(x: 515, y: 90, width: 12, height: 260), title: title)
      ],
      runs: [.init(number: 1, sign: "●", color: theme.path(0), label: label, place: path(count - 1))],
      names: .lines(PageBox(x: 60, y: 60, width: 440, height: 20)), step: count - 1,
      colors: PageColors(theme, isTransparent: isTransparent),
      provenance: Provenance(
        creator: "optviz 1", command: "optviz render --title '\(title)'", seed: 7, description: title))
  }

  private func document(_ page: Page) throws -> String {
    var bytes: [UInt8] = []
    let picture = Picture(
      step: page.step, runs: [], names: ("x", "y", "f"), page: { _ in page },
      frame: { _, _ in Frame(width: 1, height: 1) })
    let format = try #require(PictureCatalog.entry("tex"))
    try format.write(picture, progress: { _ in }) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The points of all plots of a colour.
  private func points(_ color: String, in text: String) -> [SIMD2<Double>] {
    var points: [SIMD2<Double>] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("\\addplot[\(color),") { isOpen = true; continue }
      if line.hasPrefix("};") || line.hasPrefix("\\") { isOpen = false }
      guard isOpen else { continue }
      for word in line.split(separator: " ") {
        let parts = word.dropFirst().dropLast().split(separator: ",").compactMap { Double($0) }
        if parts.count == 2 { points.append(SIMD2(parts[0], parts[1])) }
      }
    }
    return points
  }

  @Test func thePathIsInTheDocumentAndCarriesItsSource() throws {
    let text = try document(page(path: { SIMD2(-1.5 + 0.05 * Double($0), sin(Double($0) / 8)) }))
    #expect(text.contains("optviz 1, seed 7") && text.contains("optviz render --title"))
    let points = points("run1", in: text)
    #expect(points.count > 10)
    #expect(points.first == SIMD2(-1.5, 0))
    // Each point is one of the path's, to what can be seen: a 700th of the plot.
    for point in points {
      let index = Int(((point.x + 1.5) / 0.05).rounded())
      #expect(abs(point.x - (-1.5 + 0.05 * Double(index))) < 0.006)
      #expect(abs(point.y - sin(Double(index) / 8)) < 0.006)
    }
    #expect(try document(page(isTransparent: true)).contains("\\pagecolor") == false)
    #expect(text.contains("\\pagecolor{ground}"))
  }

  @Test func whatIsFarAwayOrNoNumberIsLeftOut() throws {
    let text = try document(
      page(count: 60) { index in
        switch index {
        case 20: SIMD2(.nan, 1)
        case 40...: SIMD2(1e300 * Double(index), -1e300)
        default: SIMD2(-1.5 + 0.05 * Double(index), 1)
        }
      })
    let coordinates = text.split(separator: "\n").filter { $0.hasPrefix("(") }.joined()
    #expect(!coordinates.contains { $0.isLetter })
    for point in points("run1", in: text) { #expect(abs(point.x) < 4 && abs(point.y) < 6) }
  }

  @Test func aLongRunStaysSmall() throws {
    // Between two points for ever, and a spiral of very many turns.
    let jump = try document(page(count: 200_000) { SIMD2($0.isMultiple(of: 2) ? -1 : 1, 1) })
    let spiral = try document(
      page(count: 200_000) { index in
        let radius = exp(-Double(index) / 20_000)
        return SIMD2(radius * cos(Double(index) / 50), 1 + radius * sin(Double(index) / 50))
      })
    #expect(jump.utf8.count < 120_000)
    #expect(spiral.utf8.count < 500_000, "\(spiral.utf8.count)")
  }

  @Test(arguments: [1e-300...2e-300, 1e9...1.000_000_1e9, -1e200...1e250, 0...1e-12, 5...5.000_001])
  func anyRectangleHasAxes(range: ClosedRange<Double>) throws {
    let span = range.upperBound - range.lowerBound
    let text = try document(
      page(x: range, y: range) { index in
        SIMD2(repeating: range.lowerBound + span * Double(index) / 60)
      })
    for name in ["xmin", "xmax", "ymin", "ymax"] {
      let value = text.split(separator: "\(name)=").dropFirst().first?.prefix { !",]\n".contains($0) }
      let number = try #require(value.flatMap { Double($0) })
      #expect(abs(number) <= 100_000)
    }
    #expect(points("run1", in: text).count >= 2)
  }

  @Test func aSolidIsRefused() {
    var other = page()
    let field = HeightField(side: 2, heights: [0, 1, 1, 0], tones: [0, 1, 1, 0])
    let edge = Solid.Edge("0", "x", "1")
    other.panels[0].figure.space = .solid(
      Solid(
        field, .standard, ramp: ShadedRamp([Color(0), Color(1)], ground: nil, light: Color(0xFFFFFF)),
        box: Stroke(Color(0)), silhouette: Stroke(Color(0)), edges: (edge, edge, nil)))
    #expect(throws: PictureError.self) { try document(other) }
  }

  /// Texts that would be commands.
  private static let hostile =
    "50% of \\input{/etc/passwd} {a} }b{ $x$ #1 ~^_& \"q\" <a|b> -- ``'' é ß 漢 🎉 ∇ θ₁² \u{1B}[31m\nnext \u{202E}"

  @Test func noTextIsACommand() throws {
    let text = try document(page(title: Self.hostile, label: Self.hostile))
    for line in text.split(separator: "\n") where line.contains("passwd") {
      // In a comment it may stand; elsewhere the backslash is a symbol.
      #expect(line.hasPrefix("%") || line.contains("\\textbackslash{}input\\{"))
    }
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    #expect(!text.split(separator: "\n").contains { $0.hasPrefix("next") })
  }

  private static let pdflatex = "/usr/bin/pdflatex"
  private static let canCompile: Bool = {
    guard FileManager.default.isExecutableFile(atPath: pdflatex) else { return false }
    let finder = Process()
    finder.executableURL = URL(fileURLWithPath: "/usr/bin/kpsewhich")
    finder.arguments = ["pgfplots.sty"]
    finder.standardOutput = FileHandle.nullDevice
    guard (try? finder.run()) != nil else { return false }
    finder.waitUntilExit()
    return finder.terminationStatus == 0
  }()

  @Test("pdflatex makes one page of it, the same one twice", .enabled(if: canCompile))
  func compiled() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "optviz-tex-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pages = [
      "plain": page(), "hostile": page(title: Self.hostile, label: Self.hostile),
      "small": page(x: 5...5.000_001, y: 1e-300...2e-300) { SIMD2(5 + 1e-8 * Double($0), 1e-300) },
    ]
    for (name, page) in pages {
      try document(page).write(
        to: folder.appendingPathComponent("\(name).tex"), atomically: true, encoding: .utf8)
      var made: [Data] = []
      for _ in 0..<2 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.pdflatex)
        process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "\(name).tex"]
        process.currentDirectoryURL = folder
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let log =
          (try? String(contentsOf: folder.appendingPathComponent("\(name).log"), encoding: .isoLatin1)) ?? ""
        #expect(process.terminationStatus == 0, "\(name): \(log.suffix(2000))")
        #expect(log.contains("(1 page,") && !log.contains("Overfull"), "\(name)")
        made.append(try Data(contentsOf: folder.appendingPathComponent("\(name).pdf")))
      }
      #expect(made[0] == made[1], "\(name)")
    }
  }
}
