import Optimization

/// A traced formula as lines of Python.
///
/// Operations keep their order, so that each rounds as in the program. What is used twice gets a name, and so does a part of a
/// line that would be long.
struct PythonFormula {
  /// The lines that give names to parts.
  private(set) var assignments: [String] = []
  /// The formula, by the coordinates x and y and those names.
  let result: String
  /// The functions that the script has to define, by their names in this program.
  private(set) var helpers: Set<String> = []
  /// Whether it chooses by conditions.
  private(set) var hasChoices = false

  /// How tightly an operation binds its operands.
  private enum Binding: Int { case choice, or, and, not, comparison, sum, product, sign, power, atom }

  private struct Part {
    var text: String
    var binding: Binding

    /// The part as an operand of an operation that binds at least so tightly.
    func bound(_ least: Binding) -> String { binding.rawValue < least.rawValue ? "(\(text))" : text }
    /// The part on the right of an operation, where one that binds equally would be computed later.
    func boundOnRight(_ least: Binding) -> String { binding.rawValue <= least.rawValue ? "(\(text))" : text }
  }

  /// The longest line of a formula.
  private static let longest = 76

  /// A formula in the words of a library.
  init(_ root: FormulaNode, _ functions: PythonFunctions) {
    let nodes = root.nodes
    var uses: [ObjectIdentifier: Int] = [:]
    for node in nodes { for operand in node.operands { uses[ObjectIdentifier(operand), default: 0] += 1 } }
    var parts: [ObjectIdentifier: Part] = [:]
    var (lines, helpers, hasChoices): ([String], Set<String>, Bool) = ([], [], false)
    func named(_ part: Part) -> Part {
      let name = "t\(lines.count + 1)"
      lines.append("\(name) = \(part.text)")
      return Part(text: name, binding: .atom)
    }
    for node in nodes {
      var operands = node.operands.map { parts[ObjectIdentifier($0)] ?? Part(text: "", binding: .atom) }
      while operands.reduce(0, { $0 + $1.text.count }) > Self.longest,
        let place = operands.indices.max(by: { operands[$0].text.count < operands[$1].text.count })
      {
        operands[place] = named(operands[place])
      }
      var part = Self.part(node, operands, functions, &helpers)
      if node.operation == .choose { hasChoices = true }
      let isCondition = part.binding.rawValue <= Binding.comparison.rawValue && node.operation != .choose
      if uses[ObjectIdentifier(node), default: 0] > 1, part.text.count > 6, !isCondition {
        part = named(part)
      }
      parts[ObjectIdentifier(node)] = part
    }
    result = parts[ObjectIdentifier(root)]?.text ?? "0.0"
    (assignments, self.helpers, self.hasChoices) = (lines, helpers, hasChoices)
  }

  private static func part(
    _ node: FormulaNode, _ operands: [Part], _ functions: PythonFunctions, _ helpers: inout Set<String>
  ) -> Part {
    func binary(_ sign: String, _ binding: Binding) -> Part {
      Part(
        text: "\(operands[0].bound(binding)) \(sign) \(operands[1].boundOnRight(binding))", binding: binding)
    }
    func call(_ name: String, _ more: String...) -> Part {
      helpers.formUnion(functions.definitions(of: name))
      let arguments = operands.map(\.text) + more
      return Part(text: "\(functions.word(for: name))(\(arguments.joined(separator: ", ")))", binding: .atom)
    }
    switch node.operation {
    case .constant(let value):
      let text = PythonText.number(value)
      return Part(text: text, binding: text.hasPrefix("-") ? .sign : .atom)
    case .x: return Part(text: "x", binding: .atom)
    case .y: return Part(text: "y", binding: .atom)
    case .add: return binary("+", .sum)
    case .subtract: return binary("-", .sum)
    case .multiply: return binary("*", .product)
    case .divide: return binary("/", .product)
    case .negate: return Part(text: "-" + operands[0].bound(.sign), binding: .sign)
    case .whole(let exponent):
      return Part(text: "\(operands[0].bound(.atom)) ** \(exponent)", binding: .power)
    case .power(let exponent):
      // Below 1 the slope at zero is infinite.
      if exponent > 0, exponent < 1 { return call("power", PythonText.number(exponent)) }
      return Part(text: "\(operands[0].bound(.atom)) ** \(PythonText.number(exponent))", binding: .power)
    case .exponential(let base):
      let number = PythonText.number(base)
      let text = number.hasPrefix("-") ? "(\(number))" : number
      return Part(text: "\(text) ** \(operands[0].bound(.atom))", binding: .power)
    case .powerOfBoth: return call("powerOfBoth")
    case .function("remainder"): return binary("%", .product)
    case .function(let name): return call(name)
    case .choose:
      let texts = operands.map { $0.boundOnRight(.choice) }
      return Part(text: "\(texts[1]) if \(texts[0]) else \(texts[2])", binding: .choice)
    case .less: return binary("<", .comparison)
    case .lessOrEqual: return binary("<=", .comparison)
    case .equal: return binary("==", .comparison)
    case .and: return binary("and", .and)
    case .or: return binary("or", .or)
    case .not: return Part(text: "not \(operands[0].bound(.not))", binding: .not)
    case .truth(let holds): return Part(text: holds ? "True" : "False", binding: .atom)
    }
  }
}

