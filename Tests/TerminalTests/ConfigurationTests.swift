import Foundation
import Testing

/// A person's configuration on the screen.
@Suite(.serialized)
struct ConfigurationTests {
  private func configured(_ text: String, _ arguments: [String] = []) throws -> PseudoTerminal {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("optviz"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appendingPathComponent("optviz/config.toml"))
    let terminal = try PseudoTerminal(
      ["--at", "0"] + arguments, environment: ["XDG_CONFIG_HOME": folder.path], columns: 120, rows: 40)
    try #require(terminal.waitForPicture())
    return terminal
  }

  private func quit(_ terminal: PseudoTerminal) -> Bool {
    terminal.type("q")
    return terminal.waitForExit() == .code(0) && terminal.isRestored
  }

  @Test("A broken configuration is a notice on the screen, which the next key removes")
  func broken() throws {
    let terminal = try configured("theme = 'paper'\nspeed = = 3\n")
    try #require(terminal.wait { $0.text.contains("config.toml, line 2") && $0.text.contains("30 steps/s") })
    terminal.type(".")
    try #require(terminal.wait { $0.text.contains("1 / 198") && !$0.text.contains("config.toml") })
    #expect(quit(terminal))
  }

  @Test(
    "Whatever ends the program while it saves a layout, no unfinished file is left",
    arguments: ["trap", "segv", "stack", "quit", "usr1"])
  func saving(_ kind: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try PseudoTerminal(
      ["--at", "0"], environment: ["XDG_CONFIG_HOME": folder.path, "OPTVIZ_TEST_CRASH": kind + "@write"],
      columns: 120, rows: 40)
    try #require(terminal.waitForPicture())
    terminal.type(":save_layout mine\r")
    let exit = try #require(terminal.waitForExit())
    guard case .signal = exit else {
      Issue.record("ended by \(exit)")
      return
    }
    #expect(terminal.isRestored)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/optviz").isEmpty)
  }

  @Test("Speed and keys come from the configuration; options and --no-config override it")
  func values() throws {
    let text = "speed = 60\n[keys]\nstep_forward = ['f5']\n"
    let terminal = try configured(text)
    try #require(terminal.wait { $0.text.contains("60 steps/s") })
    terminal.type("\u{1B}[15~")
    try #require(terminal.wait { $0.text.contains("1 / 198") })
    #expect(quit(terminal))
    let option = try configured(text, ["--speed", "10"])
    try #require(option.wait { $0.text.contains("10 steps/s") })
    #expect(quit(option))
    let ignored = try configured(text, ["--no-config"])
    try #require(ignored.wait { $0.text.contains("30 steps/s") })
    #expect(quit(ignored))
  }
}
