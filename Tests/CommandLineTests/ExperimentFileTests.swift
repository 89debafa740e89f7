import Experiments
import Foundation
import Optimization
import Optimizers
import RandomExperiments
import Testing

/// Experiments in files, as a person gives them to the program.
@Suite("Experiment files on the command line")
struct ExperimentFileTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try write("format = 1\n[data]\nsource = \"tables/t.csv\"\n[[run]]\noptimizer = \"gd\"\n", to: "ok.toml")
    try FileManager.default.createDirectory(
      atPath: folder.path("tables"), withIntermediateDirectories: true)
    try write("a,b\n1,2\n2,4\n3,7\n", to: "tables/t.csv")
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path(name)))
  }

  private func run(_ words: String) throws -> Program.Result {
    try Program.shell("cd '\(folder.path(""))' && export XDG_CONFIG_HOME=\"$PWD\" && \(words)")
  }

  @Test("Every bundled experiment passes the check, kept as a file; a claim that fails does not")
  func check() throws {
    for entry in bundled.entries {
      try write(entry.file.text(), to: "\(entry.id).toml")
    }
    let whole = try run("$optviz check *.toml")
    #expect(whole.code == 0 && whole.output.isEmpty && whole.error.isEmpty, "\(whole)")
    let zigzag = try #require(bundled.entry("zigzag")).file.text()
    try write(zigzag.replacing("turns gd at 40 > 35", with: "turns gd at 40 > 350"), to: "zigzag.toml")
    let failing = try run("$optviz check zigzag.toml ok.toml")
    #expect(failing.code == 65)
    #expect(failing.output == "zigzag.toml:28:9: does not hold: turns gd at 40 (39) is not > 350\n")
  }

  @Test("A mistake is a line with file, line, column and a sentence")
  func mistakes() throws {
    try write("format = 1\nsteps = -3\n[surface]\nid = \"boul\"\n[[run]]\noptimizer = \"gd\"\n", to: "a.toml")
    try write(
      "format = 1\n[view]\nspeed = 0\n[surface]\nid = \"bowl\"\n[[run]]\noptimizer = \"gd\"\n", to: "b.toml")
    let result = try run("$optviz check a.toml b.toml")
    #expect(result.code == 65 && result.error.isEmpty)
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[0].hasPrefix("a.toml:2:9: steps is -3; accepted:"))
    #expect(lines[1].hasPrefix("a.toml:4:6: unknown surface 'boul'; did you mean 'bowl'?"))
    #expect(lines[2] == "b.toml:3:9: speed '0' is not a speed; accepted: 1 to 100000 steps a second")
    // Where one is opened, the first mistake is told, and how many there are.
    let opened = try run("$optviz run --experiment ./a.toml")
    #expect(opened.code == 65 && opened.output.isEmpty)
    #expect(opened.error.hasPrefix("optviz: './a.toml', line 2, column 9: steps is -3"))
    #expect(opened.error.contains("(and 1 more: optviz check)"))
    #expect(try run("$optviz check none.toml").code == 66)
    #expect(try run("$optviz run --experiment none.toml").code == 66)
    #expect(try run("$optviz run --experiment zigzg").code == 64)
    #expect(try run("$optviz check").code == 64)
  }

  @Test("A file is run as what it says, and other options change it")
  func running() throws {
    let zigzag = try #require(bundled.entry("zigzag"))
    try write(zigzag.file.text(), to: "mine.toml")
    let named = try run("$optviz run --experiment zigzag --format csv")
    #expect(try run("$optviz run --experiment mine.toml --format csv").output == named.output)
    let changed = try run("$optviz run --experiment mine.toml --steps 5 --format csv")
    #expect(changed.output == (try run("$optviz run --experiment zigzag --steps 5 --format csv")).output)
    #expect(changed.output != named.output)
    let fork = try run("$optviz file --experiment mine.toml --fork b=momentum:at=30,lr=0.05")
    #expect(fork.output.contains("fork = { of = \"momentum\", at = 30 }\nsettings = { lr = 0.05 }"))
    #expect(fork.output.contains("title = \"Zigzag and momentum\"") && !fork.output.contains("[[claim]]"))
    // Without any word of its own there is none.
    #expect(!(try run("$optviz file --surface beale").output.contains("title")))
  }

  @Test("A file becomes a command line, and that the file again, but for its words")
  func commandLines() throws {
    var dice = Dice(21)
    var files = bundled.entries.map(\.file)
    while files.count < bundled.entries.count + 25 {
      var file = ExperimentFile.random(&dice, in: bundled)
      // What the command line does not say.
      for key: ViewKey in [.inspect, .averages] where file.view[key] == "false" { file.view[key] = nil }
      if file.view[.cloud] == "true" { file.view[.cloud] = nil }
      files.append(file)
    }
    for (number, file) in files.enumerated() {
      var bare = file
      (bare.title, bare.caption, bare.source, bare.tags, bare.claims) = ("", "", "", [], [])
      try write(file.text(), to: "x.toml")
      let line = try run("$optviz file --experiment x.toml --as command")
      try #require(line.code == 0, "\(number): \(line.error)")
      let again = try run(line.output.replacing("optviz", with: "$optviz file", maxReplacements: 1))
      try #require(again.code == 0, "\(number): \(again.error)\n\(line.output)")
      let read = try ExperimentFile.read(Array(again.output.utf8), with: .standard)
      // The opening experiment has words of its own.
      if read.experiment == bundled.opening.experiment { continue }
      let isSame = read == bare
      #expect(isSame, "\(number): \(line.output)\n\(bare.text())\n\(again.output)")
    }
  }

  @Test("A table beside or below the file is read, and its path stays relative")
  func tables() throws {
    let inside = try run("$optviz file --experiment ok.toml --output sub.toml && cat sub.toml")
    #expect(inside.code == 0 && inside.output.contains("source = \"tables/t.csv\""), "\(inside)")
    let above = try run(
      "cd tables && $optviz file --experiment ../ok.toml --output ../again.toml && cat ../again.toml")
    #expect(above.code == 0 && above.output.contains("source = \"tables/t.csv\""), "\(above)")
    #expect(try run("cd / && $optviz check '\(folder.path("ok.toml"))'").code == 0)
    // From elsewhere it has its whole path, which takes the option.
    let other = try run(
      "mkdir other && $optviz file --experiment ok.toml --output other/o.toml && $optviz check other/o.toml; $optviz check --allow-outside other/o.toml && echo well"
    )
    #expect(other.output.contains("lies outside the file's own folder") && other.output.hasSuffix("well\n"))
    #expect(try run("$optviz file --experiment ok.toml --output ok.toml").code == 73)
  }

  @Test(
    "What is not a table beside or below the file is refused",
    arguments: [
      ("true", "/etc/hostname", "lies outside"), ("true", "../t.csv", "lies outside"),
      ("true", "tables/../../t.csv", "lies outside"), ("true", "-", "is standard input"),
      ("ln -s /etc/hostname link.csv", "link.csv", "lies outside"),
      (
        "mkdir -p ../elsewhere && ln -sfn ../elsewhere linked && cp tables/t.csv ../elsewhere",
        "linked/t.csv", "lies outside"
      ),
      ("ln -s / root", "root/etc/hostname", "lies outside"),
      ("mkfifo pipe.csv", "pipe.csv", "is a pipe, not a file"),
      ("ln -s /dev/zero zero.csv", "zero.csv", "lies outside"), ("true", "tables", "is a folder, not a file"),
      ("true", "none.csv", "cannot open 'none.csv'"), ("true", "hubbl", "did you mean 'hubble'"),
    ])
  func outside(command: String, source: String, part: String) throws {
    try write("format = 1\n[data]\nsource = \"\(source)\"\n[[run]]\noptimizer = \"gd\"\n", to: "x.toml")
    let result = try run("\(command) && $optviz check x.toml")
    #expect(result.code == 65, "\(result)")
    #expect(result.output.hasPrefix("x.toml:3:10: ") && result.output.contains(part), "\(result)")
    #expect(try run("$optviz run --experiment x.toml").code == 65)
  }

  @Test("A link beside the file to a table beside it is read")
  func links() throws {
    try write("format = 1\n[data]\nsource = \"link.csv\"\n[[run]]\noptimizer = \"gd\"\n", to: "x.toml")
    #expect(try run("ln -s tables/t.csv link.csv && $optviz check x.toml").code == 0)
    #expect(try run("ln -s x.toml y.toml && $optviz check y.toml").code == 0)
  }

  @Test("The schema is JSON that names everything there is")
  func schema() throws {
    let result = try run("$optviz schema")
    #expect(result.code == 0)
    let root = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let properties = try #require(root?["properties"] as? [String: Any])
    #expect(
      Set(properties.keys) == [
        "format", "title", "caption", "source", "tags", "steps", "pace", "seed", "start", "domain", "surface",
        "data",
        "run", "view", "claim",
      ])
    let view = (properties["view"] as? [String: Any])?["properties"] as? [String: Any]
    #expect(Set(view?.keys.map { $0 } ?? []) == Set(ViewKey.allCases.map(\.rawValue)))
    for entry in bundled.optimizers.entries {
      #expect(result.output.contains("\"const\": \"\(entry.card.id)\""))
    }
    for entry in SurfaceCatalog.all { #expect(result.output.contains("\"const\": \"\(entry.card.id)\"")) }
  }
}
