import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The solid where the terminal has pixels.
struct SolidPixelTests {
  private func player(_ cell: (Int, Int)?, camera: Camera) throws -> Player {
    var opening = Model.Opening(try .bowl())
    (opening.view, opening.step, opening.camera) = (.solid, 0, camera)
    var player = Player(opening, width: 120, height: 40)
    if let cell {
      var terminal = TerminalTraits(depth: .direct, glyphs: .unicode)
      terminal.pixelCell = PixelSize(width: cell.0, height: cell.1)
      player.send(.terminal(terminal))
    }
    return player
  }

  private func solid(_ player: Player) throws -> (figure: Figure, solid: Solid, rect: Rect) {
    let placed = try #require(render(player.model).figures.first)
    guard case .solid(let solid) = placed.figure.space else {
      throw Missing()
    }
    return (placed.figure, solid, placed.rect)
  }

  private struct Missing: Error {}

  /// A surface has a node for every few pixels.
  @Test func manyPixelsAskForManyNodes() throws {
    let camera = Camera(yaw: 20, pitch: 50)
    let usual = try solid(player((8, 17), camera: camera)).solid.field.columns
    let fine = try solid(player((16, 34), camera: camera)).solid.field.columns
    #expect((120...160).contains(usual) && (225...300).contains(fine))
  }

  /// A click sets the start, whose sign then stands there in pixels: their shape is that of the terminal's cells.
  @Test(arguments: [(8, 17), (16, 34), (7, 17), (10, 18)])
  func aClickIsWhereThePixelsAre(_ width: Int, _ height: Int) throws {
    var player = try player((width, height), camera: Camera(yaw: 20, pitch: 50))
    let rect = try solid(player).rect
    for (dx, dy) in [(0, 0), (8, 3), (-9, -2), (3, 5)] {
      let (column, row) = (rect.x + rect.width / 2 + dx, rect.y + rect.height / 2 + dy)
      player.click(column, row)
      let (figure, solid, rect) = try solid(player)
      let picture = SolidPicture(
        solid.field, solid.camera, in: rect, ramp: ShadedRamp([], ground: nil, light: Color(0)), ground: nil,
        dotAspect: Double(height) / Double(2 * width))
      let start = player.model.document.experiment.start
      let share = SIMD2(
        (start.x - figure.x.lowerBound) / (figure.x.upperBound - figure.x.lowerBound),
        (start.y - figure.y.lowerBound) / (figure.y.upperBound - figure.y.lowerBound))
      let place = picture.place(on: share)
      let (x, y) = (Double(rect.x) + place.x / 2, Double(rect.y) + place.y / 4)
      // The start is set to a round number nearby: within a cell, as where the solid is drawn in cells.
      #expect(abs(x - Double(column) - 0.5) < 1.5 && abs(y - Double(row) - 0.5) < 1.5, "\(dx) \(dy)")
    }
  }

  /// The texts of the box are cells beside the block, in pixels as in cells.
  @Test func textsStandBesideTheBlock() throws {
    for camera in [Camera.standard, Camera(yaw: -120, pitch: 20), Camera(yaw: 160, pitch: 80)] {
      let player = try player((8, 17), camera: camera)
      let (_, solid, rect) = try solid(player)
      let picture = SolidPicture(
        solid.field, solid.camera, in: rect, ramp: solid.ramp, ground: Color(0), dotAspect: 17.0 / 16)
      let frame = render(player.model).frame
      var written = 0
      for row in rect.y..<rect.endY {
        for column in rect.x..<rect.endX where frame[column, row].symbol != " " {
          written += 1
          let half = 2 * (row - rect.y) * rect.width + column - rect.x
          #expect(picture.pixels[half] == nil && picture.pixels[half + rect.width] == nil)
        }
      }
      #expect(written >= 10, "\(camera)")
    }
  }
}
