import Configuration
import Experiments
import Exports
import Foundation
import Optimization
import Pictures
import TerminalGraphics
import Testing

@Suite("optviz list and describe")
struct ListingTests {
  private struct Item: Decodable {
    struct Setting: Decodable {
      let key, symbol, accepted, help: String
    }
    let kind: String?
    let id, summary: String
    let name: String?
    let settings: [Setting]?
  }

  /// Every kind that can be listed, and the identifiers of its catalog.
  private static let catalogs: [(String, [String])] = [
    ("surfaces", SurfaceCatalog.all.map(\.card.id)),
    ("optimizers", bundled.optimizers.entries.map(\.card.id)),
    ("datasets", DataSetCatalog.all.map(\.id)),
    ("wrappers", WrapperCatalog.all.map(\.card.id)), ("schedules", ScheduleCatalog.all.map(\.card.id)),
    ("experiments", bundled.entries.map(\.id)), ("formats", ExportCatalog.all.map(\.card.id)),
    ("pictures", PictureCatalog.all.map(\.card.id)),
    ("themes", ThemeCatalog.all.map(\.id)), ("markers", MarkerSet.everywhere.map(\.id)),
    ("colormaps", ColorMapCatalog.ids),
  ]

  private func output(_ words: String...) throws -> String {
    let result = try Program.run(words)
    #expect(result.code == 0 && result.error.isEmpty, "\(result.error)")
    return result.output
  }

  private func decoded<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  @Test("Lists name the catalogs' items, in their order, within 80 columns", arguments: catalogs)
  func lists(kind: String, ids: [String]) throws {
    let text = try output("list", kind)
    let lines = text.split(separator: "\n")
    #expect(lines.filter { $0.first != " " }.map { $0.prefix { $0 != " " } }.map(String.init) == ids)
    for line in lines { #expect(line.count <= 80 && line.last != " ", "\(line)") }
    let items: [Item] = try decoded(output("list", kind, "--format", "json"))
    #expect(items.map(\.id) == ids)
    #expect(items.allSatisfy { !$0.summary.isEmpty })
  }

  @Test("Without a kind, everything is named")
  func overview() throws {
    let everything: [String: [String]] = try decoded(output("list", "--format", "json"))
    #expect(everything == Dictionary(uniqueKeysWithValues: ListingTests.catalogs))
    let text = try output("list")
    for (kind, ids) in ListingTests.catalogs {
      #expect(text.contains(kind))
      for id in ids { #expect(text.contains(id)) }
    }
  }

  @Test("No two things have the same identifier")
  func unique() {
    let ids = ListingTests.catalogs.flatMap(\.1)
    #expect(Set(ids).count == ids.count)
  }

  @Test("Everything listed is described", arguments: catalogs.flatMap(\.1))
  func describes(id: String) throws {
    let text = try output("describe", id)
    #expect(text.hasPrefix("\(id) ("))
    // An option and its value are not broken, so that the command can be pasted.
    for line in text.split(separator: "\n") where !line.contains(" --optimizer ") {
      #expect(line.count <= 80, "\(line)")
    }
    let item: Item = try decoded(output("describe", id, "--format", "json"))
    #expect(item.id == id && item.kind.map { text.hasPrefix("\(id) (\($0))") } == true)
    for setting in item.settings ?? [] {
      #expect(text.contains(setting.key) && text.contains(setting.symbol) && text.contains(setting.accepted))
    }
  }

  @Test("An optimizer's description has its whole formula, its paper and its references")
  func optimizers() throws {
    for entry in bundled.optimizers.entries {
      let text = try output("describe", entry.card.id)
      for line in entry.card.formula.text(with: entry.defaults) {
        #expect(text.contains("\n  \(line)"), "\(line)")
      }
      for line in entry.card.checkedAgainst { #expect(text.contains("\n  \(line)\n")) }
      #expect(text.contains("\nPaper\n  \(entry.card.paper.prefix(20))"))
      for setting in entry.card.settings { #expect(text.contains("\n  \(setting.key) ")) }
    }
    let adam = try output("describe", "adam")
    #expect(adam.contains("(if amsgrad, convention ≠ optax)\n"))
    #expect(adam.contains("(unless amsgrad)\n") && adam.contains("(if weight_decay ≠ 0)\n"))
  }

  /// The words of a line, as a shell reads them.
  private func words(of line: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "printf '%s\\n' \(line)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(
    "An experiment's description ends with the command that creates it", arguments: bundled.entries.map(\.id))
  func experiments(id: String) throws {
    let text = try output("describe", id)
    let after = try #require(text.range(of: "As a command\n")).upperBound
    let command = try #require(text[after...].components(separatedBy: "\n\n").first)
    let words = try words(of: command.replacingOccurrences(of: "\\\n", with: " "))
    #expect(words.first == "optviz")
    let made = try Program.run(["run"] + words.dropFirst()).output
    #expect(try made == output("run", "--experiment", id))
  }
}
