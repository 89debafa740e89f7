/// How well a text matches what was typed to find it.
enum FuzzyMatch {
  /// The distance: smaller is nearer; `nil` without a match.
  ///
  /// Every typed word must match: at the start of a word of the name, of another name, of the description, inside the
  /// name, or at least its letters in the name in order.
  ///
  /// - Parameter scattered: Whether letters in order are enough.
  static func distance(
    _ typed: String, name: String, others: String = "", words description: String = "", scattered: Bool = true
  ) -> Int? {
    let name = name.lowercased()
    func starts(_ word: Substring, in text: String) -> Bool {
      text.lowercased().split(separator: " ").contains { $0.hasPrefix(word) }
    }
    let parts = name.split(whereSeparator: { " _-+:".contains($0) })
    var total = name == typed.lowercased() ? -10 : 0
    for word in typed.lowercased().split(separator: " ") {
      if name.hasPrefix(word) {
        total += 0
      } else if parts.contains(where: { $0.hasPrefix(word) }) {
        total += 1
      } else if starts(word, in: others) {
        total += 2
      } else if starts(word, in: description) {
        total += 4
      } else if name.contains(word) {
        total += 6
      } else if scattered, word.count > 1, let gaps = gaps(of: word, in: name) {
        total += 10 + gaps
      } else {
        return nil
      }
    }
    return total
  }

  /// The matching items, the nearest first, equals in their order.
  static func ranked<Item>(_ items: [Item], _ distance: (Item) -> Int?) -> [Item] {
    items.enumerated().compactMap { order, item in distance(item).map { ($0, order, item) } }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// How many letters lie between those of a word in a text that has them in order, from its first on.
  private static func gaps(of word: Substring, in text: String) -> Int? {
    guard let first = word.first, let start = text.firstIndex(of: first) else { return nil }
    var rest = text[start...]
    var gaps = 0
    for letter in word {
      guard let place = rest.firstIndex(of: letter) else { return nil }
      gaps += rest.distance(from: rest.startIndex, to: place)
      rest = rest[rest.index(after: place)...]
    }
    return gaps
  }
}
