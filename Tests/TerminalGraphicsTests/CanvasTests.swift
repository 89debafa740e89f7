import TerminalGraphics
import Testing

struct CanvasTests {
  private let ground = Color(0x0D1017)
  private let ramp = [Color(0x204060), Color(0x406080), Color(0x6080A0)]

  private func projection(_ width: Int, _ height: Int) -> Projection {
    Projection(
      Rect(x: 1, y: 1, width: width, height: height), x: 0...Double(2 * width), y: 0...Double(4 * height))
  }

  /// The cells inside a margin of one, which must stay unchanged.
  private func cells(_ canvas: Canvas, _ width: Int, _ height: Int) -> [[Cell]] {
    var frame = Frame(width: width + 2, height: height + 2, filledWith: Cell("!"))
    canvas.draw(on: &frame)
    for column in 0..<frame.width {
      #expect(frame[column, 0] == Cell("!") && frame[column, height + 1] == Cell("!"))
    }
    for row in 0..<frame.height { #expect(frame[0, row] == Cell("!") && frame[width + 1, row] == Cell("!")) }
    return (1...height).map { row in (1...width).map { frame[$0, row] } }
  }

  private func layer(
    _ projection: Projection, _ points: [SIMD2<Double>], _ ink: Ink, _ marker: Marker = .braille
  ) -> DotLayer {
    var layer = DotLayer(projection, marker: marker)
    layer.line(points.count, isThick: false, point: { points[$0] }, ink: { _ in ink })
    return layer
  }

  @Test func anEmptyPictureIsItsGround() {
    #expect(
      cells(Canvas(projection(2, 1), ground: ground), 2, 1) == [
        [Cell(" ", background: ground), Cell(" ", background: ground)]
      ])
    #expect(cells(Canvas(projection(1, 1), ground: nil), 1, 1) == [[Cell()]])
  }

  @Test func halvesHaveTheirExactColors() {
    var canvas = Canvas(projection(4, 1), ground: ground)
    canvas.setHeat([0, 1, 2, Canvas.noLevel, 2, 1, Canvas.noLevel, Canvas.noLevel], ramp: ramp)
    let row = cells(canvas, 4, 1)[0]
    #expect(row[0] == Cell("▀", foreground: ramp[0], background: ramp[2]))
    #expect(row[1] == Cell(" ", background: ramp[1]))
    #expect(row[2] == Cell("▀", foreground: ramp[2], background: ground))
    #expect(row[3] == Cell(" ", background: ground))
  }

  @Test func levelsBeyondTheRampTakeItsEnd() {
    var canvas = Canvas(projection(1, 1), ground: ground)
    canvas.setHeat([200, 254], ramp: ramp)
    #expect(cells(canvas, 1, 1)[0][0].background == ramp[2])
    canvas.setHeat([0, 1], ramp: [])
    #expect(cells(canvas, 1, 1)[0][0] == Cell(" ", background: ground))
  }

  @Test func linesGiveSymbolAndForegroundOverTheMeanGround() {
    let place = projection(2, 1)
    var canvas = Canvas(place, ground: ground)
    canvas.setHeat([0, Canvas.noLevel, 2, 2], ramp: ramp)
    canvas.add(layer(place, [SIMD2(0.5, 3.5), SIMD2(3.5, 3.5)], Ink(Color(0xFFFFFF))))
    let row = cells(canvas, 2, 1)[0]
    #expect(row[0] == Cell("⠉", foreground: Color(0xFFFFFF), background: ramp[1]))
    // Half a cell without a value takes the colour of the other half.
    #expect(row[1] == Cell("⠉", foreground: Color(0xFFFFFF), background: ramp[2]))
  }

