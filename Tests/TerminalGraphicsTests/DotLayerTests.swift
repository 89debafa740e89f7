import SeededNumbers
import TerminalGraphics
import Testing

/// Lines as pictures; a braille cell is two dots across and four down, and the plane is as large as the dots.
struct DotLayerTests {
  private func lines(
    _ columns: Int, _ rows: Int, _ lines: [[SIMD2<Double>]], isThick: Bool = false,
    _ marker: Marker = .braille
  ) -> String {
    let projection = plane(columns, rows, marker)
    var layer = DotLayer(projection, marker: marker)
    for points in lines {
      layer.line(points.count, isThick: isThick, point: { points[$0] }, ink: { _ in Ink(Color(0xFFFFFF)) })
    }
    var canvas = Canvas(projection, ground: nil)
    canvas.add(layer)
    return picture(columns, rows) { canvas.draw(on: &$0) }
  }

  private func line(
    _ columns: Int, _ rows: Int, _ points: SIMD2<Double>..., isThick: Bool = false,
    marker: Marker = .braille
  ) -> String {
    lines(columns, rows, [points], isThick: isThick, marker)
  }

  /// A projection in which one unit is one dot, and y counts up from the bottom.
  private func plane(_ columns: Int, _ rows: Int, _ marker: Marker) -> Projection {
    Projection(
      Rect(x: 0, y: 0, width: columns, height: rows), x: 0...Double(columns * marker.columns),
      y: 0...Double(rows * marker.rows))
  }

  @Test func straightLines() {
    #expect(line(4, 1, SIMD2(0.5, 3.5), SIMD2(7.5, 3.5)) == "⠉⠉⠉⠉")
    #expect(line(4, 1, SIMD2(7.5, 0.5), SIMD2(0.5, 0.5)) == "⣀⣀⣀⣀")
    #expect(line(1, 3, SIMD2(0.5, 0.5), SIMD2(0.5, 11.5)) == "⡇\n⡇\n⡇")
    #expect(line(1, 2, SIMD2(1.5, 7.5), SIMD2(1.5, 0.5)) == "⢸\n⢸")
  }

