import Foundation
import Testing

/// One step that takes minutes does not keep anybody waiting.
@Suite(.serialized)
struct LongStepTests {
  /// 640,000 evaluations a step, over as many examples as the table has.
  private static let slow = [
    "--optimizer",
    "lbfgs:lr=1e-6,max_iter=10000,max_eval=10000,line_search=none,tolerance_change=0+sam+sam+sam+sam+sam+sam",
  ]

  /// A table of 200,000 rows, with which such a step takes minutes on any machine.
  private func withTable(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "optviz-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    var text = "x,y\n"
    for row in 0..<200_000 {
      text += "\(row * 7919 % 1000),\(row * 104_729 % 1009 < row * 7919 % 1000 ? 1 : 0)\n"
    }
    try text.write(to: path, atomically: true, encoding: .utf8)
    try body(path.path)
  }

  @Test("Keys are answered while a step of minutes is made: help, the inspector, another surface, quitting")
  func keys() throws {
    try withTable { table in
      let terminal = try PseudoTerminal(["--data", table, "--model", "logistic"] + Self.slow)
      #expect(terminal.wait { $0.text.contains("computing 0 %") })
      terminal.type("?")
      #expect(terminal.wait { $0.text.contains("close") })
      terminal.type("\u{1b}")
      #expect(terminal.wait { $0.text.contains("computing 0 %") })
      terminal.type("i")
      #expect(terminal.wait { $0.text.contains("explaining") })
      terminal.type("i")
      terminal.type(":surface rosenbrock\r")
      #expect(terminal.wait { $0.text.contains("Rosenbrock") && !$0.text.contains("computing") })
      terminal.type("q")
      #expect(terminal.waitForExit() == .code(0))
      #expect(terminal.isRestored)
    }
  }

  @Test("Quitting in the middle of such a step ends at once")
  func quitting() throws {
    try withTable { table in
      let terminal = try PseudoTerminal(["--data", table, "--model", "logistic"] + Self.slow)
      #expect(terminal.wait { $0.text.contains("computing 0 %") })
      terminal.type("q")
      #expect(terminal.waitForExit() == .code(0))
      #expect(terminal.isRestored)
    }
  }
}
