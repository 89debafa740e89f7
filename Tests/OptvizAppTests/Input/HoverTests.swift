import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

struct HoverTests {
  private func border(_ player: Player) -> String {
    guard let map = player.rect("MapPane") else { return "" }
    return player.picture(Rect(x: map.x, y: map.endY - 1, width: map.width, height: 1))
  }

  /// The numbers in the border are the surface's own at the middle of the cell.
  @Test func theMapIsRead() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let map = player.mapRect
    for (column, row) in [(map.x, map.y), (map.endX - 1, map.endY - 1), (map.x + 30, map.y + 4)] {
      player.point(.move, column, row)
      let world = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
        .center(
          column: column, row: row)
      let loss = player.model.derived.race.objective.value(at: Point(world.x, world.y))
      let text = border(player)
      #expect(text.contains("f ") && text.contains(Numerals.scientific(loss, digits: 3)), "\(text)")
      #expect(text.contains("|∇f|"))
    }
  }

  /// Numbers keep their places while the pointer moves.
  @Test func theReadingDoesNotJump() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let map = player.mapRect
    var places: Set<[Int]> = []
    for column in stride(from: map.x, to: map.endX, by: 3) {
      for row in stride(from: map.y, to: map.endY, by: 3) {
        player.point(.move, column, row)
        let text = Array(border(player))
        places.insert(
          [" x ", " y ", " f ", "|∇f|"].map { sign in
            text.indices.last { text[$0...].starts(with: sign) } ?? -1
          })
      }
    }
    let isEverywhere = places.first?.contains(-1) == false
    #expect(places.count == 1 && isEverywhere, "\(places)")
  }

  @Test("A sign on the map is named under the pointer, and help lists the map's signs")
  func signs() throws {
    var player = Player(width: 120, height: 40, step: 30)
    let projection = Projection(
      player.mapRect, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
    let start = player.model.document.experiment.start
    let minimum = try #require(player.model.derived.race.objective.minima.first).point
    // Beale's saddle, from its gradient by hand: x = 0, y = 1.
    for (point, name) in [(start, "✕ start"), (minimum, "✦ minimum"), (Point(0, 1), "⋈ saddle")] {
      let cell = try #require(projection.cell(of: SIMD2(point.x, point.y)))
      player.point(.move, cell.column, cell.row)
      #expect(border(player).contains(name), "\(name): \(border(player))")
    }
    player.send(.help)
    player.type("saddle")
    let text = render(player.model).frame.text
    #expect(text.contains("Signs on the map") && text.contains("⋈"), "\(text)")
  }

  @Test("A start outside the view is at its edge")
  func startOutside() {
    var player = Player(width: 120, height: 40, step: 30)
    let map = player.mapRect
    func signs() -> [Unicode.Scalar] {
      let frame = render(player.model).frame
      return (map.y..<map.endY).map { frame[map.endX - 1, $0] }.filter { $0.attributes.contains(.bold) }.map(
        \.symbol)
    }
    #expect(signs().isEmpty)
    player.send(.setStart(Point(1000, 0)))
    #expect(signs() == ["→"])
  }

  @Test func theRunUnderThePointerIsNamed() throws {
    var player = Player(try .bowl(), width: 120, height: 40, step: 30)
    let map = player.mapRect
    let projection = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
    let point = player.model.derived.race.timelines[2].track.points[10].position
    let cell = try #require(projection.cell(of: SIMD2(point.x, point.y)))
    player.point(.move, cell.column, cell.row)
    #expect(border(player).contains("Adam step 1"), "\(border(player))")
    player.point(.move, map.endX - 1, map.endY - 1)
    #expect(!border(player).contains("Adam") && player.footer.contains("click start"))
    player.send(.toggleRun(2))
    player.point(.move, cell.column, cell.row)
    #expect(!border(player).contains("Adam"))
  }

  @Test func nothingIsReadWhereThereIsNothingToRead() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let (map, before) = (player.mapRect, render(player.model).frame)
    player.point(.move, map.x + 3, map.y + 3)
    #expect(player.model.pointing.hover == Hover(column: map.x + 3, row: map.y + 3))
    #expect(render(player.model).frame != before)
    for pane in ["RacePane", "SettingsPane", "TimelinePane", "FooterPane"] {
      let rect = try #require(player.rect(pane))
      player.point(.move, rect.x + 5, rect.y)
      #expect(player.model.pointing.hover == nil && render(player.model).frame == before, "\(pane)")
      player.point(.move, map.x + 3, map.y + 3)
    }
    // The same when the pointer leaves the window, behind a list, and on a screen of another size.
    player.send(.pointerLeft)
    #expect(player.model.pointing.hover == nil)
    player.point(.move, map.x + 3, map.y + 3)
    player.send(.resize(width: 100, height: 30))
    #expect(player.model.pointing.hover == nil)
    player.send(.open(.surfaces))
    player.point(.move, map.x + 3, map.y + 3)
    #expect(player.model.pointing.hover == nil)
  }

  /// A terminal that reports only presses and drags leaves no reading.
  @Test func clicksAloneReadNothing() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    player.click(player.mapRect.x + 3, player.mapRect.y + 3)
    #expect(player.model.pointing.hover == nil)
  }

  @Test func slicesAndModelsAreRead() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    player.send(.setView(.sliceX))
    let slice = try #require(player.rect("SlicePane"))
    player.point(.move, slice.x + 40, slice.y + 10)
    let text = player.picture(Rect(x: 0, y: slice.endY - 1, width: slice.width, height: 1))
    #expect(text.contains(" x ") && text.contains(" f "), "\(text)")
    var data = Player(try Experiment.line(["gd", "adam"]), width: 120, height: 40)
    while data.rect("FitPane") == nil { data.send(.nextView) }
    let model = try #require(data.rect("FitPane"))
    let before = data.picture(Rect(x: model.x, y: model.endY - 1, width: model.width, height: 1))
    data.point(.move, model.x + model.width / 2, model.y + model.height / 2)
    #expect(data.picture(Rect(x: model.x, y: model.endY - 1, width: model.width, height: 1)) != before)
  }

  @Test func onlyTheLastOfManyMovesCounts() {
    let moves = (0..<50).map { Input.pointer(Pointer(.move, column: $0, row: 3)) }
    let drags = (0..<50).map { Input.pointer(Pointer(.drag, button: 1, column: $0, row: 3)) }
    let press = Input.pointer(Pointer(.press, button: 1, column: 4, row: 3))
    let release = Input.pointer(Pointer(.release, button: 1, column: 49, row: 3))
    let key = Input.key(Key(.enter))
    #expect(
      Input.withoutStaleMoves(moves + [press] + drags + [release] + moves + [key] + moves)
        == [moves[49], press, drags[49], release, moves[49], key, moves[49]])
    // Clicks and wheel turns all count.
    #expect(Input.withoutStaleMoves([press, press, release, release]) == [press, press, release, release])
    #expect(Input.withoutStaleMoves([]) == [])
  }
}
