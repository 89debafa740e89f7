import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

struct SolidViewTests {
  private func player(
    _ experiment: Experiment? = nil, width: Int = 120, height: Int = 40, step: Int? = 40,
    camera: Camera? = nil, depth: ColorDepth = .direct, glyphs: GlyphSet = .unicode
  ) -> Player {
    var opening = Model.Opening(experiment ?? bundled.opening.experiment)
    opening.view = .solid
    opening.step = step
    opening.camera = camera
    return Player(opening, width: width, height: height, depth: depth, glyphs: glyphs)
  }

  private func solidRect(_ player: Player) -> Rect? {
    render(player.model).regions.last { $0.target == .solid }?.rect
  }

  @Test func vLeadsThereAndArrowsTurn() throws {
    var player = Player(width: 120, height: 40)
    #expect(player.footer.contains("v 3-D"))
    player.press(.character("v"))
    #expect(player.model.derived.layout.mainView == .solid && player.rect("SolidPane") != nil)
    #expect(player.footer.contains("turn"))
    let (opened, step) = (player.model.document.solid.camera, player.model.step)
    player.press(Key(.right), Key(.up), .character("L"), .character("K"))
    #expect(
      player.model.document.solid.camera == opened.turned(yaw: 10, pitch: 10) && player.model.step == step)
    player.press(Key(.left), Key(.down), .character("H"), .character("J"))
    #expect(player.model.document.solid.camera == opened)
    // With the focus elsewhere the arrows move along the race, and the capitals still turn.
    player.press(Key(.tab), Key(.right), .character("L"))
    #expect(
      player.model.step == step + 1 && player.model.document.solid.camera == opened.turned(yaw: 5, pitch: 0))
    player.press(.character("Z"))
    #expect(player.model.document.solid.camera.magnification == 1.25)
    player.press(.character("z"))
    #expect(player.model.document.solid.camera == opened)
    player.press(.character("v"))
    #expect(player.model.derived.layout.mainView == .field && player.rect("SolidPane") == nil)
  }

  /// A turned picture is not computed again, and during playback only the runs are redrawn.
  @Test func turningAsksForNothing() {
    var player = player()
    for message in [Command.turnSolid(1, 0), .magnifySolid(1.2), .step(1), .toggleRun(0)] {
      #expect(update(&player.model, message).isEmpty)
    }
    #expect(!update(&player.model, .open(.surfaces)).contains { $0.isLong })
    player.send(.close)
    #expect(!update(&player.model, .pan(1, 0)).isEmpty)
  }

  @Test func draggingTurnsAndClickingStarts() throws {
    var player = player(try .bowl(), camera: Camera(yaw: 20, pitch: 50))
    let rect = try #require(solidRect(player))
    let start = player.model.document.experiment.start
    let (column, row) = (rect.x + rect.width / 2, rect.y + rect.height / 2)
    player.point(.press, column, row)
    player.point(.drag, column + 6, row)
    #expect(player.model.document.solid.camera.yaw > 20 && player.model.document.solid.camera.pitch == 50)
    player.point(.drag, column, row + 4)
    #expect(player.model.document.solid.camera.yaw == 20 && player.model.document.solid.camera.pitch > 50)
    player.point(.release, column, row)
    #expect(player.model.document.experiment.start == start)
    player.point(.scrollUp, column, row, button: 0)
    #expect(player.model.document.solid.camera.magnification > 1)
  }

  /// The start that a click sets is drawn where the click was.
  @Test(arguments: [Camera(yaw: 35, pitch: 45), Camera(yaw: -140, pitch: 60), Camera(yaw: 0, pitch: 90)])
  func theStartIsWhereTheClickWas(_ camera: Camera) throws {
    var player = player(try .bowl(), step: 0, camera: camera)
    let rect = try #require(solidRect(player))
    for (dx, dy) in [(0, 0), (6, 1), (-5, 2), (3, -2)] {
      let (column, row) = (rect.x + rect.width / 2 + dx, rect.y + rect.height / 2 + dy)
      player.click(column, row)
      let frame = render(player.model).frame
      let marks = ["✕", "●", "▲", "◆"] as [Unicode.Scalar]
      let isThere = (-1...1).contains { x in
        (-1...1).contains { y in marks.contains(frame[column + x, row + y].symbol) }
      }
      #expect(isThere, "\(dx) \(dy): \(player.model.document.experiment.start)")
      #expect(player.model.document.map.view.contains(player.model.document.experiment.start))
    }
    // Outside the block a click has no effect.
    let start = player.model.document.experiment.start
    player.click(rect.x, rect.y)
    #expect(player.model.document.experiment.start == start)
  }

  @Test func theCommandLineBringsTheCameraBack() throws {
    var first = player(try .bowl(), step: 12)
    first.send(.turnSolid(3, -2), .magnifySolid(1.3))
    let words = first.model.arguments
    let turn = try #require(words.first { $0.hasPrefix("--turn=") })
    let camera = try #require(Camera(words: String(turn.dropFirst(7))))
    #expect(camera == first.model.document.solid.camera && words.contains("3d"))
    let again = player(try .bowl(), step: 12, camera: camera)
    #expect(again.aboveFooter == first.aboveFooter)
    for wrong in ["", "1", "a,b", "1,2,3,4", "nan,3", "0,91", "0,-1", "400,10", "0,10,99", "1,,2"] {
      #expect(Camera(words: wrong) == nil, "\(wrong)")
    }
    #expect(Camera(words: "-35,30") == Camera(yaw: -35, pitch: 30))
  }

  /// Behind a hill the head is still visible, only paler.
  @Test func headsAreNeverLost() throws {
    let player = player(step: 60)
    for camera in stride(from: -180.0, to: 180, by: 45).map({ Camera(yaw: $0, pitch: 15) }) {
      var turned = player
      turned.model = self.player(step: 60, camera: camera).model
      let rect = try #require(solidRect(turned))
      let text = turned.picture(rect)
      #expect(["●", "▲", "◆", "■", "✚", "★"].filter { text.contains($0) }.count >= 4, "\(camera)\n\(text)")
    }
  }

  /// While heads move, few cells change.
  @Test func playingChangesLittle() throws {
    var player = player(width: 200, height: 60, step: 100)
    let before = render(player.model).frame
    player.send(.step(1))
    let after = render(player.model).frame
    let rect = try #require(player.rect("SolidPane"))
    var changed = 0
    for row in rect.y..<rect.endY {
      for column in rect.x..<rect.endX where before[column, row] != after[column, row] { changed += 1 }
    }
    #expect(changed > 0 && changed < 40, "\(changed)")
  }

  /// Every surface opens, in every depth, without a crash.
  @Test(arguments: SurfaceCatalog.all.map(\.card.id))
  func everySurfaceIsShown(_ id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    var experiment = bundled.opening.experiment
    experiment = Experiment(
      surface: SurfaceChoice(entry), domain: entry.surface(entry.defaults).domain,
      start: entry.surface(entry.defaults).start, optimizers: experiment.optimizers, steps: 60)
    for (depth, glyphs) in [(ColorDepth.direct, GlyphSet.unicode), (.mono, .ascii)] {
      var player = player(experiment, width: 90, height: 30, depth: depth, glyphs: glyphs)
      let rect = try #require(solidRect(player), "\(id)")
      #expect(player.picture(rect).filter { $0 != " " && $0 != "\n" }.count > 60, "\(id)")
      for view in ["6", "0.0001"] {
        player.send(.zoom(Double(view) ?? 1), .turnSolid(2, 1))
        #expect(render(player.model).frame.width == 90)
      }
    }
  }

  /// Heights that are not numbers are holes; if all are equal the block is flat.
  @Test(arguments: ["log(x)", "1/x", "3", "1e300*x", "sqrt(x+y)", "x/0"])
  func oddFormulas(_ formula: String) throws {
    var player = Player(width: 100, height: 30)
    player.send(.open(.surfaces))
    player.send(.paste(formula))
    player.send(.pick)
    let isSolid = player.press(.character("v")) { $0.model.derived.layout.mainView == .solid }
    #expect(isSolid)
    for message in [
      Command.turnSolid(5, 3), .magnifySolid(.nan), .magnifySolid(1e300), .turnSolid(.max, .min),
    ] {
      player.send(message)
      #expect(render(player.model).frame.height == 30)
    }
  }

  @Test func titleAndSizes() throws {
    #expect(player(camera: Camera(yaw: -55, pitch: 30)).picture("SolidPane").contains("yaw −55°  pitch 30°"))
    for (width, height) in LayoutTests.sizes {
      #expect(render(player(width: width, height: height).model).frame.width == width)
    }
    var none = try Experiment.bowl()
    none.optimizers = []
    #expect(solidRect(player(none)) != nil)
  }

  /// A race behind a wall is opened from a side where it is visible: walls on opposite sides give different cameras.
  @Test func theOpeningCameraSeesTheRace() throws {
    let walls = ["x", "-x", "y", "-y"]
    let cameras = try walls.map { side in
      let experiment = Experiment(
        surface: try Specification.expression("1/(1 + exp(40*(0.1 + \(side))))"),
        domain: Domain(x: -1...1, y: -1...1), start: Point(0, 0),
        optimizers: [try bundled.specification.optimizer("gd:lr=0.001")], steps: 5)
      return player(experiment, step: 5).model.document.solid.camera
    }
    // The usual side, from which walls to the left and in front of the race hide it, is not kept for all.
    #expect(Set(cameras.map(\.yaw)).count > 1, "\(cameras)")
    #expect(cameras.contains { $0.yaw == Camera.standard.yaw }, "\(cameras)")
    // Every turn is by quarters.
    for (side, camera) in zip(walls, cameras) {
      let turns = (camera.yaw - Camera.standard.yaw) / 90
      #expect(turns == turns.rounded(), "\(side)")
    }
  }
}
