// Functions that the program composes of comparisons and choices, recognised by how they are composed.
//
// Each defines its slope at a kink. Libraries have the same function, or the script defines one with that slope.

extension FormulaNode {
  /// The function that a choice stands for; `nil` where it is a choice of the formula's own.
  var recognised: FormulaNode? {
    guard operation == .choose else { return nil }
    let (condition, first, second) = (operands[0], operands[1], operands[2])
    let (left, right) = (condition.operands.first, condition.operands.last)
    switch condition.operation {
    case .less:
      // |a|: −a below zero, else 0 at zero, else a.
      if right?.constant == 0, let a = left, first.operation == .negate, first.operands[0] === a,
        second.isChoice(.equal, a, 0), second.operands[1].constant == 0, second.operands[2] === a
      {
        return FormulaNode(.function("abs"), a)
      }
      // The smaller of two, and the larger: at a tie half of each.
      if let a = left, let b = right, second.isChoice(.less, b, a) {
        if first === a, second.operands[1] === b { return FormulaNode(.function("least"), a, b) }
        if first === b, second.operands[1] === a { return FormulaNode(.function("greatest"), a, b) }
      }
    case .lessOrEqual:
      if right?.constant == 0, let a = left, first.constant == 0, second === a {
        return FormulaNode(.function("relu"), a)
      }
    case .equal:
      // A root that is level at zero.
      if right?.constant == 0, let a = left, first.constant == 0, second.operation == .function("sqrt"),
        second.operands[0].isChoice(.equal, a, 0), second.operands[0].operands[2] === a
      {
        return FormulaNode(.function("root"), a)
      }
      // The sign, and the step, which are not numbers where a is none.
      if let a = left, right === a, second.constant?.isNaN == true {
        if first.isChoice(.less, 0, a), first.operands[1].constant == 1 {
          return FormulaNode(.function("sign"), a)
        }
        if first.isChoice(.less, a, 0), first.operands[1].constant == 0 {
          return FormulaNode(.function("step"), a)
        }
      }
    default: break
    }
    return nil
  }

  /// Whether it chooses by comparing a formula with another one or a number.
  private func isChoice(_ comparison: Operation, _ a: FormulaNode, _ b: FormulaNode) -> Bool {
    operation == .choose && operands[0].operation == comparison && operands[0].operands[0] === a
      && operands[0].operands[1] === b
  }
  private func isChoice(_ comparison: Operation, _ a: FormulaNode, _ b: Double) -> Bool {
    operation == .choose && operands[0].operation == comparison && operands[0].operands[0] === a
      && operands[0].operands[1].constant == b
  }
  private func isChoice(_ comparison: Operation, _ a: Double, _ b: FormulaNode) -> Bool {
    operation == .choose && operands[0].operation == comparison && operands[0].operands[0].constant == a
      && operands[0].operands[1] === b
  }
}
