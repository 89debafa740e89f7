import Foundation
import Testing

/// Files to take away, asked for on the screen.
@Suite(.serialized)
struct PictureFileTests {
  /// A folder of its own, removed at the end.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-\(UUID().uuidString)")
      .path
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The names of everything in it, hidden files too.
    var names: [String] {
      get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
    }
  }

  private func open(_ arguments: [String], columns: Int = 120, rows: Int = 40) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments, environment: ["XDG_CONFIG_HOME": "/nonexistent", "COLORTERM": "truecolor"], columns: columns,
      rows: rows)
    try #require(terminal.waitForPicture())
    return terminal
  }

  private func quit(_ terminal: PseudoTerminal) -> Bool {
    terminal.type("q")
    return terminal.waitForExit() == .code(0) && terminal.isRestored
  }

  /// Runs the program without a terminal; returns its exit code.
  private func run(_ words: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: PseudoTerminal.program)
    process.arguments = words
    process.environment = [
      "XDG_CONFIG_HOME": "/nonexistent", "NO_COLOR": "1", "LC_ALL": "C", "COLUMNS": "20",
    ]
    (process.standardError, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Goes to the field of the file, the last one before the button, and types a name there.
  private func name(_ path: String, _ terminal: PseudoTerminal) {
    terminal.type("\u{1B}[Z\u{1B}[Z\u{15}\(path)")
  }

  @Test(
    "What the form writes is what its command line writes", arguments: ["tex", "ansi", "txt", "cast", "csv"])
  func sameAsTheCommandLine(format: String) throws {
    let folder = try Folder()
    let arguments = ["--experiment", "zigzag", "--at", "40", "--hide", "2", "--colormap", "viridis"]
    let terminal = try open(arguments)
    terminal.type("e")
    #expect(terminal.wait { $0.text.contains("[ write ]") })
    name("\(folder.path)/a.\(format)", terminal)
    #expect(terminal.wait { $0.text.contains("a.\(format)") && $0.text.contains("‹ \(format) ›") })
    terminal.type("\r")
    #expect(
      terminal.wait { $0.text.contains("wrote \(folder.path)/a.\(format), ") }, "\(terminal.emulator.text)")
    #expect(quit(terminal))

    // The words that the form adds to those of the screen.
    let figure = ["--view", "contours", "--at", "40"]
    let frame = ["--view", "contours", "--columns", "120", "--rows", "40"]
    let added: [String] =
      switch format {
      case "tex": figure
      case "txt": frame + ["--at", "40"]
      case "ansi": frame + ["--at", "40", "--theme", "night"]
      case "cast": frame + ["--theme", "night"]
      default: []
      }
    var screen: [String] = ["--experiment", "zigzag"]
    if format != "csv" { screen += ["--hide", "2"] }
    if ["tex", "ansi", "cast"].contains(format) { screen += ["--colormap", "viridis"] }
    let other = "\(folder.path)/b.\(format)"
    var words: [String] = ["render"]
    words += screen
    words += added
    words += ["--output", other]
    #expect(try run(words) == 0)
    func withoutCommand(_ name: String) throws -> [Substring] {
      String(decoding: try folder.bytes(name), as: UTF8.self).split(separator: "\n").map { line in
        // Both name a command line, with options in their own order.
        line.range(of: "optviz render ").map { line[..<$0.lowerBound] } ?? line
      }
    }
    let (own, theirs) = (try withoutCommand("a.\(format)"), try withoutCommand("b.\(format)"))
    #expect(own.count == theirs.count)
    for (a, b) in zip(own, theirs) where a != b {
      #expect(a == b)
      break
    }
    #expect(try folder.names == ["a.\(format)", "b.\(format)"])
  }

  @Test("A file can be stopped while keys are answered, and nothing of it is left")
  func stopped() throws {
    let folder = try Folder()
    let terminal = try open(["--steps", "100000", "--at", "10", "--surface", "booth"], columns: 80, rows: 24)
    terminal.type(":export \(folder.path)/long.cast\r")
    #expect(terminal.wait { $0.text.contains("writing long.cast") }, "\(terminal.emulator.text)")
    terminal.type("?")
    #expect(terminal.wait { $0.text.contains("Plays and pauses") || $0.text.contains("keys") })
    terminal.type("\u{1B}")
    #expect(terminal.wait(typing: ["\u{1B}"]) { $0.text.contains("long.cast is not written") })
    #expect(try folder.names == [])
    // The next one is made.
    terminal.type(":export \(folder.path)/short.txt\r")
    #expect(terminal.wait { $0.text.contains("wrote") })
    #expect(quit(terminal))
    #expect(try folder.names == ["short.txt"])
  }

  @Test("A file that exists is replaced only when asked again")
  func existing() throws {
    let folder = try Folder()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/a.txt"))
    let terminal = try open(["--at", "3"])
    terminal.type(":export \(folder.path)/a.txt\r")
    #expect(terminal.wait { $0.text.contains("a.txt exists; enter again replaces it") })
    #expect(try folder.bytes("a.txt") == Data("mine".utf8))
    terminal.type("\r")
    #expect(terminal.wait { $0.text.contains("wrote") })
    #expect(try folder.bytes("a.txt").count > 1000)
    #expect(quit(terminal))
    #expect(try folder.names == ["a.txt"])
  }

  @Test("What cannot be written is told in the form, and the program goes on")
  func refused() throws {
    let terminal = try open(["--at", "3"])
    // The form breaks a sentence at its width: it is looked for by a part that stands in one line.
    for (path, reason) in [
      ("/nonexistent/folder/a.txt", "No such file or"), ("/proc/a.txt", "cannot create"),
    ] {
      terminal.type(":export \(path)\r")
      // The form is that of the format that was asked for.
      #expect(
        terminal.wait { $0.text.contains(reason) && $0.text.contains("‹ txt ›") }, "\(terminal.emulator.text)"
      )
      #expect(!terminal.emulator.text.contains("--format"), "\(terminal.emulator.text)")
      terminal.type("\u{1B}")
      #expect(terminal.wait(typing: ["\u{1B}"]) { !$0.text.contains("[ write ]") })
    }
    terminal.type(":export /nonexistent/a.xyz\r")
    #expect(terminal.wait { $0.text.contains("unknown format") }, "\(terminal.emulator.text)")
    terminal.type("\u{1B}")
    #expect(terminal.wait(typing: ["\u{1B}"]) { !$0.text.contains("unknown format") })
    // A full disk.
    terminal.type("e")
    #expect(terminal.wait { $0.text.contains("[ write ]") })
    name("/dev/full", terminal)
    #expect(terminal.wait { $0.text.contains("/dev/full") })
    terminal.type("\r")
    #expect(terminal.wait { $0.text.contains("No space left on device") }, "\(terminal.emulator.text)")
    terminal.type("\u{1B}")
    #expect(terminal.wait { !$0.text.contains("[ write ]") })
    #expect(quit(terminal))
  }

  /// A terminal that shows a frame's file; the line below the frame names its command.
  private func emulator(showing name: String, in folder: Folder) throws -> Emulator {
    let emulator = Emulator(columns: 90, rows: 28)
    let lines = String(decoding: try folder.bytes(name), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    emulator.show(Array(lines.prefix(28).joined(separator: "\r\n").utf8))
    return emulator
  }

  @Test(
    "A frame in a file is what the screen shows",
    arguments: [
      ["--experiment", "zigzag", "--at", "40", "--theme", "ember", "--pin", "20", "--choose", "3"],
      ["--data", "line", "--at", "7", "--inspect", "--theme", "paper", "--colormap", "viridis"],
      [
        "--surface", "himmelblau", "--view", "3d", "--turn=10,60", "--at", "30", "--layout", "lecture",
        "--theme", "night",
      ],
    ])
  func sameAsTheScreen(arguments: [String]) throws {
    let folder = try Folder()
    // The screen shows the cloud of batches unless told; a file only when told.
    let cloud = arguments.contains("--data") ? ["--cloud"] : []
    var words: [String] = ["render", "--columns", "90", "--rows", "28", "--output", "\(folder.path)/a.ansi"]
    // The finest blocks depend on the terminal; its dots do not.
    let marker = ["--marker", "braille"]
    words += arguments + marker
    words += cloud
    #expect(try run(words) == 0)
    let file = try emulator(showing: "a.ansi", in: folder)
    let terminal = try open(arguments + marker + ["--no-config"], columns: 90, rows: 28)
    let isSame = terminal.wait { $0.cells == file.cells }
    #expect(isSame, "\(file.text)\nis not\n\(terminal.emulator.text)")
    #expect(quit(terminal))
  }

  private static let asciinema = "/usr/bin/asciinema"

  @Test(
    "asciinema plays a recording, and ends with the frame of the last step",
    .enabled(if: FileManager.default.isExecutableFile(atPath: asciinema)))
  func played() throws {
    let folder = try Folder()
    let (cast, frame) = ("\(folder.path)/a.cast", "\(folder.path)/a.ansi")
    let words = ["render", "--experiment", "zigzag", "--columns", "90", "--rows", "28", "--theme", "ember"]
    #expect(try run(words + ["--output", cast]) == 0)
    #expect(try run(words + ["--output", frame]) == 0)
    let player = try PseudoTerminal(
      ["play", "--speed", "100", cast], environment: ["HOME": folder.path], columns: 90, rows: 28,
      program: Self.asciinema)
    #expect(player.waitForExit() == .code(0), "\(player.emulator.text)")
    let shown = try emulator(showing: "a.ansi", in: folder)
    let (played, still) = (player.emulator.cells, shown.cells)
    let differing: [Int] = played.indices.filter { played[$0] != still[$0] }
    let first = differing.first.map { "column \($0 % 90), row \($0 / 90)" } ?? ""
    #expect(differing.isEmpty, "\(first)\n\(player.emulator.text)\n\(shown.text)")
  }
}
