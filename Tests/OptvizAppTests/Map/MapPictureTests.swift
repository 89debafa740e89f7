import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The map's parts besides heat and lines: signs, numbers, markers.
struct MapPictureTests {
  private func himmelblau(_ width: Int = 120, step: Int = 0) throws -> Player {
    Player(
      try Experiment(
        "himmelblau", domain: "-5,5,-5,5", start: "0,-1", "gd:lr=0.01", "gd:lr=0.01", "adam:lr=0.1"),
      width: width, height: 40, step: step)
  }

  private func count(_ symbol: Character, _ picture: String) -> Int { picture.count { $0 == symbol } }

  @Test func saddlesAndMinimaAreMarked() throws {
    var player = try himmelblau()
    player.send(.resetView)
    #expect(count("⋈", player.picture("MapPane")) == 4)
    #expect(count("✦", player.picture("MapPane")) == 4)
    // A pattern of very many hills has no signs at all.
    var hills = Player(
      try Experiment("rastrigin", domain: "-5.12,5.12,-5.12,5.12", start: "3,2", "gd:lr=0.001"), step: 0)
    hills.send(.resetView)
    #expect(count("⋈", hills.picture("MapPane")) == 0 && count("✧", hills.picture("MapPane")) == 0)
    // In a smaller view they are few.
    for _ in 0..<9 { hills.send(.zoom(0.8)) }
    #expect(count("⋈", hills.picture("MapPane")) > 0)
    // In ASCII no two signs are the same.
    let ascii = ["✕", "✦", "⋈"].map { GlyphSet.ascii.cell(Cell($0)).symbol }
    #expect(Set(ascii).count == 3 && !ascii.contains("?"))
  }

