import Raster
import SeededNumbers
import TerminalGraphics
import Testing

/// The block itself, as pixels.
@Suite struct SolidImageTests {
  /// All ground can be reached from the edge of the picture: between triangles there is none.
  @Test func noGroundShowsThrough() {
    var random = SeededNumbers(17)
    func number(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double(random.below(10_000)) / 9_999
    }
    for round in 0..<60 {
      let waves = SIMD4(number(1...9), number(1...9), number(0...6), number(0...6))
      let field = SolidFields.field(20 + random.below(90)) { share in
        func wave(_ x: Double) -> Double {
          let rise = 1 - 2 * abs(x.remainder(dividingBy: 1))
          return rise * rise * (3 - 2 * rise)
        }
        return 0.5 + 0.25 * (wave(share.x * waves.x + waves.z) + wave(share.y * waves.y + waves.w))
      }
      let camera = Camera(
        yaw: number(-180...180), pitch: number(0...90), magnification: number(0.5...2))
      let image = SolidFields.picture(SolidFields.figure(field, camera), width: 240, height: 208).base
      let lost = unreachedGround(of: image)
      #expect(lost.isEmpty, "round \(round), \(camera): ground at \(lost.prefix(3))")
    }
  }

  /// Pixels with ground in them that lie inside the block: farther than four pixels from ground that the edge reaches, since
  /// a notch of the outline may be narrow.
  private func unreachedGround(of image: PixelImage) -> [SIMD2<Int>] {
    let (width, height) = (image.width, image.height)
    var isReached = [Bool](repeating: false, count: width * height)
    var open: [SIMD2<Int>] = []
    func look(_ x: Int, _ y: Int) {
      guard x >= 0, y >= 0, x < width, y < height, !isReached[y * width + x],
        image.groundShare(x, y) > 0.99
      else { return }
      isReached[y * width + x] = true
      open.append(SIMD2(x, y))
    }
    for x in 0..<width {
      look(x, 0)
      look(x, height - 1)
    }
    for y in 0..<height {
      look(0, y)
      look(width - 1, y)
    }
    while let place = open.popLast() {
      for (x, y) in [(1, 0), (-1, 0), (0, 1), (0, -1)] { look(place.x + x, place.y + y) }
    }
    var lost: [SIMD2<Int>] = []
    for y in 0..<height {
      for x in 0..<width where image.groundShare(x, y) > 0.02 && !isReached[y * width + x] {
        let isEdge = (-4...4).contains { dy in
          (-4...4).contains { dx in
            let (x, y) = (x + dx, y + dy)
            return x < 0 || y < 0 || x >= width || y >= height || isReached[y * width + x]
          }
        }
        if !isEdge { lost.append(SIMD2(x, y)) }
      }
    }
    return lost
  }

  /// A nearly level edge rises evenly from column to column, in steps much smaller than a pixel.
  @Test(arguments: [1.5, 3, 6, -2.5])
  func theOutlineHasNoSteps(_ yaw: Double) throws {
    let image = SolidFields.picture(
      SolidFields.figure(SolidFields.flat, Camera(yaw: yaw, pitch: 50)), width: 400, height: 320
    ).base
    // The ground below the front wall, column by column: its edge lies on a line.
    let columns = 140..<260
    let heights = columns.map { x in
      (200..<image.height).reduce(0.0) { $0 + image.groundShare(x, $1) }
    }
    let (count, mean) = (Double(heights.count), heights.reduce(0, +) / Double(heights.count))
    let offsets = heights.indices.map { Double($0) - (count - 1) / 2 }
    let slope =
      zip(offsets, heights).reduce(0.0) { $0 + $1.0 * ($1.1 - mean) } / offsets.reduce(0.0) { $0 + $1 * $1 }
    for (offset, height) in zip(offsets, heights) {
      #expect(abs(height - mean - slope * offset) < 0.2, "\(offset)")
    }
    #expect(abs(slope) > 0.01)
  }

