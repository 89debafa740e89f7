import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

struct InspectorTests {
  /// The bowl's race with the inspector on one of its runs: 0 is gd, 1 momentum, 2 adam.
  private func player(_ run: Int, width: Int = 120, height: Int = 40, step: Int = 20) throws -> Player {
    var player = Player(try .bowl(), width: width, height: height, step: step)
    player.send(.chooseRun(run), .togglePane(.inspector))
    return player
  }

  private let letters: Set<Unicode.Scalar> = ["g", "V", "Δ"]

  /// The letters at the tips of the arrows on the map, and where they are.
  private func tips(_ player: Player) -> [Unicode.Scalar: (column: Int, row: Int)] {
    let frame = render(player.model).frame
    var tips: [Unicode.Scalar: (column: Int, row: Int)] = [:]
    let map = player.mapRect
    for row in map.y..<map.endY {
      for column in map.x..<map.endX where letters.contains(frame[column, row].symbol) {
        tips[frame[column, row].symbol] = (column, row)
      }
    }
    return tips
  }

  @Test(
    "Over many examples the averages' first steps come one by one, and end like those over few examples")
  func averagesOverManyExamples() throws {
    let experiment = try Experiment.line(
      examples: 20_000, batchSize: 0, model: .logistic, ["adam"], steps: 60)
    var player = Player(experiment, width: 120, height: 40, step: 60)
    player.compute()
    player.send(.toggleAverages)
    let first = player.picture("InspectorPane")
    var updates = 0
    while player.model.nextTick(now: 5) == 5 {
      player.send(.tick(now: 5))
      updates += 1
      try #require(updates < 200)
    }
    #expect(updates > 2 && player.picture("InspectorPane") != first)
    // The curves pass through the numbers of the run's own history.
    let last = player.picture("InspectorPane")
    player.send(.togglePane(.inspector), .toggleAverages, .toggleAverages, .toggleAverages)
    while player.model.nextTick(now: 5) == 5 { player.send(.tick(now: 5)) }
    #expect(player.picture("InspectorPane") == last)
  }

