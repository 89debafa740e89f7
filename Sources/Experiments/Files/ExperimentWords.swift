import Toml

/// What is said of an experiment, without what is raced.
public struct ExperimentWords: Hashable, Sendable {
  /// Its name, what there is to see, and where its settings come from.
  public private(set) var title = "", caption = "", source = ""
  /// What it belongs to.
  public private(set) var tags: [String] = []

  /// The words of a text; empty ones where it has none.
  public init(_ text: [UInt8]) {
    guard let root = try? TomlDocument.read(text) else { return }
    for member in root.members ?? [] {
      switch member.key {
      case "title": title = member.node.text ?? ""
      case "caption": caption = member.node.text ?? ""
      case "source": source = member.node.text ?? ""
      case "tags": tags = member.node.elements?.compactMap(\.text) ?? []
      default: break
      }
    }
  }
}