  /// Holes stay holes: from above the ground is seen through them.
  @Test func aHoleShowsTheGround() {
    let field = SolidFields.field { share in
      let way = share - SIMD2(0.4, 0.6)
      return (way * way).sum() < 0.02 ? .nan : 0.5
    }
    let camera = Camera(yaw: 0, pitch: 90)
    let image = SolidFields.picture(SolidFields.figure(field, camera)).base
    let around = SolidFields.place(of: SIMD2(0.4, 0.3), on: field, camera)
    let left = SolidFields.place(of: SIMD2(0.1, 0.6), on: field, camera)
    let right = SolidFields.place(of: SIMD2(0.9, 0.6), on: field, camera)
    // The hole has no height of its own; its middle is where the rows and the columns beside it say.
    let hole = SIMD2(left.x + (right.x - left.x) * 0.375, left.y)
    #expect(image.groundShare(Int(hole.x), Int(hole.y)) == 1)
    #expect(image.groundShare(Int(around.x), Int(around.y)) == 0)
    #expect(image.groundShare(Int(right.x), Int(right.y)) == 0)
  }

  /// The block in pixels covers what the block in cells covers, whatever the shape of a cell.
  @Test(arguments: [(8, 16), (8, 17), (7, 19), (10, 18)])
  func cellsAndPixelsAgree(_ width: Int, _ height: Int) throws {
    let cell = try #require(PixelSize(width: width, height: height))
    let rect = Rect(x: 0, y: 0, width: 40, height: 20)
    for camera in [Camera.standard, Camera(yaw: -100, pitch: 10), Camera(yaw: 160, pitch: 85)] {
      let figure = SolidFields.figure(SolidFields.hills, camera)
      let cells = SolidPicture(
        SolidFields.hills, camera, in: rect, ramp: SolidFields.solid(SolidFields.hills, camera).ramp,
        ground: SolidFields.ground, dotAspect: Double(height) / Double(2 * width))
      let image = PixelPicture(figure, width: 40 * width, height: 20 * height, cell: cell).base
      // The middle of each half cell that is well inside or well outside.
      for y in 1..<39 {
        for x in 1..<39 {
          let around = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)].map { dx, dy in
            cells.pixels[(y + dy) * 40 + x + dx] != nil
          }
          guard Set(around).count == 1 else { continue }
          let share = image.groundShare(x * width + width / 2, (2 * y + 1) * height / 4)
          #expect(around[0] ? share < 0.01 : share > 0.99, "\(camera) \(x) \(y)")
        }
      }
    }
  }

  /// Seen from above, the block is as high as it is wide in pixels, whatever the shape of a cell.
  @Test(arguments: [(8, 16), (8, 17), (7, 19), (10, 18)])
  func theBlockIsSquareFromAbove(_ width: Int, _ height: Int) throws {
    let cell = try #require(PixelSize(width: width, height: height))
    let figure = SolidFields.figure(SolidFields.flat, Camera(yaw: 0, pitch: 90))
    let image = PixelPicture(figure, width: 40 * width, height: 20 * height, cell: cell).base
    let (middleX, middleY) = (image.width / 2, image.height / 2)
    let across = (0..<image.width).reduce(0.0) { $0 + 1 - image.groundShare($1, middleY) }
    let down = (0..<image.height).reduce(0.0) { $0 + 1 - image.groundShare(middleX, $1) }
    #expect(abs(across - down) < 0.6, "\(across) x \(down)")
  }

  /// A hill's side to the upper left is lighter than the one to the lower right, however the solid is turned.
  @Test func lightComesFromTheUpperLeft() {
    let dome = SolidFields.field { share in
      let way = share - SIMD2(0.5, 0.5)
      return 0.9 - 2 * (way * way).sum()
    }
    // Of one tone, so that only light tells its sides apart.
    let even = HeightField(
      side: dome.columns, heights: dome.heights, tones: dome.heights.map { _ in 0.5 })
    for yaw in [0.0, 45, 130, -100] {
      let camera = Camera(yaw: yaw, pitch: 60)
      let image = SolidFields.picture(SolidFields.figure(even, camera)).base
      let middle = SolidFields.place(of: SIMD2(0.5, 0.5), on: even, camera)
      func brightness(_ x: Double, _ y: Double) -> UInt32 {
        image.pixels[Int(middle.y + y) * image.width + Int(middle.x + x)] & 0xFF
      }
      #expect(brightness(-30, -14) > brightness(30, 20) + 8)
    }
  }

  /// What lies behind an outline is darker next to it, and ground that nothing stands before is not.
  @Test func aStepHasASoftShadow() {
    let step = SolidFields.field { $0.y < 0.5 ? 0.9 : 0.1 }
    let even = HeightField(
      side: step.columns, heights: step.heights, tones: step.heights.map { _ in 0.5 })
    let camera = Camera(yaw: 0, pitch: 45)
    let image = SolidFields.picture(SolidFields.figure(even, camera)).base
    let outline = SolidFields.place(of: SIMD2(0.5, 31.0 / 64), on: even, camera)
    func brightness(above pixels: Int) -> UInt32 {
      image.pixels[(Int(outline.y) - pixels) * image.width + Int(outline.x)] & 0xFF
    }
    #expect(
      brightness(above: 3) + 8 < brightness(above: 6) && brightness(above: 6) + 4 < brightness(above: 13))
    #expect(abs(Int(brightness(above: 13)) - Int(brightness(above: 15))) <= 3)
  }

  /// A coarse picture is the fine one in larger pixels.
  @Test(arguments: [2, 3])
  func aSketchIsTheSamePicture(_ scale: Int) {
    let camera = Camera(yaw: 20, pitch: 35)
    let figure = SolidFields.figure(SolidFields.hills, camera)
    let fine = SolidFields.picture(figure).composed()
    let coarse = PixelPicture.sketch(figure, width: 320, height: 288, cell: SolidFields.cell, scale: scale)
    #expect(coarse.width == (320 + scale - 1) / scale && coarse.height == 288 / scale)
    var (differing, count) = (0.0, 0.0)
    for y in 0..<288 / scale {
      for x in 0..<320 / scale {
        var mean = 0.0
        for dy in 0..<scale {
          for dx in 0..<scale {
            mean += Double(fine.pixels[(y * scale + dy) * 320 + x * scale + dx] >> 8 & 0xFF)
          }
        }
        mean /= Double(scale * scale)
        differing += abs(mean - Double(coarse.pixels[y * coarse.width + x] >> 8 & 0xFF))
        count += 1
      }
    }
    #expect(differing / count < 1.2, "\(differing / count)")
  }

  @Test func hostileSolidsAreDrawn() {
    let nothing = HeightField(side: 5, heights: [], tones: [])
    let infinite = HeightField(
      side: 3, heights: [.infinity, 0, 1, -.infinity, .nan, 0.5, 1e30, -1e30, 0], tones: [0, 1, 2, -3])
    for field in [nothing, infinite, SolidFields.hills] {
      for camera in [Camera(yaw: 0, pitch: 0), Camera(yaw: 90, pitch: 90, magnification: 6)] {
        for (width, height) in [(0, 0), (1, 1), (3, 200), (200, 3)] {
          let points = [
            SIMD2(0.5, 0.5), SIMD2(.infinity, 0), SIMD2(.nan, .nan), SIMD2(1e300, -1e300), SIMD2(0.2, 0.1),
          ]
          let figure = SolidFields.figure(
            field, camera,
            backdrop: [.contours(ContourLines([.init(label: "", lines: [points])], Stroke(Color(0))))],
            shapes: [
              .trails([SolidFields.trail("a", points, .path)]),
              .heads(points.map { Mark("●", at: $0, nil) }, keepingFree: points),
              .mark(Mark("✕", at: points[1], nil)),
            ], lines: 1)
          let picture = SolidFields.picture(figure, width: width, height: height)
          let counts = [picture.base.pixels.count, picture.composed().pixels.count]
          #expect(counts == [width * height, width * height])
        }
      }
    }
    let image = SolidFields.picture(SolidFields.figure(nothing, .standard)).base
    let isEmpty = image.pixels.allSatisfy { $0 == image.pixels[0] }
    #expect(isEmpty)
  }
}
