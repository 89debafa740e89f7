import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  private static let readme = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("README.md")

  /// A generated table: the command that prints it, and the text below the mark.
  private struct Table: CustomTestStringConvertible {
    let words: [String]
    let text: String

    var testDescription: String { words.joined(separator: " ") }
  }

  /// Every generated table, found by its mark.
  private static let tables: [Table] = {
    let text = (try? String(contentsOf: readme, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "<!-- generated: optviz ").dropFirst().map { rest in
      let parts = rest.components(separatedBy: " -->\n")
      let table = parts.dropFirst().joined(separator: " -->\n").components(separatedBy: "<!-- end")[0]
      return Table(words: parts[0].components(separatedBy: " "), text: table)
    }
  }()

  @Test("Its tables equal the program's lists; .ci/readme updates them", arguments: tables)
  private func table(_ table: Table) throws {
    let listed = try Program.run(table.words)
    #expect(listed.code == 0 && listed.output.hasPrefix("| "), "\(table.testDescription)")
    #expect(
      table.text == listed.output, "the table of '\(table.testDescription)' in the README is out of date")
  }

  @Test("Every mark begins a table that the program can print, and has an end")
  func marks() throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let marks = lines.filter { $0.hasPrefix("<!--") }
    #expect(Self.tables.count >= 7 && marks.count == 2 * Self.tables.count)
    for (place, mark) in marks.enumerated() {
      #expect(
        place.isMultiple(of: 2)
          ? mark.wholeMatch(of: /<!-- generated: optviz list [a-z]+ --format markdown -->/) != nil
          : mark == "<!-- end -->", "\(mark)")
    }
  }

  @Test(".ci/readme rewrites every table and nothing else")
  func script() throws {
    let folder = try Folder()
    let script = Self.readme.deletingLastPathComponent().path + "/.ci/readme"
    let result = try Program.shell(
      """
      mkdir '\(folder.path(".ci"))' && cp '\(script)' '\(folder.path(".ci"))' && cd '\(folder.path(""))'
      sed '/^<!-- generated/,/^<!-- end/{/^|/d}' '\(Self.readme.path)' >README.md
      .ci/readme "$optviz" && cmp README.md '\(Self.readme.path)'
      """)
    #expect(result.code == 0 && result.output.isEmpty, "\(result.output)\(result.error)")
  }

  @Test("Every linked file exists")
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
