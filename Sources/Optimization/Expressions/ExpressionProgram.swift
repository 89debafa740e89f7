/// A formula as a list of instructions for a register machine.
///
/// Made once, run many times: several operations of the formula become one instruction if that rounds the same, equal
/// subexpressions are computed once, and a register is reused as soon as its value has had its last use.
struct ExpressionProgram: Sendable {
  /// An operation on registers, with a constant for some operations.
  struct Instruction: Sendable {
    var operation: ExpressionOperation
    var target: UInt16 = 0
    var a: UInt16 = 0
    var b: UInt16 = 0
    var c: UInt16 = 0
    var constant = 0.0
  }

  /// The instructions; those that do not depend on x come first.
  let instructions: [Instruction]
  /// How many instructions do not depend on x.
  let uniformCount: Int
  /// How many registers are used; 0 holds x, 1 holds y.
  let registerCount: Int
  /// The register that holds the result.
  let result: Int

  /// Translates a formula whose parameters are bound.
  init(_ graph: ExpressionGraph, root: Int) {
    var compiler = ExpressionCompiler(graph, root: root)
    compiler.compile()
    instructions = compiler.instructions
    uniformCount = compiler.uniformCount
    registerCount = compiler.registerCount
    result = compiler.result
  }
}

extension ExpressionProgram {
  /// Registers that fit on the stack, whatever the formula.
  private static let fewRegisters = 16

  /// The formula's value at a point.
  @inline(__always)
  func height<S: Scalar>(_ x: S, _ y: S) -> S {
    if registerCount <= Self.fewRegisters {
      return withUnsafeTemporaryAllocation(of: S.self, capacity: Self.fewRegisters) { height(x, y, in: $0) }
    }
    return withUnsafeTemporaryAllocation(of: S.self, capacity: registerCount) { height(x, y, in: $0) }
  }

  @inline(__always)
  private func height<S: Scalar>(_ x: S, _ y: S, in registers: UnsafeMutableBufferPointer<S>) -> S {
    guard let base = registers.baseAddress else { return x }
    base.initialize(to: x)
    (base + 1).initialize(to: y)
    instructions.withUnsafeBufferPointer { instructions in
      for index in 0..<instructions.count { execute(instructions[index], base, width: 1, stride: 1) }
    }
    return base[result]
  }

  /// How many packs of lanes an instruction works through at once.
  private static let blockPacks = 8

  /// The formula's values along a row of points.
  func fillRow(_ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>) {
    let count = min(xs.count, out.count)
    guard count > 0, let source = xs.baseAddress, let target = out.baseAddress else { return }
    let packs = Self.blockPacks
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: registerCount * packs) { registers in
      guard let base = registers.baseAddress else { return }
      instructions.withUnsafeBufferPointer { instructions in
        // Of the last pack only as many lanes are read as the row has left, but all are computed.
        base.initialize(repeating: Lanes(0), count: packs)
        for pack in 0..<packs { (base + packs + pack).initialize(to: Lanes(y)) }
        // Values that do not depend on x are the same for every block.
        for index in 0..<uniformCount { execute(instructions[index], base, width: 1, stride: packs) }
        for instruction in instructions[..<uniformCount] {
          let first = base + Int(instruction.target) * packs
          (first + 1).initialize(repeating: first[0], count: packs - 1)
        }
        let heights = UnsafeRawPointer(base + result * packs).assumingMemoryBound(to: Double.self)
        let places = UnsafeMutableRawPointer(base).assumingMemoryBound(to: Double.self)
        var begun = 0
        while begun < count {
          let points = min(count - begun, packs * Lanes.count)
          let width = (points + Lanes.count - 1) / Lanes.count
          places.update(from: source + begun, count: points)
          for index in uniformCount..<instructions.count {
            execute(instructions[index], base, width: width, stride: packs)
          }
          (target + begun).update(from: heights, count: points)
          begun += points
        }
      }
    }
  }

  /// Executes an instruction on `width` scalars side by side; a register is `stride` scalars wide.
  @inline(__always)
  private func execute<S: Scalar>(
    _ instruction: Instruction, _ registers: UnsafeMutablePointer<S>, width: Int, stride: Int
  ) {
    let a = registers + Int(instruction.a) * stride
    let b = registers + Int(instruction.b) * stride
    let c = registers + Int(instruction.c) * stride
    let k = instruction.constant
    let target = registers + Int(instruction.target) * stride
    @inline(__always) func each(_ value: (Int) -> S) {
      for i in 0..<width { (target + i).initialize(to: value(i)) }
    }
    switch instruction.operation {
    case .constant: each { _ in S(k) }
    case .x, .y, .parameter: each { a[$0] }
    case .add: each { a[$0] + b[$0] }
    case .subtract: each { a[$0] - b[$0] }
    case .multiply: each { a[$0] * b[$0] }
    case .divide: each { a[$0] / b[$0] }
    case .negate: each { -a[$0] }
    case .squared: each { a[$0].squared() }
    case .addConstant: each { a[$0] + k }
    case .subtractFromConstant: each { k - a[$0] }
    case .multiplyConstant: each { a[$0] * k }
    case .divideByConstant: each { a[$0] / k }
    case .divideConstant: each { k / a[$0] }
    case .squaredAddConstant: each { (a[$0] + k).squared() }
    case .squaredSubtractFromConstant: each { (k - a[$0]).squared() }
    case .squaredDifference: each { (a[$0] - b[$0]).squared() }
    case .squaredSum: each { (a[$0] + b[$0]).squared() }
    case .addProduct: each { a[$0] + b[$0] * c[$0] }
    case .subtractProduct: each { a[$0] - b[$0] * c[$0] }
    case .addSquare: each { a[$0] + b[$0].squared() }
    case .subtractSquare: each { a[$0] - b[$0].squared() }
    case .addScaled: each { a[$0] + k * b[$0] }
    case .addScaledSquare: each { a[$0] + k * b[$0].squared() }
    case .squareRoot: each { a[$0].kinkedRoot() }
    case .magnitude: each { a[$0].magnitude }
    case .sin: each { S.sin(a[$0]) }
    case .cos: each { S.cos(a[$0]) }
    case .exp: each { S.exp(a[$0]) }
    case .power: each { S.power(a[$0], b[$0]) }
    case .powerConstant: each { S.power(a[$0], k) }
    case .constantPower: each { S.power(k, a[$0]) }
    case .atan2: each { S.atan2(a[$0], b[$0]) }
    case .hypot: each { S.hypot(a[$0], b[$0]) }
    case .remainder: each { S.remainder(a[$0], b[$0]) }
    case .least: each { S.least(a[$0], b[$0]) }
    case .greatest: each { S.greatest(a[$0], b[$0]) }
    case .not: each { S.select(a[$0] .== S(0), S(1), S(0)) }
    case .choose: each { S.select(a[$0] .== S(0), c[$0], b[$0]) }
    case .less, .lessOrEqual, .equal, .unequal, .and, .or:
      each { ExpressionOperation.condition(instruction.operation, a[$0], b[$0]) }
    default: each { ExpressionOperation.function(instruction.operation, a[$0]) }
    }
  }
}
