import Configuration
import PictureChecks
import TerminalGraphics
import Testing

struct SolidPictureTests {
  /// A field of a function of the shares of the sides.
  private func field(_ side: Int = 61, _ height: (Double, Double) -> Double) -> HeightField {
    let values = (0..<side * side).map {
      Float(height(Double($0 % side) / Double(side - 1), Double($0 / side) / Double(side - 1)))
    }
    return HeightField(side: side, heights: values, tones: values)
  }

  /// A wall from left to right, half way to the back.
  private var ridge: HeightField { field { _, y in abs(y - 0.5) < 0.08 ? 1 : 0 } }
  private let ramp = ShadedRamp(
    Gradient([Color(0x24617A), Color(0x1C1533)]).ramp(128), ground: Color(0x0D1017), light: Color(0xB9D7EA))
  private let rect = Rect(x: 3, y: 2, width: 40, height: 20)

  private func picture(_ field: HeightField, _ camera: Camera, in rect: Rect? = nil) -> SolidPicture {
    SolidPicture(field, camera, in: rect ?? self.rect, ramp: ramp, ground: Color(0x0D1017))
  }

  @Test func whatLiesBehindIsHidden() {
    let low = picture(ridge, Camera(yaw: 0, pitch: 20))
    #expect(low.isVisible(low.place(on: SIMD2(0.5, 0.15))))
    #expect(low.isVisible(low.place(on: SIMD2(0.5, 0.5))))
    #expect(!low.isVisible(low.place(on: SIMD2(0.5, 0.75))))
    // From behind it is reversed, and from above everything is visible.
    let behind = picture(ridge, Camera(yaw: 180, pitch: 20))
    #expect(!behind.isVisible(behind.place(on: SIMD2(0.5, 0.25))))
    #expect(behind.isVisible(behind.place(on: SIMD2(0.5, 0.85))))
    let above = picture(ridge, Camera(yaw: 0, pitch: 90))
    for y in [0.15, 0.25, 0.5, 0.75, 0.85] { #expect(above.isVisible(above.place(on: SIMD2(0.5, y)))) }
  }

  /// No part of a surface without hills is hidden, however it is turned.
  @Test func aBowlFromAboveIsSeenWhole() {
    let bowl = field { x, y in (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) }
    for yaw in stride(from: -170.0, to: 180, by: 35) {
      let picture = picture(bowl, Camera(yaw: yaw, pitch: 60))
      for i in 1..<10 {
        for j in 1..<10 {
          #expect(picture.isVisible(picture.place(on: SIMD2(Double(i) / 10, Double(j) / 10))), "\(yaw)")
        }
      }
    }
  }

  /// The point under a cell is drawn in that cell.
  @Test func theInverseOfDrawing() {
    let hills = field { x, y in x * (1 - y) }
    for yaw in [-120.0, 0, 35, 160] {
      let picture = picture(hills, Camera(yaw: yaw, pitch: 50))
      var found = 0
      for row in 0..<30 {
        for column in 0..<50 {
          guard let share = picture.share(column: column, row: row) else { continue }
          found += 1
          #expect((0...1).contains(share.x) && (0...1).contains(share.y))
          let place = picture.place(on: share)
          #expect(abs(place.x - Double(2 * (column - rect.x) + 1)) < 2.5, "\(column) \(row) \(place)")
          #expect(abs(place.y - Double(4 * (row - rect.y) + 2)) < 4, "\(column) \(row) \(place)")
        }
      }
      #expect(found > 150)
    }
    // Outside the block there is no point, nor on its walls.
    let low = picture(field { _, _ in 1 }, Camera(yaw: 0, pitch: 0))
    #expect(low.share(column: 3, row: 2) == nil && low.share(column: -1, row: 900) == nil)
    #expect(low.share(column: 23, row: 14) == nil)
  }

  @Test func coloursAreTheRampsOwn() {
    let flat = picture(field { _, _ in 0 }, Camera(yaw: 0, pitch: 90))
    let colors = Set(flat.pixels.compactMap { $0 })
    // Level ground, seen from above, has the colour of the map; only the outline is mixed with the ground.
    let middle = flat.pixels[20 * rect.width + rect.width / 2]
    #expect(middle.map { abs(Int($0.green) - 0x61) <= 2 && abs(Int($0.blue) - 0x7A) <= 2 } == true)
    #expect(colors.count < 40)
    let plain = SolidPicture(
      ridge, .standard, in: rect, ramp: ShadedRamp([], ground: nil, light: Color(0)), ground: nil)
    #expect(plain.pixels.isEmpty && plain.isVisible(plain.place(on: SIMD2(0.5, 0.15))))
    #expect(!plain.isVisible(plain.place(on: SIMD2(0.7, 0.65))))
  }

  /// Lines of a grid on the surface, so many in each direction.
  private func drapeGrid(_ lines: Int, over solid: SolidPicture, on layer: inout DotLayer) {
    for i in 0...lines {
      for isAlongX in [true, false] {
        solid.drape(
          65, on: &layer, isThick: false,
          point: { k in
            let (along, share) = (Double(k) / 64, Double(i) / Double(lines))
            return isAlongX ? SIMD2(along, share) : SIMD2(share, along)
          }, ink: { _ in Ink(Color(0xFFFFFF)) })
      }
    }
  }

  /// A hill as lines: the part behind it is left out.
  @Test func aHillInLines() {
    let hill = field { x, y in
      let r = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5)
      return max(0, 1 - 9 * r)
    }
    let rect = Rect(x: 0, y: 0, width: 34, height: 13)
    let solid = picture(hill, Camera(yaw: 30, pitch: 30), in: rect)
    var layer = DotLayer(solid.plane, marker: .braille)
    drapeGrid(7, over: solid, on: &layer)
    var canvas = Canvas(solid.plane, ground: nil)
    canvas.add(layer)
    var frame = Frame(width: rect.width, height: rect.height)
    canvas.draw(on: &frame)
    #expect(frame.text == Self.hillPicture, "\n\(frame.text)")
  }

