import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

@Suite("Wrappers, schedules and typed optimizers on the screen")
struct AttachmentTests {
  private func player(_ optimizers: String..., step: Int = 20, width: Int = 120, height: Int = 40) throws
    -> Player
  {
    var experiment = try Experiment("beale", domain: "-4.5,4.5,-4.5,4.5", start: "1,1.6", steps: 100)
    experiment.optimizers = try optimizers.map { try bundled.specification.optimizer($0) }
    return Player(experiment, width: width, height: height, step: step)
  }

  @Test("Two runs of one optimizer are labelled by every difference")
  func labels() throws {
    let player = try player(
      "adam:lr=0.1", "adam:lr=0.05,beta1=0.8", "adam+clip_norm", "adam@cosine", "gd", width: 200)
    let table = player.picture("RacePane")
    for label in ["Adam α0.1 β₁0.9", "Adam α0.05 β₁0.8", "Adam +clip_norm", "Adam @cosine", "GD"] {
      #expect(table.contains(label), "\(label) in\n\(table)")
    }
  }

  @Test("The settings of wrappers and schedules are rows, and changing one replays the run")
  func rows() throws {
    var player = try player("gd:lr=0.01+clip_norm:max=1@cosine:total=50", width: 120, height: 44)
    let panel = player.picture("SettingsPane")
    for name in ["clip_norm max", "cosine total", "cosine min", "α(t)"] {
      #expect(panel.contains(name), "\(name) in\n\(panel)")
    }
    let before = player.model.derived.race.timelines[0].track.points[20].position
    // α, then the wrapper's bound.
    player.send(.set(1, 0.1))
    #expect(player.model.document.experiment.optimizers[0].wrappers[0].settings["max"] == 0.1)
    #expect(player.model.derived.race.timelines[0].track.points[20].position != before)
    player.send(.set(3, 25))
    #expect(player.model.document.experiment.optimizers[0].schedule?.settings["total"] == 25)
    #expect(
      player.model.document.experiment.optimizers[0].text.hasSuffix("+clip_norm:max=0.1@cosine:total=25"))
    #expect(player.model.derived.race.timelines[0].track.rates.count > 20)
  }

  @Test(
    "In the optimizer list a specification adds a run, @ and + change the chosen one, and a mistake says why")
  func typing() throws {
    var player = try player("gd:lr=0.01", "adam")
    player.press(.character("o"))
    player.type("rmsprop:lr=0.02,betta=0.8")
    #expect(player.picture(Rect(x: 0, y: 0, width: 120, height: 40)).contains("not yet an optimizer"))
    for _ in 0..<10 { player.press(Key(.backspace)) }
    player.press(Key(.enter))
    #expect(player.model.document.experiment.optimizers.count == 3 && player.model.lists.overlay != nil)
    #expect(player.model.chosen?.text == "rmsprop:lr=0.02")
    // The list stays open, and what is typed next replaces what was taken.
    player.type("@step:step_size=10")
    player.press(Key(.enter))
    player.type("+lookahead")
    player.press(Key(.enter))
    player.type("@cosine")
    player.press(Key(.enter))
    #expect(player.model.chosen?.text == "rmsprop:lr=0.02+lookahead@cosine")
    #expect(player.model.document.experiment.optimizers.count == 3)
  }

  @Test("The averaged path is drawn together with the raw one, and its head too")
  func companion() throws {
    let bare = try player("adam:lr=0.5", step: 60)
    let averaged = try player("adam:lr=0.5+ema:decay=0.95", step: 60)
    let (a, b) = (render(bare.model).frame, render(averaged.model).frame)
    let rect = averaged.mapRect
    var heads = 0
    var differing = 0
    for row in rect.y..<rect.endY {
      for column in rect.x..<rect.endX {
        if b[column, row].symbol == "◇" { heads += 1 }
        if a[column, row] != b[column, row] { differing += 1 }
      }
    }
    #expect(heads == 1 && differing > 10)
  }

  @Test("A constructor call is accepted as it is typed; a mistake in it is marked")
  func constructorCall() throws {
    var player = try player("gd:lr=0.01")
    player.press(.character("o"))
    player.type("torch.optim.AdamW(lr=3e-3, beta=(0.9, 0.95))")
    let lines = player.picture(Rect(x: 0, y: 0, width: 120, height: 40)).split(separator: "\n").map(
      Array.init)
    // The filter's own line comes first, the excerpt with its mark below.
    let quoted = try #require(lines.lastIndex { String($0).contains("beta=(0.9, ") })
    let mark = try #require(lines[quoted + 1].firstIndex(of: "^"))
    let column = try #require(
      lines[quoted].indices.first { String(lines[quoted][$0...]).hasPrefix("beta=") })
    #expect((column..<column + 9).contains(mark), "\(String(lines[quoted + 1]))")
    for _ in 0..<" beta=(0.9, 0.95))".count { player.press(Key(.backspace)) }
    player.type(" betas=(0.9, 0.95))")
    player.press(Key(.enter))
    #expect(player.model.chosen?.text == "adamw:lr=0.003,beta2=0.95")
  }
}
