import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  private static let readme = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("README.md")

  @Test(
    "Its tables are what the program lists",
    arguments: ["keys", "optimizers", "surfaces", "datasets", "wrappers", "schedules"])
  func tables(kind: String) throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let opening = "<!-- generated: optviz list \(kind) --format markdown -->\n"
    let start = try #require(text.range(of: opening)?.upperBound)
    let end = try #require(text.range(of: "<!-- end -->", range: start..<text.endIndex)?.lowerBound)
    let listed = try Program.run(["list", kind, "--format", "markdown"]).output
    #expect(String(text[start..<end]) == listed, "the table of \(kind) in the README is out of date")
  }

  @Test("Every file it points to is there")
  func links() throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let targets = text.matches(of: /\]\(([^)#:]+)\)/).map { String($0.output.1) }
    #expect(targets.count >= 8)
    for target in targets {
      let url = Self.readme.deletingLastPathComponent().appendingPathComponent(target)
      #expect(FileManager.default.fileExists(atPath: url.path), "\(target)")
    }
  }
}
