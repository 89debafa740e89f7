import Foundation
import KittyTerminal
import Testing

/// A terminal with pictures: figures are images under the cells, and nothing of them ever stays behind.
@Suite(.serialized)
struct PixelTests {
  private static let cell = (width: 8, height: 17)

  private func terminal(
    _ arguments: [String] = ["--at", "40"], _ environment: [String: String?] = [:], columns: Int = 120,
    rows: Int = 40, bytesPerSecond: Double? = nil, manners: KittyTerminal.Manners = .init()
  ) throws -> PseudoTerminal {
    var pictures = KittyTerminal(cellWidth: Self.cell.width, cellHeight: Self.cell.height)
    pictures.manners = manners
    return try PseudoTerminal(
      arguments, environment: ["COLORTERM": "truecolor"].merging(environment) { $1 }, columns: columns,
      rows: rows, bytesPerSecond: bytesPerSecond, pictures: pictures)
  }

  /// Waits until there are images and nothing more comes.
  private func waitForImages(_ terminal: PseudoTerminal) -> Bool {
    terminal.waitForRest { _ in (terminal.pictures?.imageCount ?? 0) > 5 }
  }

  /// The pixels on the whole screen.
  private func seen(_ terminal: PseudoTerminal) -> [UInt32] {
    terminal.pictures?.picture(
      column: 0, row: 0, columns: terminal.emulator.columns, rows: terminal.emulator.rows
    ).pixels ?? []
  }

  /// The rows of cells, 120 of them wide, in which two pictures of the screen differ.
  private func differingRows(_ some: [UInt32], _ others: [UInt32]) -> [Int] {
    guard some.count == others.count else { return [-1] }
    let row = 120 * Self.cell.width * Self.cell.height
    return stride(from: 0, to: some.count, by: row).filter { some[$0..<$0 + row] != others[$0..<$0 + row] }
      .map { $0 / row }
  }

  private func quit(_ terminal: PseudoTerminal) {
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    expectNothingLeft(terminal)
  }

  private func expectNothingLeft(_ terminal: PseudoTerminal, isCut: Bool = false) {
    #expect(terminal.isRestored)
    // An image that was cut off cannot be read.
    let faults = terminal.pictures?.faults.filter { !isCut || !$0.hasSuffix("cannot be read") }
    #expect(faults == [])
    #expect(terminal.pictures?.imageCount == 0 && terminal.pictures?.isLoading == false)
    // Removed by the program, not by what leaving the alternate screen does.
    #expect(terminal.pictures?.leftBehind.allSatisfy { $0 == 0 } == true)
    let mine = "optviz-\(terminal.processID)-"
    let shared = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/shm")) ?? []
    #expect(shared.filter { $0.hasPrefix(mine) } == [])
  }

  // MARK: What is shown

  @Test("Figures lie under blank cells with the terminal's own ground")
  func shown() throws {
    let terminal = try terminal()
    try #require(waitForImages(terminal))
    let pixels = seen(terminal)
    // In the middle of the map.
    let (column, row) = (40, 16)
    #expect(terminal.emulator.cells[row * 120 + column].symbols == [0x20])
    let index = row * Self.cell.height * 120 * Self.cell.width + column * Self.cell.width
    #expect(pixels[index] >> 24 == 255)
    #expect(Set(pixels).count > 500)
    quit(terminal)
  }

  @Test("No image is under a dialog")
  func dialog() throws {
    let terminal = try terminal()
    try #require(waitForImages(terminal))
    terminal.type("?")
    try #require(terminal.waitForRest { $0.text.contains("type to search") })
    let (pixels, cells) = (seen(terminal), terminal.emulator.cells)
    let plain = try #require(cells.map(\.background).min())
    for row in 0..<40 {
      for column in 0..<120 where cells[row * 120 + column].background != plain {
        let index = (row * Self.cell.height + 5) * 120 * Self.cell.width + column * Self.cell.width + 4
        #expect(pixels[index] >> 24 == 0, "\(column), \(row)")
      }
    }
    terminal.type("\u{1B}")
    try #require(terminal.waitForRest { !$0.text.contains("type to search") })
    #expect(seen(terminal) != pixels)
    quit(terminal)
  }

  @Test("What is not changed is not written")
  func stillness() throws {
    let terminal = try terminal()
    try #require(waitForImages(terminal))
    let before = terminal.output.count
    terminal.type("\u{1B}[I")
    _ = terminal.waitForRest { _ in true }
    #expect(terminal.output.count == before)
    quit(terminal)
  }

