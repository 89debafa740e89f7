import Wording

/// How a list or a description is written.
enum ListingFormat: String, Choice {
  /// For people.
  case text
  /// For programs.
  case json
  /// For documents.
  case markdown
}
