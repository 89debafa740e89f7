/// A typed formula over any numbers: what a program that is not run here, such as a script, is made from.
extension TypedFormula {
  /// The height at a point with values for the parameters, node by node, each as `ExpressionSurface` computes it.
  ///
  /// It makes a value of every node, and so suits numbers that hold references. `ExpressionSurface` is for speed.
  public func height<S: Scalar>(_ x: S, _ y: S, with values: SettingValues) -> S {
    let (bound, root) = graph.bound(to: values.values, root: root)
    var heights: [S] = []
    heights.reserveCapacity(root + 1)
    for node in bound.nodes[...root] {
      func operand(_ index: Int32) -> S { heights[Int(index)] }
      let height: S =
        switch node.operation {
        case .constant, .parameter: S(Double(bitPattern: node.bits))
        case .x: x
        case .y: y
        case .choose: S.select(operand(node.a) .== S(0), operand(node.c), operand(node.b))
        case .not: S.select(operand(node.a) .== S(0), S(1), S(0))
        case .negate: -operand(node.a)
        case .squared: operand(node.a).squared()
        case .power where bound.constant(Int(node.b)) != nil:
          S.power(operand(node.a), bound.constant(Int(node.b)) ?? 1)
        case .power where bound.constant(Int(node.a)) != nil:
          S.power(bound.constant(Int(node.a)) ?? 1, operand(node.b))
        case let operation where operation.takesTwo:
          Self.value(operation, operand(node.a), operand(node.b))
        default: ExpressionOperation.function(node.operation, operand(node.a))
        }
      heights.append(height)
    }
    return heights[root]
  }

  /// An operation on two numbers.
  private static func value<S: Scalar>(_ operation: ExpressionOperation, _ a: S, _ b: S) -> S {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: S.power(a, b)
    case .atan2: S.atan2(a, b)
    case .hypot: S.hypot(a, b)
    case .remainder: S.remainder(a, b)
    case .least: S.least(a, b)
    case .greatest: S.greatest(a, b)
    default: ExpressionOperation.condition(operation, a, b)
    }
  }
}
