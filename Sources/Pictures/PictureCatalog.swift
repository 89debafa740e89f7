/// Every format of pictures, in the order in which they are listed.
public enum PictureCatalog {
  /// One entry for each format.
  public static let all: [any PictureFormat] = [
    SVGFormat(),
    HTMLFormat(),
    TexFormat(),
    CastFormat(),
    AnsiFormat(),
    TxtFormat(),
  ]

  /// The format of that identifier; `nil` for none.
  public static func entry(_ id: String) -> (any PictureFormat)? { all.first { $0.card.id == id } }
}