  @Test("Through dialogs, views, zooms, sizes, redraws and a stop, the pixels are those of a fresh start")
  func sameAsFresh() throws {
    let terminal = try terminal()
    try #require(waitForImages(terminal))
    let before = seen(terminal)
    for keys in ["?", "\u{1B}", "o", "\u{1B}", "v", "vvvv", ".", ",", "\u{0C}", ":", "\u{1B}", "g", "\u{1B}"]
    {
      terminal.type(keys)
      _ = terminal.waitForRest { _ in true }
    }
    terminal.resize(columns: 90, rows: 30)
    _ = terminal.waitForRest { $0.columns == 90 }
    terminal.resize(columns: 120, rows: 40)
    _ = terminal.waitForRest { $0.columns == 120 }
    terminal.type("\u{1A}")
    try #require(terminal.waitForStop())
    #expect(terminal.pictures?.imageCount == 0)
    terminal.bringToForeground()
    try #require(waitForImages(terminal))
    #expect(terminal.emulator.text.contains(" 40 / 198"))
    #expect(seen(terminal) == before)
    quit(terminal)
  }

  @Test(
    "Where text moves by a row, images do not move with it",
    arguments: [[], ["--color", "256"]])
  func scrolling(_ colors: [String]) throws {
    let arguments = ["--experiment", "zigzag", "--at", "30"] + colors
    let terminal = try terminal(arguments)
    try #require(waitForImages(terminal))
    for keys in ["f", "f", "f", "?", "\u{1B}[B\u{1B}[B", "\u{1B}", "s", "\u{1B}[6~", "\u{1B}", "f"] {
      terminal.type(keys)
      _ = terminal.waitForRest { _ in true }
    }
    let before = seen(terminal)
    // Everything again, on a cleared screen.
    terminal.type("\u{1A}")
    try #require(terminal.waitForStop())
    terminal.bringToForeground()
    try #require(waitForImages(terminal))
    #expect(differingRows(seen(terminal), before) == [])
    quit(terminal)
  }

  @Test("Shared memory is used where the terminal reads it, shows the same, and takes few bytes")
  func shared() throws {
    let inStream = try terminal()
    try #require(waitForImages(inStream))
    var manners = KittyTerminal.Manners()
    manners.readsSharedMemory = true
    let terminal = try terminal(manners: manners)
    try #require(waitForImages(terminal))
    #expect(seen(terminal) == seen(inStream))
    let before = terminal.pictures?.graphicBytes ?? 0
    for _ in 0..<20 { terminal.type(".") }
    #expect(terminal.waitForRest { $0.text.contains(" 60 / 198") })
    #expect((terminal.pictures?.graphicBytes ?? 0) - before < 20 * 2_000)
    for _ in 0..<20 { inStream.type(".") }
    #expect(inStream.waitForRest { $0.text.contains(" 60 / 198") })
    #expect(seen(terminal) == seen(inStream))
    quit(terminal)
    quit(inStream)
  }