  @Test func adam() throws {
    let picture = try player(2).picture("InspectorPane")
    #expect(
      picture == """
        ╭─ ◆ Adam ─ m averages ─────────────────── step  20 →  21 ─╮
        │ V_dW ← β₁V_dW + (1 − β₁)dW                               │
        │ x −2.38472 ← 0.9·−2.41854 + (1 − 0.9)·−2.08037           │
        │ y 13.15115 ← 0.9·14.11805 + (1 − 0.9)·4.449049           │
        │ S_dW ← β₂S_dW + (1 − β₂)dW²                              │
        │ x 0.196379 ← 0.999·0.192244 + (1 − 0.999)·(−2.08037)²    │
        │ y 11.69376 ← 0.999·11.68565 + (1 − 0.999)·(4.449049)²    │
        │ V_dW^corr ← V_dW/(1 − β₁ᵗ)                               │
        │ x −2.67772 ← −2.38472/(1 − 0.109419)                     │
        │ y 14.76693 ← 13.15115/(1 − 0.109419)                     │
        │ S_dW^corr ← S_dW/(1 − β₂ᵗ)                               │
        │ x 9.445252 ← 0.196379/(1 − 0.979209)                     │
        │ y 562.4345 ← 11.69376/(1 − 0.979209)                     │
        │ W ← W − αV_dW^corr/(√S_dW^corr + ε)                      │
        │ x −1.99324 ← −2.08037 − 0.1·−2.67772/(√9.445252 + 1e-08) │
        │ y 0.160186 ← 0.222452 − 0.1·14.76693/(√562.4345 + 1e-08) │
        │                                                          │
        │                   x                      y               │
        │ dW        −2.080371   ╺━━│        4.449049      │━━━━━   │
        │ V_dW      −2.384722     ━│        13.15115      │━━━━━   │
        │ S_dW       0.196379      │        11.69376      │━━━━━   │
        │ V_dW^corr −2.677715     ━│        14.76693      │━━━━━   │
        │ S_dW^corr  9.445252      │        562.4345      │━━━━━   │
        │ α_eff      0.032538      │━━━━━   0.004217      │╸       │
        │ ΔW         0.087128      │━━━━━  −0.062266  ╺━━━│        │
        │                                                          │
        │ λmax 20.0000   λmin 1.00000   λmax/λmin 20.0000          │
        │ α_eff·λmax 0.08433                                       │
        │                                                          │
        │ arrows  g −dW  V −V_dW  Δ ΔW ×10                         │
        ╰──────────────────────────────────────────────────────────╯
        """)
  }

  @Test func momentumOnALargeScreen() throws {
    let picture = try player(1, width: 200, height: 60).picture("InspectorPane")
    #expect(
      picture == """
        ╭─ ▲ Momentum ─ m averages ─────────────── step  20 →  21 ─╮
        │ V_dW ← βV_dW + (1 − β)dW                                 │
        │ x 0.132525 ← 0.8·0.229447 + (1 − 0.8)·−0.25516           │
        │ y −0.60915 ← 0.8·−0.75755 + (1 − 0.8)·−0.01556           │
        │ W ← W − αV_dW                                            │
        │ x −0.30817 ← −0.25516 − 0.4·0.132525                     │
        │ y 0.242881 ← −7.8e-04 − 0.4·−0.60915                     │
        │                                                          │
        │              x                         y                 │
        │ dW   −0.255160 ━━━━━━│         −0.015560      ╺│         │
        │ V_dW  0.132525       │━╸       −0.609148 ━━━━━━│         │
        │ ΔW   −0.053010     ╺━│          0.243659       │━━━━━━   │
        │                                                          │
        │ λmax 20.0000   λmin 1.00000   λmax/λmin 20.0000          │
        │ α·λmax 8.00000 of 18  oscillating                        │
        │                                                          │
        │ arrows  g −dW  V −V_dW  Δ ΔW                             │
        │                                                          │
        │ step          x          y          f       |∇f|  evals  │
        │   20  −0.255160  −7.78e-04   0.032559   0.255634     20  │
        │   19  −0.163382  −0.303796   0.936267   6.078118     19  │
        │   18  −0.032320  −0.074977   0.056737   1.499879     18  │
        │   17   0.134739   0.361001   1.312294   7.221276     17  │
        │   16   0.330089   0.183971   0.392932   3.694194     16  │
        │   15   0.541267  −0.405258   1.788829   8.123222     15  │
        │   14   0.751113  −0.331278   1.379538   6.668004     14  │
        │   13   0.938310   0.423754   2.235883   8.526855     13  │
        │   12   1.078474   0.520036   3.285929   10.45649     12  │
        │   11   1.145833  −0.399683   2.253930   8.075364     11  │
        │                                                          │
        │ V_dW ← βV_dW + (1 − β)dW                                 │
        │ ██▃▃               β = 0.8, n ≈ 1/(1 − β) = 5            │
        │ ████▇▇▄▄▂▂         newest weighs 0.2, beyond n 33 %      │
        │ ████████████▆▆▅▅▄▄▃▃▃▃▂▂▂▂▁▁▁▁▁▁▁▁▁▁                     │
        │ now       ▴ n               20 steps ago                 │
        │ from step 1  ∙ dW   ━ V_dW   ━ V_dW/(1 − βᵗ)             │
        │ x            ⢀ ⠄⠂⠄⢀          y  ⡆                        │
        │             ⠐     ⣀⣠⣤⣄⣀⡀        ⢇   ⠠                    │
        │   ⣀⣀⣀⣀⣀⣀⣀⣀⣀⠐⣀⣀⣀⡠⠔⠋⣀⣀⣀⣀⠁⠉⠉⠒⣀     ⢸                        │
        │           ⠄  ⢠⠔⠁         ⠐      ⢸        ⠐               │
        │    ⡄     ⡀  ⡴⠋                   ⡇ ⠠          ⠄          │
        │    ⠘⡄     ⡠⡺⠁                   ⠣⣇  ⣰⠦⡄  ⢀⣀⡀   ⢀   ⠄⠁    │
        │     ⠘⠢⣀⣀⡠⠚⡔⠁                   ⠉⠉⢸⣄⣠⠃⠉⠙⣦⠴⠃⠉⠉⠲⠔⠋⠁⠉⠒⠒⠊⠉⠉⠓⠉ │
        │         ⢀⡜                        ⣏⠎         ⠂  ⠈ ⠂   ⠈  │
        │       ⠈⢀⠎                         ⠈         ⠂            │
        │      ⠠⣀⠎                         ⠄                       │
        │     ⢀⡰⠁                                ⠁                 │
        │    ⠔⠁                             ⠠                      │
        │   1                      20    1                      20 │
        │                                                          │
        │                                                          │
        │                                                          │
        │                                                          │
        │                                                          │
        │                                                          │
        │                                                          │
        ╰──────────────────────────────────────────────────────────╯
        """)
  }

  @Test func averages() throws {
    var player = try player(2)
    player.press(.character("m"))
    #expect(
      player.picture("InspectorPane") == """
        ╭─ ◆ Adam ─ m the step ────────────────── moving averages ─╮
        │ V_dW ← β₁V_dW + (1 − β₁)dW                               │
        │ █▆▃▁               β₁ = 0.9, n ≈ 1/(1 − β₁) = 10         │
        │ █████▆▅▃▂▁         newest weighs 0.1, beyond n 35 %      │
        │ ████████████▇▆▅▅▄▄▄▃▃▃▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁                    │
        │ now       ▴ n               40 steps ago                 │
        │ from step 1  ∙ dW   ━ V_dW   ━ V_dW/(1 − β₁ᵗ)            │
        │ x ⢀⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠂⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒  y ⠐⠲⢄⡀                      │
        │   ⠈⢢                  ⢀⣀⠠⠔⠂      ⠁⠈⠑⠤⣀                   │
        │     ⠣⡀           ⢀⡀⠤⠒⠈⣀⣠⠤⠖⠂        ⠈⠄⡀⠙⠢⣄                │
        │      ⠈⠲⣄⡀    ⢀⡠⠂⣀⣠⣤⠴⠚⠋⠉           ⡠⠔⠒⠉⠑⠒⠒⠽⣢⣄⡀            │
        │         ⠈⠉⠙⠒⢒⣉⠭⠟⠊⠉              ⡠⠋      ⠑⢄⢀⠈⠛⠳⢤⣀         │
        │      ⢀⡠⣀⣀⠤⠒⠊⠉                  ⠘⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⠑⠄⢄⡀⠈⠙⠒⠤⣄⣀⣀⣀⣀ │
        │   ⠠⠤⠖⠚⠉⠁                                      ⠈⠁⠒⠤⠠⠤⠤⠉⠉⠁ │
        │   1           ▴          40    1           ▴          40 │
        │                                                          │
        │ S_dW ← β₂S_dW + (1 − β₂)dW²                              │
        │ █▆▅▃▂▁             β₂ = 0.999, n ≈ 1/(1 − β₂) = 1000     │
        │ ███████▆▅▅▄▃▂▁▁    newest weighs 0.001, beyond n 37 %    │
        │ █████████████████▇▇▆▆▅▅▅▄▄▄▃▃▃▃▃▂▂▂▂▂▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁   │
        │ now          ▴ n                         3960 steps ago  │
        │ from step 1  ∙ dW²   ━ S_dW   ━ S_dW/(1 − β₂ᵗ)           │
        │ x ⠢⡀                         y ⢦                         │
        │   ⠈⠙⢦⡀                         ⠈⢆                        │
        │    ⠘⡄⠙⢦⡀                       ⠈⠈⢆                       │
        │     ⠘⢄ ⠉⠲⢄⡀                     ⢡⠈⢢⡀                     │
        │      ⠈⢦⡀  ⠉⠓⠢⢤⣀⡀                 ⠆ ⠙⠦⣀                   │
        │        ⠑⢤⡀     ⠈⠉⠑⠒⠒⠲⠤⠤⠤⠤⣄⣀      ⠘⡄  ⠈⠉⠒⠲⠤⠤⣄⣀⣀⣀⡀         │
        │   ⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤    ⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠭⠭⠭⠭⠭⠭⠭⠭⠷ │
        │   1    ▴                100    1    ▴                100 │
        ╰──────────────────────────────────────────────────────────╯
        """)
  }

  /// Every number of the table is the engine's own, at every step.
  @Test func numbersAreTheEngines() throws {
    for step in [0, 1, 7, 20, 99, 100] {
      let player = try player(2, step: step)
      let picture = player.picture("InspectorPane")
      let recorder = try #require(player.model.derived.race.timelines[2].explanation(from: step))
      for (name, label) in [("g", "dW"), ("V", "V_dW"), ("Ŝ", "S_dW^corr"), ("α_eff", "α_eff")] {
        guard case .vector(let value)? = recorder[name] else {
          Issue.record("\(name) is not recorded")
          continue
        }
        let row = picture.split(separator: "\n").map(String.init).first {
          $0.hasPrefix("│ \(label) ") && !$0.contains("←")
        }
        for number in [value.x, value.y] {
          let text = Numerals.aligned(number, width: 9).replacing("\u{A0}", with: " ")
          #expect(row?.contains(text) == true, "\(label) \(text) at \(step): \(row ?? "")")
        }
      }
      #expect(picture.contains("step \(padded(step)) → \(padded(step + 1))"))
    }
  }

  private func padded(_ step: Int) -> String {
    String(repeating: " ", count: 3 - String(step).count) + String(step)
  }

  /// While it plays only digits, signs, bars and arrows change; everything else keeps its place.
  @Test(arguments: [(120, 40), (200, 60), (80, 24), (66, 40)])
  func nothingJumps(_ size: (Int, Int)) throws {
    let moving = Set("0123456789.−-+e–━╸╺ naif".unicodeScalars)
    let experiments = [
      try Experiment.bowl(steps: 300),
      try Experiment(
        "rosenbrock", domain: "-2,2,-1,3", start: "-1.2,1", "adam:lr=0.05", "rmsprop", "radam:lr=0.01",
        "prodigy",
        steps: 300),
    ]
    for experiment in experiments {
      for run in experiment.optimizers.indices {
        var player = Player(experiment, width: size.0, height: size.1, step: 0)
        player.send(.chooseRun(run), .togglePane(.inspector))
        let rect = try #require(player.rect("InspectorPane"))
        var first: [Bool] = []
        for step in stride(from: 0, through: 300, by: 12) {
          player.send(.seek(step))
          #expect(player.rect("InspectorPane") == rect)
          let frame = render(player.model).frame
          // The averages' curves below are drawn once, except their cursor.
          var still: [Bool] = []
          rows: for row in rect.y..<rect.endY {
            let symbols = (rect.x..<rect.endX).map { frame[$0, row].symbol }
            if symbols.contains(where: { $0 == "▴" || $0.value >= 0x2800 && $0.value < 0x2900 }) {
              break rows
            }
            still += symbols.map { !moving.contains($0) }
          }
          if first.isEmpty { first = still }
          #expect(still == first, "run \(run) at step \(step)")
        }
      }
    }
  }

  @Test func keysOpenAndClose() throws {
    var player = Player(try .bowl(), width: 120, height: 40, step: 20)
    #expect(player.rect("InspectorPane") == nil && tips(player).isEmpty)
    player.press(.character("i"))
    #expect(player.rect("InspectorPane") != nil && player.model.isOpen(.inspector))
    // ↑ and ↓ still choose the run, and the inspector follows.
    let before = player.picture("InspectorPane")
    player.press(Key(.down))
    #expect(player.picture("InspectorPane") != before)
    player.press(.character("m"))
    #expect(
      player.picture("InspectorPane").contains("moving averages") && player.model.document.showsAverages)
    player.press(.character("m"))
    #expect(!player.model.document.showsAverages)
    player.press(.character("i"))
    #expect(player.rect("InspectorPane") == nil)
    player.press(.character("m"))
    #expect(player.rect("InspectorPane") != nil && player.model.document.showsAverages)
    player.press(Key(.escape))
    #expect(player.rect("InspectorPane") == nil && !player.model.isOver)
    player.press(Key(.escape))
    #expect(!player.model.isOpen(.inspector))
    // It never takes the focus while it is closed.
    for _ in 0..<8 {
      player.press(Key(.tab))
      #expect(player.rect("InspectorPane") == nil)
    }
  }

  /// If panes take turns, i brings the inspector back before it closes it.
  @Test func iBringsItBack() throws {
    var player = try player(2, width: 80, height: 24)
    #expect(player.rect("InspectorPane") != nil && player.rect("RacePane") != nil)
    player.press(Key(.tab), Key(.tab))
    #expect(player.rect("InspectorPane") == nil && player.rect("SettingsPane") != nil)
    player.press(.character("i"))
    #expect(player.rect("InspectorPane") != nil)
    player.press(.character("i"))
    #expect(!player.model.isOpen(.inspector))
    for (width, height) in [(40, 12), (40, 30), (66, 12), (100, 14)] {
      var small = Player(try .bowl(), width: width, height: height, step: 20)
      small.press(.character("i"))
      #expect((small.rect("InspectorPane")?.height ?? 0) >= 3, "\(width)x\(height)")
    }
  }

  @Test func itScrollsToItsEndAndNoFurther() throws {
    var player = try player(2, width: 80, height: 24)
    let rect = try #require(player.rect("InspectorPane"))
    let top = player.picture("InspectorPane")
    #expect(top.contains("↓ more"))
    player.press(Key(.pageDown))
    let second = player.picture("InspectorPane")
    #expect(second != top && second.contains("↑↓ more"))
    for _ in 0..<20 { player.press(Key(.pageDown)) }
    let bottom = player.picture("InspectorPane")
    #expect(bottom.contains("ΔW") && bottom.contains("↑ more") && bottom.contains("arrows"))
    player.press(Key(.pageDown))
    #expect(player.picture("InspectorPane") == bottom)
    player.point(.scrollUp, rect.x + 3, rect.y + 3)
    #expect(player.picture("InspectorPane") != bottom)
    for _ in 0..<40 { player.point(.scrollUp, rect.x + 3, rect.y + 3) }
    #expect(player.picture("InspectorPane") == top)
    // A click gives it the focus, and then the arrows scroll it.
    player.click(rect.x + 3, rect.y + 3)
    player.press(Key(.down))
    #expect(player.picture("InspectorPane") != top && player.model.document.chosenRun == 2)
  }

  @Test func arrowsPointDownhillAndWhereTheRunGoes() throws {
    for step in [0, 3, 8] {
      let player = try player(1, step: step)
      let tips = tips(player)
      let track = player.model.derived.race.timelines[1].track
      let (now, next) = (track.points[step].position, track.points[step + 1].position)
      let projection = Projection(
        player.mapRect, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
      let head = try #require(projection.cell(of: SIMD2(now.x, now.y)))
      let update = try #require(tips["Δ"])
      #expect(Double(update.column - head.column) * (next.x - now.x) >= 0)
      #expect(Double(head.row - update.row) * (next.y - now.y) >= 0)
      // The bowl's gradient is (x, 20 y): downhill is towards the middle, across the valley first.
      let downhill = try #require(tips["g"])
      #expect(Double(head.row - downhill.row) * -now.y > 0)
      if step == 3 { #expect(tips["V"] != nil) }
    }
    #expect(try tips(player(0, step: 3))["V"] == nil)
    var hidden = try player(1, step: 3)
    hidden.send(.toggleRun(1))
    #expect(tips(hidden).isEmpty)
  }

  @Test func stabilitySaysOneWord() throws {
    for (optimizer, word) in [
      ("gd:lr=0.01", "stable"), ("gd:lr=0.09", "oscillating"), ("gd:lr=0.2", "diverging"),
      ("momentum:lr=0.4,beta=0.8", "oscillating"), ("momentum:lr=1,beta=0.8", "diverging"),
    ] {
      var player = Player(
        try Experiment("bowl:k=20", domain: "-5,5,-3,3", start: "-4,2", optimizer), width: 120, height: 40,
        step: 1)
      let settings = player.picture("SettingsPane")
      player.send(.togglePane(.inspector))
      #expect(player.picture("InspectorPane").contains("  \(word) "), "\(optimizer)")
      #expect(settings.contains(" \(word) "), "\(optimizer): \(settings)")
    }
    var saddle = Player(
      try Experiment("saddle", domain: "-2,2,-2,2", start: "-1.5,0.5", "gd:lr=0.02", "adam"), width: 120,
      height: 40, step: 1)
    saddle.send(.togglePane(.inspector), .chooseRun(0))
    #expect(saddle.picture("InspectorPane").contains("saddle: downhill in one direction"))
    saddle.send(.chooseRun(1))
    #expect(saddle.picture("InspectorPane").contains("α_eff·λmax"))
  }

  /// A run whose numbers are no longer finite has no next step; the rows stay in place.
  @Test func aLostRunIsShownCalmly() throws {
    var player = Player(
      try Experiment("bowl:k=20", domain: "-5,5,-3,3", start: "-4,2", "gd:lr=30", "adam", steps: 400),
      width: 120,
      height: 40, step: 2)
    player.send(.chooseRun(0), .togglePane(.inspector))
    let before = player.picture("InspectorPane").split(separator: "\n")
    player.send(.last)
    let after = player.picture("InspectorPane").split(separator: "\n")
    #expect(after.count == before.count && after[1] == before[1])
    #expect(after[2].contains("–") && tips(player).isEmpty)
    player.press(.character("m"))
    #expect(player.picture("InspectorPane").contains("keeps no moving average"))
  }

  @Test func theCommandLineBringsItBack() throws {
    var player = try player(2)
    #expect(player.model.commandLine.contains("--choose 3 --inspect"))
    player.press(.character("m"))
    #expect(player.model.commandLine.contains("--choose 3 --averages"))
    var opening = Model.Opening(try .bowl())
    opening.step = 20
    opening.chosenRun = 3
    opening.showsAverages = true
    let again = Player(opening, width: 120, height: 40)
    #expect(again.picture("InspectorPane") == player.picture("InspectorPane"))
    opening.chosenRun = 99
    #expect(Player(opening, width: 120, height: 40).model.document.chosenRun == 1)
  }

  /// Whatever the method and its settings, every size has a frame.
  @Test func everyMethodIsInspected() throws {
    for entry in bundled.optimizers.entries {
      var player = Player(
        try Experiment("beale", domain: "-5,5,-5,5", start: "1,1.6", entry.card.id, steps: 30), width: 200,
        height: 60, step: 5)
      player.send(.togglePane(.inspector))
      // A long rule has its table further down.
      var pictures = [player.picture("InspectorPane")]
      for _ in 0..<4 {
        player.send(.scrollInspector(10))
        pictures.append(player.picture("InspectorPane"))
      }
      #expect(pictures.contains { $0.contains("ΔW ") }, "\(entry.card.id)")
      player.send(.scrollInspector(-40))
      for (width, height) in SurvivalTests.sizes where width * height < 10_000 {
        player.send(.resize(width: width, height: height))
        player.send(.toggleAverages, .scrollInspector(5), .toggleAverages)
        #expect(render(player.model).frame.width == width)
      }
    }
  }
}
