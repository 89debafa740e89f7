import Foundation
import Testing

/// Limits for the program's output and memory.
///
/// Times are measured by the benchmarks, not here.
@Suite(.serialized)
struct BudgetTests {
  private func terminal(_ arguments: [String]) throws -> PseudoTerminal {
    try PseudoTerminal(arguments, environment: ["COLORTERM": "truecolor"], columns: 200, rows: 60)
  }

  /// The opening race without its slowest run.
  private let five = [
    "--surface", "beale", "--start", "1,1.6", "--optimizer", "heavy_ball:lr=0.001,momentum=0.95",
    "--optimizer",
    "nesterov:lr=0.001,momentum=0.95", "--optimizer", "adagrad:lr=1", "--optimizer",
    "rmsprop:lr=0.075,beta=0.95",
    "--optimizer", "adam:lr=0.1",
  ]

  /// The bytes of each frame in some output.
  private func frames(_ output: [UInt8]) -> [Int] {
    String(decoding: output, as: UTF8.self).components(separatedBy: "\u{1B}[?2026l").dropLast().map(
      \.utf8.count)
  }

  @Test("A frame in which five heads move takes at most 400 bytes, on average")
  func animation() throws {
    let terminal = try terminal(["--at", "0", "--steps", "198"] + five)
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    terminal.type(" ")
    try #require(terminal.wait { $0.text.contains("space pause") })
    let before = terminal.output.count
    try #require(terminal.wait { $0.text.contains("198 / 198") })
    // Without the last one, with which the race stops and the paths show their age.
    let frames = frames(Array(terminal.output[before...])).dropLast()
    let average = Double(frames.reduce(0, +)) / Double(max(1, frames.count))
    #expect(average <= 400, "\(average) bytes a frame")
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  /// How many write calls the process has made.
  private func writes(_ terminal: PseudoTerminal) throws -> Int {
    let counts = try String(contentsOfFile: "/proc/\(terminal.processID)/io", encoding: .utf8)
    let line = try #require(counts.split(separator: "\n").first { $0.hasPrefix("syscw") })
    return try #require(Int(line.split(separator: " ")[1]))
  }

  @Test("A frame is one write, so that it arrives whole")
  func writes() throws {
    let terminal = try terminal(["--at", "0"])
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    let (before, output) = (try writes(terminal), terminal.output.count)
    // Each step has its own frame.
    for step in 1...40 {
      terminal.type(".")
      try #require(terminal.wait { $0.text.contains(" \(step) / 198") })
    }
    let frames = frames(Array(terminal.output[output...]))
    #expect(frames.count >= 40)
    #expect(try writes(terminal) - before == frames.count)
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

  /// Resident memory in kilobytes.
  private func memory(_ terminal: PseudoTerminal) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(terminal.processID)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS") })
    return try #require(Int(line.split(whereSeparator: \.isWhitespace)[1]))
  }

  @Test("The opening race takes at most 25 MB, and repeated playback takes no more")
  func memory() throws {
    let terminal = try terminal(["--at", "0"])
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    func play(_ times: Int) throws {
      for _ in 0..<times {
        // Each key is a step and a frame of its own.
        terminal.type("\u{1B}[F")
        try #require(terminal.wait { $0.text.contains("198 / 198") })
        terminal.type("\u{1B}[H")
        try #require(terminal.wait { $0.text.contains(" 0 / 198") })
      }
    }
    try play(20)
    let before = try memory(terminal)
    #expect(before < 25 * 1024)
    try play(300)
    #expect(try memory(terminal) < before + 1_000)
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }
}
