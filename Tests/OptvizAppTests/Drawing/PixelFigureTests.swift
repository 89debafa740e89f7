import Experiments
import Optimization
import OptvizApp
import Raster
import Testing
import TerminalGraphics

/// Every figure that the app makes is drawn in pixels.
struct PixelFigureTests {
  private static func player(_ experiment: Experiment, step: Int?) throws -> (Player, PixelSize) {
    var player = Player(experiment, width: 120, height: 40, step: step)
    let cell = try #require(PixelSize(width: 8, height: 17))
    var traits = player.model.environment.terminal
    traits.pixelCell = cell
    player.send(.terminal(traits))
    return (player, cell)
  }

  /// Draws all figures of a screen, and checks what holds for each.
  private static func check(_ player: Player, _ cell: PixelSize, _ context: String) {
    for placed in render(player.model).figures {
      let (width, height) = (placed.rect.width * cell.width, placed.rect.height * cell.height)
      guard case .plane = placed.figure.space else { continue }
      let picture = PixelPicture(placed.figure, width: width, height: height, cell: cell)
      #expect(picture.base.pixels.count == width * height)
      if placed.figure.ground != nil {
        #expect(picture.base.pixels.allSatisfy { $0 >> 24 == 255 }, "\(context), \(placed.pane)")
      }
      let image = picture.composed()
      #expect(image.width == width && image.height == height)
      if placed.pane == .map {
        // There is a race on it, and more than a handful of colours.
        #expect(!picture.sprites.isEmpty, "\(context)")
        #expect(Set(image.pixels).count > 20, "\(context)")
      }
    }
  }

  @Test("Every bundled experiment, in every view", arguments: bundled.entries.map(\.id))
  func experiments(_ id: String) throws {
    let experiment = try #require(bundled.entry(id)).experiment
    var (player, cell) = try PixelFigureTests.player(experiment, step: 40)
    #expect(!render(player.model).figures.isEmpty)
    for view in 0..<6 {
      PixelFigureTests.check(player, cell, "\(id), view \(view)")
      player.send(.nextView)
    }
  }

  @Test("Every surface", arguments: SurfaceCatalog.all.map(\.card.id))
  func surfaces(_ id: String) throws {
    var (player, cell) = try PixelFigureTests.player(bundled.opening.experiment, step: 30)
    player.send(.setSurface(SurfaceChoice(try #require(SurfaceCatalog.entry(id)))))
    #expect(player.model.document.experiment.surface.entry.card.id == id)
    PixelFigureTests.check(player, cell, id)
  }

  @Test("A picture that follows the opening race is that of its last frame")
  func opening() throws {
    var (player, cell) = try PixelFigureTests.player(bundled.opening.experiment, step: nil)
    var shown = render(player.model)
    var now = 0.0
    var picture: PixelPicture?
    for frame in 0..<60 {
      now += Model.frameInterval
      player.send(.tick(now: now))
      shown = shown.next(player.model)
      let map = try #require(shown.figures.first { $0.pane == .map })
      let (width, height) = (map.rect.width * cell.width, map.rect.height * cell.height)
      if picture?.fits(map.figure, width: width, height: height, cell: cell) != true {
        picture = PixelPicture(map.figure, width: width, height: height, cell: cell)
      }
      picture?.follow(map.figure)
      guard frame.isMultiple(of: 20) else { continue }
      let anew = PixelPicture(map.figure, width: width, height: height, cell: cell)
      #expect(picture?.composed() == anew.composed())
    }
  }
}
