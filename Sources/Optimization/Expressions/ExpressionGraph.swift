/// A formula as a list of nodes: operands before their users, and equal nodes only once.
///
/// A list instead of a tree: no operation on it recurses, so that the longest formula needs no more stack than
/// the shortest. Nodes are simplified as they are added, by rules that keep every bit of a value: constants
/// are computed, x·x is a square, a − 3 is a + (−3). Small whole powers become products, x^0.5 a root, and
/// e^x the exponential function.
struct ExpressionGraph: Sendable {
  /// A node: an operation and the positions of its operands; unused ones are 0.
  struct Node: Hashable, Sendable {
    let operation: ExpressionOperation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    /// The bits of a constant, or the index of a parameter.
    var bits: UInt64 = 0
  }

  private(set) var nodes: [Node] = []
  private var positions: [Node: Int] = [:]

  /// The value of a node; `nil` if it is not a constant.
  func constant(_ index: Int) -> Double? {
    nodes[index].operation == .constant ? Double(bitPattern: nodes[index].bits) : nil
  }

  private mutating func append(_ node: Node) -> Int {
    if let known = positions[node] { return known }
    nodes.append(node)
    positions[node] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func plain(_ operation: ExpressionOperation, _ a: Int, _ b: Int = 0, _ c: Int = 0) -> Int {
    append(Node(operation: operation, a: Int32(a), b: Int32(b), c: Int32(c)))
  }

  mutating func constant(_ value: Double) -> Int {
    append(Node(operation: .constant, bits: value.bitPattern))
  }

  mutating func variable(_ operation: ExpressionOperation) -> Int { append(Node(operation: operation)) }

  mutating func parameter(_ index: Int) -> Int {
    append(Node(operation: .parameter, bits: UInt64(index)))
  }

  /// A function or a negation.
  mutating func unary(_ operation: ExpressionOperation, _ a: Int) -> Int {
    if let value = constant(a) { return constant(operation.evaluated(value)) }
    let node = nodes[a]
    if operation == .negate && node.operation == .negate { return Int(node.a) }
    return plain(operation, a)
  }

  mutating func binary(_ operation: ExpressionOperation, _ a: Int, _ b: Int) -> Int {
    if let left = constant(a), let right = constant(b) {
      return constant(operation.evaluated(left, right))
    }
    switch operation {
    case .add:
      if nodes[b].operation == .negate { return binary(.subtract, a, Int(nodes[b].a)) }
      return plain(.add, min(a, b), max(a, b))
    case .subtract:
      if let right = constant(b) { return right == 0 && right.sign == .plus ? a : sum(a, -right) }
      if nodes[b].operation == .negate { return binary(.add, a, Int(nodes[b].a)) }
      return plain(.subtract, a, b)
    case .multiply: return product(a, b)
    case .divide:
      if let right = constant(b), right.isInvertedExactly { return product(a, constant(1 / right)) }
      return plain(.divide, a, b)
    case .power: return power(a, b)
    default: return plain(operation, a, b)
    }
  }

  mutating func choose(_ condition: Int, _ a: Int, _ b: Int) -> Int {
    if let value = constant(condition) { return value == 0 ? b : a }
    return plain(.choose, condition, a, b)
  }

  private mutating func sum(_ a: Int, _ value: Double) -> Int {
    let b = constant(value)
    return plain(.add, min(a, b), max(a, b))
  }

  private mutating func product(_ a: Int, _ b: Int) -> Int {
    if constant(a) == 1 { return b }
    if constant(b) == 1 { return a }
    if a == b { return plain(.squared, a) }
    if let value = constant(a), nodes[b].operation == .negate {
      return product(constant(-value), Int(nodes[b].a))
    }
    if let value = constant(b), nodes[a].operation == .negate {
      return product(constant(-value), Int(nodes[a].a))
    }
    return plain(.multiply, min(a, b), max(a, b))
  }

  private mutating func power(_ a: Int, _ b: Int) -> Int {
    if let base = constant(a), base == ExpressionConstant.e { return plain(.exp, b) }
    guard let exponent = constant(b) else { return plain(.power, a, b) }
    if exponent == 0.5 { return plain(.squareRoot, a) }
    guard let whole = Int(exactly: exponent), abs(whole) <= ExpressionGraph.longestProduct else {
      return plain(.power, a, b)
    }
    if whole == 0 { return constant(1) }
    let result = product(a, timesItself: abs(whole))
    return whole > 0 ? result : binary(.divide, constant(1), result)
  }

  /// Whole powers up to this are products, which are within 4 units in the last place and ten times as fast as `pow`.
  private static let longestProduct = 8

  private mutating func product(_ a: Int, timesItself count: Int) -> Int {
    var (square, rest) = (a, count)
    var result: Int?
    while rest > 0 {
      if rest & 1 == 1 {
        result = result.map { plain(.multiply, min($0, square), max($0, square)) } ?? square
      }
      rest >>= 1
      if rest > 0 { square = plain(.squared, square) }
    }
    return result ?? constant(1)
  }

  /// The same formula with numbers for its parameters, and the new position of its last node.
  func bound(to values: [Double], root: Int) -> (graph: ExpressionGraph, root: Int) {
    var graph = ExpressionGraph()
    var moved: [Int] = []
    moved.reserveCapacity(root + 1)
    for node in nodes[...root] {
      func operand(_ index: Int32) -> Int { moved[Int(index)] }
      switch node.operation {
      case .constant: moved.append(graph.constant(Double(bitPattern: node.bits)))
      case .x, .y: moved.append(graph.variable(node.operation))
      case .parameter: moved.append(graph.constant(values[Int(node.bits)]))
      case .choose: moved.append(graph.choose(operand(node.a), operand(node.b), operand(node.c)))
      case let operation where operation.takesTwo:
        moved.append(graph.binary(operation, operand(node.a), operand(node.b)))
      default: moved.append(graph.unary(node.operation, operand(node.a)))
      }
    }
    return (graph, moved[root])
  }
}

/// Numbers that have a name in formulas.
enum ExpressionConstant {
  static let e = 0x1.5bf0a8b145769p1
  static let all: [(name: String, value: Double)] = [("pi", Double.pi), ("e", e)]

  static func named(_ name: String) -> Double? {
    switch name {
    case "pi", "PI", "Pi": Double.pi
    case "e": e
    default: nil
    }
  }
}

extension ExpressionOperation {
  /// Whether a formula's node of this operation has two operands.
  var takesTwo: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .atan2, .hypot, .remainder, .least, .greatest, .less,
      .lessOrEqual, .equal, .unequal, .and, .or:
      true
    default: false
    }
  }

  /// How many operands a formula's node of this operation has.
  var operandCount: Int {
    switch self {
    case .constant, .x, .y, .parameter: 0
    case .choose: 3
    default: takesTwo ? 2 : 1
    }
  }
}

extension Double {
  /// Whether the inverse is exact and a normal number, so that multiplying by it rounds as dividing does.
  fileprivate var isInvertedExactly: Bool {
    isNormal && significand == 1 && (1 / self).isNormal
  }
}
