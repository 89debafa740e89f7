/// What is known of a format of pictures.
public struct PictureCard: Hashable, Sendable {
  /// The word on the command line, which is also the file extension.
  public let id: String
  /// The name.
  public let name: String
  /// One sentence: what is in such a file.
  public let summary: String

  /// A card.
  public init(id: String, name: String, summary: String) {
    (self.id, self.name, self.summary) = (id, name, summary)
  }
}
