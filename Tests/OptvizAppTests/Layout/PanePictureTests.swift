import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The panes as pictures, from one fixed race.
struct PanePictureTests {
  private let player: Player
  private let wide = Rect(x: 2, y: 1, width: 62, height: 14)

  init() throws { player = Player(try .bowl(), width: 100, height: 30, step: 20) }

  @Test func race() {
    #expect(
      player.picture("RacePane") == """
        ╭─ race ─ o optimizers ─ step  20 ─╮
        │                        f    |∇f| │
        │ ▲ 2 Momentum    3.26e-02 2.6e-01 │
        │ ● 1 GD          1.89e-01 7.6e-01 │
        │ ◆ 3 Adam        2.66e+00 4.9e+00 │
        ╰──────────────────────────────────╯
        """)
  }

  @Test func raceWithWhatBecameOfRuns() throws {
    var player = Player(
      try Experiment(
        "bowl:k=20", domain: "-5,5,-3,3", start: "-4,2", "gd:lr=30", "gd:lr=0.05",
        "heavy_ball:lr=0.04,momentum=0.1", steps: 300), width: 60, height: 20, step: 300, depth: .palette16)
    #expect(
      player.picture("RacePane") == """
        ┏━ race ━ o optimizers  1–9 choose/hide ━━━━━━━━ step 300 ━┓
        ┃     best first                                f     |∇f| ┃
        ┃ ▲ 2 GD α0.05                           3.45e-13    ✓ 252 ┃
        ┃ ◆ 3 Heavy ball                         9.96e-12    ✓ 283 ┃
        ┃ ● 1 GD α30                                 diverged at 2 ┃
        ┃                                                          ┃
        ┃                                                          ┃
        ┃                                                          ┃
        ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
        """)
    player.send(.toggleRun(2))
    #expect(player.picture("RacePane").contains("┃ ○ 3 Heavy ball  "))
    // At a step before the end its outcome is not known yet.
    player.send(.seek(1))
    #expect(!player.picture("RacePane").contains("diverged") && !player.picture("RacePane").contains("✓"))
  }

  @Test func settings() {
    #expect(
      player.picture("SettingsPane") == """
        ╭─ ▲ Momentum ─ -+ change ─────────╮
        │ α  0.4      ━━━━━━━━━━━━●─── log │
        │ β  0.8      ━━━●──────────── log │
        │ k  20       ━━━━━━━●──────── log │
        │                                  │
        │ α·λmax 8.0000 of 18 oscillating  │
        │ V_dW ← βV_dW + (1 − β)dW         │
        │ W ← W − αV_dW                    │
        │                                  │
        │ α Learning rate: how far a step  │
        │ goes. 0.1 with β = 0.9 goes as … │
        ╰──────────────────────────────────╯
        """)
  }

  @Test func settingsWhileTyping() throws {
    var player = Player(try .bowl(), width: 66, height: 16)
    player.send(.chooseRun(2), .chooseSetting(1), .startEntry)
    player.send(.paste("0.75"))
    #expect(
      player.picture("SettingsPane") == """
        ╭─ ◆ Adam ─ -+ change ────── adam ─╮
        │ α           0.1      ━━━━●── log │
        │ β₁          0.75▏                │
        │ β₂          0.999    ━━━━●── log │
        │ ε           1e-08    ━━●──── log │
        │ λ           0        ●──────     │
        │ amsgrad     false                │
        ╰─ ↓ 5 more ───────────────────────╯
        """)
    #expect(player.footer == " enter set  esc cancel  backspace erase")
  }

  @Test func chart() {
    #expect(
      player.picture("ChartPane") == """
        ╭─ loss ─ y linear ────────── log ─╮
        │  1e2 ⠻⣶⣶⣤⣤⡀                      │
        │       ⠙⠉⠉⢻⡇                      │
        │                                  │
        │ 1e−4                             │
        │                                  │
        │                                  │
        │     0     ▴                 100  │
        ╰──────────────────────────────────╯
        """)
  }

  @Test func timeline() throws {
    let player = Player(try .bowl(steps: 300), width: 60, height: 20, step: 300)
    #expect(player.picture("TimelinePane") == " ‖  ━━━━━━━━━━━━━━━━━━━━━━━━━━●  300 / 300       30 steps/s")
    let playing = Player(try .bowl(steps: 300), width: 60, height: 20, step: nil)
    #expect(playing.picture("TimelinePane").hasPrefix(" ▶  ●──"))
  }

  @Test func footer() {
    #expect(
      player.footer
        == " space play  s surface  g gallery  tab panel  -+ change  v 3-D  : command  ? help  q quit")
  }

  @Test func mapWithoutHeat() throws {
    var player = Player(
      try Experiment("saddle", domain: "-2,2,-2,2", start: "-1.5,0.5", "gd:lr=0.02"), width: 60, height: 20,
      step: 0, depth: .palette16)
    #expect(
      player.picture("MapPane") == """
        ╭─ Saddle x² − y² ─────── x −1.62 … −0.24   y 0.34 … 2.14 ─╮
        │   2 ⠈⠉⠉⠉⠑⠒⠒⠒⠤⠤⠤⠤⢤⣀⣀⣀⣀░░░░░░░░░░░░▒▒▒⠈⠉⠉⠉⠉⠉⠉⠉⠉⠉⠓⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒│
        │     ⣄⣀⣀              ⠉⠉⠉⠉⠉⠒⠒⠒⠒⠢⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀⡀░░░░░░░░░░░░░░│
        │        ⠉⠉⠙⠒⠒⠢⠤⠤⢄⣀⣀⡀                       ⠈⠉⠉⠉⠉⠉⠉⠉⠉⠑⠒⠒⠒⠒⠒│
        │   1               ⠈⠉⠉⠑⠒⠒⠦⠤⠤⢄⣀⣀⡀                          │
        │     ⠦⣀⡀                       ⠉⠉⠉⠒⠒⠢⠤⠤⠤⣀⣀⡀               │
        │       ⠈⠑●⢤                               ⠈⠉⠉⠑⠒⠒⠦⠤⠤⣄⣀⣀⡀   │
        │       −1.5               −1.0                −0.5        │
        ╰──────────────────────────────────────────────────────────╯
        """)
    player.send(.last)
    // The run has left through the corner, and an arrow points to it.
    #expect(
      player.picture("MapPane") == """
        ╭─ Saddle x² − y² ─────── x −1.62 … −0.24   y 0.34 … 2.14 ─╮
        │   2 ⠈⠉⠉⠉⠑⠒⠒⠒⠤⠤⠤⠤⢤⣀⣀⣀⣀░░░░░░░░░░░░▒▒▒⠈⠉⠉⠉⠉⠉⠉⠉⠉⠉⠓⠒⠒⠒⠒🬞🬜🬀⠒⠒↗│
        │     ⣄⣀⣀              ⠉⠉⠉⠉⠉⠒⠒⠒⠒⠢⠤⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀⡀░░░░░🬞🬖🬅🬀░░░░░│
        │        ⠉⠉⠙⠒⠒⠢⠤⠤⢄⣀⣀⡀                       ⠈⠉🬭🬖🬋🬂🬀⠉⠉⠑⠒⠒⠒⠒⠒│
        │   1               ⠈⠉⠉⠑⠒⠒⠦⠤⠤⢄⣀⣀⡀     🬞🬭🬭🬖🬋🬋🬂🬂             │
        │     ⠦⣀⡀               🬭🬭🬭🬭🬭🬵🬋🬋🬋🬋🬅🬂🬂🬂🬀⠤⠤⣀⣀⡀               │
        │       ⠈⠑✕🬋🬋🬋🬋🬂🬂🬂🬂🬂🬂🬂🬂🬂                   ⠈⠉⠉⠑⠒⠒⠦⠤⠤⣄⣀⣀⡀   │
        │       −1.5               −1.0                −0.5        │
        ╰──────────────────────────────────────────────────────────╯
        """)
  }

  @Test func surfacePicker() throws {
    var player = Player(try .bowl(), width: 66, height: 16)
    let all = SurfaceCatalog.all.count + DataSetCatalog.all.count
    player.send(.open(.surfaces))
    player.send(.paste("rosen"))
    #expect(
      player.picture(wide) == """
        ╭─ surface ──────────────────────────────────────── 1 of \(all) ─╮
        │ › rosen▏                                                   │
        │                                                            │
        │   Rosenbrock  A curved, flat-bottomed valley: reaching it… │
        │                                                            │
        │                                                            │
        │                                                            │
        │                                                            │
        │                                                            │
        │                                                            │
        │ f = (1 − x)² + 100(y − x²)²                                │
        │ A curved, flat-bottomed valley: reaching it is easy,       │
        │ following it to the minimum is not.                        │
        ╰────────────────────────────────────────────────────────────╯
        """)
    player.send(.type("x"))
    #expect(player.picture(wide).contains("│ nothing found for 'rosenx'; esc leaves  "))
    #expect(player.picture(wide).contains("0 of \(all)"))
  }

  @Test func optimizerPicker() throws {
    var player = Player(try .bowl(), width: 66, height: 16)
    player.send(.open(.optimizers))
    let lines = player.picture(wide).split(separator: "\n").map(String.init)
    let all = bundled.optimizers.entries.count
    #expect(lines[0].contains(" optimizers ") && lines[0].contains(" \(all) of \(all) "))
    // The heads of the runs that take part.
    let signs = ["●", "▲", "·", "·", "·", "·"]
    #expect(lines[3].hasPrefix("│ Descent and momentum  "))
    // The optimizers that take part are ticked.
    for (line, sign) in zip(lines[4...], signs.prefix(5)) {
      #expect(line.hasPrefix(sign == "·" ? "│   · " : "│ ✓ \(sign) "), "\(line)")
    }
    #expect(lines[10].contains("V_dW ← βV_dW + (1 − β)dW   W ← W − αV_dW"))
  }

  /// Help shows every key that is bound, in the order of the list.
  @Test func help() throws {
    var player = Player(try .bowl(), width: 120, height: 30)
    player.press(.character("?"))
    var seen = ""
    for _ in 0..<150 {
      seen += player.picture(Rect(x: 0, y: 0, width: 120, height: 30))
      player.press(Key(.down))
    }
    for binding in KeyBindings.panes {
      // A command with several bindings is listed once, with the text of the first.
      if KeyBindings.panes.contains(where: { $0.command == binding.command && $0.help != binding.help }) {
        continue
      }
      #expect(seen.contains(binding.help.prefix(50)), "\(binding.help)")
      // A missing run has no row.
      if binding.action.hasPrefix("show_run"), !binding.applies(player.model) { continue }
      #expect(seen.contains(binding.keys.first?.label ?? binding.label), "\(binding.label)")
    }
    for group in KeyBinding.Group.allCases { #expect(seen.contains(group.rawValue)) }
  }
}
