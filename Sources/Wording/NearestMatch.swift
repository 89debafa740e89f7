/// Finds the probable meaning of an unknown word.
public enum NearestMatch {
  /// `did you mean 'adam'? `, with the space, or an empty text if no known word is near.
  public static func suggestion(for word: String, among known: [String]) -> String {
    let near = words(near: word, among: known)
    guard !near.isEmpty else { return "" }
    return "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))? "
  }

  /// Up to three known words near a word, the nearest first: few edits apart, or one begins the other.
  public static func words(near word: String, among known: [String]) -> [String] {
    // Nothing that is known is so long, and one character may have thousands of accents.
    guard !word.isEmpty, word.utf8.count <= 256 else { return [] }
    let lower = word.lowercased()
    // The same word in another spelling, as Adam and l-bfgs, needs no others beside it.
    let same = known.filter { bare($0) == bare(word) }
    if !same.isEmpty { return same }
    let allowed = max(1, lower.count / 3)
    let candidates = known.enumerated().compactMap { order, candidate -> (Int, Int, String)? in
      let known = candidate.lowercased()
      let distance = distance(lower, known)
      let isPrefix = lower.count >= 2 && (known.hasPrefix(lower) || lower.hasPrefix(known))
      guard distance <= allowed || isPrefix else { return nil }
      return (isPrefix ? min(distance, allowed) : distance, order, candidate)
    }
    return candidates.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(3).map(\.2)
  }

  /// A word without capitals and without what only joins its parts.
  private static func bare(_ word: String) -> String { word.lowercased().filter { !"_- ".contains($0) } }

  /// How many insertions, deletions, substitutions and swaps of neighbours lie between two words.
  ///
  /// The restricted Damerau-Levenshtein distance; time and memory grow with the product of the lengths.
  public static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.prefix(64)), Array(b.prefix(64)))
    var rows = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    for i in 1...a.count {
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }
}
