import Foundation
import Testing

@Suite("Pictures as files")
struct RenderTests {
  @Test("A file has the content of standard output, and its ending chooses the format")
  func file() throws {
    let folder = try Folder()
    for name in ["a.svg", "b.html", "c.csv", "d.SVG"] {
      let words = ["render", "--steps", "20", "--output", folder.path(name)]
      let result = try Program.run(words)
      #expect(result.code == 0 && result.output.isEmpty && result.error.isEmpty, "\(result.error)")
      let format = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      let direct = try Program.run(["render", "--steps", "20", "--output", "-", "--format", format]).output
      // The command names the file, or the format.
      let plain = direct.replacing("--output - --format \(format)", with: "--output \(name)")
      #expect(try Self.withoutNames(folder.text(name)) == Self.withoutNames(plain))
    }
    #expect(try folder.names == ["a.svg", "b.html", "c.csv", "d.SVG"])
  }

  /// A picture without the names that are made from its command.
  private static func withoutNames(_ text: String) -> String {
    text.replacing(/\b[tdcg][0-9a-z]{1,4}[0-9]?\b/, with: "_")
  }

  @Test("The numbers are those of run", arguments: ["csv", "json", "tsv"])
  func numbers(format: String) throws {
    let words = ["--surface", "booth", "--steps", "9", "--format", format]
    let rendered = try Program.run(["render", "--output", "-"] + words)
    #expect(try rendered.code == 0 && rendered.output == Program.run(["run"] + words).output)
  }

  @Test("The same command writes the same bytes, and an existing file needs --force")
  func twice() throws {
    let folder = try Folder()
    let words = ["render", "--view", "all", "--output", folder.path("a.svg")]
    #expect(try Program.run(words).code == 0)
    let first = try folder.text("a.svg")
    let refused = try Program.run(words)
    #expect(refused.code == 73 && refused.error.contains("--force replaces it"))
    #expect(try Program.run(words + ["--force"]).code == 0)
    #expect(try folder.text("a.svg") == first)
    #expect(first.contains("optviz render --view all --output a.svg</metadata>"))
  }

  @Test(
    "A mistake is one line that says what is accepted, and leaves no file",
    arguments: [
      ("--output x.bmp", "unknown format 'bmp'"), ("--output x", "has no ending"),
      ("--output x.svg --format svgg", "did you mean 'svg'"),
      ("--output x.svg --size 10x10", "from 120 to 8000"),
      ("--output x.svg --size 800", "such as 1200x800"),
      ("--output x.svg --view maps", "unknown view 'maps'"),
      ("--output x.svg --dpi 300", "--dpi does not go with svg"),
      ("--output x.csv --view all", "does not go with csv"),
      ("--output x.csv --at 3", "does not go with csv"), ("--output x.svg --view model", "needs data"),
      ("--output x.svg --at 9999", "the race has 198 steps"), ("--output x.svg --labels some", "--labels"),
      ("--output x.svg --theme papr", "did you mean 'paper'"), ("--output x.svg --hide one", "--hide"),
    ])
  func mistakes(words: String, sentence: String) throws {
    let folder = try Folder()
    let result = try Program.shell("cd '\(folder.path(""))' && exec $optviz render \(words)")
    #expect(result.code == 64, "\(result.error)")
    #expect(result.error.contains(sentence), "\(result.error)")
    #expect(try folder.names.isEmpty)
  }

  @Test("What moves shows contours unless told, also of data, and says what shows the other views")
  func views() throws {
    let folder = try Folder()
    let words = ["render", "--data", "line", "--steps", "20", "--output"]
    #expect(try Program.run(words + [folder.path("a.html")]).code == 0)
    #expect(try Program.run(words + [folder.path("a.svg"), "--animate"]).code == 0)
    for options in [["b.html", "--view", "both"], ["b.svg", "--view", "model", "--animate"]] {
      let refused = try Program.run(words + [folder.path(options[0])] + options.dropFirst())
      #expect(
        refused.code == 64 && refused.error.contains("contours, field, loss and all"), "\(refused.error)")
    }
    #expect(try folder.names == ["a.html", "a.svg"])
  }

  @Test("A file that cannot be created gives one line and code 73", arguments: ["none/a.svg", "."])
  func notCreated(name: String) throws {
    let folder = try Folder()
    let words = ["render", "--format", "svg", "--output", folder.path(name)]
    let result = try Program.run(words)
    #expect(result.code == 73 && result.error.hasPrefix("optviz: --output: cannot create '"))
    #expect(try folder.names.isEmpty)
  }

  @Test("Nothing of the terminal changes a file")
  func environment() throws {
    let plain = try Program.shell("$optviz render --output - --format svg")
    let other = try Program.shell(
      "NO_COLOR=1 TERM=dumb COLUMNS=40 LINES=10 LANG=C LC_ALL=C $optviz render --output - --format svg")
    #expect(plain.code == 0 && plain.output == other.output)
  }

  @Test("A signal while a picture is made leaves nothing behind")
  func signalled() throws {
    let folder = try Folder()
    let result = try Program.shell(
      """
      trap - INT; set -m
      $optviz render --steps 10000000 --output '\(folder.path("a.html"))' & process=$!
      for i in $(seq 500); do ls -A '\(folder.path("."))' | grep -q tmp && break; sleep 0.01; done
      kill -INT $process; wait $process
      """)
    #expect(result.code == 130)
    #expect(try folder.names.isEmpty)
  }
}
