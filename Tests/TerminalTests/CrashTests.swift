import Glibc
import Testing

/// Whatever crashes, whenever: the terminal is as before.
@Suite(.serialized)
struct CrashTests {
  static let kinds = ["trap", "nil", "overflow", "fatal", "abort", "segv", "stack"]

  /// What the program is doing when it crashes.
  enum Moment: String, CaseIterable {
    case start, firstFrame, dialog, animation, end
  }

  @Test(arguments: kinds, Moment.allCases)
  func crash(_ kind: String, at moment: Moment) throws {
    let suffix = [.start: "@start", .end: "@end"][moment] ?? ""
    let arguments = moment == .animation ? ["--steps", "1000000"] : ["--at", "3"]
    let terminal = try PseudoTerminal(arguments, environment: ["OPTVIZ_TEST_CRASH": kind + suffix])
    switch moment {
    case .start: break
    case .firstFrame: terminal.type("\u{1B}[24~")
    case .dialog:
      try #require(terminal.waitForPicture())
      terminal.type("s")
      try #require(terminal.wait { $0.text.contains("Himmelblau") })
      terminal.type("\u{1B}[24~")
    case .animation:
      try #require(terminal.waitForPicture())
      let first = terminal.output.count
      _ = terminal.wait { _ in terminal.output.count > first + 2000 }
      terminal.type("\u{1B}[24~")
    case .end:
      try #require(terminal.waitForPicture())
      terminal.type("q")
    }
    let exit = try #require(terminal.waitForExit())
    let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS]
    #expect(crashes.contains { exit == .signal($0) }, "ended by \(exit)")
    #expect(terminal.isRestored)
    guard kind == "fatal" else { return }
    // Text printed while leaving appears after the screen, not in it.
    let text = String(decoding: terminal.output, as: UTF8.self)
    let parts = text.split(separator: "\u{1B}[?1049l", maxSplits: 1)
    try #require(parts.count == 2)
    #expect(!parts[0].contains("asked to crash"))
    #expect(parts[1].contains("asked to crash"))
  }
}
