import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

extension Experiment {
  /// A line's loss over a few examples, or a threshold's.
  static func data(
    _ model: Regression.Model = .linear, _ data: DataSet = .fiveOnALine, start: Point<Double> = Point(0, 0),
    batchSize: Int = 0, scale: String = "none", steps: Int = 60, _ optimizers: String...
  ) throws -> Experiment {
    let entry = Regression.entry(model: model, data: data)
    var settings = entry.defaults
    try settings.set("batch_size", to: Double(batchSize))
    try settings.set("scale", to: scale == "standard" ? 1 : 0)
    let surface = SurfaceChoice(entry, settings, origin: .data(DataChoice(source: "five.csv", data: data)))
    let words = optimizers.isEmpty ? ["gd:lr=0.05", "momentum:lr=0.05"] : optimizers
    return Experiment(
      surface: surface, domain: entry.surface(settings).domain, start: start,
      optimizers: try words.map { try bundled.specification.optimizer($0) }, steps: steps)
  }
}

extension DataSet {
  /// y = 2x + 1, exactly.
  static let fiveOnALine = DataSet(
    name: "five", xName: "time", yName: "height", x: [0, 1, 2, 3, 4], y: [1, 3, 5, 7, 9])
  /// Two classes that overlap.
  static let labels = DataSet(
    name: "labels", xName: "hours", yName: "passed", x: [0, 1, 2, 3, 4, 5, 6, 7], y: [0, 0, 0, 1, 0, 1, 1, 1])
}

struct MainViewTests {
  private func mains(_ player: Player) -> [String] {
    player.model.derived.layout.panes.map(\.pane.typeName).filter {
      ["MapPane", "SolidPane", "FitPane", "SlicePane"].contains($0)
    }
  }

  @Test func vGoesThroughWhatMakesSense() throws {
    var bowl = Player(try .bowl(), width: 120, height: 40)
    var seen = [mains(bowl)]
    for _ in 0..<5 {
      bowl.press(.character("v"))
      seen.append(mains(bowl))
    }
    #expect(
      seen == [["MapPane"], ["SolidPane"], ["MapPane"], ["SlicePane"], ["SlicePane"], ["MapPane"]])

