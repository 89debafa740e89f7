import Experiments
import OptvizApp
import TerminalGraphics
import Testing

struct LayoutTests {
  static let sizes = [
    (40, 12), (41, 13), (65, 12), (65, 29), (66, 12), (66, 20), (79, 23), (80, 24), (100, 30), (120, 40),
    (200, 60),
    (40, 100), (300, 12), (1000, 300),
  ]

  @Test(arguments: sizes, [false, true])
  func panesShareTheScreen(_ size: (Int, Int), inspects: Bool) throws {
    for optimizers in [0, 1, 3, 6, 8, 20] {
      var experiment = Player().model.document.experiment
      let all = experiment.optimizers
      experiment.optimizers = (0..<optimizers).map { all[$0 % all.count] }
      var player = Player(experiment, width: size.0, height: size.1)
      if inspects { player.send(.togglePane(.inspector)) }
      for _ in 0..<5 {
        player.send(.focusNext)
        let panes = player.model.derived.layout.panes
        for (i, a) in panes.enumerated() {
          #expect(a.rect.x >= 0 && a.rect.y >= 0 && a.rect.endX <= size.0 && a.rect.endY <= size.1)
          for b in panes[..<i] { #expect(!overlap(a.rect, b.rect), "\(a.pane.typeName) \(b.pane.typeName)") }
        }
        let covered = panes.map { $0.rect.width * $0.rect.height }.reduce(0, +)
        #expect(covered == size.0 * size.1, "\(optimizers) optimizers")
        #expect(Set(panes.map(\.pane.id)).count == panes.count)
        let map = try #require(player.rect("MapPane"))
        #expect(map.width >= 20 && map.height >= 5)
        #expect(player.rect("FooterPane")?.height == 1)
      }
    }
  }

  private func overlap(_ a: Rect, _ b: Rect) -> Bool {
    !a.isEmpty && !b.isEmpty && a.x < b.endX && b.x < a.endX && a.y < b.endY && b.y < a.endY
  }

  @Test func smallScreensShowNothingButASentence() {
    for (width, height) in [(0, 0), (1, 1), (39, 12), (40, 11), (1000, 11), (39, 300)] {
      #expect(Player(width: width, height: height).model.derived.layout.panes.isEmpty)
    }
    #expect(
      Player(width: 39, height: 12).picture(Rect(x: 0, y: 0, width: 39, height: 12)).trimmed == """
        optviz needs 40×12
        39×12 now; q quits
        """)
  }

  @Test func aPlainTerminalHasMapRaceAndFooter() {
    var player = Player(width: 80, height: 24)
    for _ in 0..<4 {
      for pane in ["MapPane", "RacePane", "TimelinePane", "FooterPane"] { #expect(player.rect(pane) != nil) }
      player.send(.focusNext)
    }
  }

  @Test func aLargeTerminalHasAll() {
    // The inspector opens on request, and one of four panes has the main place.
    #expect(Player(width: 120, height: 40).model.derived.layout.panes.count == PaneCatalog.all.count - 4)
    var player = Player(width: 200, height: 60)
    player.send(.togglePane(.inspector))
    #expect(player.model.derived.layout.panes.count == PaneCatalog.all.count - 3)
  }

  /// Tab visits the panes that take the focus, and the one that has it is shown, at every size.
  @Test(arguments: sizes, [false, true])
  func tabReachesEveryPane(_ size: (Int, Int), inspects: Bool) {
    var player = Player(width: size.0, height: size.1)
    if inspects { player.send(.togglePane(.inspector)) }
    let names = ["RacePane", "SettingsPane", "ChartPane", "MapPane"] + (inspects ? ["InspectorPane"] : [])
    let focusable = names.compactMap { name in
      PaneCatalog.all.first { $0.typeName == name }?.id
    }
    let first = player.model.panes.focus
    for key in [Key(.tab), Key(.backTab)] {
      var seen: [PaneID] = []
      for _ in focusable {
        player.press(key)
        seen.append(player.model.panes.focus)
        let rect = player.model.derived.layout.rect(of: player.model.panes.focus)
        #expect(rect?.isEmpty == false)
        #expect((rect?.height ?? 0) >= 3)
      }
      #expect(Set(seen) == Set(focusable))
      #expect(player.model.panes.focus == first)
    }
  }
}

/// The layout depends only on sizes and choices.
struct LayoutLawTests {
  /// A pane that fills the screen, with the inspector open over data: at any size it is drawn completely.
  @Test(arguments: [(200, 60), (240, 70), (60, 100), (40, 12)], [false, true])
  func zoomedPanesAreDrawn(_ size: (Int, Int), inspects: Bool) throws {
    for name in ["map", "fit", "race", "settings", "chart", "inspector", "solid", "slice"] {
      var opening = Model.Opening(try .line(["gd", "adam+batch:size=4"]))
      opening.step = 3
      opening.inspects = inspects
      opening.arrangement = try LayoutPreset.arrangement("zoom=\(name)", among: [])
      var player = Player(opening, width: size.0, height: size.1)
      let layout = player.model.derived.layout
      let zoomed = layout.panes.first { $0.pane.id == player.model.document.arrangement.zoomed }
      let isThere = name == "map" || name == "race" || name == "settings" || name == "chart"
      if isThere || name == "inspector" && inspects {
        #expect(zoomed?.rect.width == size.0 && (zoomed?.rect.height ?? 0) >= size.1 - 3, "\(name)")
        #expect(layout.panes.count == 3, "\(name)")
      }
      let frame = render(player.model).frame
      #expect(frame.width == size.0 && frame.height == size.1)
      player.send(.endZoom, .togglePane(.inspector))
      // If there is no room for it, it is brought back instead of closed.
      #expect(player.model.isOpen(.inspector) != inspects || size == (40, 12))
      #expect(player.model.derived.layout.panes.count > 3)
    }
  }

  /// The kept layout is the one that the inputs give, after any action; and equal inputs give equal layouts.
  @Test func theLayoutIsAFunctionOfItsInputs() throws {
    var seen: [(inputs: LayoutInputs, places: [Rect])] = []
    for size in [(200, 60), (60, 100), (90, 30), (40, 12)] {
      var player = Player(try .line(["gd", "adam+batch:size=4"]), width: size.0, height: size.1, step: 3)
      for command: Command in [
        .nextView, .togglePane(.inspector), .toggleZoom, .focusNext, .nextView, .toggleAverages, .endZoom,
        .resizeSide(2), .resizeFocused(3), .hidePane, .setView(.both), .nextLayout, .togglePane(.inspector),
        .setLayout("numbers"), .toggleZoom, .setView(.solid), .setLayout("standard"),
        .addOptimizer(
          try bundled.specification.optimizer("adam")),
      ] {
        player.send(command)
        let (inputs, layout) = (player.model.layoutInputs, player.model.derived.layout)
        let places = layout.panes.map(\.rect)
        #expect(Layout(inputs).panes.map(\.rect) == places, "\(size) \(command)")
        #expect(Layout(inputs).mainView == layout.mainView, "\(size) \(command)")
        if let same = seen.first(where: { $0.inputs == inputs }) { #expect(same.places == places) }
        seen.append((inputs, places))
      }
    }
  }
}

extension String {
  /// The lines that are not empty.
  var trimmed: String {
    split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }.joined(separator: "\n")
  }
}
