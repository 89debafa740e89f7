import Optimization

/// A number that remembers how it was computed: a surface's height over it is the surface's formula.
///
/// Every surface is one generic function over `Scalar`. Called with these numbers it gives the operations in the order in
/// which the program makes them, so that a script computes what the program does, and no formula is written twice.
final class FormulaNode: Sendable {
  /// What it was computed by.
  enum Operation: Hashable, Sendable {
    case constant(Double)
    case x, y
    case add, subtract, multiply, divide, negate
    /// A whole power, a power with a constant exponent, one with a constant base, and one of two formulas.
    case whole(Int)
    case power(Double)
    case exponential(Double)
    case powerOfBoth
    /// A function of a library, or of the script's own, by its name in this program.
    case function(String)
    /// The second operand where the first holds, else the third.
    case choose
    case less, lessOrEqual, equal, and, or, not, truth(Bool)
  }

  let operation: Operation
  let operands: [FormulaNode]

  /// Whether the formula may be a constant, which has no gradient.
  let mayBeConstant: Bool

  init(_ operation: Operation, _ operands: FormulaNode...) {
    (self.operation, self.operands) = (operation, operands)
    mayBeConstant =
      switch operation {
      case .x, .y: false
      case .choose: operands.dropFirst().contains(where: \.mayBeConstant)
      default: operands.allSatisfy(\.mayBeConstant)
      }
  }

  /// Its value, if it is a constant.
  var constant: Double? {
    if case .constant(let value) = operation { value } else { nil }
  }

  /// The nodes that it is made of, operands before their users and each once; a formula may be too deep for recursion.
  var nodes: [FormulaNode] {
    var (order, seen): ([FormulaNode], Set<ObjectIdentifier>) = ([], [])
    var waiting: [(node: FormulaNode, isExpanded: Bool)] = [(self, false)]
    while let (node, isExpanded) = waiting.popLast() {
      if isExpanded {
        order.append(node)
      } else if seen.insert(ObjectIdentifier(node)).inserted {
        waiting.append((node, true))
        for operand in node.operands.reversed() { waiting.append((operand, false)) }
      }
    }
    return order
  }
}

/// A traced number.
struct Traced: Scalar {
  typealias Mask = TracedMask

  let node: FormulaNode

  init(_ node: FormulaNode) { self.node = node }
  init(_ value: Double) { node = FormulaNode(.constant(value)) }

  /// The coordinates.
  static var x: Traced { Traced(FormulaNode(.x)) }
  static var y: Traced { Traced(FormulaNode(.y)) }

  /// The formula of a surface; `nil` for an objective that is not one generic function.
  static func formula(of objective: any Objective) -> FormulaNode? {
    func height<S: Surface>(_ surface: S) -> FormulaNode { surface.height(Traced.x, Traced.y).node }
    guard let surface = objective as? any Surface else { return nil }
    return height(surface)
  }

  // A traced number is one lane; no surface asks for its value.
  static var laneCount: Int { 1 }
  static func gather(_ value: (Int) -> Double) -> Traced { Traced(value(0)) }
  func lane(_ index: Int) -> Double { node.constant ?? .nan }

  /// An operation on two numbers; on two constants its value.
  private static func made(
    _ operation: FormulaNode.Operation, _ a: Traced, _ b: Traced, _ value: (Double, Double) -> Double
  ) -> Traced {
    if let left = a.node.constant, let right = b.node.constant { return Traced(value(left, right)) }
    return Traced(FormulaNode(operation, a.node, b.node))
  }

  private static func function(_ name: String, _ x: Traced, _ value: (Double) -> Double) -> Traced {
    if let constant = x.node.constant { return Traced(value(constant)) }
    return Traced(FormulaNode(.function(name), x.node))
  }

  private static func function(
    _ name: String, _ a: Traced, _ b: Traced, _ value: (Double, Double) -> Double
  ) -> Traced { made(.function(name), a, b, value) }

