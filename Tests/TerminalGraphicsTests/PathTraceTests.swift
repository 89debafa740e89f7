import SeededNumbers
import TerminalGraphics
import Testing

/// Paths that grow point by point, and paths that coincide.
struct PathTraceTests {
  private let size = (columns: 12, rows: 5)

  /// A projection in which one unit is one dot, and y counts up from the bottom.
  private func plane(_ marker: Marker) -> Projection {
    Projection(
      Rect(x: 0, y: 0, width: size.columns, height: size.rows),
      x: 0...Double(size.columns * marker.columns), y: 0...Double(size.rows * marker.rows))
  }

  private func trace(_ points: [SIMD2<Double>], _ marker: Marker = .braille, isThick: Bool = false)
    -> PathTrace
  {
    var trace = PathTrace(plane(marker), marker: marker, isThick: isThick)
    trace.extend(to: points.count) { points[$0] }
    return trace
  }

  private func frame(
    _ traces: [PathTrace], ink: (Int, Int) -> Ink = { index, _ in Ink(Color(UInt32(index))) }
  )
    -> Frame
  {
    var layer = DotLayer(plane(traces[0].marker), marker: traces[0].marker)
    layer.add(traces, ink: ink)
    var canvas = Canvas(layer.projection, ground: nil)
    canvas.add(layer)
    var frame = Frame(width: size.columns, height: size.rows)
    canvas.draw(on: &frame)
    return frame
  }

  private func walk(_ seed: UInt64, _ count: Int, step: Double) -> [SIMD2<Double>] {
    var numbers = SeededNumbers(seed)
    var place = SIMD2(12.0, 10.0)
    return (0..<count).map { _ in
      place += SIMD2(
        Double.random(in: -step...step, using: &numbers), Double.random(in: -step...step, using: &numbers))
      return place
    }
  }

  /// A path looks like the line through all its points.
  @Test(arguments: Marker.all)
  func aPathIsTheLineThroughItsPoints(_ marker: Marker) {
    for seed in 1...20 as ClosedRange<UInt64> {
      for isThick in [false, true] {
        let points = walk(seed, 40, step: 4)
        var layer = DotLayer(plane(marker), marker: marker)
        layer.line(points.count, isThick: isThick, point: { points[$0] }, ink: { _ in Ink(Color(0)) })
        var canvas = Canvas(layer.projection, ground: nil)
        canvas.add(layer)
        var whole = Frame(width: size.columns, height: size.rows)
        canvas.draw(on: &whole)
        let traced = frame([trace(points, marker, isThick: isThick)])
        let differing = whole.cells.indices.count { whole.cells[$0].symbol != traced.cells[$0].symbol }
        // Points left out because they are too near move a dot here and there.
        #expect(differing <= 4, "\(seed) \(whole.text) \(traced.text)")
      }
    }
  }

  /// However it grows, it is the same path.
  @Test func growingChangesNothing() {
    let points = walk(3, 300, step: 1.5)
    var growing = PathTrace(plane(.braille), marker: .braille, isThick: true)
    for count in 0...points.count { growing.extend(to: count) { points[$0] } }
    let age: (Int, Int) -> Ink = { _, point in Ink(Color(UInt32(point))) }
    #expect(frame([growing], ink: age) == frame([trace(points, isThick: true)], ink: age))
    growing.extend(to: 10) { points[$0] }
    #expect(growing.count == points.count)
  }

  /// A run that stays in place costs no dots, and its place stays new.
  @Test func pointsTooNearAreLeftOut() {
    var points: [SIMD2<Double>] = [SIMD2(1.5, 1.5), SIMD2(9.5, 1.5)]
    for i in 0..<1000 { points.append(SIMD2(9.5 + 1e-4 * Double(i % 3), 1.5)) }
    let picture = frame([trace(points)]) { _, point in Ink(Color(UInt32(point))) }
    #expect(picture[4, 4].foreground == Color(1001))
    #expect(picture[2, 4].foreground == Color(1))
  }

  /// A slow path is as long as a quick one: nearness is measured from the last dot, not from the last point.
  @Test func slowPathsArrive() {
    let slow = (0...200).map { SIMD2(2 + Double($0) * 0.1, 2.5) }
    #expect(frame([trace(slow)]).text == frame([trace([SIMD2(2, 2.5), SIMD2(22, 2.5)])]).text)
  }

  /// Of coinciding paths each is visible, in pieces of some cells, which stay the same as they go on.
  @Test func pathsOnOneWayTakeTurns() {
    let way = (0...22).map { SIMD2(Double($0) + 0.5, 6.5) }
    let both = frame([trace(way), trace(way)])
    let colors = (0..<11).map { both[$0, 3].foreground?.hex ?? 9 }
    #expect(colors == [0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1])
    let three = frame([trace(way), trace(way), trace(way)])
    #expect(Set((0..<11).compactMap { three[$0, 3].foreground?.hex }) == [0, 1, 2])
    // The drawn part stays unchanged while both go on.
    let part = Array(way.prefix(12))
    let early = frame([trace(part), trace(part)])
    #expect((0..<5).allSatisfy { early[$0, 3] == both[$0, 3] })
    // The one that is ahead has the rest of the path to itself.
    let ahead = frame([trace(part), trace(way)])
    #expect((7..<11).allSatisfy { ahead[$0, 3].foreground?.hex == 1 })
  }

  @Test func wildPathsNeverTrap() {
    var numbers = SeededNumbers(11)
    let special = [0, -0.0, .nan, .infinity, -.infinity, 1e308, -1e308, 1e154, -1e200, 5.0, 7.5]
    for _ in 0..<2000 {
      let points = (0..<5).map { _ in
        SIMD2(special.randomElement(using: &numbers) ?? 0, special.randomElement(using: &numbers) ?? 0)
      }
      _ = frame([trace(points, isThick: Bool.random(using: &numbers))])
    }
    var empty = PathTrace(
      Projection(Rect(x: 0, y: 0, width: 0, height: 3), x: 0...1, y: 0...1), marker: .braille, isThick: true)
    empty.extend(to: 3) { _ in SIMD2(0.5, 0.5) }
    #expect(empty.count == 3)
  }

  /// From far outside to far outside the path crosses the view; where it is broken nothing is drawn.
  @Test func pathsCrossAndBreak() {
    #expect(frame([trace([SIMD2(-1e300, 2.5), SIMD2(1e300, 2.5)])])[6, 4].symbol == "⠒")
    let broken = frame([trace([SIMD2(1.5, 2.5), SIMD2(.nan, 2.5), SIMD2(21.5, 2.5)])])
    #expect(broken.cells.count { $0.symbol != " " } == 2)
  }
}
