import Foundation
import Testing

/// The session of the real program: kept at every end, and brought back.
@Suite(.serialized)
struct KeptSessionTests {
  /// A folder of its own, removed at the end.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-\(UUID().uuidString)")
      .path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private func open(_ folder: Folder, _ arguments: [String]) throws -> PseudoTerminal {
    let environment = ["XDG_DATA_HOME": folder.path, "XDG_STATE_HOME": folder.path, "HOME": folder.path]
    let terminal = try PseudoTerminal(arguments, environment: environment, columns: 120, rows: 40)
    try #require(terminal.waitForPicture())
    return terminal
  }

  /// Forks the chosen run and gives the copy another rate, then another theme.
  private func change(_ terminal: PseudoTerminal) {
    terminal.type("f")
    #expect(terminal.wait { $0.text.contains("└ @60") })
    terminal.type("+t")
    #expect(terminal.wait { $0.text.contains("└ @60 α0.002") })
  }

  @Test("What was on the screen comes back, and all can be undone", arguments: [nil, SIGHUP, SIGTERM])
  func comesBack(signal: Int32?) throws {
    let folder = try Folder()
    let terminal = try open(folder, ["--at", "60"])
    change(terminal)
    if let signal { terminal.send(signal) } else { terminal.type("q") }
    _ = terminal.waitForExit()
    let again = try open(folder, ["--resume"])
    #expect(
      again.wait { $0.text.contains("└ @60 α0.002") && $0.text.contains("60 / 198") },
      "\(again.emulator.text)")
    again.type("u")
    #expect(again.wait { $0.text.contains("undone: theme") }, "\(again.emulator.text)")
    again.type("u")
    #expect(again.wait { !$0.text.contains("α0.002") && $0.text.contains("└ @60") })
    again.type("u")
    #expect(again.wait { !$0.text.contains("└") })
    again.type("q")
    #expect(again.waitForExit() == .code(0))
  }

  @Test("Without a session, and beside other options, it is refused before the screen opens")
  func refused() throws {
    let folder = try Folder()
    for (words, part) in [
      (["--resume"], "no session has been kept yet"), (["--resume", "--at", "3"], "--at cannot be given"),
    ] {
      let terminal = try PseudoTerminal(
        words, environment: ["XDG_STATE_HOME": folder.path], columns: 80, rows: 24)
      #expect(terminal.waitForExit() != .code(0))
      #expect(terminal.emulator.text.contains(part), "\(terminal.emulator.text)")
    }
  }

  @Test("A table is loaded from inside, from the name that is typed to the model on the screen")
  func table() throws {
    let folder = try Folder()
    let path = folder.path + "/t.csv"
    try "a,b\n1,2\n2,4.1\n3,5.9\n4,8.2\n".write(toFile: path, atomically: true, encoding: .utf8)
    let terminal = try open(folder, ["--at", "60"])
    terminal.type("d")
    #expect(terminal.wait { $0.text.contains("[ load ]") })
    terminal.type(path)
    #expect(
      terminal.wait { $0.text.contains("‹ a ›") && $0.text.contains("‹ b ›") }, "\(terminal.emulator.text)")
    terminal.type("\r")
    #expect(terminal.wait { $0.text.contains("Linear regression") }, "\(terminal.emulator.text)")
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }
}
