import Experiments
import Optimization
import Optimizers
import SeededNumbers
import Testing
import Wording

/// Labels and forks as words.
@Suite("Runs as words")
struct RunTextTests {
  private func runs(_ texts: String...) throws -> [OptimizerChoice] {
    try bundled.specification.runs(texts).choices
  }

  private func message(_ texts: String...) -> String {
    do {
      return "read: \(try bundled.specification.runs(texts).choices.texts)"
    } catch { return "\(error)" }
  }

  @Test("A label, a fork by label, and a fork of a fork")
  func labelsAndForks() throws {
    let made = try runs(
      "a=adam:lr=0.1", "gd", "b=a:at=50,lr=0.01", "c=b:at=60+clip_norm:max=1@cosine", "adam",
      "d=adam:at=3 to gd:lr=0.2")
    #expect(made.labels == ["a", "gd", "b", "c", "adam", "d"])
    #expect(made.map { $0.fork?.parent } == [nil, nil, 0, 2, nil, 4])
    #expect(made.map { $0.fork?.step } == [nil, nil, 50, 60, nil, 3])
    #expect(made[2].settings["lr"] == 0.01 && made[2].entry.card.id == "adam")
    #expect(made[3].settings["lr"] == 0.01 && made[3].wrappers.count == 1 && made[3].schedule != nil)
    #expect(made[5].entry.card.id == "gd" && made[5].settings["lr"] == 0.2)
    #expect(
      made.texts == [
        "a=adam", "gd", "b=a:at=50,lr=0.01", "c=b:at=60+clip_norm@cosine", "adam",
        "d=adam:at=3 to gd:lr=0.2",
      ])
  }

  @Test("Labels that are not given are identifiers, numbered where they repeat")
  func standardLabels() throws {
    #expect(try runs("adam", "adam", "adam2=gd", "adam").labels == ["adam", "adam3", "adam2", "adam4"])
    #expect(try runs("x=adam", "x2=adam").labels == ["x", "x2"])
  }

  @Test("A call keeps its meaning, and takes a label where one stands before it")
  func calls() throws {
    #expect(try runs("slow=torch.optim.Adam(params, lr=0.01)")[0].label == "slow")
    #expect(try runs("optimizer = torch.optim.Adam(params, lr=0.01)")[0].label == nil)
    #expect(try runs("opt=torch.optim.Adam(params, lr=0.01)")[0].label == nil)
  }

  @Test("A fork at step 0 is a copy")
  func atTheStart() throws {
    let made = try runs("a=adam:lr=0.1", "b=a:at=0,lr=0.2")
    #expect(made[1].fork == nil && made[1].settings["lr"] == 0.2 && made[1].label == "b")
  }

  @Test("What is wrong is named")
  func mistakes() {
    #expect(message("a=adam", "a=gd").contains("the label 'a' is given to two runs"))
    #expect(message("a=adamm").contains("did you mean 'adam'"))
    #expect(message("alpha=adam", "b=alhpa:at=5").contains("unknown run 'alhpa'; did you mean 'alpha'"))
    #expect(message("b=b:at=5").contains("unknown run 'b'"))
    #expect(message("a=adam", "b=a:at=five").contains("at=five is not a step"))
    #expect(message("a=adam", "b=a:at=-5").contains("at=-5 is not a step"))
    #expect(message("a=adam", "b=a:at=5,beta9=1").contains("beta9"))
    #expect(message("a=adam", "b=a:at=5,lr=0.1 to gd").contains("write its settings there"))
    #expect(message("a=nelder_mead", "b=a:at=5@cosine").contains("no learning rate"))
  }

  @Test("A fork beyond the end is refused")
  func beyondTheEnd() throws {
    var experiment = bundled.opening.experiment
    experiment.optimizers = try runs("a=adam", "b=a:at=199")
    #expect(throws: InputError("the fork 'b' begins at step 199, and a makes only 198")) {
      try experiment.checkForks()
    }
    experiment.optimizers = try runs("a=adam", "b=a:at=198")
    try experiment.checkForks()
  }

  @Test("Removing a run removes its forks, and the others keep their parents")
  func removing() throws {
    let made = try runs("gd", "a=adam", "b=a:at=5", "rmsprop", "c=b:at=9", "d=rmsprop:at=3")
    let (kept, places) = made.removing([1])
    #expect(
      places == [0, 3, 5] && kept[2].fork?.parent == 1 && kept.texts == ["gd", "rmsprop", "d=rmsprop:at=3"])
    let back = kept.inserting(made[1], at: 1)
    #expect(back[3].fork?.parent == 2 && back[3].label == "d")
  }

  /// *runs -> words -> runs* is the identity.
  @Test("Random runs read back", arguments: 0..<300)
  func random(seed: Int) throws {
    var numbers = RandomSource(seed)
    var runs: [OptimizerChoice] = []
    for number in 0..<5 {
      var choice = numbers.choice()
      if number > 0, numbers.next(2) == 0 {
        let parent = numbers.next(number)
        if numbers.next(2) == 0 {
          // Another setting of the same optimizer.
          let former = runs[parent]
          choice = former
          choice.settings = numbers.settings(of: former.entry)
        }
        choice.fork = .init(of: parent, at: 1 + numbers.next(50))
      }
      choice.label = numbers.next(2) == 0 ? "run\(number)" : nil
      runs.append(choice)
    }
    let texts = runs.texts
    #expect(try bundled.specification.runs(texts).choices == runs, "\(texts)")
  }
}

/// Random choices of a seed.
struct RandomSource {
  private var numbers: SeededNumbers

  init(_ seed: Int) { numbers = SeededNumbers(UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 7) }

  mutating func next(_ bound: Int) -> Int { numbers.below(bound) }

  /// Values within the sliders for some of an optimizer's settings.
  mutating func settings(of entry: OptimizerEntry) -> SettingValues {
    var settings = entry.defaults
    for setting in entry.card.settings where next(3) == 0 {
      let (low, high) = (setting.slider.lowerBound, setting.slider.upperBound)
      let value =
        switch setting.kind {
        case .number: low + (high - low) * Double(next(1_000_000)) / 1_000_000
        case .flag: Double(next(2))
        case .choice(let words): Double(next(words.count))
        }
      try? settings.set(setting.key, to: value)
    }
    return settings
  }

  /// An optimizer, perhaps with wrappers, a batch size and a schedule.
  mutating func choice() -> OptimizerChoice {
    let entries = bundled.optimizers.entries
    var choice = OptimizerChoice(entries[next(entries.count)])
    choice.settings = settings(of: choice.entry)
    let wrappers = WrapperCatalog.all.filter { $0.card.evaluations == 1 }
    for _ in 0..<next(3) { choice.wrappers.append(WrapperChoice(wrappers[next(wrappers.count)])) }
    if next(4) == 0 { choice.batchSize = next(9) }
    if choice.hasRate, choice.momentumKey != nil, next(3) == 0 {
      choice.schedule = ScheduleChoice(ScheduleCatalog.all[next(ScheduleCatalog.all.count)])
    }
    return choice
  }
}
