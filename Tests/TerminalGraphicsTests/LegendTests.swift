import TerminalGraphics
import Testing

/// What the signs of a figure stand for, in one of its corners.
struct LegendTests {
  private static let entries = [
    Legend.Entry("●", Color(0xFF0000), "GD"), Legend.Entry("▲", Color(0x00FF00), "Heavy ball"),
  ]

  private func drawn(_ legend: Legend, width: Int, height: Int, shapes: [Shape] = []) -> [String] {
    let figure = Figure(x: 0...1, y: 0...1, ground: Color(0x101010), shapes: shapes, legend: legend)
    var frame = Frame(width: width, height: height)
    let style = CellStyle(paths: .quadrant, lines: .braille, depth: .direct, usesSigns: false)
    CellPicture.draw(figure, in: Rect(x: 0, y: 0, width: width, height: height), style, on: &frame)
    return (0..<height).map { row in
      String(String.UnicodeScalarView((0..<width).map { frame[$0, row].symbol }))
    }
  }

  private func drawn(_ corner: Corner, width: Int = 44, height: Int = 6) -> [String] {
    drawn(Legend(Self.entries, in: corner, text: nil), width: width, height: height)
  }

  @Test func everyEntryHasALine() {
    let blank = String(repeating: " ", count: 44)
    let lines = [" ● GD         ", " ▲ Heavy ball "]
    let gap = String(repeating: " ", count: 30)
    #expect(drawn(.upperRight) == lines.map { gap + $0 } + Array(repeating: blank, count: 4))
    #expect(drawn(.lowerLeft) == Array(repeating: blank, count: 4) + lines.map { $0 + gap })
  }

  /// A third of the width and half of the height are the most that it takes.
  @Test func itGivesWayToThePicture() {
    for (width, height) in [(41, 6), (44, 3)] {
      #expect(drawn(.upperRight, width: width, height: height).allSatisfy { $0.allSatisfy { $0 == " " } })
    }
    #expect(drawn(.upperRight, width: 42, height: 4)[1].contains("▲ Heavy ball"))
  }

  /// A number that it would cut is left out: cut, it would be another number.
  @Test func itCutsNoNumber() {
    let label = Shape.label(Label("1230", in: .upperRight, Stroke(Color(0xFFFFFF))))
    let lines = drawn(
      Legend(Self.entries, in: .upperRight, text: nil), width: 44, height: 6, shapes: [label])
    #expect(lines[0].hasSuffix(" ● GD         ") && !lines.joined().contains("1"))
    let below = drawn(Legend(Self.entries, in: .lowerRight, text: nil), width: 44, height: 6, shapes: [label])
    #expect(below[0].contains("1230"))
  }

  @Test func itStandsWhereTheLeastIs() {
    #expect(Corner.freest(of: []) == .upperRight)
    #expect(Corner.freest(of: [SIMD2(0.9, 0.9)]) == .lowerRight)
    #expect(Corner.freest(of: [SIMD2(0.9, 0.9), SIMD2(0.8, 0.2), SIMD2(0.7, 0.1)]) == .upperLeft)
    // Places outside, or in the middle, are in nobody's way.
    #expect(Corner.freest(of: [SIMD2(2, 0.9), SIMD2(0.5, 0.9), SIMD2(.nan, 1)]) == .upperRight)
  }
}
