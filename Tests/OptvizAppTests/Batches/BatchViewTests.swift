import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The batch on the map and on the chart.
struct BatchViewTests {
  private func cells(_ player: Player, where matches: (Cell) -> Bool) -> [(column: Int, row: Int)] {
    let frame = render(player.model).frame
    let rect = player.mapRect
    return (rect.y..<rect.endY).flatMap { row in
      (rect.x..<rect.endX).filter { matches(frame[$0, row]) }.map { ($0, row) }
    }
  }

  /// The cells of the cloud: the colour of the first run, paler.
  private func cloud(_ player: Player) -> [(column: Int, row: Int)] {
    let theme = player.model.derived.theme
    let color = theme.paths[0].blended(towards: theme.arrows[2], 0.3)
    return cells(player) { $0.foreground == color }
  }

  private func spread(_ player: Player) -> Int {
    let cells = cloud(player)
    guard let left = cells.map(\.column).min(), let right = cells.map(\.column).max() else { return 0 }
    return right - left + 1
  }

  @Test func aCloudAroundTheArrowOfAll() throws {
    var player = Player(try .line(["gd:lr=0.05"]), width: 120, height: 40, step: 5)
    while player.model.derived.layout.mainView != .contours { player.send(.nextView) }
    let picture = player.picture("MapPane")
    #expect(cloud(player).count > 20)
    #expect(picture.contains(" all") && picture.contains("batch"))
    #expect(picture.contains("batch 3 of 3") && picture.contains("→ all  → batch  ∴ 160 others"))
    #expect(picture.contains("╌ its contours"))
    player.press(.character("c"))
    #expect(cloud(player).isEmpty && !player.picture("MapPane").contains("→ all"))
    #expect(player.model.commandLine.contains(" --no-cloud"))
    player.press(.character("c"))
    #expect(player.picture("MapPane") == picture && !player.model.commandLine.contains("--no-cloud"))
  }

  @Test func theCloudShrinksAsBatchesGrow() throws {
    // At the minimum, where the arrow of all examples has no length, and the arrows' scale is the same for all sizes.
    let spreads = try [4, 16, 64].map { size in
      var experiment = try Experiment.line(examples: 400, batchSize: size, ["gd:lr=1e-9"])
      experiment.start = try #require(experiment.objective.minima.first).point
      return spread(Player(experiment, width: 120, height: 40, step: 1))
    }
    #expect(spreads[0] * 5 > spreads[1] * 7 && spreads[1] * 5 > spreads[2] * 7, "\(spreads)")
    #expect(spreads[2] > 1)
  }

  @Test func itIsNotThereWhereItWouldSayNothing() throws {
    var player = Player(try .line(["gd", "adam+batch:size=0"]), width: 120, height: 40, step: 5)
    player.send(.chooseRun(0))
    #expect(player.picture("MapPane").contains("→ all"))
    // Every step of the other run sees all examples.
    player.send(.chooseRun(1))
    #expect(!player.picture("MapPane").contains("→ all"))
    player.send(.chooseRun(0), .toggleRun(0))
    #expect(!player.picture("MapPane").contains("→ all"))
    player.send(.toggleRun(0), .togglePlay)
    #expect(player.model.playback.isPlaying && !player.picture("MapPane").contains("→ all"))
    player.send(.togglePlay)
    #expect(player.picture("MapPane").contains("→ all"))
    // The inspector has its own arrows; the contours stay.
    player.send(.togglePane(.inspector))
    #expect(
      !player.picture("MapPane").contains("→ all") && player.picture("MapPane").contains("contours"))
    #expect(cloud(player).isEmpty)
  }

  /// The picture depends on the step on display and on nothing before it.
  @Test func theSameMomentGivesTheSamePicture() throws {
    var player = Player(try .line(["gd:lr=0.05"]), width: 100, height: 30, step: 5)
    let picture = player.aboveFooter
    player.send(.step(1))
    #expect(player.aboveFooter != picture)
    player.send(.zoom(0.5), .resetView, .chooseRun(0), .step(-1))
    #expect(player.aboveFooter == picture)
  }

  @Test func largeDataStayCheap() throws {
    let player = Player(
      try .line(examples: 60_000, batchSize: 30_000, model: .logistic, ["gd"], steps: 2), width: 120,
      height: 40, step: 0)
    #expect(player.picture("MapPane").contains("∴ 3 others"))
    // With this many examples, contours are as expensive as the map itself, and look like it.
    #expect(!player.picture("MapPane").contains("its contours"))
  }

  @Test func theChartHasThickLinesAndFaintDots() throws {
    let player = Player(try .line(["gd:lr=0.05"]), width: 120, height: 40, step: 60)
    let picture = player.picture("ChartPane")
    #expect(picture.contains("━ all  ⠂ batch"), "\(picture)")
    let rect = try #require(player.rect("ChartPane"))
    let frame = render(player.model).frame
    let full = player.model.derived.theme.paths[0]
    var (thick, faint) = (0, 0)
    for row in rect.y + 1..<rect.endY - 1 {
      for column in rect.x + 1..<rect.endX - 1
      where (0x2801...0x28FF).contains(frame[column, row].symbol.value) {
        if frame[column, row].foreground == full { thick += 1 } else { faint += 1 }
      }
    }
    #expect(thick >= 20 && faint >= 10, "\(thick) \(faint)")
    // If every step sees all examples there is one kind of loss.
    let whole = Player(try .line(batchSize: 0, ["gd:lr=0.05"]), width: 120, height: 40, step: 60)
    #expect(!whole.picture("ChartPane").contains("batch"))
  }

  /// A batch of one example that the line happens to meet has no loss; the axis does not extend down to it.
  @Test func oneLuckyBatchDoesNotTakeTheAxis() throws {
    let player = Player(
      try .line(examples: 400, batchSize: 1, ["gd:lr=0.01"], steps: 2000), width: 120, height: 40, step: 2000)
    let labels = player.picture("ChartPane").split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0.hasPrefix("1e") }
    }
    #expect(
      !labels.isEmpty && !labels.contains { $0.hasPrefix("1e−") && ($0.dropFirst(3).first ?? "9") > "4" })
  }

  @Test func everySizeAndTerminalSurvives() throws {
    for (width, height) in LayoutTests.sizes + [(1, 1), (40, 12), (66, 12), (300, 100)] {
      for (depth, glyphs) in [
        (ColorDepth.direct, GlyphSet.unicode), (.mono, .ascii), (.palette256, .unicode),
      ] {
        var player = Player(
          try .line(["gd:lr=0.05", "adam+batch:size=1", "gd:lr=30"]), width: width, height: height, step: 9,
          depth: depth, glyphs: glyphs)
        for message: Command in [
          .smallerBatches, .togglePace, .chooseRun(2), .last, .smallerBatch, .zoom(1e-3), .toggleBatches,
          .toggleBatches, .togglePane(.inspector), .first, .togglePace,
        ] {
          player.send(message)
          let frame = render(player.model).frame
          #expect(frame.width == width && frame.height == height)
        }
      }
    }
  }
}
