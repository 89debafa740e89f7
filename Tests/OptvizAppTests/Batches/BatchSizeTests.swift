import Experiments
import Optimization
import OptvizApp
import Testing

/// The batch size: its keys, its row in the settings, and its messages.
struct BatchSizeTests {
  @Test func aKeyHalvesTheBatchesOfEveryRun() throws {
    var player = Player(try .line(examples: 24, batchSize: 0, ["gd", "adam+batch:size=3"]), step: 20)
    #expect(player.batchSizes == [24, 3])
    var seen: [Int] = []
    for _ in 0..<6 {
      player.press(.character("b"))
      #expect(Set(player.batchSizes).count == 1 && player.model.step == 20)
      seen.append(player.batchSizes[0])
    }
    #expect(seen == [16, 8, 4, 2, 1, 24])
    #expect(player.footer.contains("every step of every run sees all 24 examples: a step is an epoch"))
    player.press(.character("b"))
    #expect(player.footer.contains("every step of every run sees 16 of 24 examples: 2 steps an epoch"))
    #expect(player.model.document.experiment.surface.settings["batch_size"] == 16)
    // The numbers are those of the present experiment.
    var race = player.model.document.experiment.race()
    race.extend(to: 60)
    #expect(race.timelines.map(\.track) == player.model.derived.race.timelines.map(\.track))
    // An odd size is followed by the power of two below it.
    var odd = Player(try .line(batchSize: 7, ["gd"]))
    odd.press(.character("b"))
    #expect(odd.batchSizes == [4])
  }

  @Test func theCapitalHalvesTheChosenRunsAlone() throws {
    var player = Player(try .line(["gd", "adam", "momentum"]), width: 126, step: 10)
    player.send(.chooseRun(1))
    player.press(.character("B"))
    #expect(player.batchSizes == [16, 8, 16])
    #expect(player.footer.contains("every step of Adam sees 8 of 48 examples: 6 steps an epoch"))
    for _ in 0..<4 { player.press(.character("B")) }
    #expect(player.batchSizes == [16, 48, 16] && player.footer.contains("Adam sees all 48 examples"))
    let table = player.picture("RacePane")
    #expect(table.contains("GD b16 ") && table.contains("Adam all ") && table.contains("Momentum b16 "))
    #expect(player.model.commandLine.contains("--optimizer adam+batch:size=0"))
    // With one size for all runs there is no difference to show.
    player.press(.character("b"))
    #expect(!player.picture("RacePane").contains("GD b") && player.batchSizes == [8, 8, 8])
  }

  @Test func aLongNameIsCutRatherThanItsBatchSize() throws {
    let player = Player(
      try .line(["gd", "momentum+clip_norm+batch:size=4"]), width: 80, height: 24, step: 10)
    #expect(player.picture("RacePane").contains("… b4 "))
  }

  @Test func withoutExamplesThereIsNothingToDeal() throws {
    let player = Player(try .bowl())
    for key in ["a", "b", "B", "c"] as [Character] {
      #expect(KeyBindings.command(for: .character(key), in: player.model) == nil)
    }
    #expect(!player.footer.contains("batch") && !player.picture("SettingsPane").contains("batch"))
    var forced = player
    forced.send(.smallerBatches, .smallerBatch, .togglePace)
    #expect(forced.model.document.experiment == player.model.document.experiment)
    let data = Player(try .line(["gd"]), width: 120)
    #expect(data.footer.contains("b B batch") || data.footer.contains("bB batch"))
  }

  /// The row of the chosen run's own batch size is the one after its settings.
  @Test func theRowOfTheRunsOwnSize() throws {
    var player = Player(try .line(["gd", "gd"]), width: 120, height: 40)
    player.send(.chooseRun(1), .chooseSetting(1))
    func row() -> String? {
      player.picture("SettingsPane").split(separator: "\n").first { $0.contains("own batch") }.map(
        String.init)
    }
    #expect(row()?.contains("as data") == true)
    for (text, size) in [("4", 4), ("all", 48), ("2.5", 3), ("1e300", 48), ("48", 48), ("1", 1)] {
      player.press(Key(.enter))
      player.type(text)
      player.press(Key(.enter))
      #expect(player.batchSizes == [16, size], "\(text)")
      #expect(row()?.contains(size == 48 ? "all" : "\(size)") == true, "\(text)")
      #expect(player.model.notice?.contains("every step of GD sees") == true)
    }
    player.press(Key(.enter))
    player.type("-3")
    player.press(Key(.enter))
    #expect(player.batchSizes == [16, 1] && player.model.notice?.contains("out of range") == true)
    player.press(Key(.escape), .character("+"))
    #expect(player.batchSizes == [16, 2])
    for _ in 0..<6 { player.press(.character("+")) }
    #expect(player.batchSizes == [16, 48])
    player.press(.character("-"))
    #expect(player.batchSizes == [16, 32])
    player.press(Key(.backspace))
    #expect(player.batchSizes == [16, 16] && row()?.contains("as data") == true)
    #expect(player.model.document.experiment.optimizers[1].batchSize == nil)
  }

  @Test func theDataRowTakesAllToo() throws {
    var player = Player(try .line(batchSize: 0, ["gd"]), width: 120, height: 40)
    let row = try #require(
      (0..<12).first { i in
        player.send(.chooseSetting(i), .startEntry)
        defer { player.send(.cancelEntry) }
        return player.picture("SettingsPane").contains("batch_size")
          && player.picture("SettingsPane")
            .split(separator: "\n").contains { $0.contains("batch_size") && $0.contains("was all") }
      })
    player.send(.chooseSetting(row))
    player.press(.character("-"))
    #expect(player.batchSizes == [32] && player.footer.contains("every step sees 32 of 48 examples"))
    player.press(.character("+"))
    #expect(player.batchSizes == [48])
  }
}
