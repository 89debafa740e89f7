import Experiments
import Optimization
import OptvizApp
import Testing
import TerminalGraphics

/// A continued frame must equal the frame drawn from scratch, whatever happens in between.
struct ScreenfulTests {
  /// Sends a message, and compares the continued screenful with the one drawn from scratch.
  private func follow(
    _ player: inout Player, _ shown: inout Screenful, _ message: Message, _ context: String
  ) {
    player.send(message)
    shown = shown.next(player.model)
    let anew = render(player.model)
    #expect(difference(shown.frame, anew.frame) == nil, "\(context), \(message)")
    #expect(shown.regions == anew.regions, "\(context), \(message)")
    #expect(shown.figures.map(\.pane) == anew.figures.map(\.pane), "\(context), \(message)")
    for (a, b) in zip(shown.figures, anew.figures) {
      #expect(a.rect == b.rect && picture(a) == picture(b), "\(context), \(message), \(a.pane)")
    }
    // The places of panes are kept from frame to frame, too.
    let places = player.model.derived.layout.panes.map(\.rect).filter { !$0.isEmpty }
    let shownPlaces = anew.regions.compactMap { if case .pane = $0.target { $0.rect } else { nil } }
    #expect(places == shownPlaces, "\(context), \(message)")
  }

  /// The first cell in which two frames differ, in words.
  private func difference(_ a: Frame, _ b: Frame) -> String? {
    guard a.width == b.width, a.height == b.height else { return "sizes" }
    guard let place = a.cells.indices.first(where: { a.cells[$0] != b.cells[$0] }) else { return nil }
    let (column, row) = (place % a.width, place / a.width)
    return "column \(column), row \(row): \(a.text(row: row)) or \(b.text(row: row))"
  }

  /// A figure in pixels as it would be in cells.
  private func picture(_ placed: PlacedFigure) -> Frame {
    var frame = Frame(width: placed.rect.endX, height: placed.rect.endY)
    let style = CellStyle(paths: .braille, lines: .braille, depth: .direct, usesSigns: false)
    CellPicture.draw(placed.figure, in: placed.rect, style, on: &frame)
    return frame
  }

  /// A person's possible actions while the race plays.
  private static let messages: [Message] = [
    commands(
      .nextView, .focusNext, .togglePane(.inspector), .toggleAverages, .togglePane(.inspector),
      .nextChartQuantity, .nextChartSpan, .toggleRun(0), .chooseRun(1), .nextMarkers, .nextTheme, .toggleZoom,
      .toggleZoom, .adjust(1), .pan(3, 0), .zoom(1.3), .faster, .slower, .step(-3), .togglePlay, .help,
      .close, .nextView),
    events(.resize(width: 90, height: 30), .resize(width: 120, height: 40)),
    commands(.nextView, .restart),
  ].flatMap(\.self)

  @Test(
    "Continuing from a frame gives the same as drawing from scratch", arguments: bundled.entries.map(\.id))
  func playing(_ id: String) throws {
    try play(id) { _ in }
  }

  /// Every other terminal has pixels: what is left to them follows as the cells do.
  @Test(
    "The same for figures in pixels",
    arguments: bundled.entries.enumerated().filter {
      $0.offset % 6 == 0 || $0.element.experiment.objective is Regression
    }
    .map(\.element.id))
  func playingInPixels(_ id: String) throws {
    try play(id) { $0.send(.terminal(PixelTests.terminal())) }
  }

  private func play(_ id: String, _ prepare: (inout Player) -> Void) throws {
    let experiment = try #require(bundled.entry(id)).experiment
    var player = Player(experiment, width: 120, height: 40, step: nil)
    prepare(&player)
    var shown = Screenful.empty
    var now = 0.0
    func play(_ frames: Int, _ context: String) {
      for _ in 0..<frames {
        now += Model.frameInterval
        follow(&player, &shown, .event(.tick(now: now)), context)
      }
    }
    play(20, "at first")
    #expect(player.model.step > 0)
    for message in ScreenfulTests.messages {
      follow(&player, &shown, message, "then")
      if !player.model.playback.isPlaying, player.model.lists.overlay == nil {
        follow(&player, &shown, .command(.togglePlay), "on")
      }
      play(14, "after \(message)")
    }
  }

  @Test("With the pointer on the map, on the chart and on a path")
  func hovering() throws {
    var player = Player(width: 120, height: 40, step: nil)
    var shown = Screenful.empty
    var now = 0.0
    let map = player.mapRect
    let chart = try #require(player.rect("ChartPane"))
    var start = player
    start.send(.seek(30))
    for (column, row) in [
      (map.x + map.width / 2, map.y + map.height / 2), (chart.x + chart.width / 2, chart.y + 4),
      (map.x + map.width * 5 / 8, map.y + map.height / 4),
    ] {
      player.point(.move, column, row)
      for _ in 0..<60 {
        now += Model.frameInterval
        follow(&player, &shown, .event(.tick(now: now)), "pointer at \(column), \(row)")
      }
    }
  }
}
