import Foundation
import Testing

@Suite("Documentation")
struct DocumentationTests {
  /// The examples of a text: what stands between ```` ```swift ```` and ```` ``` ````, in comments or in an article.
  private func examples(in text: String) -> [[String]] {
    var (examples, current): ([[String]], [String]?) = ([], nil)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let code = significant(line.replacing(/^\s*\/\/\/ ?/, with: ""))
      switch (code, current) {
      case ("```swift", nil): current = []
      case ("```", let lines?):
        examples.append(lines)
        current = nil
      case (_, let lines?): if !code.isEmpty { current = lines + [code] }
      default: break
      }
    }
    return examples
  }

  /// A line without its indentation.
  private func significant(_ line: some StringProtocol) -> String {
    line.trimmingCharacters(in: .whitespaces)
  }

  private func files(in folder: String) throws -> [URL] {
    let url = Fixtures.sources.appendingPathComponent(folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: url.path)
    return names.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".md") }.sorted()
      .map { url.appendingPathComponent($0) }
  }

  @Test("Every example in the documentation is compiled and run, line by line as it stands there")
  func compiled() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("DocumentationExamples.swift")
    let code = try String(contentsOf: tests, encoding: .utf8)
      .split(separator: "\n").map(significant).filter { !$0.isEmpty }
    var count = 0
    for file in try files(in: "Optimization") + files(in: "Optimizers") {
      for example in examples(in: try String(contentsOf: file, encoding: .utf8)) {
        count += 1
        let lines = example.filter { !$0.hasPrefix("import ") }
        let isThere = code.indices.contains { code[$0...].starts(with: lines) }
        #expect(isThere, "\(file.lastPathComponent): \(lines.first ?? "an empty example")")
      }
    }
    #expect(count >= 30)
  }

  @Test("The library's documentation does not speak of a program's screen")
  func neutral() throws {
    for file in try files(in: "Optimization") + files(in: "Optimizers") {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      for line in lines where line.contains("//") {
        let words = line.lowercased().split { !$0.isLetter }
        for word in ["screen", "panel", "pane", "inspector", "terminal"] {
          #expect(!words.contains(Substring(word)), "\(file.lastPathComponent): \(line)")
        }
      }
    }
  }
}
