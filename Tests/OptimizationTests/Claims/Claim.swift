/// A card's claim of a comparison, split into its parts: `torch 2.13 SGD(momentum=..., nesterov=True)`.
///
/// The grammar is `library version name [and name]...`, then what the comparison covers: keywords in parentheses, or
/// phrases after a comma, a colon or `with`. `article: adam` has no version.
struct Claim {
  /// The library and as much of its version as is claimed: `torch 2.13`.
  let library: String
  /// The library's names of the method, without their modules.
  let names: [String]
  /// The features in use: settings by their keywords, and phrases such as `average`.
  let features: Set<String>

  /// The parts of a claim; `nil` for one that names no library and version.
  init?(_ text: String) {
    if text.hasPrefix("article: ") {
      (library, names, features) = ("article", [String(text.dropFirst(9))], [])
      return
    }
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[1].first?.isNumber == true else { return nil }
    library = "\(words[0]) \(words[1])"
    // A sequence of schedules counts as one item.
    let rest = words[2].replacing(", then ", with: "+")
    let head = ["(", ":", ",", " with "].compactMap { rest.firstRange(of: $0)?.lowerBound }.min()
    let names = String(rest[..<(head ?? rest.endIndex)])
    self.names = names.split(separator: " and ").map { String($0.split(separator: ".").last ?? $0) }
    features = Claim.features(String(rest[(head ?? rest.endIndex)...]))
  }

  /// The features that a phrase names.
  static func features(_ text: String) -> Set<String> {
    var text = text
    if let both = text.firstRange(of: "with and without ") {
      let what = text[both.upperBound...].prefix { !",:()".contains($0) }
      text.replaceSubrange(both, with: "\(what), without ")
    }
    let parts = text.replacing(" and ", with: ",").split { ",:()".contains($0) }
    return Set(parts.map { feature(String($0)) }.filter { !$0.isEmpty })
  }

  private static func feature(_ phrase: String) -> String {
    var words = phrase.split(separator: " ").map(String.init)
    while let first = words.first, ["with", "in", "its", "the"].contains(first) { words.removeFirst() }
    if words.last == "included" { words.removeLast() }
    let feature = words.joined(separator: " ")
    // `momentum=...` and `nesterov=True` say that a setting was in use, `momentum=0` gives its value.
    for open in ["=...", "=True", "=β"] where feature.hasSuffix(open) {
      return String(feature.dropLast(open.count))
    }
    return feature
  }

  /// Whether a library with its full version is the claimed one: `torch 2.13` for `torch 2.13.0`.
  func names(library full: String) -> Bool { full == library || full.hasPrefix(library + ".") }
}
