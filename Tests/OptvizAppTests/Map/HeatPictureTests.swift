import Configuration
import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// What the colours of the map say: equalised over the window, lit from the north-west, named by a bar.
struct HeatPictureTests {
  private func map(_ formula: String, _ domain: String, depth: ColorDepth = .direct, width: Int = 120) throws
    -> Player
  {
    var experiment = Experiment(
      surface: try Specification.expression(formula), domain: try Specification.domain(domain),
      start: Point(0, 0), optimizers: [], steps: 1)
    experiment.domain = try Specification.domain(domain)
    var opening = Model.Opening(experiment, among: bundled)
    (opening.showsDomain, opening.step) = (true, 0)
    return Player(opening, width: width, height: 40, depth: depth)
  }

  /// The place on the ramp of each half cell with heat alone, by its place in the map from the left and from the top.
  private func levels(_ player: Player) -> [(x: Double, y: Double, level: Int)] {
    let frame = render(player.model).frame
    let map = player.mapRect
    let heat = player.model.derived.theme.heat
    var levels: [(x: Double, y: Double, level: Int)] = []
    for row in map.y..<map.endY {
      for column in map.x..<map.endX {
        let cell = frame[column, row]
        guard cell.symbol == "▀" || cell.symbol == " " else { continue }
        let upper = cell.symbol == "▀" ? cell.foreground : cell.background
        for (half, color) in [upper, cell.background].enumerated() {
          guard let color, let level = heat.firstIndex(of: color) else { continue }
          levels.append(
            (
              (Double(column - map.x) + 0.5) / Double(map.width),
              (Double(2 * (row - map.y) + half) + 0.5) / Double(2 * map.height), level
            ))
        }
      }
    }
    return levels
  }

  private func mean(_ levels: [(x: Double, y: Double, level: Int)]) -> Double {
    Double(levels.reduce(0) { $0 + $1.level }) / Double(max(1, levels.count))
  }

  /// Neither a spike nor the depth of a minimum takes the ramp: each of its quarters covers a part of the map.
  @Test(arguments: ["x^2+y^2+1e6*exp(-500*((x-1)^2+(y-1)^2))", "(x^2+y^2)^4", "log(1+100*x^2)+y^2"])
  func theRampIsUsed(_ formula: String) throws {
    let player = try map(formula, "-2,2,-2,2")
    let count = player.model.derived.theme.heat.count
    let found = levels(player)
    for quarter in 0..<4 {
      let share = Double(found.count { $0.level * 4 / count == quarter }) / Double(found.count)
      #expect(share > 0.01, "\(formula), quarter \(quarter): \(share)")
    }
    // Zoomed in far from any minimum the window has its own valley.
    var far = player
    far.send(.setDomain(try Specification.domain("1.5,2,1.5,2")))
    let near = levels(far)
    #expect(near.contains { $0.level < count / 8 } && near.contains { $0.level > count * 7 / 8 })
  }

  /// A slope that looks to the north-west is lighter than one as high that looks to the south-east.
  @Test func lightComesFromTheNorthWest() throws {
    // In an even bowl both sides are as high.
    let found = levels(try map("x^2+y^2", "-2,2,-2,2"))
    let ring = found.filter { spot in
      let (dx, dy) = (spot.x - 0.5, spot.y - 0.5)
      return (0.3...0.42).contains((dx * dx + dy * dy).squareRoot())
    }
    // The bowl's south-eastern side looks to the north-west.
    let lit = ring.filter { $0.x > 0.62 && $0.y > 0.62 }
    let shaded = ring.filter { $0.x < 0.38 && $0.y < 0.38 }
    #expect(lit.count > 20 && shaded.count > 20)
    let difference = mean(shaded) - mean(lit)
    #expect(difference > 3 && difference < 20, "\(difference)")
  }

  /// The bar has the ramp from top to bottom and the losses at its ends; a map without heat has none.
  @Test func aBarNamesTheLosses() throws {
    let player = try map("x^2+y^2", "-2,2,-2,2")
    let frame = render(player.model).frame
    let map = player.mapRect
    let heat = player.model.derived.theme.heat
    let column = map.endX + 1
    let bar = (map.y..<map.endY).flatMap { row -> [Color?] in
      let cell = frame[column, row]
      return [cell.symbol == "▀" ? cell.foreground : cell.background, cell.background]
    }
    let places = bar.map { $0.flatMap { color in heat.firstIndex(of: color) } ?? -1 }
    #expect(!places.contains(-1))
    for (upper, lower) in zip(places, places.dropFirst()) { #expect(upper >= lower) }
    #expect((places.first ?? 0) > heat.count - 6 && (places.last ?? heat.count) < 6)
    func number(_ row: Int) -> Double {
      let pane = player.rect("MapPane") ?? map
      let text = (column + 2..<pane.endX - 1).map { String(frame[$0, row].symbol) }.joined()
      return Double(text.split(separator: " ").joined()) ?? -1
    }
    let (high, low) = (number(map.y), number(map.endY - 1))
    // Near the corners, and near the minimum.
    #expect(high > 5 && high < 8 && low >= 0 && low < 0.5, "\(high), \(low)")
    for depth in [ColorDepth.palette8, .mono] {
      let plain = try self.map("x^2+y^2", "-2,2,-2,2", depth: depth)
      #expect(plain.mapRect.endX == (plain.rect("MapPane")?.endX ?? 0) - 1)
    }
  }

  /// With few colours, and without any, the valley has symbols, and nothing else has them.
  @Test(arguments: [ColorDepth.palette16, .palette8, .mono])
  func theValleyIsSeenWithoutHeat(_ depth: ColorDepth) throws {
    let player = try map("x^2+y^2", "-2,2,-2,2", depth: depth)
    let frame = render(player.model).frame
    let map = player.mapRect
    func radius(_ column: Int, _ row: Int) -> Double {
      let (dx, dy) = (
        (Double(column - map.x) + 0.5) / Double(map.width) - 0.5,
        (Double(row - map.y) + 0.5) / Double(map.height) - 0.5
      )
      return (dx * dx + dy * dy).squareRoot()
    }
    var radii: [Unicode.Scalar: [Double]] = [:]
    for row in map.y..<map.endY {
      for column in map.x..<map.endX {
        radii[frame[column, row].symbol, default: []].append(radius(column, row))
      }
    }
    let (deep, next) = (try #require(radii["▒"]), try #require(radii["░"]))
    #expect((deep.max() ?? 1) <= (next.max() ?? 0) && (next.max() ?? 1) < 0.5)
    #expect((radii[" "]?.max() ?? 0) > 0.6)
  }

  /// Contours of eight colours have the terminal's own colour, as the text: blue on black cannot be read.
  @Test func contoursOfEightColoursAreReadable() throws {
    for entry in ThemeCatalog.all {
      let contour = entry.theme(for: .palette8).contour.color
      #expect(ColorDepth.palette8.index(of: contour) == 7)
      let grey = entry.theme(for: .palette16).contour.color
      for ground: UInt32 in [0x000000, 0xFFFFFF] { #expect(grey.contrast(with: Color(ground)) >= 3) }
    }
  }
}
