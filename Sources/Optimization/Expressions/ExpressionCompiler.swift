/// Translates a formula's graph into instructions.
struct ExpressionCompiler {
  private let nodes: [ExpressionGraph.Node]
  private let root: Int
  /// How often a node's value is used; a node that becomes part of one instruction needs none of its own.
  private var uses: [Int]
  private var isUniform: [Bool]

  private(set) var instructions: [ExpressionProgram.Instruction] = []
  private(set) var uniformCount = 0
  private(set) var registerCount = 2
  private(set) var result = 0

  init(_ graph: ExpressionGraph, root: Int) {
    nodes = graph.nodes
    self.root = root
    uses = Array(repeating: 0, count: nodes.count)
    isUniform = Array(repeating: true, count: nodes.count)
  }

  mutating func compile() {
    countUses()
    // From the root down, so that an instruction absorbs operands before they are translated themselves.
    var isNeeded = Array(repeating: false, count: nodes.count)
    isNeeded[root] = true
    var steps: [(node: Int, step: Step)] = []
    for index in stride(from: root, through: 0, by: -1) where isNeeded[index] {
      let step = step(of: index)
      for operand in step.operands { isNeeded[operand] = true }
      if nodes[index].operation != .x && nodes[index].operation != .y { steps.append((index, step)) }
    }
    steps.reverse()
    emit(steps.filter { isUniform[$0.node] } + steps.filter { !isUniform[$0.node] })
  }

  private func operands(_ node: ExpressionGraph.Node) -> [Int] {
    Array([Int(node.a), Int(node.b), Int(node.c)].prefix(node.operation.operandCount))
  }

  private mutating func countUses() {
    uses[root] = 1
    for index in stride(from: root, through: 0, by: -1) where uses[index] > 0 {
      for operand in operands(nodes[index]) { uses[operand] += 1 }
    }
    for (index, node) in nodes.enumerated() {
      isUniform[index] = node.operation != .x && operands(node).allSatisfy { isUniform[$0] }
    }
  }

  /// An instruction whose operands are still nodes.
  private struct Step {
    let operation: ExpressionOperation
    var operands: [Int] = []
    var constant = 0.0
  }

  private func constant(_ index: Int) -> Double? {
    nodes[index].operation == .constant ? Double(bitPattern: nodes[index].bits) : nil
  }

  /// The node, if its value is used only once and it has this operation.
  private func single(_ index: Int, _ operation: ExpressionOperation) -> ExpressionGraph.Node? {
    uses[index] == 1 && nodes[index].operation == operation ? nodes[index] : nil
  }

  /// A product with a constant that is used only once.
  private func scaled(_ index: Int) -> (factor: Double, other: Int)? {
    guard let product = single(index, .multiply) else { return nil }
    let (a, b) = (Int(product.a), Int(product.b))
    if let factor = constant(a) { return (factor, b) }
    return constant(b).map { ($0, a) }
  }

  private func step(of index: Int) -> Step {
    let node = nodes[index]
    let (a, b) = (Int(node.a), Int(node.b))
    switch node.operation {
    case .constant: return Step(operation: .constant, constant: constant(index) ?? .nan)
    case .add:
      if let k = constant(a) { return Step(operation: .addConstant, operands: [b], constant: k) }
      if let k = constant(b) { return Step(operation: .addConstant, operands: [a], constant: k) }
      return sum(a, b) ?? sum(b, a) ?? Step(operation: .add, operands: [a, b])
    case .subtract:
      if let k = constant(a) { return Step(operation: .subtractFromConstant, operands: [b], constant: k) }
      if let (k, other) = scaled(b) { return scaledSum(a, -k, other) }
      if let product = single(b, .multiply) {
        return Step(operation: .subtractProduct, operands: [a, Int(product.a), Int(product.b)])
      }
      if let square = single(b, .squared) {
        return Step(operation: .subtractSquare, operands: [a, Int(square.a)])
      }
    case .multiply:
      if let k = constant(a) { return Step(operation: .multiplyConstant, operands: [b], constant: k) }
      if let k = constant(b) { return Step(operation: .multiplyConstant, operands: [a], constant: k) }
    case .divide:
      if let k = constant(a) { return Step(operation: .divideConstant, operands: [b], constant: k) }
      if let k = constant(b) { return Step(operation: .divideByConstant, operands: [a], constant: k) }
    case .power:
      if let k = constant(a) { return Step(operation: .constantPower, operands: [b], constant: k) }
      if let k = constant(b) { return Step(operation: .powerConstant, operands: [a], constant: k) }
    case .squared: return square(a) ?? Step(operation: .squared, operands: [a])
    default: break
    }
    return Step(operation: node.operation, operands: operands(node))
  }

