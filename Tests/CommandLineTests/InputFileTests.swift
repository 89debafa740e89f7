import Foundation
import Testing

/// Files of all kinds, named by a person or found in a folder.
@Suite("Reading files")
struct InputFileTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("optviz/themes"), withIntermediateDirectories: true)
  }

  private func run(_ words: String) throws -> Program.Result {
    try Program.shell("cd '\(folder.path(""))' && export XDG_CONFIG_HOME=\"$PWD\" && \(words)")
  }

  @Test(
    "What is found in the configuration's folder and is not a file is skipped in a sentence",
    arguments: [
      ("mkfifo", "is a pipe, not a file"), ("mkdir", "is a folder, not a file"),
      ("ln -s /dev/zero", "is a device, not a file"),
      ("ln -s /dev/ptmx", "not a file"),
      (
        "python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])'",
        "is a socket, not a file"
      ),
    ])
  func found(command: String, says: String) throws {
    let makes = try run(
      "\(command) optviz/config.toml && \(command) optviz/layouts.toml && \(command) optviz/themes/a.toml")
    // Where there is no Python, there is no socket.
    guard makes.code == 0 else { return #expect(command.hasPrefix("python3"), "\(makes.error)") }
    let result = try run("$optviz list config")
    #expect(result.code == 0)
    let said = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for name in ["config.toml", "layouts.toml", "themes/a.toml"] {
      #expect(
        said.contains("\(name)' \(says)") || said.contains("\(name)'") && said.contains(says), "\(said)")
    }
    #expect(try run("$optviz run --steps 1").code == 0)
    #expect(try run("$optviz list themes").code == 0)
  }

  @Test("A file that is too large is refused")
  func large() throws {
    #expect(
      try run("head -c 1000001 /dev/zero > optviz/config.toml && $optviz list config").output.contains(
        "at most 1 MB are read"))
    let theme = try run("$optviz --no-config --theme <(yes '# a theme' | head -c 2000000)")
    #expect(theme.code == 65 && theme.error.contains("at most 1 MB are read"))
  }

  @Test("Named files may be pipes: a theme, a table, a compressed table")
  func pipes() throws {
    // The screen lacks a terminal, which is found out after everything is read.
    #expect(try run("$optviz --no-config --theme <(echo \"ground = '#123456'\")").code == 2)
    let broken = try run("$optviz --no-config --theme <(echo 'ground =')")
    #expect(broken.code == 65 && broken.error.contains("line 1"))
    _ = try run("printf 'x,y\\n1,2\\n2,4.5\\n3,6\\n' > t.csv && gzip -k t.csv && mkfifo p")
    let words = "run --steps 3 --optimizer gd --data"
    let runs = #"s/.*"runs"/"runs"/"#
    let direct = try run("$optviz \(words) t.csv | tr -d '\\n' | sed '\(runs)'")
    #expect(direct.code == 0 && direct.output.hasPrefix("\"runs\""))
    for other in [
      "t.csv.gz", "<(zcat t.csv.gz)", "- < t.csv", "- < t.csv.gz", "/dev/stdin < t.csv",
    ] {
      let result = try run("$optviz \(words) \(other)")
      let text = result.output.replacing("\n", with: "")
      #expect(result.code == 0 && text.contains(direct.output), "\(other): \(result.error)")
    }
    let named = try run("{ $optviz \(words) p & cat t.csv > p; wait; }")
    #expect(named.output.replacing("\n", with: "").contains(direct.output), "\(named.error)")
  }

  @Test("Nothing is waited for that does not come, and the file is named")
  func silent() throws {
    _ = try run("mkfifo p")
    for (words, option, name) in [
      // The shell keeps the pipe open for writing, so that it has no end.
      ("run --data p", "--data", "'p'"), ("run --data - 9<> p < p", "--data", "standard input"),
      ("--no-config --theme ./p", "--theme", "'./p'"),
      ("run --data hubble --batch-order p", "--batch-order", "'p'"),
    ] {
      let result = try run("$optviz \(words)")
      #expect(result.code == 66 && result.output.isEmpty)
      #expect(result.error == "optviz: \(option): cannot read \(name): nothing came for 2 seconds\n")
    }
  }

  @Test("What was decided about a table is told on standard error, a line each")
  func remarks() throws {
    _ = try run("printf 'region,2019,2020\\nN,2,3\\n# S\\nE,6,7\\nW,,1\\n' > t.csv")
    let result = try run("$optviz run --data t.csv --x 2 --y 3 --missing drop --steps 1 --optimizer gd")
    #expect(result.code == 0 && result.output.contains("\"rows\": 2") || result.output.contains("\"rows\":2"))
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("optviz: t.csv: ") }, "\(result.error)")
    #expect(lines.first?.contains("is read as the header") == true)
    let quiet = try run(
      "$optviz run --data t.csv --x 2 --y 3 --missing drop --header yes --steps 1 --optimizer gd")
    #expect(quiet.error.split(separator: "\n").count == 2)
  }

  @Test("Data without a finite loss are refused in one sentence with a remedy")
  func notFinite() throws {
    _ = try run("printf 'x,y\\n1e200,1\\n2e200,3\\n' > t.csv")
    let result = try run("$optviz run --data t.csv --steps 1 --optimizer gd")
    #expect(result.code == 65 && result.output.isEmpty && result.error.filter { $0 == "\n" }.count == 1)
    #expect(result.error.hasPrefix("optviz: the loss has no finite value: none at the start"))
    #expect(result.error.contains("--scale standard"))
  }
}