  static let hillPicture = """


                   ⣀⠤⠤⡀
                 ⢠⠊⢉⣶⠒⠛⣖⢦⡀
            ⣀⣀⠤⠴⡶⣃⣰⠋⠈⡇ ⠸⡄⢸⠳⣄⡀
        ⠰⣖⣋⣻⣥⠼⠳⢾⠃⣸⣇  ⣸⡖⠋⢳⠢⣿⣥⠽⠦⣄
         ⠈⢧⡤⠚⠻⣩⠇⢰⠃⠸⣄⡞⠁⢇ ⠘⡄⠸⡮⠗⢾⣉⣑⢦⡀
           ⠙⢎⣉⣹⢦⡃ ⢀⢯  ⢸ ⢀⣧⡤⠽⠶⡋⢙⣲⠤⠞⠃
            ⠈⠳⣤⠴⠛⢮⢉⣈⡦⡴⠒⠛⢍⣀⡽⠶⠒⠉⠁
              ⠈⢲⡒⠋⠙⣄⣠⠬⠖⠊⠉
                ⠙⠒⠉⠁


    """

  /// A line over the hill is broken where the hill hides it, or continues as dots.
  @Test func hiddenPartsOfLines() {
    let solid = picture(ridge, Camera(yaw: 0, pitch: 20))
    func dots(_ hidden: SolidPicture.Hidden, _ from: Double, _ to: Double) -> Double {
      var layer = DotLayer(solid.plane, marker: .braille)
      solid.drape(
        2, on: &layer, isThick: false, hidden: hidden, point: { SIMD2(0.5, $0 == 0 ? from : to) },
        ink: { _ in Ink(Color(0)) })
      return layer.share
    }
    #expect(dots(.left, 0.65, 0.8) == 0)
    #expect(dots(.dotted(every: 2, strength: 0.5), 0.65, 0.8) > 0)
    #expect(dots(.left, 0.05, 0.3) > 0)
    #expect(dots(.left, 1.5, 2.5) == 0 && dots(.left, .nan, 0.2) == 0 && dots(.left, -1e6, 1e6) > 0)
  }

  @Test func holesAndTinyPicturesDoNoHarm() {
    let holes = field(12) { x, y in x > 0.5 ? .nan : y > 0.8 ? .infinity : x * y }
    for field in [
      holes, field(2) { _, _ in .nan }, HeightField(side: -3, heights: [], tones: [1, 2, 3, 4, 5, 6, 7]),
    ] {
      for (width, height) in [(0, 0), (1, 1), (1, 30), (30, 1), (300, 90)] {
        for camera in [Camera(yaw: 0, pitch: 0), .standard, Camera(yaw: 77, pitch: 90, magnification: 6)] {
          let solid = picture(field, camera, in: Rect(x: 0, y: 0, width: width, height: height))
          var layer = DotLayer(solid.plane, marker: .braille)
          drapeGrid(9, over: solid, on: &layer)
          solid.silhouette(on: &layer, Ink(Color(0)))
          #expect(solid.pixels.count == 2 * width * height)
          #expect(!solid.isVisible(solid.place(on: SIMD2(.nan, 0.9))) || field.columns == 12)
          _ = solid.share(column: width / 2, row: height / 2)
        }
      }
    }
  }
}

struct ShadedRampTests {
  /// No shade is nearer to the lines' colours than the map itself: none is lighter than a dark map's lightest colour,
  /// none darker than a light map's darkest.
  @Test(arguments: ThemeCatalog.all, [ColorDepth.direct, .palette256])
  func shadesKeepTheirDistanceFromPaths(_ entry: ThemeEntry, _ depth: ColorDepth) {
    let theme = entry.theme(for: depth)
    let ramp = ShadedRamp(theme.heat, ground: theme.ground, light: theme.contour.color)
    #expect(ramp.tones >= theme.heat.count / 3 && !ramp.all.isEmpty)
    let luminances = theme.heat.map(\.luminance)
    let (least, most) = (luminances.min() ?? 0, luminances.max() ?? 1)
    for color in ramp.all {
      #expect(theme.isDark ? color.luminance <= most + 1e-9 : color.luminance >= least - 1e-9, "\(entry.id)")
    }
  }

  /// Light is lighter than shadow, and level ground has the map's colour.
  @Test(arguments: ThemeCatalog.all)
  func shadesRise(_ entry: ThemeEntry) throws {
    let theme = entry.theme(for: .direct)
    let ramp = ShadedRamp(theme.heat, ground: theme.ground, light: theme.contour.color)
    for tone in [0, 0.3, 0.7, 1] {
      let luminances = (0..<16).map { ramp.color(tone: tone, shade: Double($0) / 15)?.luminance ?? 0 }
      // Near black there are invisible steps.
      let rises = zip(luminances, luminances.dropFirst()).allSatisfy { $1 >= $0 - 0.0015 }
      #expect(rises, "\(entry.id) \(tone) \(luminances)")
      #expect(luminances[0] < luminances[15])
      let own = theme.heat[Int((tone * Double(theme.heat.count - 1)).rounded())]
      let shown = try #require(ramp.color(tone: tone, shade: ShadedRamp.neutral))
      #expect(Color.contrast(own, shown) < 1.12, "\(entry.id) \(tone)")
    }
    for share in [Double.nan, -.infinity, .infinity, 1e300] { _ = ramp.color(tone: share, shade: share) }
  }
}
