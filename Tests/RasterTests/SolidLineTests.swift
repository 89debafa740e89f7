import Raster
import SeededNumbers
import TerminalGraphics
import Testing

/// Lines and signs on a block: seen on its surface, hidden behind its hills.
@Suite struct SolidLineTests {
  private func overlay(_ field: HeightField, _ camera: Camera, _ points: [SIMD2<Double>]) -> PixelImage {
    SolidFields.picture(
      SolidFields.figure(field, camera, shapes: [.trails([SolidFields.trail("a", points)])])
    ).overlay
  }

  /// On a surface that hides nothing, all of a line is drawn: as much as of the same line on a plane.
  @Test func nothingOfAVisibleLineIsMissing() {
    let line =
      SolidFields.line(from: SIMD2(0.05, 0.1), to: SIMD2(0.95, 0.8))
      + SolidFields.line(from: SIMD2(0.95, 0.8), to: SIMD2(0.1, 0.9))
    for yaw in stride(from: -180.0, to: 180, by: 24) {
      for pitch in [55.0, 70, 90] {
        let camera = Camera(yaw: yaw, pitch: pitch)
        let drawn = overlay(SolidFields.hills, camera, line).opacitySum
        let fine = zip(line, line.dropFirst()).flatMap { SolidFields.line(from: $0, to: $1, steps: 8) }
        let places = fine.map(SolidFields.places(on: SolidFields.hills, camera))
        let plane = Figure(
          x: 0...320, y: 0...288, ground: nil,
          shapes: [.trails([SolidFields.trail("a", places.map { SIMD2($0.x, 288 - $0.y) })])])
        let whole = SolidFields.picture(plane).overlay.opacitySum
        #expect(abs(drawn - whole) < 0.02 * whole + 1, "\(camera): \(drawn) of \(whole)")
      }
    }
  }

  /// The strongest opacity near a place.
  private func opacity(_ image: PixelImage, near place: SIMD2<Double>) -> UInt32 {
    let (x, y) = (Int(place.x), Int(place.y))
    var most: UInt32 = 0
    for row in max(0, y - 2)...min(image.height - 1, y + 2) {
      for column in max(0, x - 2)...min(image.width - 1, x + 2) {
        most = max(most, image.pixels[row * image.width + column] >> 24)
      }
    }
    return most
  }

  /// Behind a ridge a line is thin, pale and broken; before it and from above it is whole.
  @Test func behindAHillALineIsPale() {
    let line = SolidFields.line(from: SIMD2(0.2, 0.75), to: SIMD2(0.8, 0.75))
    let behind = overlay(SolidFields.ridge, Camera(yaw: 0, pitch: 15), line)
    let before = overlay(SolidFields.ridge, Camera(yaw: 180, pitch: 15), line)
    let above = overlay(SolidFields.ridge, Camera(yaw: 0, pitch: 80), line)
    let mostBehind = behind.pixels.map { $0 >> 24 }.max() ?? 0
    #expect(mostBehind < 200)
    #expect(behind.opacitySum > 10 && behind.opacitySum < 0.45 * before.opacitySum)
    for image in [before, above] {
      let most = image.pixels.map { $0 >> 24 }.max() ?? 0
      #expect(most > 240)
    }
    let camera = Camera(yaw: 180, pitch: 15)
    for x in stride(from: 0.25, through: 0.75, by: 0.1) {
      let place = SolidFields.place(of: SIMD2(x, 0.75), on: SolidFields.ridge, camera)
      #expect(opacity(before, near: place) > 200)
    }
  }

