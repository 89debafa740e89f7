import Foundation
import Testing

@Suite("Where output goes")
struct OutputTests {
  private let small = ["run", "--optimizer", "gd", "--steps", "2"]

  @Test("A file has the content of standard output, and its extension chooses the format")
  func file() throws {
    let folder = try Folder()
    for (name, format) in [
      ("a.json", "json"), ("b.csv", "csv"), ("c.CSV", "csv"), ("d", "json"), ("e.tsv", "tsv"),
    ] {
      let result = try Program.run(small + ["--output", folder.path(name)])
      #expect(result.code == 0 && result.output.isEmpty && result.error.isEmpty)
      #expect(try folder.text(name) == Program.run(small + ["--format", format]).output)
    }
    #expect(try folder.names == ["a.json", "b.csv", "c.CSV", "d", "e.tsv"])
    _ = try Program.run(small + ["--output", folder.path("a.json"), "--format", "csv", "--force"])
    #expect(try folder.text("a.json") == folder.text("b.csv"))
  }

  @Test("Separated values, byte for byte", arguments: [("csv", ","), ("tsv", "\t")])
  func separated(format: String, separator: String) throws {
    let lines = [
      ["run", "optimizer", "step", "x", "y", "loss", "gradient_norm", "lr"],
      ["0", "gd", "0", "0.0", "2.0", "40.0", "40.0", "0.2"],
      ["0", "gd", "1", "0.0", "-6.0", "360.0", "120.0", "0.2"],
      ["1", "heavy_ball", "0", "0.0", "2.0", "40.0", "40.0", "0.05"],
      ["1", "heavy_ball", "1", "0.0", "0.0", "0.0", "0.0", "0.05"],
    ]
    let result = try Program.run([
      "run", "--surface", "bowl", "--start=0,2", "--steps", "1", "--format", format,
      "--optimizer", "gd:lr=0.2", "--optimizer", "heavy_ball:lr=0.05",
    ])
    #expect(result.code == 0 && result.error.isEmpty)
    #expect(result.output == lines.map { $0.joined(separator: separator) + "\n" }.joined())
  }

  @Test("A file that cannot be created gives one line and code 73", arguments: ["none/a.json", "."])
  func notCreated(name: String) throws {
    let folder = try Folder()
    let result = try Program.run(small + ["--output", folder.path(name)])
    #expect(result.code == 73 && result.output.isEmpty)
    #expect(result.error.hasPrefix("optviz: --output: cannot create '"))
    #expect(result.error.filter { $0 == "\n" }.count == 1)
    #expect(try folder.names.isEmpty)
  }

  @Test("A former file stays whole when writing fails, and nothing else is left behind")
  func failedWrite() throws {
    let folder = try Folder()
    try "former\n".write(toFile: folder.path("a.csv"), atomically: false, encoding: .utf8)
    // A limit on the size of files stands for a full disk.
    let result = try Program.shell(
      "ulimit -f 100; exec $optviz run --steps 100000 --force --output '\(folder.path("a.csv"))'")
    #expect(result.code == 74)
    #expect(result.error.hasPrefix("optviz: --output: cannot write to '"))
    #expect(try folder.names == ["a.csv"])
    #expect(try folder.text("a.csv") == "former\n")
  }

  @Test(
    "A former file stays whole when a signal ends the program, and nothing else is left behind",
    arguments: [
      "TERM", "INT", "HUP", "QUIT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU", "SYS", "IO", "PWR",
      "STKFLT",
      "ABRT", "SEGV", "RTMIN", "RTMAX",
    ])
  func signalled(name: String) throws {
    let folder = try Folder()
    try "former\n".write(toFile: folder.path("a.csv"), atomically: false, encoding: .utf8)
    let result = try Program.shell(
      """
      ulimit -c 0; trap - INT; set -m
      $optviz run --steps 10000000 --force --output '\(folder.path("a.csv"))' & process=$!
      for i in $(seq 200); do ls -A '\(folder.path("."))' | grep -q tmp && break; sleep 0.01; done
      kill -\(name) $process; wait $process
      """)
    #expect(result.code > 128)
    #expect(try folder.names == ["a.csv"])
    #expect(try folder.text("a.csv") == "former\n")
  }

  @Test(
    "A crash while a file is written leaves nothing behind, not even one that has used up the stack",
    arguments: ["trap", "abort", "segv", "stack", "fpe", "usr1", "hup"])
  func crashed(kind: String) throws {
    let folder = try Folder()
    let result = try Program.shell(
      "ulimit -c 0; OPTVIZ_TEST_CRASH=\(kind)@write $optviz run --steps 3 --output '\(folder.path("a.csv"))'")
    #expect(result.code != 0)
    #expect(try folder.names.isEmpty)
  }

