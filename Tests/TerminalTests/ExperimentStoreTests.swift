import Foundation
import Testing

/// Experiments kept and opened on the screen.
@Suite(.serialized)
struct ExperimentStoreTests {
  /// A folder of its own for the person's files, removed at the end.
  private final class Home {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-\(UUID().uuidString)")
      .path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var mine: String { path + "/optviz/experiments/mine.toml" }
    func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }
  }

  private func open(_ home: Home, _ arguments: [String] = ["--at", "40", "--experiment", "zigzag"]) throws
    -> PseudoTerminal
  {
    let environment = ["XDG_DATA_HOME": home.path, "XDG_CONFIG_HOME": home.path, "XDG_STATE_HOME": home.path]
    let terminal = try PseudoTerminal(arguments, environment: environment, columns: 120, rows: 40)
    try #require(terminal.waitForPicture())
    return terminal
  }

  /// Types a command and waits for what is said of it.
  private func type(_ command: String, _ terminal: PseudoTerminal, says text: String) -> Bool {
    terminal.type(":\(command)\r")
    return terminal.wait { $0.text.contains(text) }
  }

  private func quit(_ terminal: PseudoTerminal) -> Bool {
    terminal.type("q")
    return terminal.waitForExit() == .code(0) && terminal.isRestored
  }

  @Test("What is saved under a name is opened by it, with the moment on display")
  func savedIsOpened() throws {
    let home = try Home()
    let terminal = try open(home)
    #expect(type("save mine", terminal, says: "saved in"))
    let text = try home.text(home.mine)
    #expect(text.hasPrefix("format = 1\ntitle = \"Zigzag and momentum\"") && text.contains("at = 40"))
    #expect(type("open valley", terminal, says: "Rosenbrock"))
    #expect(type("open mine", terminal, says: "40 / 80"))
    #expect(type("open nothing", terminal, says: "not opened: unknown experiment 'nothing'"))
    #expect(quit(terminal))
    let again = try open(home, ["--experiment", home.mine])
    #expect(again.wait { $0.text.contains("40 / 80") })
    #expect(quit(again))
  }

  @Test("A file that has comments, or that another program has changed, is replaced only by force")
  func replacing() throws {
    let home = try Home()
    let terminal = try open(home)
    #expect(type("save mine", terminal, says: "saved in"))
    // What was written here may be written again.
    #expect(type("goto 41", terminal, says: "41 / 80"))
    #expect(type("save mine", terminal, says: "saved in"))
    #expect(try home.text(home.mine).contains("at = 41"))
    // Another program changes it.
    let changed = try home.text(home.mine) + "# a comment\n"
    try changed.write(toFile: home.mine, atomically: true, encoding: .utf8)
    #expect(type("save mine", terminal, says: "another program has changed the file"))
    #expect(try home.text(home.mine) == changed)
    // Read again it is known, and its comment would be lost.
    #expect(type("open mine", terminal, says: "opened"))
    #expect(type("save mine", terminal, says: "has comments"))
    #expect(try home.text(home.mine) == changed)
    #expect(type("save! mine", terminal, says: "saved in"))
    #expect(try home.text(home.mine).contains("at = 41") && !(try home.text(home.mine)).contains("#"))
    #expect(quit(terminal))
    // Another session has neither read nor written it.
    let other = try open(home)
    #expect(type("save mine", other, says: "a file of that name exists; :save! replaces it"))
    #expect(type("save a:b", other, says: "'a:b' is not a name"))
    #expect(quit(other))
    #expect(
      !(try FileManager.default.contentsOfDirectory(atPath: home.path + "/optviz/experiments")).contains {
        $0.hasPrefix(".")
      })
  }

  @Test("A file with a mistake is told with its place, and nothing changes")
  func mistaken() throws {
    let home = try Home()
    try "format = 1\nsteps = -1\n".write(toFile: home.path + "/bad.toml", atomically: true, encoding: .utf8)
    let terminal = try open(home)
    #expect(type("open \(home.path)/bad.toml", terminal, says: "line 2, column 9: steps is -1"))
    #expect(terminal.wait { $0.text.contains("40 / 80") })
    #expect(quit(terminal))
  }
}