  /// A line over a ridge is whole up to its crest, and pale behind.
  @Test func aLineEndsAtTheCrest() {
    let camera = Camera(yaw: 40, pitch: 20)
    let image = overlay(
      SolidFields.ridge, camera, SolidFields.line(from: SIMD2(0.5, 0.05), to: SIMD2(0.5, 0.95)))
    func seen(_ y: Double) -> UInt32 {
      opacity(image, near: SolidFields.place(of: SIMD2(0.5, y), on: SolidFields.ridge, camera))
    }
    for y in [0.1, 0.2, 0.3, 0.4, 0.44] { #expect(seen(y) > 200, "\(y)") }
    for y in [0.66, 0.75, 0.9] { #expect(seen(y) < 200, "\(y)") }
  }

  /// A contour behind a hill is not drawn at all, and neither is a line.
  @Test func aHiddenContourIsLeftOut() {
    let line = SolidFields.line(from: SIMD2(0.2, 0.75), to: SIMD2(0.8, 0.75))
    let shape = Shape.line(Line(line, Stroke(Color(0xFFFFFF))))
    func base(_ yaw: Double, _ shapes: [Shape]) -> PixelImage {
      SolidFields.picture(
        SolidFields.figure(SolidFields.ridge, Camera(yaw: yaw, pitch: 15), backdrop: shapes)
      ).base
    }
    // Not compared in the expectation, which would write out every pixel.
    let (isHidden, isSeen) = (base(0, [shape]) == base(0, []), base(180, [shape]) != base(180, []))
    #expect(isHidden && isSeen)
  }

  /// A contour goes on over the walls at its height.
  @Test func contoursGoOnOverTheWalls() {
    let ramp = SolidFields.field { $0.y }
    let camera = Camera(yaw: 90, pitch: 0)
    let contours = Shape.contours(
      ContourLines([.init(label: "", lines: [[SIMD2(0, 0.5), SIMD2(1, 0.5)]])], Stroke(Color(0x00FF00))))
    let image = SolidFields.picture(SolidFields.figure(ramp, camera, backdrop: [contours])).base
    func place(_ x: Double, _ y: Double) -> SIMD2<Double> {
      SolidFields.place(of: SIMD2(x, y), on: ramp, camera)
    }
    // The nearer wall looks longer.
    let wall = [0.0, 1].max { abs(place($0, 1).x - place($0, 0).x) < abs(place($1, 1).x - place($1, 0).x) }!
    let (crossing, end) = (place(wall, 0.5), place(wall, 1))
    func isGreen(at share: Double) -> Bool {
      let x = Int(crossing.x + (end.x - crossing.x) * share)
      return (-1...1).contains { dy in
        let pixel = image.pixels[(Int(crossing.y) + dy) * image.width + x]
        return (pixel >> 8 & 0xFF) > (pixel & 0xFF) + 20
      }
    }
    // Where the block is higher than the contour there is rock to cut through, and on the other side there is none.
    #expect([0.1, 0.3, 0.5, 0.7, 0.9].allSatisfy(isGreen))
    #expect(![-0.3, -0.6].contains(where: isGreen))
  }

  /// Heads stand on the surface; behind a hill they are paler, and beside the solid there are none.
  @Test func headsStandOnTheSurface() throws {
    func sprites(_ share: SIMD2<Double>, _ camera: Camera) -> [PixelSprite] {
      SolidFields.picture(
        SolidFields.figure(
          SolidFields.ridge, camera,
          shapes: [.heads([Mark("●", at: share, Color(0x00FF00))], keepingFree: [])])
      ).sprites
    }
    for camera in [Camera(yaw: 0, pitch: 80), Camera(yaw: 30, pitch: 60)] {
      let share = SIMD2(0.3, 0.25)
      let head = try #require(sprites(share, camera).first)
      let place = SolidFields.place(of: share, on: SolidFields.ridge, camera)
      #expect(abs(Double(head.x) + Double(head.image.width) / 2 - place.x) <= 1)
      #expect(abs(Double(head.y) + Double(head.image.height) / 2 - place.y) <= 1)
    }
    func green(_ sprite: PixelSprite) -> Int {
      sprite.image.pixels.map { Int($0 >> 8 & 0xFF) - Int($0 & 0xFF) }.max() ?? 0
    }
    let hidden = try #require(sprites(SIMD2(0.5, 0.75), Camera(yaw: 0, pitch: 15)).first)
    let seen = try #require(sprites(SIMD2(0.5, 0.75), Camera(yaw: 180, pitch: 15)).first)
    #expect(green(seen) == 255 && green(hidden) < 200)
    #expect(sprites(SIMD2(1.2, 0.5), .standard).isEmpty && sprites(SIMD2(.nan, 0.5), .standard).isEmpty)
  }

  /// What was drawn before does not matter, and every changed pixel is named.
  @Test func followingGivesTheSamePicture() {
    var random = SeededNumbers(5)
    func path(_ seed: UInt64) -> [SIMD2<Double>] {
      var random = SeededNumbers(seed)
      var place = SIMD2(0.5, 0.5)
      return (0..<300).map { _ in
        place += SIMD2(Double(random.below(101)) - 50, Double(random.below(101)) - 50) / 900
        return place
      }
    }
    let paths = [path(1), path(2)]
    func figure(_ counts: [Int], _ yaw: Double) -> Figure {
      let trails = zip(paths, counts).enumerated().map {
        SolidFields.trail("\($0.offset)", $0.element.0, .path, count: $0.element.1)
      }
      return SolidFields.figure(
        SolidFields.hills, Camera(yaw: yaw, pitch: 25), shapes: [.trails(trails)], lines: 1)
    }
    var picture = SolidFields.picture(figure([0, 0], 30))
    _ = picture.takeChanges()
    for _ in 0..<25 {
      let next = figure([random.below(301), random.below(301)], 30)
      let before = picture.overlay
      #expect(picture.fits(next, width: 320, height: 288, cell: SolidFields.cell))
      picture.follow(next)
      let anew = SolidFields.picture(next)
      let isSame = picture.overlay == anew.overlay && picture.base == anew.base
      #expect(isSame)
      let changes = picture.takeChanges()
      for (index, pixel) in picture.overlay.pixels.enumerated() where pixel != before.pixels[index] {
        let (x, y) = (index % 320, index / 320)
        #expect(changes.contains { x >= $0.x && x < $0.endX && y >= $0.y && y < $0.endY })
      }
    }
    #expect(!picture.fits(figure([1, 1], 31), width: 320, height: 288, cell: SolidFields.cell))
  }

  /// Of very many points not all are laid, but the line leads to the last one, however it got there.
  @Test func aLongTrailReachesItsHead() {
    let points = (0..<30_001).map { i -> SIMD2<Double> in
      let way = Double(i) / 30_000
      let turn = (way * 12).remainder(dividingBy: 1)
      return SIMD2(0.1 + 0.8 * way, 0.5 + 0.3 * (4 * abs(turn) - 1))
    }
    let camera = Camera(yaw: 10, pitch: 75)
    func figure(_ count: Int) -> Figure {
      SolidFields.figure(
        SolidFields.hills, camera, shapes: [.trails([SolidFields.trail("a", points, .path, count: count)])])
    }
    var picture = SolidFields.picture(figure(3))
    let place = SolidFields.places(on: SolidFields.hills, camera)
    for count in [8_192, 8_193, 16_390, 30_001, 30_000, 12_345] {
      picture.follow(figure(count))
      let isSame = picture.overlay == SolidFields.picture(figure(count)).overlay
      #expect(isSame && opacity(picture.overlay, near: place(points[count - 1])) > 240, "\(count)")
      // And there is nothing beyond it.
      let beyond = place(points[min(30_000, count + 1_500)])
      #expect(count > 28_500 || opacity(picture.overlay, near: beyond) == 0, "\(count)")
    }
  }
}
