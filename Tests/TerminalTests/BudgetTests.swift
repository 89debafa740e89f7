import Foundation
import Testing

/// What the program may write and hold. Times are measured by the benchmarks, not here.
@Suite(.serialized)
struct BudgetTests {
  private func terminal(_ arguments: [String]) throws -> PseudoTerminal {
    try PseudoTerminal(arguments, environment: ["COLORTERM": "truecolor"], columns: 200, rows: 60)
  }

  /// The opening race without its slowest run.
  private let five = [
    "--surface", "beale", "--start", "1,1.6", "--optimizer", "heavy_ball:lr=0.001,momentum=0.95", "--optimizer",
    "nesterov:lr=0.001,momentum=0.95", "--optimizer", "adagrad:lr=1", "--optimizer", "rmsprop:lr=0.075,beta=0.95",
    "--optimizer", "adam:lr=0.1",
  ]

  /// How many frames the program has shown.
  private func frames(_ terminal: PseudoTerminal) -> Int {
    String(decoding: terminal.output, as: UTF8.self).components(separatedBy: "\u{1B}[?2026l").count - 1
  }

  @Test("A frame in which five heads move takes at most 400 bytes, on average")
  func animation() throws {
    let terminal = try terminal(["--at", "0", "--steps", "198"] + five)
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    terminal.type(" ")
    try #require(terminal.wait { $0.text.contains("space pause") })
    let (bytes, count) = (terminal.output.count, frames(terminal))
    try #require(terminal.wait { $0.text.contains("198 / 198") })
    let average = Double(terminal.output.count - bytes) / Double(max(1, frames(terminal) - count))
    #expect(average <= 400, "\(average) bytes a frame")
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test("Recolouring everything takes at most 450 kB")
  func recolouring() throws {
    let terminal = try terminal(["--at", "40"])
    try #require(terminal.wait { $0.text.contains(" 40 / 198") })
    let bytes = terminal.output.count
    let ground = terminal.emulator.background(100, 30)
    terminal.type("t")
    try #require(terminal.wait { $0.background(100, 30) != ground })
    #expect(terminal.output.count - bytes <= 450_000)
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  /// Resident memory in kilobytes: the most there ever was, and now.
  private func memory(_ terminal: PseudoTerminal) throws -> (most: Int, now: Int) {
    let status = try String(contentsOfFile: "/proc/\(terminal.processID)/status", encoding: .utf8)
    func value(_ name: String) -> Int {
      status.split(separator: "\n").first { $0.hasPrefix(name) }
        .flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) } ?? 0
    }
    return (value("VmHWM"), value("VmRSS"))
  }

  @Test("The opening race is held in 25 MB, and playing it over and over takes no more")
  func memory() throws {
    let terminal = try terminal(["--at", "0"])
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    func play(_ times: Int) throws {
      for _ in 0..<times {
        // Each key is a step of its own and a frame.
        terminal.type("\u{1B}[F")
        try #require(terminal.wait { $0.text.contains("198 / 198") })
        terminal.type("\u{1B}[H")
        try #require(terminal.wait { $0.text.contains(" 0 / 198") })
      }
    }
    try play(20)
    #expect(try memory(terminal).most < 25_000)
    let before = try memory(terminal).now
    try play(300)
    #expect(try memory(terminal).now < before + 1_000)
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }
}