  /// Runs at one place all have their heads, the chosen one's on the place itself.
  @Test func headsInOneCellAreAllSeen() throws {
    var player = try himmelblau()
    for chosen in 0..<3 {
      player.send(.chooseRun(chosen))
      let heads: [Character] = ["●", "▲", "◆"]
      let row = try #require(
        player.picture("MapPane").split(separator: "\n").first { line in
          heads.allSatisfy { line.contains($0) }
        })
      let start = try #require(row.firstIndex(where: heads.contains))
      let signs = row[start...].prefix(3)
      #expect(signs.allSatisfy { heads.contains($0) })
      #expect(signs.dropFirst().first == heads[chosen])
    }
  }

  /// Runs that have left at one place each have an arrow.
  @Test func arrowsAtOneCellAreAllSeen() throws {
    let player = Player(
      try Experiment(
        "saddle", domain: "-2,2,-2,2", start: "0.1,0.5", "gd:lr=0.4", "gd:lr=0.4", "gd:lr=0.4", steps: 40),
      step: 40)
    let frame = render(player.model).frame
    let map = player.mapRect
    var colors: [Color] = []
    for row in map.y..<map.endY {
      for column in map.x..<map.endX where "←↑→↓↖↗↘↙".unicodeScalars.contains(frame[column, row].symbol) {
        if let color = frame[column, row].foreground { colors.append(color) }
      }
    }
    #expect(colors.count == 3 && Set(colors).count == 3)
  }

  /// Two runs that make the same steps are both visible along the whole path.
  @Test func equalRunsShareTheirPath() throws {
    let player = try himmelblau(step: 60)
    let frame = render(player.model).frame
    let map = player.mapRect
    // Paths are drawn in blocks, contours in dots.
    func isSextant(_ symbol: Unicode.Scalar) -> Bool { Marker.sextant.symbols.dropFirst().contains(symbol) }
    var cells: [Color: Int] = [:]
    for row in map.y..<map.endY {
      for column in map.x..<map.endX where isSextant(frame[column, row].symbol) {
        if let color = frame[column, row].foreground { cells[color, default: 0] += 1 }
      }
    }
    let paths = player.model.derived.theme.paths
    func hue(_ color: Color) -> Int? {
      // Faded or not: the nearest path colour.
      let distances = paths.map { path in
        abs(Int(path.red) - Int(color.red)) + abs(Int(path.green) - Int(color.green))
          + abs(Int(path.blue) - Int(color.blue))
      }
      return distances.indices.min { distances[$0] < distances[$1] }
    }
    // The heat has a hundred colours of few half cells each; a path has one or two.
    let seen = Set(cells.filter { $0.value >= 4 }.compactMap { hue($0.key) })
    #expect(seen.isSuperset(of: [0, 1, 2]))
  }

  @Test func contoursHaveNumbersThatGiveWay() throws {
    let player = try himmelblau()
    func numbers(_ player: Player) -> [Substring] {
      player.picture(player.mapRect).split { !$0.isNumber && $0 != "." }
    }
    #expect(!numbers(player).isEmpty)
    // If runs are told apart by digits a number would look like a run.
    let ascii = Player(player.model.document.experiment, width: 120, height: 40, step: 0, glyphs: .ascii)
    let longest = numbers(ascii).map { text in text.filter { $0.isNumber }.count }.max()
    #expect((longest ?? 0) <= 1)
    // A small map has none.
    #expect(numbers(Player(player.model.document.experiment, width: 44, height: 14, step: 0)).isEmpty)
  }

  /// Going back and forth, hiding and showing, another view: the map equals that of a fresh program.
  @Test func pathsAreThoseOfAFreshProgram() throws {
    var player = try himmelblau(step: 10)
    for step in [40, 90, 20, 21, 22, 100, 0, 3] { player.send(.seek(step)) }
    player.send(.toggleRun(1), .seek(70), .toggleRun(1), .zoom(0.8), .zoom(1.25), .seek(50), .resetView)
    player.send(.chooseRun(2), .set(0, 0.3), .set(0, 0.1), .chooseRun(1), .resetView)
    var fresh = try himmelblau(step: 50)
    fresh.send(.chooseRun(1))
    if fresh.model.document.map.view != player.model.document.map.view { fresh.send(.resetView) }
    #expect(fresh.model.document.map.view == player.model.document.map.view)
    #expect(render(fresh.model).frame == render(player.model).frame)
  }

  /// While it plays the path grows with every tick, and equals that of a program paused there.
  @Test func pathsGrowAsTheRacePlays() throws {
    var player = try himmelblau()
    player.send(.togglePlay)
    for tick in 0..<40 { player.send(.tick(now: Double(tick) / 30)) }
    let step = player.model.step
    #expect(step > 20)
    player.send(.togglePlay)
    #expect(player.picture("MapPane") == (try himmelblau(step: step)).picture("MapPane"))
  }

  /// A key cycles through the markers, and the command line names them: solid paths over fine lines, dots, blocks, marks.
  @Test func markersAreCycled() throws {
    var player = try himmelblau(step: 40)
    #expect(!player.model.commandLine.contains("--marker"))
    func has(_ symbols: ClosedRange<UInt32>, _ picture: String) -> Bool {
      picture.unicodeScalars.contains { symbols.contains($0.value) }
    }
    let (braille, sextants): (ClosedRange<UInt32>, ClosedRange<UInt32>) = (0x2801...0x28FF, 0x1FB00...0x1FB3B)
    #expect(has(braille, player.picture("MapPane")) && has(sextants, player.picture("MapPane")))
    #expect(has(braille, player.picture("ChartPane")) && !has(sextants, player.picture("ChartPane")))
    for (marker, hasDots, hasBlocks) in [
      ("dots", true, false), ("blocks", false, true), ("plain", false, false),
    ] {
      player.press(.character("M"))
      #expect(player.model.commandLine.contains("--marker \(marker)"))
      #expect(player.footer.contains(marker) || player.model.notice?.contains(marker) == true)
      for pane in ["MapPane", "ChartPane"] {
        #expect(has(braille, player.picture(pane)) == hasDots, "\(marker), \(pane)")
        #expect(has(sextants, player.picture(pane)) == hasBlocks, "\(marker), \(pane)")
      }
    }
    player.press(.character("M"))
    #expect(!player.model.commandLine.contains("--marker"))
    player.send(.setMarkers("half_block"))
    #expect(player.model.commandLine.contains("--marker half_block"))
    // A marker that the terminal cannot show is replaced by the best that it has.
    var opening = Model.Opening(player.model.document.experiment)
    (opening.markers, opening.step) = ("sextant", 3)
    let plain = Model(opening, depth: .direct, glyphs: .unicode, blocks: .quadrant, size: (100, 30))
    #expect(!plain.commandLine.contains("--marker"))
    var letters = Player(player.model.document.experiment, step: 40, glyphs: .ascii)
    letters.press(.character("M"))
    #expect(!letters.model.commandLine.contains("--marker"))
  }

  /// Over many hills there are fewer levels, so that contour lines do not cover the map: the share of its cells with
  /// lines is small, or equals that of the smallest number of levels.
  @Test(arguments: [
    ("himmelblau", 0.37), ("ackley", 0.37), ("schwefel", 0.42), ("griewank", 0.52), ("eggholder", 0.62),
    ("rastrigin", 0.77),
  ])
  func contoursStayQuiet(_ id: String, most: Double) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    var experiment = Experiment(
      surface: SurfaceChoice(entry), domain: surface.domain, start: surface.start, optimizers: [], steps: 1)
    experiment.domain = surface.domain
    var opening = Model.Opening(experiment)
    (opening.showsDomain, opening.step) = (true, 0)
    // Wide enough for the map and its colour bar.
    let player = Player(opening, width: 132, height: 40)
    let frame = render(player.model).frame
    let map = player.mapRect
    var dotted = 0
    for row in map.y..<map.endY {
      for column in map.x..<map.endX where (0x2801...0x28FF).contains(frame[column, row].symbol.value) {
        dotted += 1
      }
    }
    let share = Double(dotted) / Double(map.width * map.height)
    #expect(share > 0.02 && share <= most, "\(id): \(share)")
  }

  /// Where the map fills the screen, its legend says what the table of the race says beside it.
  @Test func aMapAloneHasALegend() {
    var player = Player(width: 120, height: 40, step: 60)
    #expect(!player.picture(player.mapRect).contains("Heavy ball"))
    player.send(.focus(.map), .toggleZoom)
    let picture = player.picture(player.mapRect)
    for entry in ["● 1 GD", "▲ 2 Heavy ball", "◆ 3 Nesterov", "■ 4 Adagrad", "✚ 5 RMSprop", "★ 6 Adam"] {
      #expect(picture.contains(entry))
    }
    player.press(.character("2"))
    #expect(!player.picture(player.mapRect).contains("Heavy ball"))
  }
}
