import Raster
import SeededNumbers
import Testing
import TerminalGraphics

/// A picture that follows figures is that of the last one, and tells what has changed.
@Suite struct FollowingTests {
  /// A random figure of a race: trails that grow or are rewound, forked, hidden; arrows, lines and heads.
  private static func figure(_ numbers: inout SeededNumbers, _ paths: [[SIMD2<Double>]], _ step: Int)
    -> Figure
  {
    let colors = [Pictures.light, Pictures.other, Color(0xFF7070)]
    var trails: [Trail] = []
    for (index, path) in paths.enumerated() where numbers.below(9) > 0 {
      let old = numbers.below(4) == 0 ? (before: step / 2, color: Color(0x405060)) : nil
      trails.append(
        Pictures.trail(
          index, path, colors[index % 3], count: min(step, path.count), old: old,
          dash: index == 2 ? Stroke.Dash(on: 3, off: 2) : nil))
    }
    if numbers.below(12) == 0 { trails.reverse() }
    var shapes: [Shape] = [.trails(trails)]
    func place() -> SIMD2<Double> { SIMD2(Double(numbers.below(180)) - 10, Double(numbers.below(150)) - 7) }
    if numbers.below(3) == 0 {
      shapes.append(.arrow(Arrow(from: place(), to: place(), Stroke(Pictures.other, .curve))))
    }
    if numbers.below(3) == 0 {
      for _ in 0...numbers.below(3) {
        shapes.append(.line(Line([place(), place(), place()], Stroke(Pictures.light, strength: 0.5))))
      }
    }
    if numbers.below(4) == 0 {
      shapes.insert(.dots(Dots([place(), place()], Stroke(Pictures.light), sign: "•")), at: 0)
    }
    if numbers.below(6) == 0 {
      shapes.insert(
        .area(Line([[0, 20], [90, 100], [160, 60]], Stroke(Pictures.other, strength: 0.2))), at: 0)
    }
    let heads = trails.compactMap { trail in
      trail.count > 0 ? Mark("▲", at: trail.point(trail.count - 1), trail.stroke.color) : nil
    }
    shapes.append(.heads(heads, keepingFree: [[80, 68]]))
    shapes.append(.mark(Mark("✕", at: paths[0][0], Pictures.light, showsWay: true)))
    return Pictures.figure(shapes)
  }

  /// Random walks, from which some points are missing.
  private static func paths(_ numbers: inout SeededNumbers) -> [[SIMD2<Double>]] {
    (0..<4).map { run in
      var place = SIMD2(40.0 + 20 * Double(run), 70)
      return (0..<300).map { _ in
        let way = SIMD2(Double(numbers.below(2001)) / 1000 - 1, Double(numbers.below(2001)) / 1000 - 1)
        place += way * (numbers.below(20) == 0 ? 30 : 4)
        return numbers.below(60) == 0 ? SIMD2(.nan, 0) : place
      }
    }
  }

  @Test(arguments: 0..<6)
  func followingIsDrawingAnewAndNothingChangesUnsaid(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let paths = FollowingTests.paths(&numbers)
    var step = 0
    var picture = try Pictures.picture(FollowingTests.figure(&numbers, paths, 0))
    var known = picture.overlay
    _ = picture.takeChanges()
    for round in 0..<60 {
      step = numbers.below(8) == 0 ? numbers.below(300) : min(300, step + numbers.below(5))
      let figure = FollowingTests.figure(&numbers, paths, step)
      picture.follow(figure)
      let anew = try Pictures.picture(figure)
      #expect(picture.base == anew.base)
      #expect(picture.overlay == anew.overlay, "seed \(seed), round \(round), step \(step)")
      #expect(picture.sprites == anew.sprites)
      let overlay = picture.overlay
      for rect in picture.takeChanges() {
        #expect(rect.x >= 0 && rect.y >= 0 && rect.endX <= overlay.width && rect.endY <= overlay.height)
        for y in rect.y..<rect.endY {
          for x in rect.x..<rect.endX { known.pixels[y * known.width + x] = overlay[x, y] }
        }
      }
      #expect(known == overlay, "seed \(seed), round \(round)")
    }
  }

  @Test func aStepOfAPathChangesFewPixels() throws {
    let points = (0..<100).map { SIMD2(Double($0) + 20, 68 + 0.2 * Double($0)) }
    var picture = try Pictures.picture(Pictures.figure([.trails([Pictures.trail(0, points, count: 50)])]))
    #expect(!picture.takeChanges().isEmpty)
    #expect(picture.takeChanges().isEmpty)
    picture.follow(Pictures.figure([.trails([Pictures.trail(0, points, count: 53)])]))
    let changes = picture.takeChanges()
    #expect((1...4).contains(changes.count))
    #expect(changes.reduce(0) { $0 + $1.width * $1.height } < 150)
  }

  @Test func theBaseIsKeptWhileItsIdentityStays() throws {
    var figure = Pictures.figure([])
    var picture = try Pictures.picture(figure)
    let revision = picture.baseRevision
    figure.shapes = [.trails([Pictures.trail(0, [[1, 1], [100, 100]])])]
    picture.follow(figure)
    #expect(picture.baseRevision == revision)
    figure.backdrop = Backdrop(77, shapes: [.line(Line([[1, 9], [99, 9]], Stroke(Pictures.light)))])
    picture.follow(figure)
    #expect(picture.baseRevision > revision)
    #expect(picture.base == (try Pictures.picture(figure)).base)
    #expect(picture.fits(figure, width: 160, height: 136, cell: try Pictures.size))
    #expect(!picture.fits(figure, width: 161, height: 136, cell: try Pictures.size))
    figure.x = 0...80
    #expect(!picture.fits(figure, width: 160, height: 136, cell: try Pictures.size))
  }
}