  @Test func inkIsBlendedOverTheGround() {
    let place = projection(1, 1)
    var canvas = Canvas(place, ground: Color(0))
    canvas.add(
      layer(place, [SIMD2(0.5, 0.5)], Ink(Color(0x804020), strength: 0.5, symbol: "7", attributes: .bold)))
    #expect(
      cells(canvas, 1, 1)[0][0]
        == Cell("7", foreground: Color(0x402010), background: Color(0), attributes: .bold))
    // Without a ground there is nothing to blend with.
    #expect(Ink(Color(0x804020), strength: 0.5).color(on: nil) == Color(0x804020))
  }

  @Test func theStrongestInkColorsASharedCell() {
    let place = projection(1, 1)
    func color(_ inks: Ink...) -> Color? {
      var layer = DotLayer(place, marker: .braille)
      for (i, ink) in inks.enumerated() {
        layer.line(1, isThick: false, point: { _ in SIMD2(0.5, Double(i) + 0.5) }, ink: { _ in ink })
      }
      var canvas = Canvas(place, ground: nil)
      canvas.add(layer)
      return cells(canvas, 1, 1)[0][0].foreground
    }
    let (a, b) = (Color(0xAA0000), Color(0x00BB00))
    #expect(color(Ink(a, strength: 1), Ink(b, strength: 0.5)) == a)
    #expect(color(Ink(a, strength: 0.5), Ink(b, strength: 1)) == b)
    #expect(color(Ink(a), Ink(b)) == b)
    #expect(color(Ink(b), Ink(a)) == a)
  }

  @Test func inkFollowsTheLine() {
    let place = projection(3, 1)
    let points = [SIMD2(0.5, 0.5), SIMD2(1.5, 0.5), SIMD2(5.5, 0.5)]
    var layer = DotLayer(place, marker: .braille)
    layer.line(3, isThick: false, point: { points[$0] }, ink: { Ink(Color(UInt32($0))) })
    var canvas = Canvas(place, ground: nil)
    canvas.add(layer)
    #expect(cells(canvas, 3, 1)[0].map(\.foreground) == [Color(2), Color(2), Color(2)])
  }

  @Test("Settled layers look the same, and later ones lie above them")
  func settling() {
    let place = projection(8, 4)
    let levels = (0..<64).map { $0 % 11 == 5 ? Canvas.noLevel : UInt8($0 % 3) }
    let lines = layer(place, [SIMD2(0.5, 0.5), SIMD2(7.5, 3.5)], Ink(Color(0xFFFFFF), strength: 0.4))
    let path = layer(place, [SIMD2(0.5, 3.5), SIMD2(5.5, 0.5)], Ink(Color(0xAA0000)))
    for hasHeat in [true, false] {
      var plain = Canvas(place, ground: ground)
      if hasHeat { plain.setHeat(levels, ramp: ramp) }
      plain.add(lines)
      var settled = plain
      settled.settle()
      #expect(cells(settled, 8, 4) == cells(plain, 8, 4))
      for isSettled in [false, true] {
        var canvas = isSettled ? settled : plain
        canvas.label("12", column: 2, row: 2, Ink(Color(0x00FF00)))
        canvas.label("34", column: 6, row: 1, Ink(Color(0x00FF00)))
        canvas.add(path, moves: true)
        canvas.glyph("✦", at: SIMD2(7.5, 0.5), Style(Color(0xFFFF00)))
        if isSettled { settled = canvas } else { plain = canvas }
      }
      #expect(cells(settled, 8, 4) == cells(plain, 8, 4))
    }
  }

  @Test func laterLayersAndGlyphsLieOnTop() {
    let place = projection(2, 1)
    var canvas = Canvas(place, ground: ground)
    canvas.add(layer(place, [SIMD2(0.5, 3.5), SIMD2(3.5, 3.5)], Ink(Color(1))))
    canvas.add(layer(place, [SIMD2(0.5, 0.5), SIMD2(1.5, 0.5)], Ink(Color(2))))
    canvas.glyph("●", at: SIMD2(2.5, 2), Style(Color(3), on: nil, .bold))
    canvas.glyph("▲", at: SIMD2(9, 2), plain)
    canvas.glyph("▲", at: SIMD2(.nan, 2), plain)
    let row = cells(canvas, 2, 1)[0]
    #expect(row[0] == Cell("⣀", foreground: Color(2), background: ground))
    #expect(row[1] == Cell("●", foreground: Color(3), background: ground, attributes: .bold))
    canvas.glyph("★", at: SIMD2(2.5, 2), Style(Color(4), on: Color(5)))
    #expect(cells(canvas, 2, 1)[0][1] == Cell("★", foreground: Color(4), background: Color(5)))
  }

  /// A label interrupts the lines beneath it, and gives way to everything later.
  @Test func labelsGiveWay() {
    let place = projection(9, 3)
    let level = [SIMD2(0.5, 6.5), SIMD2(17.5, 6.5)]
    func middle(_ draw: (inout Canvas) -> Void) -> String {
      var canvas = Canvas(place, ground: nil)
      canvas.add(layer(place, level, Ink(Color(1))))
      canvas.label("12", column: 4, row: 2, Ink(Color(2)))
      draw(&canvas)
      return String(String.UnicodeScalarView(cells(canvas, 9, 3)[1].map(\.symbol)))
    }
    let labelled = "⠒⠒ 12 ⠒⠒⠒"
    #expect(middle { _ in } == labelled)
    // Far enough away.
    #expect(middle { $0.glyph("●", at: SIMD2(17, 6), plain) } == "⠒⠒ 12 ⠒⠒●")
    #expect(middle { $0.add(layer(place, [SIMD2(15, 1), SIMD2(16, 1)], Ink(Color(3)))) } == labelled)
    // On it, next to it, and in the neighbouring rows.
    #expect(middle { $0.glyph("●", at: SIMD2(7, 6), plain) } == "⠒⠒⠒●⠒⠒⠒⠒⠒")
    #expect(middle { $0.add(layer(place, [SIMD2(7, 10), SIMD2(7, 10)], Ink(Color(3)))) } == "⠒⠒⠒⠒⠒⠒⠒⠒⠒")
    #expect(middle { $0.add(layer(place, [SIMD2(2.5, 1), SIMD2(2.5, 1)], Ink(Color(3)))) } == "⠒⠒⠒⠒⠒⠒⠒⠒⠒")
    // A label that does not fit is left out instead of cut.
    for (column, row) in [(0, 2), (1, 2), (8, 2), (4, 0), (4, 4)] {
      var canvas = Canvas(place, ground: nil)
      canvas.label("12", column: column, row: row, Ink(Color(2)))
      #expect(cells(canvas, 9, 3).joined().allSatisfy { $0.symbol == " " })
    }
  }

  @Test func arrowsStandAtTheEdge() {
    let place = projection(3, 3)
    func text(_ points: SIMD2<Double>...) -> String {
      var canvas = Canvas(place, ground: nil)
      for point in points { canvas.arrow(towards: point, plain) }
      return cells(canvas, 3, 3).map { row in
        String(String.UnicodeScalarView(row.map(\.symbol)))
      }.joined(separator: "\n")
    }
    #expect(
      text(
        SIMD2(-1, 13), SIMD2(3, 13), SIMD2(7, 13), SIMD2(-1, 6), SIMD2(7, 6), SIMD2(-1, -1), SIMD2(3, -1),
        SIMD2(7, -1), SIMD2(3, 6)) == "↖↑↗\n← →\n↙↓↘")
    let far = Double.infinity
    #expect(
      text(
        SIMD2(-far, far), SIMD2(3, far), SIMD2(far, far), SIMD2(-far, 6), SIMD2(far, 6), SIMD2(-far, -far),
        SIMD2(3, -far), SIMD2(far, -far)) == "↖↑↗\n← →\n↙↓↘")
    #expect(text(SIMD2(.nan, 99), SIMD2(99, .nan), SIMD2(3, 6)) == "   \n   \n   ")
    #expect(text(SIMD2(1e9, 1)) == "   \n   \n  →")
  }

  /// What stands on a level has the level's own colours, also on the last one, beyond which a mean may be rounded.
  @Test(arguments: [0, 60, 126, 127] as [UInt8])
  func levelsHaveTheirOwnColors(_ level: UInt8) {
    let grounds = Gradient([Color(0xB0D080), Color(0x102040)]).ramp(128)
    let colors = MapColors(
      grounds, contour: Ink(Color(0xC0D0E0), strength: 0.4), isDark: true, depth: .direct)
    let projection = Projection(Rect(x: 0, y: 0, width: 1, height: 1), x: 0...1, y: 0...1)
    func cell(_ ink: Ink, moves: Bool) -> Cell {
      var canvas = Canvas(projection, ground: Color(0))
      canvas.setHeat([level, level], colors)
      var layer = DotLayer(projection, marker: .braille)
      layer.line(2, isThick: false, point: { SIMD2(Double($0), 0.5) }, ink: { _ in ink })
      canvas.add(layer, moves: moves, hasCasing: moves)
      var frame = Frame(width: 1, height: 1)
      canvas.draw(on: &frame)
      return frame[0, 0]
    }
    var contour = Ink(Color(0xFF00FF))
    contour.tint = .contour
    #expect(colors.contours.contains(cell(contour, moves: false).foreground ?? Color(0)))
    let path = cell(Ink(Color(0xFF8080)), moves: true)
    #expect(path.foreground == Color(0xFF8080) && colors.casings.contains(path.background ?? Color(0)))
  }
}