    var data = Player(try .data(), width: 120, height: 40)
    var views: [MainView] = []
    var panes: [[String]] = []
    for _ in 0..<8 {
      views.append(data.model.derived.layout.mainView)
      panes.append(mains(data))
      data.press(.character("v"))
    }
    #expect(views == [.both, .model, .sliceX, .sliceY, .contours, .solid, .field, .both])
    #expect(
      panes == [
        ["MapPane", "FitPane"], ["FitPane"], ["SlicePane"], ["SlicePane"], ["MapPane"],
        ["SolidPane"], ["MapPane"], ["MapPane", "FitPane"],
      ])
  }

  /// If two panes have no room, the map is alone, and on a larger screen both are shown.
  @Test func smallScreensShowOnePane() throws {
    var player = Player(try .data(), width: 66, height: 20)
    #expect(mains(player) == ["MapPane"] && player.model.derived.layout.mainView == .contours)
    player.press(.character("v"), .character("v"), .character("v"))
    #expect(mains(player) == ["FitPane"])
    player.press(.character("v"), .character("v"), .character("v"))
    #expect(mains(player) == ["MapPane"])
    player = Player(try .data(), width: 66, height: 20)
    player.send(.resize(width: 120, height: 40))
    #expect(mains(player) == ["MapPane", "FitPane"])
  }

  /// A view that needs data is replaced by the map on a surface without, and comes back.
  @Test func surfacesWithoutDataHaveNoModel() throws {
    var opening = Model.Opening(try .bowl())
    opening.view = .model
    #expect(Player(opening).model.derived.layout.mainView == .contours)
    var player = Player(try .data(), width: 120, height: 40)
    player.press(.character("v"))
    player.send(.focus(player.model.derived.layout.panes.first { $0.pane.typeName == "FitPane" }!.pane.id))
    player.send(.open(.surfaces))
    player.send(.paste("beale"))
    player.send(.pick)
    #expect(
      mains(player) == ["MapPane"]
        && player.rect("MapPane") == player.model.derived.layout.rect(of: player.model.panes.focus))
  }

  @Test func theFocusGoesWithTheView() throws {
    var player = Player(try .data(), width: 120, height: 40)
    for name in ["FitPane", "SlicePane", "SlicePane", "MapPane", "SolidPane", "MapPane"] {
      let shown = player.model.derived.layout.panes.first {
        ["MapPane", "SolidPane", "FitPane", "SlicePane"].contains($0.pane.typeName)
      }
      player.send(.focus(try #require(shown).pane.id), .nextView)
      #expect(
        player.rect(name) != nil
          && player.model.derived.layout.rect(of: player.model.panes.focus) == player.rect(name))
    }
  }

  @Test(arguments: LayoutTests.sizes + [(500, 100), (80, 50), (34, 90)], MainView.allCases)
  func everyViewFillsEverySize(_ size: (Int, Int), view: MainView) throws {
    for model in Regression.Model.allCases {
      for inspects in [false, true] {
        var opening = Model.Opening(try .data(model, model == .linear ? .fiveOnALine : .labels, batchSize: 2))
        opening.view = view
        opening.step = 7
        opening.inspects = inspects
        let player = Player(opening, width: size.0, height: size.1)
        let panes = player.model.derived.layout.panes
        let covered = panes.map { $0.rect.width * $0.rect.height }.reduce(0, +)
        #expect(panes.isEmpty || covered == size.0 * size.1)
        #expect(render(player.model).frame.width == size.0)
        if view != .both && !panes.isEmpty { #expect(player.model.derived.layout.mainView == view) }
      }
    }
  }

  /// The map works as before next to the data: a click sets the start, arrows move it.
  @Test func theMapWorksBesideTheData() throws {
    var player = Player(try .data(), width: 120, height: 40)
    let map = player.mapRect
    #expect(map.height < 20 && map.width > 60)
    player.click(map.x + 10, map.y + 5)
    let start = player.model.document.experiment.start
    #expect(start != Point(0, 0) && player.model.document.map.view.contains(start))
    player.press(Key(.up))
    #expect(player.model.document.experiment.start.y > start.y)
    // Without a map, a click where it was does not change the start.
    player.press(.character("v"))
    let kept = player.model.document.experiment.start
    player.click(map.x + 20, map.y + 3)
    #expect(player.model.document.experiment.start == kept && player.mapRect.isEmpty)
    // And it is back at once when the view returns.
    for _ in 0..<6 { player.press(.character("v")) }
    #expect(player.model.derived.layout.mainView == .both && player.model.derived.map.scene != nil)
  }

  @Test func theCommandLineBringsTheViewBack() throws {
    for experiment in [try Experiment.bowl(), try .data()] {
      var player = Player(experiment, width: 120, height: 40)
      let opens = player.model.derived.layout.mainView
      for _ in 0..<7 {
        let words = player.model.arguments
        let place = words.firstIndex(of: "--view")
        #expect((place == nil) == (player.model.derived.layout.mainView == opens))
        if let place {
          var opening = Model.Opening(experiment)
          opening.step = player.model.step
          opening.view = MainView(rawValue: words[place + 1])
          #expect(
            Player(opening, width: 120, height: 40).model.derived.layout.mainView
              == player.model.derived.layout.mainView)
        }
        player.press(.character("v"))
      }
    }
  }

  /// No command does harm in any view.
  @Test(arguments: MainView.allCases)
  func anyMessageInAnyView(_ view: MainView) throws {
    for (model, data) in [(Regression.Model.linear, DataSet.fiveOnALine), (.logistic, .labels)] {
      var opening = Model.Opening(try .data(model, data, batchSize: 3))
      opening.view = view
      var player = Player(opening, width: 90, height: 28)
      for message in SurvivalTests.messages {
        player.send(message)
        #expect(render(player.model).frame.width == player.model.environment.size.width)
      }
    }
  }
}
