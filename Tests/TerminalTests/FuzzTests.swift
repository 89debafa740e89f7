import Foundation
import Testing

/// Whatever is typed, clicked and resized, the program survives, and gives the terminal back.
@Suite(.serialized)
struct FuzzTests {
  /// A sequence of pseudo-random numbers, the same everywhere for a seed.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
  }

  /// The seeds of a run: twenty, or those that `OPTVIZ_FUZZ_SEEDS` names, such as `21-40`.
  static let seeds: ClosedRange<UInt64> = {
    let words = ProcessInfo.processInfo.environment["OPTVIZ_FUZZ_SEEDS"]?.split(separator: "-") ?? []
    guard let first = words.first.flatMap({ UInt64($0) }), let last = words.last.flatMap({ UInt64($0) }),
      first <= last
    else { return 1...20 }
    return first...last
  }()

  /// What a session begins with: races, data and formulas.
  private static let starts: [[String]] = [
    [], ["--data", "hubble"], ["--data", "hubble", "--layout", "zoom=map", "--inspect"],
    ["--data", "challenger", "--batch-size", "4"], ["--data", "two_classes", "--view", "model"],
    ["--data", "mauna_loa", "--averages"], ["--data", "line", "--view", "3d"],
    ["--expression", "x^2 + 10*y^2"], ["--expression", "log(x) + y^2", "--inspect"],
    ["--expression", "exp(exp(x^2+y^2))", "--view", "slice_x"],
    ["--surface", "rosenbrock", "--view", "field"],
    ["--steps", "0"], ["--theme", "auto", "--layout", "numbers"],
  ]

  @Test("Two thousand random keys, clicks, drags, pastes, answers and resizes", arguments: seeds)
  func random(seed: UInt64) throws {
    var dice = Dice(state: seed)
    let starts = Self.starts
    // Random keys may ask for a file.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try PseudoTerminal(
      starts[dice.roll(starts.count)], columns: 20 + dice.roll(221), rows: 5 + dice.roll(66),
      folder: folder.path)
    try #require(terminal.waitForPicture())
    let sequences = [
      "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[1;2C", "\u{1B}[1;2D", "\u{1B}[H", "\u{1B}[F",
      "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[Z", "\t", "\r", "\u{7F}", "\u{1B}", "\u{1B}[3~", "\u{1B}OP",
      "\u{1B}[1;5A",
      "\u{1B}[999;999;", "\u{1B}[<", "\u{1B}]0;", "é", "漢", "\u{1B}[I", "\u{1B}[O",
      "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}P1$r48:2:1:2:3m\u{1B}\\", "\u{1B}[?62;4c", "\u{1B}[?997;2n",
      "\u{1B}[48;30;100;510;800t", "\u{1B}_Gi=31;OK\u{1B}\\",
    ]
    for _ in 0..<2000 {
      switch dice.roll(20) {
      case 0..<9:
        // Every printable character except the one that quits.
        let character = Character(Unicode.Scalar(UInt8(32 + dice.roll(95))))
        terminal.type(character == "q" ? "r" : String(character))
      case 9..<14: terminal.type(sequences[dice.roll(sequences.count)])
      case 14..<17:
        let button = [0, 0, 0, 2, 32, 32, 64, 65, 35][dice.roll(9)]
        let (column, row) = (1 + dice.roll(510), 1 + dice.roll(110))
        terminal.type("\u{1B}[<\(button);\(column);\(row)\(dice.roll(3) == 0 ? "m" : "M")")
      case 17:
        let pastes = ["qq\r\n;rm\u{7F}", "x^2 + 1\n0*y^2", "hubble", "adam:lr=0.1", ""]
        terminal.type("\u{1B}[200~\(pastes[dice.roll(pastes.count)])\u{1B}[201~")
      case 18 where dice.roll(2) == 0:
        // A drag from press to release.
        for (button, end) in [(0, "M"), (32, "M"), (32, "M"), (0, "m")] {
          terminal.type("\u{1B}[<\(button);\(1 + dice.roll(240));\(1 + dice.roll(70))\(end)")
        }
      case 18: terminal.type([UInt8(128 + dice.roll(128)), UInt8(128 + dice.roll(128))])
      default:
        let tiny = dice.roll(4) == 0
        terminal.resize(
          columns: 1 + dice.roll(tiny ? 45 : 500), rows: 1 + dice.roll(tiny ? 13 : 100))
      }
      // The output is read while keys are typed, as a terminal does: a program that cannot write does not read either, and
      // the system would hand it what was typed in pieces that are cut anywhere.
      terminal.takeOutput()
    }
    terminal.resize(columns: 100, rows: 30)
    // Escape closes whatever is open, ends a paste whose end was cut off, and the step after it removes the footer's
    // notice of the last key. How many are needed depends on where the random bytes were cut. A click on the footer, or a
    // choice in the palette, may have quit before.
    let isAtRest = terminal.wait(typing: ["\u{1B}", "."]) {
      $0.columns == 100 && $0.text.contains("q quit")
    }
    try #require(isAtRest, "\(terminal.emulator.text)")
    if terminal.exit == nil { terminal.type("q") }
    #expect(terminal.waitForExit() == .code(0), "\(terminal.emulator.text)")
    #expect(
      terminal.isRestored, "\(terminal.emulator.audit.modes) \(terminal.emulator.audit.attributes.suffix(3))")
  }
}
