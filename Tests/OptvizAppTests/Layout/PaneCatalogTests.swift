import Foundation
import OptvizApp
import Testing

struct PaneCatalogTests {
  /// Every Swift file of the app, in the folder of its feature.
  private static func sources() throws -> [URL] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
    let files = FileManager.default.enumerator(
      at: root.appending(path: "Sources/OptvizApp"), includingPropertiesForKeys: nil)
    return try #require(files).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  @Test func everyPaneIsInTheCatalog() throws {
    let files = try Self.sources()
    var types: [String] = []
    for file in files {
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: /(?:enum|struct|class) (\w+): Pane\b/) {
        #expect(file.lastPathComponent == "\(match.1).swift", "\(match.1) has a file of its own")
        types.append(String(match.1))
      }
    }
    let names = files.map { $0.deletingPathExtension().lastPathComponent }
    let expected = names.filter { $0.hasSuffix("Pane") && $0 != "Pane" }
    #expect(!expected.isEmpty && Set(types) == Set(expected))
    #expect(Set(types) == Set(PaneCatalog.all.map(\.typeName)))
    #expect(PaneCatalog.all.count == types.count)
    #expect(Set(PaneCatalog.all.map(\.id)).count == types.count)
  }

  /// A pane that opens on request has a key that opens and closes it, and a layout can open it.
  @Test func panesOpenOnRequest() throws {
    let keys = KeyBindings.panes.compactMap { binding -> (key: Key, pane: PaneID)? in
      guard case .togglePane(let pane) = binding.command, !binding.label.isEmpty else { return nil }
      return binding.keys.first.map { ($0, pane) }
    }
    #expect(!keys.isEmpty && Set(keys.map(\.pane)).count == keys.count)
    for (key, pane) in keys {
      var player = Player(width: 200, height: 60)
      #expect(!player.model.isOpen(pane) && player.model.derived.layout.rect(of: pane) == nil)
      player.press(key)
      #expect(player.model.isOpen(pane) && player.model.derived.layout.rect(of: pane)?.isEmpty == false)
      let words = player.model.document.arrangement.pairs.map { "\($0.key)=\($0.value)" }.joined(
        separator: ",")
      var opening = Model.Opening(player.model.document.experiment)
      opening.arrangement = try LayoutPreset.arrangement(words, among: [])
      #expect(Player(opening, width: 200, height: 60).model.isOpen(pane), "\(words)")
      player.press(key)
      #expect(!player.model.isOpen(pane))
    }
  }
}
