import Glibc
import Testing

/// A terminal that reads as slowly as an old line.
@Suite(.serialized)
struct SlowTerminalTests {
  /// Without pacing, some 18,000 bytes of an animation precede a key's answer.
  ///
  /// It reads by the clock, for a minute or more, and so runs only if `OPTVIZ_TEST_SLOW` is set; the underlying rule
  /// is tested without a clock, in `OutputPaceTests`.
  @Test(
    "At 4 kB a second, a key's answer does not wait behind the animation",
    .enabled(if: getenv("OPTVIZ_TEST_SLOW") != nil))
  func answers() throws {
    let terminal = try PseudoTerminal(
      ["--steps", "100000"], environment: ["COLORTERM": "truecolor"], bytesPerSecond: 4_000)
    // By then the first picture is complete, and the speed is known.
    try #require(terminal.wait { _ in terminal.output.count > 60_000 })
    for _ in 0..<3 {
      for answer in ["space play", "space pause"] {
        let before = terminal.output.count
        terminal.type(" ")
        try #require(terminal.wait { $0.text.contains(answer) })
        #expect(terminal.output.count - before < 3_000, "\(answer)")
      }
    }
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }
}
