import Experiments
import Optimization
import OptvizApp
import PictureChecks
import TerminalGraphics
import Testing

struct GradientFieldTests {
  static let ways: [Unicode.Scalar: SIMD2<Double>] = [
    "→": SIMD2(1, 0), "←": SIMD2(-1, 0), "↑": SIMD2(0, 1), "↓": SIMD2(0, -1),
    "↗": SIMD2(0.7071, 0.7071), "↘": SIMD2(0.7071, -0.7071), "↖": SIMD2(-0.7071, 0.7071),
    "↙": SIMD2(-0.7071, -0.7071),
  ]

  private func player(_ experiment: Experiment, width: Int = 110, height: Int = 36) -> Player {
    var opening = Model.Opening(experiment)
    opening.view = .field
    opening.step = 0
    opening.showsBatches = false
    opening.showsDomain = true
    return Player(opening, width: width, height: height)
  }

  /// Each arrow points against the gradient, as the map shows it, to within an eighth of a turn.
  @Test(arguments: ["bowl:k=20", "rosenbrock", "beale", "himmelblau", "ackley", "saddle"])
  func arrowsPointDownhill(_ surface: String) throws {
    let player = player(try Experiment(surface, domain: "-3,3,-2,2", start: "-2,1", "gd:lr=0.001"))
    let (rect, view) = (player.mapRect, player.model.document.map.view)
    let frame = render(player.model).frame
    let projection = Projection(rect, x: view.x, y: view.y)
    let scale = SIMD2(
      Double(rect.width) / (view.x.upperBound - view.x.lowerBound),
      2 * Double(rect.height) / (view.y.upperBound - view.y.lowerBound))
    var found = 0
    for row in rect.y..<rect.endY {
      for column in rect.x..<rect.endX {
        guard let way = Self.ways[frame[column, row].symbol] else { continue }
        found += 1
        let world = projection.center(column: column, row: row)
        let gradient = player.model.derived.race.objective.valueAndGradient(at: Point(world.x, world.y))
          .gradient
        let downhill = SIMD2(-gradient.x * scale.x, -gradient.y * scale.y)
        let length = (downhill * downhill).sum().squareRoot()
        let cosine = (downhill * way).sum() / length
        #expect(cosine > 0.9238 - 1e-3, "\(surface) at \(world): \(frame[column, row].symbol)")
      }
    }
    #expect(found > 150, "\(surface) \(found)")
  }

  /// The steeper, the nearer to the contour's colour; and the border names the range.
  @Test func shadesTellTheSteepness() throws {
    let player = player(try Experiment("bowl:k=1", domain: "-4,4,-3,3", start: "-2,1", "gd:lr=0.001"))
    let (rect, frame) = (player.mapRect, render(player.model).frame)
    var contrasts: [(steepness: Double, contrast: Double)] = []
    let projection = Projection(
      rect, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
    for row in rect.y..<rect.endY {
      for column in rect.x..<rect.endX where Self.ways[frame[column, row].symbol] != nil {
        let cell = frame[column, row]
        guard let front = cell.foreground, let back = cell.background else { continue }
        let world = projection.center(column: column, row: row)
        contrasts.append(((world * world).sum(), Color.contrast(front, back)))
      }
    }
    let sorted = contrasts.sorted { $0.steepness < $1.steepness }.map(\.contrast)
    let (first, last) = (sorted.prefix(20), sorted.suffix(20))
    let (quiet, loud): (Double, Double) = (first.reduce(0, +), last.reduce(0, +))
    #expect(quiet < 0.6 * loud)
    #expect(player.picture("MapPane").contains("downhill, |∇f|"))
  }

  @Test func levelGroundHasDots() throws {
    var player = Player(width: 100, height: 30)
    player.send(.open(.surfaces))
    player.send(.paste("3"))
    player.send(.pick)
    while player.model.derived.layout.mainView != .field { player.press(.character("v")) }
    let text = player.picture(player.mapRect)
    #expect(text.contains("·") && !text.unicodeScalars.contains { Self.ways[$0] != nil })
    #expect(!player.picture("MapPane").contains("downhill"))
  }

  /// With data it is the field of the loss of all examples, whatever a step sees.
  @Test func theFieldOfDataIsThatOfAll() throws {
    func arrows(_ batchSize: Int) throws -> [Unicode.Scalar] {
      let player = player(try .data(batchSize: batchSize))
      return player.picture(player.mapRect).unicodeScalars.filter { Self.ways[$0] != nil }
    }
    #expect(try arrows(0) == arrows(2) && !arrows(0).isEmpty)
  }
}
