import Foundation
import Testing

@Suite("The pages in Markdown")
struct ReadmeTests {
  /// The folder of the package.
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every file of the package by its path from there, without what was built and what links lead to.
  private static let files: [String] = {
    var files: [String] = []
    let all = FileManager.default.enumerator(atPath: root.path)
    while let path = all?.nextObject() as? String {
      let kind = all?.fileAttributes?[.type] as? FileAttributeType
      if [".build", ".git"].contains((path as NSString).lastPathComponent) || kind == .typeSymbolicLink {
        all?.skipDescendants()
      } else if kind == .typeRegular {
        files.append(path)
      }
    }
    return files.sorted()
  }()

  private static let pages = files.filter { $0.hasSuffix(".md") }

  private static func text(_ page: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
  }

  /// A generated table: where it stands, the words of the program that prints it, and what stands below the mark.
  private struct Table: CustomTestStringConvertible {
    let page: String
    let words: [String]
    let text: String

    var testDescription: String { "\(page): \(words.joined(separator: " "))" }
  }

  /// Every generated table of every page, found by its mark.
  private static let tables: [Table] = pages.flatMap { page in
    let text = (try? text(page)) ?? ""
    return text.components(separatedBy: "<!-- generated: optviz ").dropFirst().map { rest in
      let parts = rest.components(separatedBy: " -->\n")
      let table = parts.dropFirst().joined(separator: " -->\n").components(separatedBy: "<!-- end")[0]
      return Table(page: page, words: parts[0].components(separatedBy: " "), text: table)
    }
  }

  @Test("Tables are what the program lists; .ci/readme brings them up to date", arguments: tables)
  private func table(_ table: Table) throws {
    let listed = try Program.run(table.words)
    #expect(listed.code == 0 && listed.output.hasPrefix("| "), "\(table.testDescription)")
    #expect(table.text == listed.output, "\(table.testDescription) is out of date")
  }

