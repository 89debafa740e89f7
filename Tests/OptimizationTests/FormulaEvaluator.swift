import RealModule

/// Computes a line of a formula from the line's own text with numbers: `−1.5 ← 0.9·−2.0 + (1 − 0.9)·3.0`.
struct FormulaEvaluator {
  /// A number, or one for each parameter.
  enum Value {
    case scalar(Double)
    case vector(Double, Double)

    func map(_ f: (Double) -> Double) -> Value {
      switch self {
      case .scalar(let a): .scalar(f(a))
      case .vector(let a, let b): .vector(f(a), f(b))
      }
    }

    func combined(_ other: Value, _ f: (Double, Double) -> Double) -> Value {
      switch (self, other) {
      case (.scalar(let a), .scalar(let b)): .scalar(f(a, b))
      case (.scalar(let a), .vector(let b, let c)): .vector(f(a, b), f(a, c))
      case (.vector(let a, let b), .scalar(let c)): .vector(f(a, c), f(b, c))
      case (.vector(let a, let b), .vector(let c, let d)): .vector(f(a, c), f(b, d))
      }
    }
  }

  /// Why a text could not be computed.
  struct Failure: Error {
    let rest: String
  }

  private var rest: Substring
  /// The largest intermediate number, against which rounding is measured.
  private var largest = 0.0
  private var fact: Bool?
  private var aim: Bool?

  private init(_ text: String) { rest = Substring(text.replacing("\u{A0}", with: " ")) }

  /// The two sides of a line.
  struct Sides {
    /// The left side.
    let left: Value
    /// The value of the right side.
    let right: Value
    /// The largest intermediate number.
    let largest: Double
    /// Whether the statement after `, where` is true; `nil` without a statement.
    let fact: Bool?
    /// Whether the condition marked `sought` is true; `nil` without one.
    let aim: Bool?

    /// Whether both sides are equal to rounding.
    func agree(within tolerance: Double) -> Bool {
      switch (left, right) {
      case (.scalar(let a), .scalar(let b)): agree(a, b, tolerance)
      case (.vector(let a, let b), .vector(let c, let d)): agree(a, c, tolerance) && agree(b, d, tolerance)
      default: false
      }
    }

    private func agree(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
      a == b || a.isNaN && b.isNaN || abs(a - b) <= tolerance * max(abs(a), abs(b))
        || abs(a - b) <= 1e-13 * largest
    }
  }

  /// The two sides of a line, around an arrow or an equals sign.
  static func sides(of line: String) throws -> Sides {
    let sign = line.contains(" ← ") ? " ← " : " = "
    let parts = line.split(separator: sign, maxSplits: 1).map { String($0) }
    guard parts.count == 2 else { throw Failure(rest: line) }
    var left = FormulaEvaluator(parts[0])
    var right = FormulaEvaluator(parts[1])
    let (a, b) = (try left.sum(), try right.wholeSide())
    guard right.rest.isEmpty && left.rest.isEmpty else { throw Failure(rest: String(right.rest)) }
    return Sides(left: a, right: b, largest: right.largest, fact: right.fact, aim: right.aim)
  }

  private mutating func skip() { rest = rest.drop { $0 == " " } }

  private mutating func take(_ token: String) -> Bool {
    skip()
    guard rest.hasPrefix(token) else { return false }
    rest = rest.dropFirst(token.count)
    return true
  }

  private mutating func need(_ token: String) throws {
    guard take(token) else { throw Failure(rest: "'\(token)' before '\(rest)'") }
  }

  private mutating func number() throws -> Double {
    guard case .scalar(let value) = try sum() else { throw Failure(rest: String(rest)) }
    return value
  }

  /// A sum, or several of which the first counts whose condition holds: `a where x > y, b where x = y, else c`; and
  /// the text after it: `within ±c`, `low ≤ v ≤ high`, a statement after `where` or `sought`, or other words.
  private mutating func wholeSide() throws -> Value {
    var value = try sum()
    var chosen: Value?
    while take("where") {
      if try comparison() { chosen = chosen ?? value }
      try need(",")
      let isLast = take("else")
      value = try sum()
      if isLast { value = chosen ?? value }
    }
    guard take(",") else { return value }
    if take("within") {
      try need("±")
      let bound = try number()
      return value.map { max(-bound, min(bound, $0)) }
    }
    if take("sought") {
      aim = try comparison()
      return value
    }
    if take("where") {
      fact = try? comparison()
      rest = ""
      return value
    }
    guard let low = try? number(), take("≤") else {
      rest = ""
      return value
    }
    _ = try sum()
    try need("≤")
    let high = try number()
    return value.map { min(high, max(low, $0)) }
  }