  @Test func diagonalLines() {
    #expect(
      line(4, 2, SIMD2(0.5, 0.5), SIMD2(7.5, 7.5))
        == """
        ⠀⠀⡠⠊
        ⡠⠊
        """.blanked)
    #expect(
      line(4, 2, SIMD2(0.5, 7.5), SIMD2(7.5, 0.5))
        == """
        ⠑⢄⠀⠀
        ⠀⠀⠑⢄
        """.blanked)
    #expect(
      line(4, 2, SIMD2(7.5, 0.5), SIMD2(0.5, 7.5)) == line(4, 2, SIMD2(0.5, 7.5), SIMD2(7.5, 0.5)))
  }

  @Test func steepLinesHaveNoGaps() {
    #expect(line(1, 2, SIMD2(0.5, 7.5), SIMD2(1.5, 0.5)) == "⡇\n⢸")
    // Every row of dots is set, however steep.
    for x in stride(from: 0.5, through: 7.5, by: 0.5) {
      let text = line(4, 4, SIMD2(2.5, 15.5), SIMD2(x, 0.5))
      for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
        let dots = row.unicodeScalars.filter { $0 != " " }.reduce(UInt32(0)) { $0 | ($1.value - 0x2800) }
        for mask: UInt32 in [0x09, 0x12, 0x24, 0xC0] { #expect(dots & mask != 0) }
      }
    }
  }

  @Test func thickLinesAreTwoDotsWide() {
    #expect(
      line(4, 1, SIMD2(1, 2), SIMD2(7, 2), isThick: true) == "⠶⠶⠶⠶")
    #expect(
      line(2, 2, SIMD2(2, 1), SIMD2(2, 7), isThick: true) == "⢸⡇\n⢸⡇")
    #expect(line(2, 1, SIMD2(2, 2), isThick: true) == "⠰⠆")
  }

  @Test func singlePoints() {
    #expect(line(2, 1, SIMD2(0.5, 3.5)) == "⠁")
    #expect(line(2, 1, SIMD2(3.5, 0.5)) == " ⢀")
    #expect(line(2, 1, SIMD2(1.5, 1.5), SIMD2(1.5, 1.5)) == "⠠")
    for outside in [
      SIMD2(-1.0, 2), SIMD2(4.5, 2), SIMD2(2, -1), SIMD2(2, 5), SIMD2(.nan, 1), SIMD2(1, .infinity),
    ] {
      #expect(line(2, 1, outside) == "")
    }
    #expect(line(2, 1, SIMD2(1e300, 1)) == "")
    #expect(lines(2, 1, [[]]) == "")
  }

  @Test func linesAreCutAtEachEdge() {
    let whole = line(4, 1, SIMD2(0.5, 2.5), SIMD2(7.5, 2.5))
    #expect(whole == "⠒⠒⠒⠒")
    #expect(line(4, 1, SIMD2(-20, 2.5), SIMD2(7.5, 2.5)) == whole)
    #expect(line(4, 1, SIMD2(0.5, 2.5), SIMD2(90, 2.5)) == whole)
    #expect(line(4, 1, SIMD2(-90, 2.5), SIMD2(90, 2.5)) == whole)
    #expect(line(2, 1, SIMD2(1.5, -20), SIMD2(1.5, 2.5)) == "⢰")
    #expect(line(2, 1, SIMD2(1.5, 30), SIMD2(1.5, 2.5)) == "⠘")
    #expect(line(2, 1, SIMD2(-8, -3), SIMD2(9, -3)) == "")
    #expect(line(2, 1, SIMD2(-8, 7), SIMD2(-2, 90)) == "")
    // A line past a corner.
    #expect(line(2, 1, SIMD2(-10, 0), SIMD2(0, 10)) == "")
  }

  @Test(arguments: [1e3, 1e6, 1e9, 1e15, 1e18, 1e30, 1e100, 1e200, 1e300])
  func linesFromFarOutsideCrossTheWholeView(_ far: Double) {
    let horizontal = "⠒⠒⠒⠒"
    #expect(line(4, 1, SIMD2(-far, 2.5), SIMD2(far, 2.5)) == horizontal)
    #expect(line(4, 1, SIMD2(far, 2.5), SIMD2(-far / 3, 2.5)) == horizontal)
    #expect(line(4, 1, SIMD2(-far / 7, 2.5), SIMD2(far * 0.9, 2.5)) == horizontal)
    let vertical = "⢸\n⢸"
    #expect(line(1, 2, SIMD2(1.5, -far), SIMD2(1.5, far)) == vertical)
    #expect(line(1, 2, SIMD2(1.5, far / 3), SIMD2(1.5, -far)) == vertical)
    // From inside to far outside: to the edge, and no further.
    #expect(line(4, 1, SIMD2(4.5, 2.5), SIMD2(far, 2.5)) == "  ⠒⠒")
  }

  @Test func wildLinesNeverTrap() {
    var numbers = SeededNumbers(7)
    let special = [0, -0.0, .nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 1e154]
    func wild() -> Double {
      if Int.random(in: 0..<6, using: &numbers) == 0 { return special.randomElement(using: &numbers) ?? 0 }
      let exponent = Double(Int.random(in: -30...300, using: &numbers))
      var value = Double.random(in: -9...9, using: &numbers)
      for _ in 0..<Int(abs(exponent)) { value = exponent < 0 ? value / 10 : value * 10 }
      return value
    }
    for _ in 0..<3000 {
      let points = (0..<3).map { _ in SIMD2(wild(), wild()) }
      let text = lines(3, 2, [points], isThick: Bool.random(using: &numbers))
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
    }
  }

  @Test func pointsThatAreNoneBreakTheLine() {
    for hole in [SIMD2(Double.nan, 2.5), SIMD2(3, Double.infinity), SIMD2(-.infinity, .nan)] {
      #expect(
        line(4, 1, SIMD2(0.5, 2.5), SIMD2(1.5, 2.5), hole, SIMD2(6.5, 2.5), SIMD2(7.5, 2.5)) == "⠒  ⠒")
    }
  }

  @Test func sharedCellsKeepAllDots() {
    #expect(
      lines(
        2, 1, [[SIMD2(0.5, 3.5), SIMD2(3.5, 3.5)], [SIMD2(0.5, 0.5), SIMD2(3.5, 0.5)]]) == "⣉⣉")
  }

  @Test func otherMarkersDrawTheSameLines() {
    #expect(line(4, 1, SIMD2(0.5, 1.5), SIMD2(3.5, 1.5), marker: .ascii) == "''''")
    #expect(line(4, 1, SIMD2(0.5, 0.5), SIMD2(3.5, 0.5), marker: .ascii) == "....")
    #expect(line(1, 2, SIMD2(0.5, 0.5), SIMD2(0.5, 3.5), marker: .ascii) == ":\n:")
    #expect(line(4, 2, SIMD2(0.5, 3.5), SIMD2(3.5, 0.5), marker: .halfBlock) == "▀▄\n  ▀▄")
  }

  @Test func layersWithoutCellsTakeAnything() {
    for (width, height) in [(0, 0), (0, 3), (3, 0)] {
      #expect(
        lines(width, height, [[SIMD2(0, 0), SIMD2(1, 1)], [SIMD2(0, 0)]]).allSatisfy { $0 == "\n" })
    }
  }
}