/// How a library writes functions of a formula, and what the script defines itself.
struct PythonFunctions: Sendable {
  /// The module with the usual functions.
  let module: String
  /// Functions with another name than this program's.
  let names: [String: String]
  /// The text of functions that the script defines.
  let own: [String: String]

  /// The word for a function.
  func word(for name: String) -> String {
    if let known = names[name] { return known }
    guard own[name] != nil else { return "\(module).\(name)" }
    // Python's functions have small letters.
    return name.map { $0.isUppercase ? "_\($0.lowercased())" : String($0) }.joined()
  }

  /// The text of functions, each before those that need it, with two empty lines behind each.
  func text(of needed: Set<String>) -> [String] {
    let order = own.keys.sorted { ($0 == "hypot" ? 1 : 0, $0) < ($1 == "hypot" ? 1 : 0, $1) }
    return order.filter(needed.contains).flatMap { name in
      (own[name] ?? "").split(separator: "\n").map { String($0) } + ["", ""]
    }
  }

  /// The functions that the script has to define for one.
  func definitions(of name: String) -> [String] {
    guard own[name] != nil else { return [] }
    return name == "hypot" ? ["root", name] : [name]
  }

  /// The functions that both libraries need, with slopes at kinks as the program takes them.
  static func own(_ module: String) -> [String: String] {
    [
      "root": """
      def root(x):
          \"\"\"A square root whose slope at 0 is taken as 0.\"\"\"
          return m.where(x == 0, 0.0, m.sqrt(m.where(x == 0, 1.0, x)))
      """,
      "cubeRoot": """
      def cube_root(x):
          \"\"\"A cube root whose slope at 0 is taken as 0.\"\"\"
          return m.where(x == 0, 0.0, m.sign(x) * m.abs(m.where(x == 0, 1.0, x)) ** (1 / 3))
      """,
      "least": """
      def least(a, b):
          \"\"\"The smaller of two; at a tie half the slope of each.\"\"\"
          return m.where(a < b, a, m.where(b < a, b, a * 0.5 + b * 0.5))
      """,
      "greatest": """
      def greatest(a, b):
          \"\"\"The larger of two; at a tie half the slope of each.\"\"\"
          return m.where(a < b, b, m.where(b < a, a, a * 0.5 + b * 0.5))
      """,
      "relu": """
      def relu(x):
          \"\"\"What is positive of x; the slope at 0 is taken as 0.\"\"\"
          return m.where(x <= 0, 0.0, x)
      """,
      "step": """
      def step(x):
          \"\"\"0 below zero, and 1 from there on.\"\"\"
          return m.where(x < 0, 0.0 * x, 0.0 * x + 1.0)
      """,
      "hypot": """
      def hypot(x, y):
          \"\"\"The distance from the origin; its slopes there are taken as 0.\"\"\"
          return root(x * x + y * y)
      """,
      "power": """
      def power(x, k):
          \"\"\"A power below 1, whose slope at 0 is taken as 0.\"\"\"
          return m.where(x == 0, 0.0, m.where(x == 0, 1.0, x) ** k)
      """,
      "powerOfBoth": """
      def power_of_both(a, b):
          \"\"\"A power whose slopes at the base 0 are taken as 0.\"\"\"
          at_zero = m.where(b > 0, 0.0, m.where(b == 0, 1.0, math.inf))
          return m.where(a == 0, at_zero, m.where(a == 0, 1.0, a) ** b)
      """,
    ].mapValues { $0.replacing("m.", with: module + ".") }
  }
}
