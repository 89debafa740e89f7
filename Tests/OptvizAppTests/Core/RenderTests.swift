import Experiments
import OptvizApp
import SeededNumbers
import TerminalGraphics
import Testing

struct RenderTests {
  @Test func theSameModelGivesTheSameFrame() {
    for state in KeyBindingsTests.states {
      let (a, b) = (render(state), render(state))
      #expect(a.frame == b.frame && a.regions == b.regions)
      var copy = Player()
      copy.model = state
      #expect(copy.model.step == state.step && render(copy.model).frame == a.frame)
    }
  }

  @Test func regionsLieInsideTheScreen() {
    for (width, height) in LayoutTests.sizes {
      for state in KeyBindingsTests.states {
        var player = Player()
        player.model = state
        player.send(.resize(width: width, height: height))
        for region in render(player.model).regions where !region.rect.isEmpty {
          let rect = region.rect
          #expect(
            rect.x >= 0 && rect.y >= 0 && rect.endX <= width && rect.endY <= height,
            "\(region.target) at \(width)x\(height): \(rect)")
        }
      }
    }
  }

  @Test func everyCellOfTheScreenBelongsToSomething() {
    let screen = render(Player().model)
    for row in 0..<30 { for column in 0..<100 { #expect(screen.region(column: column, row: row) != nil) } }
    #expect(screen.region(column: -1, row: 0) == nil && screen.region(column: 0, row: 30) == nil)
    #expect(Screenful.empty.region(column: 0, row: 0) == nil)
  }

  /// Panes stay inside their borders, whatever numbers they have to show.
  @Test(arguments: [(40, 12), (66, 20), (80, 24), (120, 40), (200, 60)])
  func bordersStayWhole(_ size: (Int, Int)) throws {
    var numbers = SeededNumbers(17)
    let experiments = [
      try Experiment(
        "rosenbrock", domain: "-50,50,-50,50", start: "-40,45", "gd:lr=1e-6", "adam", "nesterov:lr=1e-7"),
      try Experiment("beale", domain: "-5,5,-5,5", start: "-4.5,-4.5", "heavy_ball:lr=1e-6", "momentum:lr=1"),
      try Experiment(
        "styblinski_tang", domain: "-5,5,-5,5", start: "0.001,4", "gd", "rmsprop", "adagrad", "adadelta"),
      try Experiment(
        "bowl:k=20", domain: "-500000,500000,-3e6,3e6", start: "-400000,2e6", "heavy_ball:lr=0.2",
        "gd:lr=1e-5"),
      try Experiment(
        "bowl:k=1", domain: "-5,5,-3,3", start: "-4,2", "heavy_ball:lr=1", "gd:lr=0.5", steps: 1000),
    ]
    for experiment in experiments {
      for glyphs in GlyphSet.allCases {
        var player = Player(experiment, width: size.0, height: size.1, glyphs: glyphs)
        for _ in 0..<30 {
          let message: Command =
            [
              .focusNext, .toggleLossAxis, .nextMarkers, .nextChartQuantity, .nextChartSpan,
              .step(Int.random(in: -50...50, using: &numbers)), .last,
              .zoom(0.01), .zoom(30),
              .pan(3, -7), .resetView, .chooseRun(Int.random(in: 0..<4, using: &numbers)), .toggleRun(0),
            ].randomElement(using: &numbers) ?? .last
          player.send(message)
          let frame = render(player.model).frame
          for (pane, rect) in player.model.derived.layout.panes where rect.height >= 3 {
            let middle = (rect.y + 1)..<(rect.endY - 1)
            let sides = middle.flatMap { [frame[rect.x, $0].symbol, frame[rect.endX - 1, $0].symbol] }
            #expect(
              sides.allSatisfy { $0 == "│" },
              "\(pane.typeName) of \(experiment.arguments(in: bundled)) after \(message)")
            let corners = [
              (rect.x, rect.y), (rect.endX - 1, rect.y), (rect.x, rect.endY - 1),
              (rect.endX - 1, rect.endY - 1),
            ]
            #expect(corners.map { frame[$0.0, $0.1].symbol } == ["╭", "╮", "╰", "╯"], "\(pane.typeName)")
          }
        }
      }
    }
  }

  @Test func headsOfTheChosenRunLieOnTop() {
    var player = Player(step: 0)
    let frame = { (player: Player) -> Unicode.Scalar in
      let map = player.mapRect
      let start = player.model.document.experiment.start
      let cell = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
        .cell(
          of: SIMD2(start.x, start.y))
      return render(player.model).frame[cell?.column ?? 0, cell?.row ?? 0].symbol
    }
    let heads: [Unicode.Scalar] = ["●", "▲", "◆", "■", "✚", "★"]
    for run in 0..<6 {
      player.send(.chooseRun(run))
      #expect(frame(player) == heads[run])
    }
    // If the chosen one is hidden, the last of the others.
    player.send(.toggleRun(5))
    #expect(frame(player) == heads[4])
  }
}
