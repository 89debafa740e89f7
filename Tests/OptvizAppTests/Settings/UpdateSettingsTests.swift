import Experiments
import Optimization
import OptvizApp
import Testing

struct UpdateSettingsTests {
  private func value(_ player: Player, _ key: String) -> Double? { player.model.chosen?.settings[key] }

  @Test func aChangeReplaysItsRunAlone() throws {
    var player = Player(try .bowl(), step: 40)
    player.send(.chooseRun(1), .chooseSetting(0))
    let before = player.model.derived.race.timelines.map(\.track)
    player.press(.character("+"))
    #expect(value(player, "lr") == 0.5 && player.model.step == 40)
    let after = player.model.derived.race.timelines.map(\.track)
    #expect(after[0] == before[0] && after[2] == before[2] && after[1] != before[1])
    #expect(after[1].count == before[1].count)
    // The numbers are those of the present experiment.
    var race = player.model.document.experiment.race()
    race.extend(to: 100)
    #expect(race.timelines.map(\.track) == after)
    player.send(.set(0, 0.4))
    #expect(player.model.derived.race.timelines.map(\.track) == before)
  }

  @Test func typedValuesAreTaken() throws {
    var player = Player(try .bowl())
    player.send(.chooseRun(0), .chooseSetting(0))
    for (text, expected) in [("0.25", 0.25), ("1e-3", 0.001), (".5", 0.5), ("0", 0), ("+2", 2), ("7E1", 70)] {
      player.press(Key(.enter))
      player.type(text)
      #expect(player.model.settings.typedValue == text && value(player, "lr") != expected)
      player.press(Key(.enter))
      #expect(player.model.settings.typedValue == nil && player.model.notice == nil)
      #expect(value(player, "lr") == expected)
    }
  }

  @Test(arguments: ["abc", "-1", "−1", "1,5", "0x10", "nan", "inf", "1e999", " 1", "--1", "1e", "e", "."])
  func badValuesSayWhyAndChangeNothing(_ text: String) throws {
    var player = Player(try .bowl())
    player.send(.chooseRun(0), .chooseSetting(0))
    let before = player.model.derived.race.timelines.map(\.track)
    player.press(Key(.enter))
    player.type(text)
    player.press(Key(.enter))
    #expect(player.model.notice?.contains("lr") == true && player.footer.contains("lr"))
    #expect(value(player, "lr") == 0.09 && player.model.derived.race.timelines.map(\.track) == before)
    // The text stays for correction.
    #expect(player.model.settings.typedValue == text)
    player.press(Key(.backspace))
    #expect(player.model.settings.typedValue == String(text.dropLast()) && player.model.notice == nil)
    player.press(Key(.escape))
    #expect(player.model.settings.typedValue == nil && value(player, "lr") == 0.09)
  }

  @Test func boundsAreKept() throws {
    var player = Player(try .bowl())
    player.send(.chooseRun(1), .chooseSetting(1))
    player.press(Key(.enter))
    player.type("1")
    player.press(Key(.enter))
    #expect(player.model.notice != nil && value(player, "beta") == 0.8)
    for bad in [Double.nan, .infinity, -1, 1] {
      player.press(Key(.escape))
      player.send(.set(1, bad))
      #expect(player.model.notice != nil && value(player, "beta") == 0.8)
    }
    player.send(.set(99, 0.5), .set(-1, 0.5))
    #expect(player.model.chosen?.settings.values == [0.4, 0.8])
  }

  @Test func nothingTypedChangesNothing() throws {
    var player = Player(try .bowl())
    player.press(Key(.enter), Key(.enter))
    #expect(player.model.settings.typedValue == nil && player.model.notice == nil)
  }

  @Test func flagsTurnOver() throws {
    var player = Player(try .bowl())
    player.send(.chooseRun(2))
    let index = try #require(player.model.chosen?.settings.index(of: "amsgrad"))
    player.send(.chooseSetting(index))
    for key in ["+", "-", "-", "+"] as [Character] {
      let before = value(player, "amsgrad")
      player.press(.character(key))
      #expect(value(player, "amsgrad") == 1 - (before ?? 9))
    }
    // A flag needs no typing: enter toggles it.
    for expected in [1.0, 0, 1, 0] {
      player.press(Key(.enter))
      #expect(value(player, "amsgrad") == expected && player.model.settings.typedValue == nil)
    }
  }

  @Test func backspaceRestoresTheDefault() throws {
    var player = Player(try .bowl())
    player.send(.chooseRun(1), .chooseSetting(1), .adjust(2))
    player.press(Key(.backspace))
    let beta = player.model.chosen?.settings.settings[1]
    #expect(value(player, "beta") == beta?.standard)
  }

