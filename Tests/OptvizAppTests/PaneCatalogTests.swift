import Foundation
import OptvizApp
import Testing

struct PaneCatalogTests {
  @Test func everyPaneIsInTheCatalog() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/OptvizApp/Panes")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter {
      $0.hasSuffix(".swift")
    }
    var types: [String] = []
    for file in files {
      let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in source.matches(of: /(?:enum|struct|class) (\w+): Pane\b/) {
        #expect(file == "\(match.1).swift", "\(match.1) has a file of its own")
        types.append(String(match.1))
      }
    }
    let expected = files.filter { $0.hasSuffix("Pane.swift") && $0 != "Pane.swift" }.map { $0.dropLast(6) }
    #expect(!expected.isEmpty && Set(types) == Set(expected.map(String.init)))
    #expect(Set(types) == Set(PaneCatalog.all.map(\.typeName)))
    #expect(PaneCatalog.all.count == types.count)
    #expect(Set(PaneCatalog.all.map(\.id)).count == types.count)
  }
}
