import Configuration
import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// Where the terminal has pixels, figures are left to them, and cells have only their texts.
struct PixelTests {
  /// The cells of a usual screen, of one with many pixels, and of one with odd sizes.
  static let cells = [(8, 17), (16, 34), (7, 15)].compactMap { PixelSize(width: $0, height: $1) }

  /// A terminal with pixels.
  static func terminal(_ cell: PixelSize = cells[0], depth: ColorDepth = .direct) -> TerminalTraits {
    var terminal = TerminalTraits(depth: depth, glyphs: .unicode)
    terminal.pixelCell = cell
    return terminal
  }

  /// A program whose terminal has answered.
  static func player(
    _ experiment: Experiment? = nil, _ terminal: TerminalTraits = terminal(), width: Int = 120,
    height: Int = 40
  ) -> Player {
    var player = Player(experiment, width: width, height: height)
    player.send(.terminal(terminal))
    return player
  }

  @Test("A figure in pixels leaves blank cells with the terminal's own ground", arguments: cells)
  func blankCells(cell: PixelSize) throws {
    let player = PixelTests.player(nil, PixelTests.terminal(cell))
    let screen = render(player.model)
    #expect(Set(screen.figures.map(\.pane)) == [.map, .chart])
    let map = try #require(screen.figures.first { $0.pane == .map })
    #expect(map.rect == player.mapRect)
    for placed in screen.figures {
      let cells = placed.rect.cells.map { screen.frame[$0.column, $0.row] }
      // Numbers and words stand on the picture itself.
      #expect(cells.allSatisfy { $0.background == nil }, "\(placed.pane)")
      let written = cells.count { $0.symbol != " " }
      #expect(written * 10 < cells.count, "\(placed.pane)")
    }
  }

  /// Reading and clicking do not depend on how figures are drawn.
  @Test(arguments: MainView.allCases)
  func placesAreThoseOfCells(view: MainView) throws {
    let data = try Experiment.line(["gd:lr=0.1", "adam"])
    var inCells = Player(view.needsData ? data : nil, width: 120, height: 40)
    inCells.send(.setView(view))
    var inPixels = inCells
    inPixels.send(.terminal(PixelTests.terminal()))
    let (a, b) = (render(inCells.model), render(inPixels.model))
    #expect(a.regions == b.regions)
    #expect(a.figures.isEmpty && !b.figures.isEmpty)
    // Outside their panes every cell is the same; beside a map numbers are those of finer heights.
    let names = ["MapPane", "SolidPane", "FitPane", "SlicePane", "ChartPane"]
    let covered = names.compactMap { inPixels.rect($0) }
    for row in 0..<a.frame.height {
      for column in 0..<a.frame.width
      where !covered.contains(where: { $0.contains(column: column, row: row) }) {
        #expect(a.frame[column, row] == b.frame[column, row], "\(view), \(column), \(row)")
      }
    }
  }

  /// The first frame does not wait for the terminal; when it answers, nothing is empty meanwhile.
  @Test func thereIsNoEmptyMapBetween() throws {
    var player = Player(width: 120, height: 40)
    #expect(render(player.model).figures.isEmpty)
    #expect(render(player.model).frame[player.mapRect.x + 5, player.mapRect.y + 5].background != nil)
    // The finer heights are still to be computed.
    let effects = update(&player.model, .event(.terminal(PixelTests.terminal())))
    func field(_ model: Model) throws -> Field {
      let map = try #require(render(model).figures.first { $0.pane == .map })
      let fields = map.figure.backdrop.shapes.compactMap {
        if case .field(let field) = $0 { field } else { nil }
      }
      return try #require(fields.first)
    }
    let coarse = try field(player.model)
    #expect(coarse.columns == player.mapRect.width)
    #expect(!effects.isEmpty)
    for effect in effects { player.send(effect.perform()) }
    let fine = try field(player.model)
    #expect(fine.columns == player.mapRect.width * 4 && fine.rows >= player.mapRect.height * 8)
  }

  /// Losses that read many examples are not computed for every second pixel.
  @Test func heightsOverManyExamplesAreCoarser() throws {
    let player = PixelTests.player(try .line(examples: 4000, model: .logistic, ["gd:lr=0.1"]))
    let map = try #require(render(player.model).figures.first { $0.pane == .map })
    let fields = map.figure.backdrop.shapes.compactMap {
      if case .field(let field) = $0 { field } else { nil }
    }
    let field = try #require(fields.first)
    #expect(field.columns >= player.mapRect.width && field.columns < player.mapRect.width * 4)
  }