  static func + (a: Traced, b: Traced) -> Traced {
    // Sums begin with a zero.
    if a.node.constant == 0 { return b }
    if b.node.constant == 0 { return a }
    if b.node.operation == .negate { return a - Traced(b.node.operands[0]) }
    if let right = b.node.constant, right < 0, a.node.constant == nil { return a - Traced(-right) }
    return made(.add, a, b, +)
  }
  static func - (a: Traced, b: Traced) -> Traced {
    if a.node.constant == 0 { return -b }
    if b.node.constant == 0 { return a }
    if b.node.operation == .negate { return a + Traced(b.node.operands[0]) }
    if let right = b.node.constant, right < 0, a.node.constant == nil { return a + Traced(-right) }
    return made(.subtract, a, b, -)
  }
  static func * (a: Traced, b: Traced) -> Traced {
    if a.node.constant == 1 { return b }
    if b.node.constant == 1 { return a }
    // A number stands before what it multiplies.
    if b.node.constant != nil { return made(.multiply, b, a, *) }
    return made(.multiply, a, b, *)
  }
  static func / (a: Traced, b: Traced) -> Traced { made(.divide, a, b, /) }
  static func + (a: Traced, b: Double) -> Traced { a + Traced(b) }
  static func - (a: Traced, b: Double) -> Traced { a - Traced(b) }
  static func * (a: Traced, b: Double) -> Traced { Traced(b) * a }
  static func / (a: Traced, b: Double) -> Traced { a / Traced(b) }
  static func + (a: Double, b: Traced) -> Traced { Traced(a) + b }
  static func - (a: Double, b: Traced) -> Traced { Traced(a) - b }
  static func * (a: Double, b: Traced) -> Traced { Traced(a) * b }
  static func / (a: Double, b: Traced) -> Traced { Traced(a) / b }
  static prefix func - (a: Traced) -> Traced {
    if let constant = a.node.constant { return Traced(-constant) }
    if a.node.operation == .negate { return Traced(a.node.operands[0]) }
    return Traced(FormulaNode(.negate, a.node))
  }

  static func .< (a: Traced, b: Traced) -> TracedMask { TracedMask(.less, a.node, b.node, <) }
  static func .<= (a: Traced, b: Traced) -> TracedMask { TracedMask(.lessOrEqual, a.node, b.node, <=) }
  static func .== (a: Traced, b: Traced) -> TracedMask {
    // A condition that was made a number, and is asked whether it is 0.
    if b.node.constant == 0, let mask = TracedMask(number: a.node) { return .!mask }
    return TracedMask(.equal, a.node, b.node, ==)
  }
  static func select(_ mask: TracedMask, _ a: Traced, _ b: Traced) -> Traced {
    if case .truth(let holds) = mask.node.operation { return holds ? a : b }
    if mask.node.operation == .not { return select(TracedMask(mask.node.operands[0]), b, a) }
    let chosen = FormulaNode(.choose, mask.node, a.node, b.node)
    return Traced(chosen.recognised ?? chosen)
  }