  @Test("Over a connection to another machine, memory is not shared")
  func remote() throws {
    var manners = KittyTerminal.Manners()
    manners.readsSharedMemory = true
    let terminal = try terminal(["--at", "40"], ["SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"], manners: manners)
    try #require(waitForImages(terminal))
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("t=s"))
    quit(terminal)
  }

  @Test("Where pixels cannot be, there are none", arguments: 0..<5)
  func none(_ which: Int) throws {
    var manners = KittyTerminal.Manners()
    var environment: [String: String?] = [:]
    var arguments = ["--at", "40"]
    switch which {
    case 0: manners.hasGraphics = false
    case 1: manners.tellsCell = false
    case 2: environment["TMUX"] = "/tmp/tmux-0/default,1,0"
    case 3: environment["TERM"] = "screen-256color"
    default: arguments += ["--pixels", "off"]
    }
    let terminal = try terminal(arguments, environment, manners: manners)
    _ = terminal.waitForRest { $0.text.contains(" 40 / 198") }
    #expect(terminal.pictures?.imageCount == 0 && terminal.pictures?.transmissions == 0)
    quit(terminal)
  }

  // MARK: Ways out

  @Test("Every signal removes every image", arguments: [1, 2, 15, 3, 6, 11])
  func signals(_ signal: Int32) throws {
    let terminal = try terminal([])
    try #require(terminal.wait { _ in (terminal.pictures?.imageCount ?? 0) > 5 })
    terminal.send(signal)
    #expect(terminal.waitForExit() != nil)
    expectNothingLeft(terminal, isCut: true)
  }

  @Test("A crash removes every image", arguments: ["trap", "segv", "stack"])
  func crashes(_ kind: String) throws {
    var manners = KittyTerminal.Manners()
    manners.readsSharedMemory = kind != "trap"
    let terminal = try terminal(
      ["--at", "40"], ["OPTVIZ_TEST_CRASH": kind, "SWIFT_BACKTRACE": "enable=no"], manners: manners)
    try #require(waitForImages(terminal))
    terminal.type("\u{1B}[24~")
    #expect(terminal.waitForExit() != nil)
    expectNothingLeft(terminal)
  }

  @Test("A terminal that stops reading in the middle of an image gets its end first")
  func blocked() throws {
    let terminal = try terminal([])
    try #require(terminal.wait { _ in (terminal.pictures?.imageCount ?? 0) > 5 })
    terminal.isReading = false
    try #require(terminal.waitForUnread(4_000))
    terminal.send(15)
    #expect(terminal.waitForExit() == .code(128 + 15))
    terminal.isReading = true
    terminal.takeOutput()
    expectNothingLeft(terminal, isCut: true)
  }

  // MARK: Toughness

  @Test(
    "Random keys, clicks, sizes and stops leave the picture of what is shown",
    arguments: Array(FuzzTests.seeds.prefix(6)))
  func random(seed: UInt64) throws {
    var state = seed
    func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(sides))
    }
    var manners = KittyTerminal.Manners()
    manners.readsSharedMemory = seed % 2 == 0
    let terminal = try terminal([], columns: 100, rows: 30, manners: manners)
    try #require(terminal.wait { _ in (terminal.pictures?.imageCount ?? 0) > 5 })
    let keys = [
      "v", " ", ".", ",", "?", "\u{1B}", "o", "\r", "M", "+", "-", "w", "i", "\u{0C}", "Z", "X", "z", "C",
      "y", "n", "\t",
    ]
    for _ in 0..<150 {
      switch roll(12) {
      case 0: terminal.resize(columns: 40 + roll(110), rows: 12 + roll(40))
      case 1:
        terminal.type("\u{1B}[<\(roll(3) * 32);\(1 + roll(120));\(1 + roll(40))\(roll(2) == 0 ? "m" : "M")")
      default: terminal.type(keys[roll(keys.count)])
      }
      if roll(4) == 0 { _ = terminal.wait { _ in true } }
      terminal.takeOutput()
    }
    terminal.resize(columns: 100, rows: 30)
    try #require(terminal.wait(typing: ["\u{1B}", "."]) { $0.columns == 100 && $0.text.contains("q quit") })
    _ = terminal.waitForRest { _ in true }
    let before = (seen(terminal), terminal.pictures?.imageCount)
    // Everything again, on a cleared screen.
    terminal.type("\u{1A}")
    try #require(terminal.waitForStop())
    #expect(terminal.pictures?.imageCount == 0)
    terminal.bringToForeground()
    _ = terminal.waitForRest { $0.text.contains("q quit") }
    #expect(seen(terminal) == before.0)
    quit(terminal)
  }

  // MARK: Budgets

  @Test("The first picture and every frame of a race stay within their budgets")
  func budgets() throws {
    let terminal = try terminal([])
    try #require(terminal.wait { $0.text.contains("198 / 198") })
    let frames = terminal.output.frames.filter { $0.count(of: Array("\u{1B}_G".utf8)) > 0 }.map(\.count)
    #expect(frames.prefix(4).reduce(0, +) < 150_000 + 4 * 8_000)
    let sizes = frames.dropFirst(4).sorted()
    try #require(sizes.count > 100)
    #expect(sizes[sizes.count / 2] <= 8_000 && sizes[sizes.count * 95 / 100] <= 12_000)
    quit(terminal)
  }
}

extension [UInt8] {
  /// What was written to be shown at once, piece by piece.
  fileprivate var frames: [[UInt8]] {
    let (begin, end) = (Array("\u{1B}[?2026h".utf8), Array("\u{1B}[?2026l".utf8))
    var frames: [[UInt8]] = []
    var rest = self[...]
    while let start = rest.firstRange(of: begin), let stop = rest[start.upperBound...].firstRange(of: end) {
      frames.append(Array(rest[start.upperBound..<stop.lowerBound]))
      rest = rest[stop.upperBound...]
    }
    return frames
  }
}