  @Test("Every mark begins a table that the program can print, and ends", arguments: pages)
  func marks(page: String) throws {
    let lines = try Self.text(page).split(separator: "\n", omittingEmptySubsequences: false)
    let marks = lines.filter { $0.hasPrefix("<!--") }
    #expect(marks.count == 2 * Self.tables.count { $0.page == page })
    for (place, mark) in marks.enumerated() {
      #expect(
        place.isMultiple(of: 2)
          ? mark.wholeMatch(of: /<!-- generated: optviz list [a-z]+ --format markdown -->/) != nil
          : mark == "<!-- end -->", "\(page): \(mark)")
    }
  }

  @Test("Whatever can be listed has a table on one page")
  func kinds() throws {
    let overview = try Program.run(["list", "--format", "json"]).output
    let kinds =
      try JSONDecoder().decode([String: [String]].self, from: Data(overview.utf8)).keys + ["keys", "scripts"]
    #expect(kinds.count >= 11)
    #expect(Self.tables.map { $0.words[1] }.sorted() == kinds.sorted())
  }

  @Test(".ci/readme writes every table anew and nothing else")
  func script() throws {
    let folder = try Folder()
    let root = Self.root.path
    let pages = Set(Self.tables.map(\.page)).map { "'\($0)'" }.sorted().joined(separator: " ")
    let result = try Program.shell(
      """
      mkdir '\(folder.path(".ci"))' && cp '\(root)/.ci/readme' '\(folder.path(".ci"))' && cd '\(folder.path(""))'
      for page in \(pages) README.md; do
        mkdir -p "$(dirname "$page")"
        sed '/^<!-- generated/,/^<!-- end/{/^|/d}' '\(root)'/"$page" >"$page"
      done
      for page in \(pages); do ! cmp -s "$page" '\(root)'/"$page" || echo "$page had no table"; done
      .ci/readme "$optviz"
      for page in \(pages) README.md; do cmp "$page" '\(root)'/"$page"; done
      """)
    #expect(
      result.code == 0 && result.output.isEmpty && result.error.isEmpty, "\(result.output)\(result.error)")
  }

  @Test(".ci/readme leaves a page alone whose marks it does not understand")
  func brokenMarks() throws {
    let folder = try Folder()
    for page in [
      "<!-- generated: optviz list themes -->\n<!-- end -->",
      "<!-- generated: optviz list themes --format markdown -->\nrest",
    ] {
      let result = try Program.shell(
        """
        cd '\(folder.path(""))' && mkdir -p .ci && cp '\(Self.root.path)/.ci/readme' .ci
        printf '%s\\n' '\(page)' | tee before >page.md
        .ci/readme "$optviz"
        code=$?
        cmp before page.md && exit $code
        """)
      #expect(result.code == 1 && result.output.isEmpty, "\(result.output)")
      #expect(result.error.hasPrefix("page.md:"), "\(result.error)")
    }
  }

  @Test("Every file that a page links to is there", arguments: pages)
  func links(page: String) throws {
    let folder = Self.root.appendingPathComponent(page).deletingLastPathComponent()
    for match in try Self.text(page).matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
      let target = String(match.output.1)
      #expect(
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(target).path),
        "\(page) links to \(target)")
    }
  }

  @Test("Every file that a page names is there", arguments: pages.filter { $0 != "CHANGELOG.md" })
  func names(page: String) throws {
    for match in try Self.text(page).matches(of: /`([A-Za-z][\w+\/]*\.(swift|toml|c|h|md|yml))`/) {
      let name = String(match.output.1)
      let isThere = Self.files.contains { $0 == name || $0.hasSuffix("/" + name) }
      #expect(isThere || ["config.toml", "layouts.toml"].contains(name), "\(page) names \(name)")
    }
  }

  /// The lines of code in a file, or in a folder with all that is in it.
  private static func lines(of path: String) throws -> Int {
    let code = files.filter { file in
      file == path
        || file.hasPrefix(path + "/")
          && [".swift", ".c", ".h", ".cpp", ".modulemap"].contains { file.hasSuffix($0) }
    }
    return try code.reduce(0) { try $0 + text($1).count { $0 == "\n" } }
  }

  /// The numbers in a cell, such as `38; 121` or `4,700`.
  private static func numbers(_ cell: Substring) -> [Int] {
    cell.replacing(",", with: "").matches(of: /\d+/).compactMap { Int($0.output) }
  }

  @Test("The architecture page counts the lines of all modules, to a tenth; .ci/readme counts again")
  func modules() throws {
    let rows = try Self.text("Sources/README.md").matches(
      of: /\n\| ((?:`\w+`, )*`\w+`) \| [^|]+ \| ([\d,]+) \|/
    ).map {
      ($0.output.1.matches(of: /\w+/).map { String($0.output) }, Self.numbers($0.output.2)[0])
    }
    let folders = Set(
      Self.files.compactMap { file in
        let parts = file.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
      })
    #expect(Set(rows.flatMap(\.0)) == folders)
    for (modules, stated) in rows {
      let lines = try modules.reduce(0) { try $0 + Self.lines(of: "Sources/\($1)") }
      #expect(
        abs(lines - stated) <= max(10, lines / 10), "\(modules): \(lines) lines, and the page says \(stated)")
    }
  }

  @Test("The architecture page counts the lines of its examples, to a tenth")
  func examples() throws {
    let table = try Self.text("Sources/README.md").components(separatedBy: "## How to add")[1]
      .components(separatedBy: "\n\n").first { $0.hasPrefix("| what |") }
    let rows = try #require(table).split(separator: "\n").dropFirst(2).map { $0.split(separator: "|") }
    #expect(rows.count >= 8)
    // A key is lines in a file, and another separator is no file.
    for row in rows where row[0] != " a key " {
      let names = row[1].matches(of: /`([\w\/+]+\.(swift|toml))`/).map { String($0.output.1) }
      #expect(!names.isEmpty)
      for (name, stated) in zip(names, Self.numbers(row[2])) {
        let file = try #require(Self.files.first { $0 == "Sources/" + name || $0 == "assets/themes/" + name })
        let lines = try Self.lines(of: file)
        #expect(
          abs(lines - stated) <= max(3, lines / 10), "\(name): \(lines) lines, and the page says \(stated)")
      }
    }
  }

  @Test("The exit codes are the same in the help and in the README")
  func exitCodes() throws {
    let help = try Program.run(["--help"]).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let rows = try Self.text("README.md").matches(of: /\n\| (\d+) \| (.+) \|/).map {
      ($0.output.1, $0.output.2)
    }
    #expect(rows.map { Int($0.0) } == [0, 1, 2, 64, 65, 66, 69, 70, 73, 74])
    #expect(help.contains("Exit codes: " + rows.map { "\($0.0) \($0.1)" }.joined(separator: "; ") + "."))
  }

  @Test("The README stays a page that is read, and its commands are the first two shell blocks")
  func readme() throws {
    let text = try Self.text("README.md")
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 221)
    let blocks = text.components(separatedBy: "```sh\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
    try #require(blocks.count >= 2)
    #expect(blocks[0].hasSuffix(" swift run -c release -debug-info-format none optviz"))
    #expect(blocks[1].hasSuffix(" swift test -c release -debug-info-format none --disable-testable-imports"))
    #expect(text.matches(of: /\]\(([^)#:]+)\)/).count >= 8)
  }
}