  /// Every setting steps up and down its whole scale in short decimals, and stops at its ends.
  @Test func everySettingStepsAlongItsScale() throws {
    for entry in bundled.optimizers.entries {
      var experiment = try Experiment.bowl(steps: 1)
      experiment.optimizers = [OptimizerChoice(entry)]
      var player = Player(experiment, step: 0)
      for (index, setting) in entry.card.settings.enumerated() where setting.words == nil {
        player.send(.chooseSetting(index))
        for direction in [1, -1] {
          var last = value(player, setting.key) ?? .nan
          for _ in 0..<80 {
            player.send(.adjust(direction))
            let next = value(player, setting.key) ?? .nan
            #expect(direction > 0 ? next >= last : next <= last, "\(entry.card.id).\(setting.key)")
            #expect(
              setting.accepts(next) && next.shortText.count <= 7, "\(entry.card.id).\(setting.key) \(next)")
            last = next
          }
          let end =
            direction > 0
            ? setting.slider.upperBound
            : setting.scale == .logarithmic && setting.accepts(0) ? 0 : setting.slider.lowerBound
          #expect(last == end, "\(entry.card.id).\(setting.key) ends at \(last)")
        }
      }
    }
  }

  /// A typed value may lie beyond the slider; stepping towards the slider leads back to it.
  @Test func valuesBeyondTheSliderComeBack() throws {
    var experiment = try Experiment.bowl(steps: 1)
    experiment.optimizers = [try bundled.specification.optimizer("heavy_ball:lr=1,momentum=1")]
    for beyond in [1, 1.5, 20.0] {
      var player = Player(experiment, step: 0)
      let index = try #require(player.model.chosen?.settings.index(of: "momentum"))
      player.send(.chooseSetting(index), .set(index, beyond), .adjust(1))
      #expect(value(player, "momentum") == beyond)
      player.send(.adjust(-1))
      #expect((value(player, "momentum") ?? 9) < beyond)
      player.send(.adjust(-1), .adjust(-1))
      #expect((value(player, "momentum") ?? 9) < 1)
    }
  }

  @Test func whatIsTypedIsForTheSettingItBeganWith() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    player.send(.chooseRun(2), .chooseSetting(0), .startEntry)
    player.send(.type("9"))
    player.send(.chooseSetting(1))
    #expect(player.model.settings.typedValue == nil)
    player.send(.startEntry)
    player.send(.type("9"))
    player.send(.chooseRun(0))
    #expect(player.model.settings.typedValue == nil)
  }

  /// Typing is visible: the settings are shown while a value is typed, however small the screen.
  @Test(arguments: LayoutTests.sizes)
  func whatIsTypedIsShown(_ size: (Int, Int)) throws {
    for tabs in 0..<4 {
      var player = Player(try .bowl(), width: size.0, height: size.1)
      for _ in 0..<tabs { player.press(Key(.tab)) }
      player.press(Key(.enter))
      player.type("12")
      #expect(player.picture("SettingsPane").contains("12▏"), "\(tabs) tabs")
    }
  }

  @Test func pastesAreTypedOrNothing() throws {
    var player = Player(try .bowl())
    let before = render(player.model).frame
    player.send(.paste("q r s n\nq"))
    #expect(!player.model.isOver && render(player.model).frame == before)
    player.send(.startEntry)
    player.send(.paste("0.2\nq5"))
    #expect(player.model.settings.typedValue == "0.2 q5")
    player.send(.cancelEntry, .open(.surfaces))
    player.send(.paste("beale\nq"))
    guard case .picker(let picker) = player.model.lists.overlay else { return #expect(Bool(false)) }
    #expect(picker.filter == "beale; q" && player.model.document.experiment.surface.entry.card.id == "bowl")
    player.send(.paste(String(repeating: "x", count: 100_000)))
    if case .picker(let picker) = player.model.lists.overlay { #expect(picker.filter.count <= 1000) }
    player.send(.close, .help)
    player.send(.paste("q"))
    #expect(!player.model.isOver)
  }
}

/// The surface's own settings stand below the run's, in the same list.
struct SurfaceSettingsTests {
  @Test func theSurfaceIsSetLikeARun() throws {
    var player = Player(try .bowl(), step: 10)
    let count = try #require(player.model.chosen?.settings.settings.count)
    player.send(.chooseSetting(count), .adjust(1))
    #expect(player.model.document.experiment.surface.settings["k"] == 50)
    #expect(player.model.step == 10 && player.model.derived.race.objective.value(at: Point(0, 1)) == 25)
    player.press(Key(.enter))
    player.type("7.5")
    player.press(Key(.enter))
    #expect(player.model.document.experiment.surface.settings["k"] == 7.5)
    #expect(player.model.commandLine.contains("--surface bowl:k=7.5"))
    player.press(Key(.backspace))
    #expect(player.model.document.experiment.surface.settings["k"] == 20)
    player.send(.startEntry)
    player.send(.type("0"))
    player.send(.commitEntry)
    #expect(player.model.notice?.contains("0 < k") == true)
  }
}

extension UpdateSettingsTests {
  @Test("A change in a hidden pane is reported")
  func unseenSettings() throws {
    var player = Player(width: 80, height: 24)
    player.send(.toggleZoom)
    #expect(player.rect("SettingsPane") == nil)
    player.send(.adjust(1))
    #expect(player.footer.contains("Heavy ball: α was 0.001, is 0.0"), "\(player.footer)")
    // A visible pane shows it itself.
    var wide = Player(width: 120, height: 40)
    wide.send(.adjust(1))
    #expect(!wide.footer.contains("was 0.001"))
    wide.send(.resetSetting)
    #expect(wide.footer.contains("lr α = 0.01, the usual value"), "\(wide.footer)")
  }

  @Test("Without colours runs are told apart by their numbers, even with fine dots")
  func digitsWithoutColors() {
    let player = Player(width: 120, height: 40, step: 60, depth: .mono)
    let picture = player.picture(player.mapRect)
    for digit in "123456" { #expect(picture.contains(digit), "\(digit)") }
  }
}