  @Test("A former file keeps its permissions, and a link stays a link")
  func replaced() throws {
    let folder = try Folder()
    let manager = FileManager.default
    try "former\n".write(toFile: folder.path("a.csv"), atomically: false, encoding: .utf8)
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path("a.csv"))
    try manager.createSymbolicLink(atPath: folder.path("b.csv"), withDestinationPath: "a.csv")
    #expect(try Program.run(small + ["--force", "--output", folder.path("b.csv")]).code == 0)
    #expect(try folder.text("a.csv").hasPrefix("run,optimizer,"))
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("b.csv")) == "a.csv")
    let mode = try manager.attributesOfItem(atPath: folder.path("a.csv"))[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test("A dash is standard output, and no file")
  func dash() throws {
    let folder = try Folder()
    let result = try Program.shell(
      "cd '\(folder.path(""))' && $optviz run --optimizer gd --steps 2 --output -")
    #expect(try result.code == 0 && result.output == Program.run(small).output)
    #expect(try folder.names.isEmpty)
  }

  @Test("A former file is replaced only with --force; code 73 otherwise")
  func existing() throws {
    let folder = try Folder()
    try "former\n".write(toFile: folder.path("a.csv"), atomically: false, encoding: .utf8)
    let refused = try Program.run(small + ["--output", folder.path("a.csv")])
    #expect(
      refused.code == 73 && refused.error.hasSuffix(": it exists; --force replaces it\n"), "\(refused.error)")
    #expect(try folder.text("a.csv") == "former\n" && folder.names == ["a.csv"])
    #expect(try Program.run(small + ["--output", folder.path("a.csv"), "--force"]).code == 0)
    #expect(try folder.text("a.csv").hasPrefix("run,"))
  }

  @Test(
    "The file that is read is never replaced, under whatever name",
    arguments: ["t.csv", "link.csv", "hard.csv", "./t.csv"])
  func input(name: String) throws {
    let folder = try Folder()
    let table = "x,y\n1,2\n2,3\n3,5\n"
    try table.write(toFile: folder.path("t.csv"), atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.csv"), withDestinationPath: "t.csv")
    try FileManager.default.linkItem(atPath: folder.path("t.csv"), toPath: folder.path("hard.csv"))
    let result = try Program.run([
      "run", "--data", folder.path("t.csv"), "--steps", "1", "--force", "--output", folder.path(name),
    ])
    #expect(
      result.code == 73 && result.error.hasSuffix("': it is the file that is read\n"), "\(result.error)")
    #expect(try folder.text("t.csv") == table && folder.names == ["hard.csv", "link.csv", "t.csv"])
  }

  @Test("The file that standard input comes from is never replaced")
  func standardInput() throws {
    let folder = try Folder()
    let table = "x,y\n1,2\n2,3\n3,5\n"
    try table.write(toFile: folder.path("t.csv"), atomically: false, encoding: .utf8)
    for name in ["-", "/dev/stdin"] {
      let result = try Program.shell(
        "cd '\(folder.path(""))' && $optviz run --data \(name) --steps 1 --force --output t.csv < t.csv")
      #expect(
        result.code == 73
          && result.error == "optviz: --output: cannot create 't.csv': it is the file that is read\n",
        "\(name): \(result.error)")
    }
    #expect(try folder.text("t.csv") == table && folder.names == ["t.csv"])
  }

  @Test("A dangling link stays a link, and its target is made; a loop of links is refused")
  func danglingLink() throws {
    let folder = try Folder()
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder.path("in"), withIntermediateDirectories: false)
    try manager.createSymbolicLink(atPath: folder.path("a.csv"), withDestinationPath: "in/b.csv")
    try manager.createSymbolicLink(atPath: folder.path("in/b.csv"), withDestinationPath: "c.csv")
    #expect(try Program.run(small + ["--output", folder.path("a.csv")]).code == 0)
    #expect(try folder.text("in/c.csv").hasPrefix("run,"))
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("a.csv")) == "in/b.csv")
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("in/b.csv")) == "c.csv")

    try manager.createSymbolicLink(atPath: folder.path("loop"), withDestinationPath: "loop")
    let loop = try Program.run(small + ["--output", folder.path("loop")])
    #expect(loop.code == 73 && loop.error.contains("symbolic links"), "\(loop.error)")
  }

  @Test("A name that is not UTF-8 is refused, and no other file is written")
  func notUTF8() throws {
    let folder = try Folder()
    let result = try Program.shell(
      "cd '\(folder.path(""))' && $optviz run --optimizer gd --steps 2 --output $'a\\xff.csv'")
    #expect(result.code == 64 && result.error.contains("argument 7") && result.error.contains("is not UTF-8"))
    #expect(try folder.names.isEmpty)
  }

  @Test(
    "A full disk behind standard output gives one line and code 74",
    arguments: [
      "run", "list", "describe gd", "--help", "--version", "run --help", "help list",
      "render --output - --format svg", "render --output - --format html",
      "--generate-completion-script bash", "---completion run -- --optimizer 2 20 optviz run --optimizer ad",
    ])
  func full(command: String) throws {
    let result = try Program.shell("exec $optviz \(command) > /dev/full")
    #expect(result.code == 74)
    #expect(result.error == "optviz: cannot write to standard output: No space left on device\n")
  }

  @Test("A device is written, not replaced")
  func device() throws {
    let result = try Program.run(small + ["--output", "/dev/full"])
    #expect(result.code == 74)
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
  }

  @Test("A reader that has read enough ends the program silently", arguments: ["", "trap '' PIPE;"])
  func closedPipe(before: String) throws {
    let result = try Program.shell(
      "\(before) $optviz run --format csv --steps 100000 | head -1; exit ${PIPESTATUS[0]}")
    #expect(result.code == 141 && result.error.isEmpty)
    #expect(result.output == "run,optimizer,step,x,y,loss,gradient_norm,lr\n")
  }
}
