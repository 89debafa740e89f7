import Foundation
import Pictures
import Testing

/// Whether cairo is there, without which these formats are refused.
private let hasCairo = (try? Cairo()) != nil

@Suite("Pictures that cairo draws", .enabled(if: hasCairo))
struct CairoRenderTests {
  /// The bytes of a file in a folder.
  private func bytes(_ name: String, in folder: Folder) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: folder.path(name))))
  }

  /// A file of the opening race with options, from a command that must succeed.
  private func rendered(_ name: String, _ options: [String] = [], in folder: Folder) throws -> [UInt8] {
    let result = try Program.run(
      ["render", "--steps", "30"] + options + ["--force", "--output", folder.path(name)])
    #expect(result.code == 0 && result.output.isEmpty, "\(result.error)")
    return try bytes(name, in: folder)
  }

  @Test(
    "A file is what its ending says, the same bytes twice, and needs --force to be replaced",
    arguments: [("pdf", "%PDF-"), ("png", "\u{89}PNG\r\n"), ("gif", "GIF89a")])
  func twice(format: String, beginning: String) throws {
    let folder = try Folder()
    let first = try rendered("a.\(format)", in: folder)
    #expect(first.starts(with: beginning.unicodeScalars.map { UInt8($0.value) }))
    #expect(try rendered("a.\(format)", in: folder) == first)
    let refused = try Program.run(["render", "--output", folder.path("a.\(format)")])
    #expect(refused.code == 73 && refused.error.contains("--force replaces it"))
    #expect(try bytes("a.\(format)", in: folder) == first)
    #expect(try folder.names == ["a.\(format)"])
  }

  /// The pixels of a PNG across and down, and its kind of colours.
  private func head(_ png: [UInt8]) -> (width: Int, height: Int, colors: UInt8) {
    func four(_ place: Int) -> Int { png[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (four(16), four(20), png[25])
  }

  @Test("--dpi says how many pixels a point takes, and --transparent leaves the ground out")
  func options() throws {
    let folder = try Folder()
    let size = ["--size", "300x200"]
    let plain = try head(rendered("a.png", size, in: folder))
    #expect(plain.width == 300 && plain.height == 200)
    let fine = try head(rendered("a.png", size + ["--dpi", "192"], in: folder))
    #expect(fine.width == 600 && fine.height == 400)
    let open = try head(rendered("a.png", size + ["--transparent"], in: folder))
    // PNG's colour type 6 has opacity, and type 2 has not.
    #expect(plain.colors == 2 && open.colors == 6)
    let solid = size + ["--view", "3d"]
    #expect(try head(rendered("a.png", solid, in: folder)).colors == 2)
    #expect(try head(rendered("a.png", solid + ["--transparent"], in: folder)).colors == 6)
    let (filled, clear) = (
      try rendered("a.pdf", size, in: folder), try rendered("a.pdf", size + ["--transparent"], in: folder)
    )
    #expect(filled != clear)
  }

  @Test(
    "What a format does not take is one line and code 64, and leaves no file",
    arguments: [
      ("--output x.gif --transparent", "--transparent does not go with gif; it goes with svg, pdf, png"),
      ("--output x.gif --dpi 300", "--dpi does not go with gif; it goes with pdf, png"),
      ("--output x.png --animate", "--animate does not go with png; it goes with svg"),
      ("--output x.pdf --fps 10", "--fps does not go with pdf; it goes with gif"),
      ("--output x.png --dpi 10", "--dpi"), ("--output x.gif --fps 0", "--fps"),
      ("--output x.gif --loop x", "--loop"), ("--output x.pdf --columns 80", "does not go with pdf"),
    ])
  func refused(words: String, sentence: String) throws {
    let folder = try Folder()
    let result = try Program.shell("cd '\(folder.path(""))' && exec $optviz render \(words)")
    #expect(result.code == 64 && result.error.contains(sentence), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
    #expect(try folder.names.isEmpty)
  }

  @Test("The size of a gif is told, and is that of the file")
  func told() throws {
    let folder = try Folder()
    let result = try Program.run(
      ["render", "--steps", "30", "--size", "300x200", "--output", folder.path("a.gif")])
    let size = try bytes("a.gif", in: folder).count
    #expect(result.code == 0 && result.error == "optviz: gif of \((size + 500) / 1000) kB\n")
  }

  @Test("A full disk is one line and code 74", arguments: ["pdf", "png", "gif"])
  func full(format: String) throws {
    let words = "--steps 30 --size 300x200 --format \(format) --output /dev/full"
    let result = try Program.shell("exec $optviz render \(words)")
    #expect(result.code == 74 && result.error.contains("No space left on device"), "\(result.error)")
  }

  @Test("ctrl-c while a file is made leaves nothing behind", arguments: ["pdf", "png", "gif"])
  func interrupted(format: String) throws {
    let folder = try Folder()
    let result = try Program.shell(
      """
      trap - INT; set -m
      $optviz render --steps 10000000 --output '\(folder.path("a.\(format)"))' & process=$!
      for i in $(seq 500); do ls -A '\(folder.path("."))' | grep -q tmp && break; sleep 0.01; done
      kill -INT $process; wait $process
      """)
    #expect(result.code == 130)
    #expect(try folder.names.isEmpty)
  }

  @Test("The command in a file makes the file again", arguments: ["svg", "png", "gif"])
  func again(format: String) throws {
    let folder = try Folder()
    let made = try rendered("a b.\(format)", ["--size", "300x200"], in: folder)
    let text = String(decoding: made, as: UTF8.self)
    let command = try #require(
      text.firstMatch(of: /optviz (render [^<\0]*?--output (?:'|&#39;)a b\.[a-z]+(?:'|&#39;))/)
    ).1
    let other = try Folder()
    let result = try Program.shell(
      "cd '\(other.path(""))' && exec $optviz \(command.replacing("&#39;", with: "'"))")
    #expect(result.code == 0, "\(command) \(result.error)")
    #expect(try bytes("a b.\(format)", in: other) == made)
  }
}