  /// `a` plus an absorbed product or square.
  private func sum(_ a: Int, _ b: Int) -> Step? {
    if let (k, other) = scaled(b) { return scaledSum(a, k, other) }
    if let product = single(b, .multiply) {
      return Step(operation: .addProduct, operands: [a, Int(product.a), Int(product.b)])
    }
    return single(b, .squared).map { Step(operation: .addSquare, operands: [a, Int($0.a)]) }
  }

  private func scaledSum(_ a: Int, _ factor: Double, _ other: Int) -> Step {
    if let square = single(other, .squared) {
      return Step(operation: .addScaledSquare, operands: [a, Int(square.a)], constant: factor)
    }
    return Step(operation: .addScaled, operands: [a, other], constant: factor)
  }

  /// The square of an absorbed sum or difference.
  private func square(_ a: Int) -> Step? {
    if let sum = single(a, .add) {
      let (b, c) = (Int(sum.a), Int(sum.b))
      if let k = constant(b) { return Step(operation: .squaredAddConstant, operands: [c], constant: k) }
      if let k = constant(c) { return Step(operation: .squaredAddConstant, operands: [b], constant: k) }
      return self.sum(b, c) == nil && self.sum(c, b) == nil
        ? Step(operation: .squaredSum, operands: [b, c]) : nil
    }
    guard let difference = single(a, .subtract) else { return nil }
    let (b, c) = (Int(difference.a), Int(difference.b))
    if let k = constant(b) {
      return Step(operation: .squaredSubtractFromConstant, operands: [c], constant: k)
    }
    let isTaken = scaled(c) != nil || single(c, .multiply) != nil || single(c, .squared) != nil
    return isTaken ? nil : Step(operation: .squaredDifference, operands: [b, c])
  }

  /// Gives every value a register and emits the instructions.
  private mutating func emit(_ steps: [(node: Int, step: Step)]) {
    uniformCount = steps.count { isUniform[$0.node] }
    var lastUse = Array(repeating: -1, count: nodes.count)
    for (place, entry) in steps.enumerated() {
      for operand in entry.step.operands {
        // Values that do not depend on x are needed again for the next block of a row.
        let isKept = isUniform[operand] && place >= uniformCount
        lastUse[operand] = isKept ? .max : max(lastUse[operand], place)
      }
    }
    lastUse[root] = .max
    var registers = Array(repeating: 0, count: nodes.count)
    var free: [Int] = []
    for (index, node) in nodes.enumerated() where node.operation == .y { registers[index] = 1 }
    for (place, entry) in steps.enumerated() {
      var instruction = ExpressionProgram.Instruction(operation: entry.step.operation)
      instruction.constant = entry.step.constant
      let sources = entry.step.operands.map { registers[$0] }
      if sources.count > 0 { instruction.a = UInt16(sources[0]) }
      if sources.count > 1 { instruction.b = UInt16(sources[1]) }
      if sources.count > 2 { instruction.c = UInt16(sources[2]) }
      for (operand, register) in zip(entry.step.operands, sources)
      where register > 1 && lastUse[operand] == place && !free.contains(register) {
        free.append(register)
      }
      let target: Int
      if let reused = free.popLast() {
        target = reused
      } else {
        target = registerCount
        registerCount += 1
      }
      registers[entry.node] = target
      instruction.target = UInt16(target)
      instructions.append(instruction)
    }
    result = registers[root]
  }
}