  /// Two or more numbers compared: `a < b`, `a ≤ b < c`.
  private mutating func comparison() throws -> Bool {
    let relations: [(String, (Double, Double) -> Bool)] = [
      ("<", { $0 < $1 }), (">", { $0 > $1 }), ("≤", { $0 <= $1 }), ("≥", { $0 >= $1 }), ("=", { $0 == $1 }),
    ]
    var isMet = true
    var isFirst = true
    var a = try number()
    while let relation = relations.first(where: { rest.drop { $0 == " " }.hasPrefix($0.0) }) {
      try need(relation.0)
      let b = try number()
      isMet = isMet && relation.1(a, b)
      a = b
      isFirst = false
    }
    if isFirst { throw Failure(rest: String(rest)) }
    return isMet
  }

  private mutating func sum() throws -> Value {
    var value = try product()
    while true {
      if take("+") {
        value = value.combined(try product()) { $0 + $1 }
      } else if take("−") {
        value = value.combined(try product()) { $0 - $1 }
      } else {
        return note(value)
      }
    }
  }

  private mutating func note(_ value: Value) -> Value {
    _ = value.map { x in
      if x.isFinite { largest = max(largest, abs(x)) }
      return x
    }
    return value
  }

  private mutating func product() throws -> Value {
    var value = try power()
    while true {
      skip()
      let opensNorm = rest.hasPrefix("‖") && !rest.hasPrefix("‖₁")
      if take("·") || rest.first == "(" || rest.first == "√" || opensNorm {
        let factor = try power()
        // Between two vectors it is the inner product.
        if case .vector(let a, let b) = value, case .vector(let c, let d) = factor {
          value = .scalar(a * c + b * d)
        } else {
          value = value.combined(factor) { $0 * $1 }
        }
      } else if take("/") {
        value = value.combined(try power()) { $0 / $1 }
      } else {
        return note(value)
      }
    }
  }

  private mutating func power() throws -> Value {
    if take("−") { return try power().map { -$0 } }
    var value = try factor()
    _ = take("ᵀ")
    if take("²") { value = value.map { $0 * $0 } }
    if take("^") {
      guard case .scalar(let exponent) = try factor() else { throw Failure(rest: String(rest)) }
      value = value.map { Double.pow($0, exponent) }
    }
    return value
  }

  private mutating func factor() throws -> Value {
    if take("√") { return try factor().map { $0.squareRoot() } }
    if take("∛") { return try factor().map { Double.root($0, 3) } }
    if take("½") { return .scalar(0.5) }
    if take("π") { return .scalar(.pi) }
    if take("⌊") {
      let inside = try sum()
      try need("⌋")
      return inside.map { $0.rounded(.down) }
    }
    if take("|") {
      let inside = try sum()
      try need("|")
      if case .vector(let a, let b) = inside { return .scalar((a * a + b * b).squareRoot()) }
      return inside.map { abs($0) }
    }
    if take("‖") {
      guard case .vector(let a, let b) = try sum() else { throw Failure(rest: String(rest)) }
      try need("‖₁")
      return .scalar(abs(a) + abs(b))
    }
    for (name, function) in [
      ("max", { max($0, $1) }), ("min", { min($0, $1) }),
      ("clip", { max(-$1, min($1, $0)) }),
    ] as [(String, (Double, Double) -> Double)] where take(name + "(") {
      var value = try sum()
      while take(",") {
        _ = take("±")
        value = value.combined(try sum(), function)
      }
      try need(")")
      return value
    }
    if take("sign(") {
      let inside = try sum()
      try need(")")
      return inside.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    }
    if take("cos(") {
      let inside = try sum()
      try need(")")
      return inside.map { Double.cos($0) }
    }
    if take("exp(") {
      let inside = try sum()
      try need(")")
      return inside.map { Double.exp($0) }
    }
    if take("(") { return try parentheses() }
    return .scalar(try literal())
  }

  /// A sum, a vector, or alternatives with conditions; if none holds, the factor is 1.
  private mutating func parentheses() throws -> Value {
    let first = try sum()
    if take(")") { return first }
    if take("where") {
      var chosen: Value? = try comparison() ? first : nil
      while take(",") {
        let other = try sum()
        try need("where")
        if try comparison() { chosen = chosen ?? other }
      }
      try need(")")
      return chosen ?? .scalar(1)
    }
    try need(",")
    let second = try sum()
    try need(")")
    guard case .scalar(let a) = first, case .scalar(let b) = second else { throw Failure(rest: String(rest)) }
    return .vector(a, b)
  }

  private mutating func literal() throws -> Double {
    if take("nan") { return .nan }
    if take("inf") { return .infinity }
    skip()
    var text = ""
    for character in rest {
      let follows = text.last == "e" && "+-".contains(character)
      guard character.isASCII && character.isNumber || ".e".contains(character) || follows else { break }
      text.append(character)
    }
    guard let value = Double(text) else { throw Failure(rest: String(rest)) }
    rest = rest.dropFirst(text.count)
    if value.isFinite { largest = max(largest, abs(value)) }
    return value
  }
}