  @Test("M goes through pixels and all markers, and back to pixels")
  func markers() throws {
    var player = PixelTests.player()
    #expect(player.model.pixelCell != nil)
    var seen: [String] = []
    for _ in 0..<10 {
      player.press(.character("M"))
      seen.append(try #require(player.model.notice))
      #expect((player.model.pixelCell != nil) == (seen.last == "lines: pixels"))
      #expect(render(player.model).figures.isEmpty == (seen.last != "lines: pixels"))
    }
    let cycle = ["auto", "dots", "blocks", "plain", "pixels"].map { "lines: \($0)" }
    #expect(seen == cycle + cycle)
    #expect(!player.model.arguments.contains("--pixels") && !player.model.arguments.contains("--marker"))
  }

  @Test("Without pixels M goes through the markers alone")
  func markersAlone() throws {
    var player = Player(width: 120, height: 40)
    var seen: [String] = []
    for _ in 0..<4 {
      player.press(.character("M"))
      seen.append(player.model.document.markers.id)
    }
    #expect(seen == ["dots", "blocks", "plain", "auto"])
    #expect(player.model.document.pixels == .auto)
  }

  @Test("A marker that is asked for is shown, unless pixels are asked for too")
  func askedMarkers() throws {
    var opening = Model.Opening(bundled.opening.experiment)
    opening.step = 20
    opening.markers = "dots"
    var player = Player(opening, width: 120, height: 40)
    player.send(.terminal(PixelTests.terminal()))
    #expect(player.model.pixelCell == nil && render(player.model).figures.isEmpty)
    player.send(.setPixels(.on))
    #expect(player.model.pixelCell != nil)
    player.send(.setMarkers("blocks"))
    #expect(player.model.pixelCell == nil && player.model.document.markers.id == "blocks")
    opening.pixels = .on
    player = Player(opening, width: 120, height: 40)
    player.send(.terminal(PixelTests.terminal()))
    #expect(player.model.pixelCell != nil)
    opening.pixels = .off
    opening.markers = nil
    player = Player(opening, width: 120, height: 40)
    player.send(.terminal(PixelTests.terminal()))
    #expect(player.model.pixelCell == nil)
  }

  @Test("A choice can be undone, typed, and is in the command line and in the file")
  func choices() throws {
    var player = PixelTests.player()
    player.press(.character("M"))
    #expect(player.model.commandLine.contains("--pixels off"))
    #expect(player.model.file.view[.pixels] == "off")
    player.send(.undo)
    #expect(player.model.notice == "undone: pixels off" && player.model.pixelCell != nil)
    player.send(.openPalette)
    player.type("pixels off")
    player.press(Key(.enter))
    #expect(player.model.pixelCell == nil && player.model.document.pixels == .off)
    let words = try ViewWords(player.model.file.view, from: ViewWords.Shelf())
    var opening = Model.Opening(bundled.opening.experiment)
    try words.apply(to: &opening)
    #expect(opening.pixels == .off)
    // Where the configuration says off, what is shown has to be said.
    opening.usualPixels = .off
    opening.pixels = .on
    var other = Player(opening, width: 120, height: 40)
    other.send(.terminal(PixelTests.terminal()))
    #expect(other.model.commandLine.contains("--pixels on"))
    #expect(other.model.file.view[.pixels] == "on")
    other.send(.setPixels(.off))
    #expect(other.model.commandLine.contains("--pixels off") && other.model.file.view[.pixels] == nil)
  }

  @Test("Where pixels are asked for and cannot be had, a sentence says why")
  func hindrances() throws {
    func notice(_ change: (inout TerminalTraits) -> Void) -> String {
      var opening = Model.Opening(bundled.opening.experiment)
      opening.step = 20
      opening.pixels = .on
      var player = Player(opening, width: 120, height: 40)
      #expect(player.model.notice == nil)
      var terminal = TerminalTraits(depth: .direct, glyphs: .unicode)
      change(&terminal)
      player.send(.terminal(terminal))
      #expect(render(player.model).figures.isEmpty || player.model.notice == nil)
      return player.footer
    }
    func answered(_ reports: [TerminalReport]) -> TerminalAnswers {
      var answers = TerminalAnswers()
      for report in reports + [.attributes([62])] { answers.take(report) }
      return answers
    }
    #expect(notice { $0.answers = answered([]) }.contains("does not know kitty's graphics protocol"))
    #expect(notice { $0.answers = answered([.graphics(true)]) }.contains("the size of its cells"))
    #expect(
      notice { $0.answers = answered([.version("tmux 3.3a")]) }.contains("tmux does not pass pictures on"))
    #expect(notice { $0.isSilent = true }.contains("has not answered"))
    #expect(
      notice {
        $0 = PixelTests.terminal(depth: .palette16)
      }.contains("256 colours or more"))
    #expect(!notice { $0 = PixelTests.terminal() }.contains("no pixels"))
    // Nobody has asked: nothing is said.
    var player = Player(width: 120, height: 40)
    var terminal = TerminalTraits(depth: .direct, glyphs: .unicode)
    terminal.answers = answered([])
    player.send(.terminal(terminal))
    #expect(player.model.notice == nil)
    player.send(.setPixels(.on))
    #expect(player.model.notice?.contains("kitty's graphics protocol") == true)
  }

  @Test("On a slow line figures are drawn in cells, until they are asked for in pixels again")
  func slowLine() throws {
    var player = PixelTests.player()
    player.send(.pixels(.slowLine))
    #expect(player.model.notice == "the line is slow: cells; M for pixels")
    #expect(render(player.model).figures.isEmpty && player.model.document.pixels == .auto)
    // That is the terminal's fault, not a choice.
    #expect(!player.model.canUndo && !player.model.commandLine.contains("--pixels"))
    player.press(.character("M"))
    #expect(player.model.notice == "lines: pixels" && !render(player.model).figures.isEmpty)
    player.send(.pixels(.refused))
    #expect(player.model.notice == "the terminal refused a picture: cells; M for pixels")
    player.send(.setPixels(.on))
    #expect(!render(player.model).figures.isEmpty)
    // Late news about pixels that are not shown any more.
    player.send(.setPixels(.off), .setPixels(.off))
    player.send(.pixels(.slowLine))
    #expect(player.model.notice == nil)
  }

  @Test(
    "With 16 colours and fewer figures stay in cells", arguments: [ColorDepth.palette16, .palette8, .mono])
  func fewColors(depth: ColorDepth) {
    let player = PixelTests.player(nil, PixelTests.terminal(depth: depth))
    #expect(player.model.pixelCell == nil && render(player.model).figures.isEmpty)
  }

  /// What can be opened over the panes.
  private static let overlays: [(String, [Command])] = [
    ("help", [.help]), ("palette", [.openPalette]), ("share", [.share]), ("form", [.openForm(.saveLayout)]),
    ("surfaces", [.open(.surfaces)]), ("optimizers", [.open(.optimizers)]), ("themes", [.open(.themes)]),
    ("runs", [.open(.runs)]), ("views", [.open(.views)]), ("experiments", [.open(.experiments)]),
    ("history", [.toggleLossAxis, .open(.history)]),
  ]

  @Test("Cells of whatever lies over a figure cover it", arguments: overlays.map(\.0))
  func overlaysCover(_ name: String) throws {
    let commands = try #require(PixelTests.overlays.first { $0.0 == name }?.1)
    for theme in ThemeCatalog.all.map(\.id) {
      var player = PixelTests.player()
      player.send(.setTheme(theme))
      // The terminal's own ground is the theme's: it would take such cells for empty ones.
      var terminal = PixelTests.terminal()
      let ground = try #require(player.model.derived.theme.ground)
      terminal.answers.take(.background(ground))
      player.send(.terminal(terminal))
      let figures = render(player.model).figures.map(\.rect)
      for command in commands { player.send(command) }
      let screen = render(player.model)
      let own = try #require(terminal.answers.background)
      let box = try #require(screen.regions.last { $0.target == .overlay }?.rect, "\(name)")
      for place in box.cells
      where figures.contains(where: { $0.contains(column: place.column, row: place.row) }) {
        let ground = screen.frame[place.column, place.row].background
        // The heights of small maps may have any colour.
        let isText = !["surfaces", "experiments"].contains(name)
        #expect(ground != nil && (!isText || ground != own), "\(theme), \(name): \(place)")
      }
    }
  }

  /// Terminals take a cell of their own ground's colour for one without a ground.
  @Test func theTerminalsOwnGroundIsAvoided() throws {
    var player = Player(width: 120, height: 40)
    let own = try #require(player.model.derived.theme.ground)
    var terminal = PixelTests.terminal()
    terminal.answers.take(.background(own))
    player.send(.terminal(terminal))
    let ground = try #require(player.model.derived.theme.ground)
    #expect(ground != own && (ground.hex ^ own.hex) < 4)
    #expect(render(player.model).figures.allSatisfy { $0.figure.ground == ground })
    player.send(.nextTheme)
    for _ in 1..<ThemeCatalog.all.count { player.send(.nextTheme) }
    #expect(player.model.derived.theme.ground == ground)
    // In cells it is the theme's own again.
    player.send(.setPixels(.off))
    #expect(player.model.derived.theme.ground == own)
  }

  /// A renderer keeps what it has drawn of a line as long as its identity stays.
  @Test("A line that grows keeps its beginning", arguments: ["valley", "batch_sizes"])
  func growingLines(_ id: String) throws {
    let experiment = try #require(bundled.entry(id)).experiment
    for chart in ChartQuantity.allCases {
      var player = PixelTests.player(experiment)
      player.send(.setChartQuantity(chart))
      var known: [TerminalGraphics.Identity: [SIMD2<Double>]] = [:]
      for step in stride(from: 0, through: experiment.steps, by: max(1, experiment.steps / 9)) {
        player.send(.seek(step))
        for placed in render(player.model).figures {
          for case .trails(let trails) in placed.figure.shapes {
            for trail in trails {
              let points = (0..<trail.count).map(trail.point)
              let former = known[trail.identity] ?? []
              let common = min(former.count, points.count)
              #expect(
                points.prefix(common).elementsEqual(former.prefix(common)) { a, b in
                  (a.x == b.x || a.x.isNaN && b.x.isNaN) && (a.y == b.y || a.y.isNaN && b.y.isNaN)
                }, "\(placed.pane), \(chart), step \(step)")
              known[trail.identity] = points
            }
          }
        }
      }
    }
  }
}

extension Rect {
  /// The places of its cells.
  fileprivate var cells: [(column: Int, row: Int)] {
    (y..<endY).flatMap { row in (x..<endX).map { ($0, row) } }
  }
}
