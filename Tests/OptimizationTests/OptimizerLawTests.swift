import Optimization
import Optimizers
import Testing

@Suite("Laws that every optimizer obeys")
struct OptimizerLawTests {
  /// Every setting at its default, and each flag, each choice and each number away from it, one at a time.
  static func variants(of entry: OptimizerEntry) throws -> [SettingValues] {
    try [entry.defaults] + variants(of: entry.card.settings)
  }

  /// Each flag, each choice and each number of some settings away from its default, one at a time.
  static func variants(of settings: [Setting]) throws -> [SettingValues] {
    let defaults = SettingValues(defaultsOf: settings)
    var variants: [SettingValues] = []
    for setting in settings {
      let others: [Double] =
        switch setting.kind {
        case .flag: [1 - setting.standard]
        case .choice(let words): words.indices.map(Double.init).filter { $0 != setting.standard }
        case .number:
          switch setting.key {
          case "lr": [setting.standard / 3]
          case "eps": [1e-3]
          default:
            [
              setting.standard == 0
                ? 0.1 : setting.standard * (setting.accepts(setting.standard * 0.75) ? 0.75 : 1.5)
            ]
          }
        }
      for other in others { variants.append(try defaults.setting(setting.key, to: other)) }
    }
    return variants
  }

  private func surfaces() -> [any Objective] { SurfaceCatalog.all.map { $0.surface($0.defaults) } }

  private func start(_ surface: any Objective, _ i: Int) -> Point<Double> {
    Point(surface.start.x + 0.013 * Double(i), surface.start.y - 0.007 * Double(i))
  }

  /// Sets of values that may share a pack: within each set only numbers differ.
  ///
  /// One set for the defaults and one for each flag and each choice away from them; in each of them every number is away
  /// from its default once.
  static func packs(of entry: OptimizerEntry) throws -> [[SettingValues]] {
    let variants = try variants(of: entry)
    let uniform = variants.filter { $0 == entry.defaults || !$0.differsInNumbersOnly(from: entry.defaults) }
    let numbers = variants.filter { $0.differsInNumbersOnly(from: entry.defaults) }
    return try uniform.map { shared in
      try numbers.map { own in
        try shared.settings.filter { $0.words != nil }.reduce(own) {
          try $0.setting($1.key, to: shared[declared: $1.key])
        }
      }
    }
  }

