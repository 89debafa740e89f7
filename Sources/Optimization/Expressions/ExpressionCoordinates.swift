/// The names of the two coordinates in a formula: x and y, or two others where those do not occur.
///
/// A formula may say them, as in `f(u, v) = u^2 + v^2`. Otherwise they are the only names without a value, in the order
/// of books: `x1` before `x2`, weights before biases, Greek letters after Latin ones.
struct ExpressionCoordinates: Hashable, Sendable {
  /// The name of the horizontal coordinate; `nil` if it does not occur.
  var first: String?
  /// The name of the vertical coordinate; `nil` if it does not occur.
  var second: String?

  static let plain = ExpressionCoordinates(first: "x", second: "y")

  /// The names that a formula itself says, in the order of its arguments; x and y keep their places.
  ///
  /// Fails if x and y are meant, and if a single name stands for a vector, as in `x[0]`.
  init?(arguments: [String], in names: [String]) {
    let others = arguments.filter { $0 != "x" && $0 != "y" }
    guard !others.isEmpty, !names.contains(where: { Self.isIndexed($0) }) else { return nil }
    self.init()
    if arguments.contains("x") { first = "x" }
    if arguments.contains("y") { second = "y" }
    for name in others {
      if first == nil { first = name } else if second == nil { second = name }
    }
  }

  /// The names that are meant by a formula without x and y; fails if they are not clear.
  init?(without values: [String]) {
    let names = values.filter(Self.isUsual)
    guard names.count == values.count else { return nil }
    switch names.count {
    case 1:
      let (name, index) = (names[0], Self.index(of: names[0]))
      // x2 alone is probably a product or a power of x.
      guard index == nil || name.contains("_") || !["x", "y"].contains(Self.stem(of: name)) else {
        return nil
      }
      self.init()
      if name == "Y" || index == 2 { second = name } else { first = name }
    case 2:
      guard let isOrdered = Self.order(names[0], names[1]) else { return nil }
      self.init(
        first: isOrdered ? names[0] : names[1], second: isOrdered ? names[1] : names[0])
    default: return nil
    }
  }

  private init(first: String? = nil, second: String? = nil) { (self.first, self.second) = (first, second) }

  /// Which name is which; `nil` if they are x and y.
  var sentence: String? {
    var parts: [String] = []
    if let first, first != "x" { parts.append("\(first) is x, the horizontal coordinate") }
    if let second, second != "y" { parts.append("\(second) is y, the vertical one") }
    if first == nil || first == "x" {
      parts = parts.map { $0.replacing("the vertical one", with: "the vertical coordinate") }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", and ")
  }

  /// Whether a name may stand for a coordinate: a letter, a Greek letter, or either with an index.
  static func isUsual(_ name: String) -> Bool {
    let stem = stem(of: name)
    return stem.count == 1 || greek.contains(stem) || index(of: name) != nil && stem.count <= 8
      || words.contains { $0.0 == name || $0.1 == name }
  }

  /// Whether the first of two names is the horizontal coordinate; `nil` if that is not clear.
  private static func order(_ a: String, _ b: String) -> Bool? {
    if let i = index(of: a), let j = index(of: b) {
      guard stem(of: a) == stem(of: b), abs(i - j) == 1, min(i, j) <= 1 else { return nil }
      return i < j
    }
    guard index(of: a) == nil, index(of: b) == nil else { return nil }
    if words.contains(where: { $0 == (a, b) }) { return true }
    if words.contains(where: { $0 == (b, a) }) { return false }
    guard let (i, j) = place(a).flatMap({ i in place(b).map { (i, $0) } }) else { return nil }
    return i <= j
  }

  /// Pairs whose order is not that of the alphabet.
  private static let words = [
    ("w", "b"), ("W", "b"), ("W", "B"), ("m", "b"), ("m", "c"), ("k", "d"), ("weight", "bias"),
    ("weights", "bias"), ("slope", "intercept"),
  ]

  /// Greek letters by their names, in their order.
  static let greek = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]
  private static let greekLetters = Array("αβγδεζηθικλμνξοπρστυφχψω")

  /// Where a letter stands: Latin before Greek ones.
  private static func place(_ name: String) -> Int? {
    if let place = greek.firstIndex(of: name) { return 1000 + place }
    guard name.count == 1, let letter = name.first else { return nil }
    let variants: [Character: Character] = ["ϑ": "θ", "ϕ": "φ", "ϵ": "ε"]
    if let place = greekLetters.firstIndex(of: variants[letter] ?? letter) { return 1000 + place }
    return letter.lowercased().unicodeScalars.first.map { Int($0.value) }
  }

  /// The index of a name: 1 of `x1`, `x_1` and `x[1]`; `nil` without one.
  private static func index(of name: String) -> Int? {
    let digits =
      name.last == "]"
      ? name.dropLast().suffix(1) : name[name.index(name.startIndex, offsetBy: stemLength(name))...]
    return Int(digits.drop { $0 == "_" })
  }

  private static func stem(of name: String) -> String { String(name.prefix(stemLength(name))) }

  private static func stemLength(_ name: String) -> Int {
    if name.last == "]" { return max(0, name.count - 3) }
    var stem = Substring(name)
    while let last = stem.last, last.isPlainDigit { stem.removeLast() }
    if stem.count < name.count { while stem.last == "_" { stem.removeLast() } }
    return stem.isEmpty ? name.count : stem.count
  }

  /// Whether a name is a component, as `x[0]`.
  private static func isIndexed(_ name: String) -> Bool { name.last == "]" }
}

extension ExpressionCoordinates {
  /// The coordinates of a formula: as its head says, or as its names without a value do.
  ///
  /// - Parameters:
  ///   - body: the formula's tokens, with an end.
  ///   - arguments: the names in its head.
  ///   - declared: the names that have values.
  init(
    of body: ArraySlice<ExpressionToken>, arguments: [String], declared: [String]
  ) throws(ExpressionError) {
    var free: [ExpressionToken] = []
    for token in body {
      guard let name = token.name, !declared.contains(name), ExpressionConstant.named(name) == nil,
        ExpressionFunction.named(name) == nil, !Self.keywords.contains(name),
        !free.contains(where: { $0.name == name })
      else { continue }
      free.append(token)
      // More names than that are a mistake, which the parser reports.
      if free.count > 2 * TypedFormula.maximumParameters { break }
    }
    let names = free.compactMap(\.name)
    if let said = ExpressionCoordinates(arguments: arguments.filter { !declared.contains($0) }, in: names) {
      self = said
    } else if names.contains("x") || names.contains("y") {
      self = .plain
    } else if let meant = ExpressionCoordinates(without: names) {
      self = meant
    } else {
      self = .plain
      if names.count > 2, names.allSatisfy(Self.isUsual) {
        // Constants have the first letters, usually.
        let example = names.sorted().dropLast(2).prefix(4).map { "\($0)=1" }.joined(separator: ", ")
        throw ExpressionError(
          "x and y do not occur, and of \(names.prefix(6).joined(separator: ", ")) only two can stand for them;"
            + " the others get values after the formula, as in ; \(example)", at: free[0].span)
      }
    }
  }

  /// Names that are operators.
  private static let keywords: Set<String> = ["if", "else", "mod"]
}
