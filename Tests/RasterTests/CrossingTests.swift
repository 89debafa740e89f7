import Raster
import Testing
import TerminalGraphics

/// Where paths meet, each can be followed.
@Suite struct CrossingTests {
  @Test func aLaterPathPassesOverAnEarlierOne() throws {
    let across = Pictures.trail(0, [[10, 68], [150, 68]])
    let down = Pictures.trail(1, [[80, 10], [80, 126]], Pictures.other)
    for (paths, over, under) in [
      ([across, down], Pictures.other, Pictures.light), ([down, across], Pictures.light, Pictures.other),
    ] {
      let image = try Pictures.picture(Pictures.figure([.trails(paths)])).composed()
      #expect(image[80, 68].color == over)
      // The lower one goes up to the casing on either side, and the casing is dark.
      let isDown = over == Pictures.other
      for way in [-1, 1] {
        func at(_ distance: Int) -> Color {
          (isDown ? image[80 + way * distance, 68] : image[80, 68 + way * distance]).color
        }
        #expect(at(5) == under)
        let casing = (1...4).map { at($0).luminance }.min() ?? 1
        #expect(casing < 0.5 * min(over.luminance, under.luminance))
      }
    }
  }

  @Test func aPathPassesOverItsOwnEarlierCourse() throws {
    // A large loop whose end crosses its beginning.
    let points: [SIMD2<Double>] = [[20, 68], [140, 68], [140, 120], [80, 120], [80, 10]]
    let image = try Pictures.picture(Pictures.figure([.trails([Pictures.trail(0, points)])])).composed()
    #expect(image[80, 67].color == Pictures.light)
    #expect(image[80, 63].color == Pictures.light)
    for way in [-1, 1] {
      #expect(image[80 + way * 6, 67].color == Pictures.light)
      let least = (1...4).map { image[80 + way * $0, 67].color.luminance }.min() ?? 1
      #expect(least < 0.5 * Pictures.light.luminance)
    }
  }

  @Test(arguments: [2, 3])
  func pathsThatCoincideTakeTurns(_ count: Int) throws {
    let colors = [Pictures.light, Pictures.other, Color(0xFF7070)]
    let points: [SIMD2<Double>] = [[8, 20], [60, 40], [150, 110]]
    let trails = (0..<count).map { Pictures.trail($0, points, colors[$0]) }
    let image = try Pictures.picture(Pictures.figure([.trails(trails)])).overlay
    let counts = (0..<count).map { image.count(of: colors[$0]) }
    let all = counts.reduce(0, +)
    #expect(all > 200)
    for own in counts { #expect(own * count * 2 > all, "\(counts)") }
  }

  @Test func aCasingIsLightInALightTheme() throws {
    func edge(_ ground: Color) throws -> Color {
      let trail = Pictures.trail(0, [[10, 68], [150, 68]], Color(0x5060C0))
      let image = try Pictures.picture(Pictures.figure([.trails([trail])], ground: ground)).overlay
      return image[80, 66].color
    }
    #expect(try edge(Color(0xF8F8F0)).luminance > 0.4)
    #expect(try edge(Color(0x101010)).luminance < 0.1)
  }

  @Test func olderPartsHaveTheirOwnColor() throws {
    let points = (0..<140).map { SIMD2(Double($0) + 10, 68) }
    let trail = Pictures.trail(0, points, old: (70, Pictures.other))
    let image = try Pictures.picture(Pictures.figure([.trails([trail])])).overlay
    #expect(image[30, 68].color == Pictures.other)
    #expect(image[130, 68].color == Pictures.light)
    // No casing between them.
    for x in 60..<100 { #expect(image[x, 67].color.luminance > 0.2) }
  }
}