  @Test(
    "Side by side, different runs have the same bits as alone",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func lanes(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for surface in surfaces() {
      for settings in try Self.packs(of: entry) {
        // A number that is not a multiple of eight, and more than one pack.
        let runs = (0..<max(11, settings.count)).map { settings[$0 % settings.count] }
        try comparePack(entry, runs, surface)
      }
    }
  }

  private func comparePack(_ entry: OptimizerEntry, _ settings: [SettingValues], _ surface: any Objective)
    throws
  {
    let id = entry.card.id
    let branchesOnValues = ["conjugate_gradient", "bfgs", "lbfgs", "nelder_mead"].contains(id)
    var pack = RunPack(entry, settings, on: surface, from: settings.indices.map { start(surface, $0) })
    #expect(pack.isSideBySide == !branchesOnValues, "\(id)")
    pack.advance(25)
    pack.advance(35)
    for i in settings.indices {
      var run = Run(
        entry, settings[i], on: surface, from: start(surface, i), limits: Limits(for: surface.domain))
      var track = Track()
      run.advance(60, into: &track)
      // A run stops when its position is no longer a number; a lane continues.
      let lane = pack.positions[i]
      if run.isStuck {
        #expect(!lane.isFinite, "run \(i) of \(id) on \(surface.formula)")
      } else {
        #expect(lane.x.bitPattern == run.position.x.bitPattern, "run \(i) of \(id) on \(surface.formula)")
        #expect(lane.y.bitPattern == run.position.y.bitPattern, "run \(i) of \(id) on \(surface.formula)")
      }
    }
  }

  @Test("Runs with different flags, enough for several groups, equal the runs alone")
  func mixedPacks() throws {
    let entry = try #require(OptimizerCatalog.standard.entry("adam"))
    let surface = try #require(SurfaceCatalog.entry("beale")).surface(SettingValues(defaultsOf: []))
    let variants = try Self.variants(of: entry)
    for (settings, isSideBySide) in [
      (variants, false), ([SettingValues](repeating: entry.defaults, count: 150), true),
    ] {
      let starts = settings.indices.map { start(surface, $0) }
      var pack = RunPack(entry, settings, on: surface, from: starts)
      #expect(pack.isSideBySide == isSideBySide && pack.count == settings.count)
      #expect(pack.positions == starts)
      pack.advance(40)
      for i in settings.indices {
        var run = Run(entry, settings[i], on: surface, from: starts[i], limits: Limits(for: surface.domain))
        var track = Track()
        run.advance(40, into: &track)
        #expect(pack.positions[i] == run.position)
      }
    }
    var empty = RunPack(entry, [], on: surface, from: [])
    empty.advance(3)
    #expect(empty.positions.isEmpty)
  }

  @Test(
    "Going to a step replays the first pass bit for bit",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func replay(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for surface in surfaces() {
      for settings in try Self.variants(of: entry) {
        let fresh = Run(
          entry, settings, on: surface, from: surface.start, limits: Limits(for: surface.domain))
        var timeline = Timeline(fresh, budget: 700)
        timeline.extend(to: 700)
        for step in [0, 1, 255, 256, 257, 511, 512, 699, 700] where step <= timeline.last {
          let run = timeline.run(at: step)
          #expect(run.step == step)
          #expect(run.position.x.bitPattern == timeline.track.positions[step].x.bitPattern)
          #expect(run.position.y.bitPattern == timeline.track.positions[step].y.bitPattern)
          #expect(run.loss.bitPattern == timeline.track.losses[step].bitPattern)
          var fork = run
          var track = Track()
          fork.advance(1, into: &track)
          if step < timeline.last { #expect(fork.position == timeline.track.positions[step + 1]) }
          #expect(run.step == step, "a copy moved its original")
        }
      }
    }
  }

  @Test("Computing in pieces changes nothing", arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func pieces(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    let surface = try #require(SurfaceCatalog.entry("beale")).surface(SettingValues(defaultsOf: []))
    let fresh = Run(
      entry, entry.defaults, on: surface, from: surface.start, limits: Limits(for: surface.domain))
    var whole = Timeline(fresh, budget: 600)
    whole.extend(to: 600)
    var pieces = Timeline(fresh, budget: 600)
    for step in [1, 2, 100, 255, 256, 300, 299, 513, 1000] { pieces.extend(to: step) }
    #expect(whole.track.positions.map(\.x.bitPattern) == pieces.track.positions.map(\.x.bitPattern))
    #expect(whole.track.positions.map(\.y.bitPattern) == pieces.track.positions.map(\.y.bitPattern))
    #expect(whole.track.losses.map(\.bitPattern) == pieces.track.losses.map(\.bitPattern))
    #expect(whole.evaluations == pieces.evaluations)
  }

  @Test(
    "A recorded step equals the step, and records every symbol of the formula",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func traces(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for surface in surfaces() {
      for settings in try Self.variants(of: entry) {
        let fresh = Run(
          entry, settings, on: surface, from: surface.start, limits: Limits(for: surface.domain))
        var timeline = Timeline(fresh, budget: 20)
        timeline.extend(to: 20)
        #expect(timeline.explanation(of: 0) == nil)
        for step in 1...max(1, timeline.last) {
          let recorder = try #require(timeline.explanation(of: step))
          #expect(recorder["W_old"] == .vector(timeline.track.positions[step - 1]))
          if timeline.track.positions[step].isFinite {
            #expect(recorder["W"] == .vector(timeline.track.positions[step]))
          }
          for name in Formula.names(in: entry.card.formula.lines(with: settings)) {
            let isSetting = entry.card.settings.contains { $0.key == name }
            #expect(isSetting || recorder[name] != nil, "\(id) does not record \(name)")
          }
        }
      }
    }
  }

  @Test(
    "The loss falls on a convex bowl at the default settings",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func descent(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    let bowl = try #require(SurfaceCatalog.entry("bowl"))
    let surface = bowl.surface(bowl.defaults)
    var run = Run(
      entry, entry.defaults, on: surface, from: surface.start, limits: Limits(for: surface.domain))
    let before = run.loss
    var track = Track()
    run.advance(300, into: &track)
    #expect(run.loss < before * 0.9)
    #expect(run.divergedAt == nil)
  }

  @Test("Without a gradient the position stays", arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func zeroGradient(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    let surface = try #require(SurfaceCatalog.entry("saddle")).surface(SettingValues(defaultsOf: []))
    for settings in try Self.variants(of: entry) {
      var run = Run(entry, settings, on: surface, from: Point(0, 0), limits: Limits(for: surface.domain))
      var track = Track()
      run.advance(10, into: &track)
      let rests = track.positions.allSatisfy { $0 == Point(0, 0) }
      #expect(rests || !entry.card.restsWithoutGradient)
      #expect(run.convergedAt == nil, "a saddle is no minimum")
    }
  }

  @Test(
    "Every setting refuses values outside its bounds and names what it accepts",
    arguments: OptimizerCatalog.standard.entries.map(\.card.id))
  func badSettings(id: String) throws {
    let entry = try #require(OptimizerCatalog.standard.entry(id))
    for setting in entry.card.settings {
      #expect(setting.accepts(setting.standard))
      #expect(setting.accepts(setting.slider.lowerBound) && setting.accepts(setting.slider.upperBound))
      for bad in [Double.nan, .infinity, -.infinity] {
        #expect(throws: SettingError.self) { try entry.defaults.setting(setting.key, to: bad) }
      }
      if case .number(let bounds) = setting.kind, bounds.lower.isFinite {
        #expect(throws: SettingError.outOfRange(setting, -1)) {
          try entry.defaults.setting(setting.key, to: -1)
        }
        #expect(setting.accepted.contains(setting.key))
      }
      #expect(!setting.help.isEmpty && setting.help.hasSuffix("."))
    }
  }

  @Test("The powers in Adam's bias corrections equal pow's up to the last digit, at any step")
  func biasCorrection() throws {
    let entry = try #require(OptimizerCatalog.standard.entry("adam"))
    let surface = try #require(SurfaceCatalog.entry("booth")).surface(SettingValues(defaultsOf: []))
    for (beta1, beta2) in [(0.9, 0.999), (0.5, 0.99999), (0.0, 0.95), (0.3, 0.123456789)] {
      let settings = try entry.defaults.setting("beta1", to: beta1).setting("beta2", to: beta2)
      let run = Run(entry, settings, on: surface, from: Point(1, 1), limits: Limits(for: surface.domain))
      var timeline = Timeline(run, budget: 40_000)
      timeline.extend(to: 40_000)
      for step in [1, 2, 3, 10, 33, 100, 777, 1000, 5000, 12_345, 40_000] {
        let recorder = try #require(timeline.explanation(of: step))
        for (name, beta) in [("β₁ᵗ", beta1), ("β₂ᵗ", beta2)] {
          guard case .scalar(let power) = recorder[name] else {
            Issue.record("\(name) is not recorded")
            continue
          }
          let exact = Double.pow(beta, step)
          #expect(exact < 1e-38 || abs(power - exact) <= exact.ulp, "\(name) at \(step)")
          #expect(1 - power == 1 - exact || abs(power - exact) <= exact.ulp)
        }
      }
    }
  }
}