  func squared() -> Traced { Traced.pow(self, 2) }
  func squareRoot() -> Traced { Traced.function("sqrt", self) { $0.squareRoot() } }
  static func sin(_ x: Traced) -> Traced { function("sin", x, Double.sin) }
  static func cos(_ x: Traced) -> Traced { function("cos", x, Double.cos) }
  static func exp(_ x: Traced) -> Traced { function("exp", x, Double.exp) }
  static func log(_ x: Traced) -> Traced { function("log", x) { Double.log($0) } }
  static func tanh(_ x: Traced) -> Traced { function("tanh", x, Double.tanh) }
  static func pow(_ x: Traced, _ n: Int) -> Traced {
    if let constant = x.node.constant { return Traced(Double.pow(constant, n)) }
    if n == 0 { return Traced(1) }
    return n == 1 ? x : Traced(FormulaNode(.whole(n), x.node))
  }
  static func tan(_ x: Traced) -> Traced { function("tan", x, Double.tan) }
  static func asin(_ x: Traced) -> Traced { function("asin", x, Double.asin) }
  static func acos(_ x: Traced) -> Traced { function("acos", x, Double.acos) }
  static func atan(_ x: Traced) -> Traced { function("atan", x, Double.atan) }
  static func atan2(_ y: Traced, _ x: Traced) -> Traced { function("atan2", y, x) { Double.atan2($0, $1) } }
  static func sinh(_ x: Traced) -> Traced { function("sinh", x, Double.sinh) }
  static func cosh(_ x: Traced) -> Traced { function("cosh", x, Double.cosh) }
  static func log10(_ x: Traced) -> Traced { function("log10", x, Double.log10) }
  static func elementary(_ function: ElementaryFunction, _ x: Traced) -> Traced {
    self.function("\(function)", x) { Double.elementary(function, $0) }
  }
  static func hypot(_ x: Traced, _ y: Traced) -> Traced { function("hypot", x, y, Double.hypot) }
  static func remainder(_ x: Traced, _ y: Traced) -> Traced { function("remainder", x, y, Double.remainder) }
  static func floor(_ x: Traced) -> Traced { function("floor", x, Double.floor) }
  static func sigmoid(_ x: Traced) -> Traced { function("sigmoid", x, Double.sigmoid) }
  static func softplus(_ x: Traced) -> Traced { function("softplus", x, Double.softplus) }
  static func power(_ base: Traced, _ exponent: Traced) -> Traced {
    made(.powerOfBoth, base, exponent) { Double.power($0, $1) }
  }
  static func power(_ base: Traced, _ exponent: Double) -> Traced {
    if let constant = base.node.constant { return Traced(Double.power(constant, exponent)) }
    if let whole = Int(exactly: exponent), abs(whole) < 1000 { return pow(base, whole) }
    return Traced(FormulaNode(.power(exponent), base.node))
  }
  static func power(_ base: Double, _ exponent: Traced) -> Traced {
    if let constant = exponent.node.constant { return Traced(Double.power(base, constant)) }
    return Traced(FormulaNode(.exponential(base), exponent.node))
  }
}

/// A condition on traced numbers.
struct TracedMask: ScalarMask {
  let node: FormulaNode

  init(_ node: FormulaNode) { self.node = node }
  init(repeating value: Bool) { node = FormulaNode(.truth(value)) }

  init(
    _ operation: FormulaNode.Operation, _ a: FormulaNode, _ b: FormulaNode, _ holds: (Double, Double) -> Bool
  ) {
    if let left = a.constant, let right = b.constant {
      self.init(repeating: holds(left, right))
    } else {
      self.init(FormulaNode(operation, a, b))
    }
  }

  /// The condition that a formula has as a number, 1 where it holds and else 0; `nil` for any other formula.
  init?(number: FormulaNode) {
    guard number.operation == .choose, number.operands[1].constant == 1, number.operands[2].constant == 0
    else { return nil }
    node = number.operands[0]
  }

  static func gather(_ value: (Int) -> Bool) -> TracedMask { TracedMask(repeating: value(0)) }
  var all: Bool { node.operation == .truth(true) }

  static func .& (a: TracedMask, b: TracedMask) -> TracedMask {
    for (one, other) in [(a, b), (b, a)] {
      if case .truth(let holds) = one.node.operation { return holds ? other : one }
    }
    return TracedMask(FormulaNode(.and, a.node, b.node))
  }
  static func .| (a: TracedMask, b: TracedMask) -> TracedMask {
    for (one, other) in [(a, b), (b, a)] {
      if case .truth(let holds) = one.node.operation { return holds ? one : other }
    }
    return TracedMask(FormulaNode(.or, a.node, b.node))
  }
  static prefix func .! (a: TracedMask) -> TracedMask {
    switch a.node.operation {
    case .truth(let holds): TracedMask(repeating: !holds)
    case .not: TracedMask(a.node.operands[0])
    default: TracedMask(FormulaNode(.not, a.node))
    }
  }
}