extension String {
  /// The text with blank braille as blanks, without those at the ends of lines.
  var blanked: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var text = String(line).map { $0 == "⠀" ? " " : $0 }
      while text.last == " " { text.removeLast() }
      return String(text)
    }.joined(separator: "\n")
  }
}

struct ArrowTests {
  private func picture(from tail: SIMD2<Double>, to tip: SIMD2<Double>, _ marker: Marker) -> String {
    let rect = Rect(x: 0, y: 0, width: 14, height: 5)
    let projection = Projection(rect, x: 0...14, y: 0...10)
    var layer = DotLayer(projection, marker: marker)
    layer.arrow(from: tail, to: tip, Ink(Color(0xFFFFFF)))
    var canvas = Canvas(projection, ground: nil)
    canvas.add(layer)
    var frame = Frame(width: 14, height: 5)
    canvas.draw(on: &frame)
    return frame.text
  }

  @Test func anArrowHasBarbsAtItsTip() {
    let right = picture(from: SIMD2(1, 5), to: SIMD2(12, 5), .braille)
    let left = picture(from: SIMD2(12, 5), to: SIMD2(1, 5), .braille)
    let lines = right.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
    // The rows above and below the shaft have dots only near the tip.
    let beside =
      lines[1].indices.filter { lines[1][$0] != " " } + lines[3].indices.filter { lines[3][$0] != " " }
    #expect(right != left)
    #expect(beside.allSatisfy { $0 >= 8 && $0 <= 12 })
    #expect(lines[2].filter { $0 != " " }.count >= 11)
  }

  @Test func shortAndDistantArrowsAreHarmless() {
    #expect(picture(from: SIMD2(5, 5), to: SIMD2(5, 5), .braille).contains { $0 != " " && $0 != "\n" })
    _ = picture(from: SIMD2(5, 5), to: SIMD2(1e300, -1e300), .braille)
    _ = picture(from: SIMD2(5, 5), to: SIMD2(.nan, .infinity), .braille)
    // A coarse marker has only the shaft.
    let ascii = picture(from: SIMD2(1, 5), to: SIMD2(12, 5), .ascii).split(separator: "\n")
    #expect(ascii.filter { $0.contains { $0 != " " } }.count == 1)
  }
}
