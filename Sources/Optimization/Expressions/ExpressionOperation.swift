/// What a step of a formula computes.
///
/// The first group is for formulas; the second combines several of those, so that an interpreter has fewer
/// steps to make. A step of the second group rounds exactly as the ones that it combines.
enum ExpressionOperation: UInt8 {
  case constant, x, y, parameter
  case add, subtract, multiply, divide, negate, squared, power
  case squareRoot, magnitude, sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh, exp, log, log10
  case log2, log1p, expm1, cubeRoot, asinh, acosh, atanh, erf, hypot, remainder
  case sign, floor, step, sigmoid, softplus, rectified, least, greatest
  /// Conditions are numbers: 1 if they hold, otherwise 0.
  case less, lessOrEqual, equal, unequal, and, or, not
  /// The second operand if the first is not 0, otherwise the third.
  case choose

  /// a + k, k − a, a·k, a/k, k/a, aᵏ, kᵃ.
  case addConstant, subtractFromConstant, multiplyConstant, divideByConstant, divideConstant, powerConstant
  case constantPower
  /// (k + a)², (k − a)², (a − b)², (a + b)².
  case squaredAddConstant, squaredSubtractFromConstant, squaredDifference, squaredSum
  /// a + b·c, a − b·c, a + b², a − b², a + k·b, a + k·b².
  case addProduct, subtractProduct, addSquare, subtractSquare, addScaled, addScaledSquare
}

extension ExpressionOperation {
  /// The operation on constants.
  func evaluated(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .negate: -a
    case .squared: a * a
    case .power: Double.power(a, b)
    case .atan2: Double.atan2(a, b)
    case .hypot: Double.hypot(a, b)
    case .remainder: Double.remainder(a, b)
    case .least: Double.least(a, b)
    case .greatest: Double.greatest(a, b)
    case .less, .lessOrEqual, .equal, .unequal, .and, .or: ExpressionOperation.condition(self, a, b)
    case .not: a == 0 ? 1 : 0
    case .choose: a == 0 ? c : b
    default: ExpressionOperation.function(self, a)
    }
  }

  /// A function of one number.
  @inline(never)
  static func function<S: Scalar>(_ operation: ExpressionOperation, _ a: S) -> S {
    switch operation {
    case .squareRoot: a.kinkedRoot()
    case .magnitude: a.magnitude
    case .sin: S.sin(a)
    case .cos: S.cos(a)
    case .tan: S.tan(a)
    case .asin: S.asin(a)
    case .acos: S.acos(a)
    case .atan: S.atan(a)
    case .sinh: S.sinh(a)
    case .cosh: S.cosh(a)
    case .tanh: S.tanh(a)
    case .exp: S.exp(a)
    case .log: S.log(a)
    case .log10: S.log10(a)
    case .log2: S.elementary(.log2, a)
    case .log1p: S.elementary(.log1p, a)
    case .expm1: S.elementary(.expm1, a)
    case .cubeRoot: S.elementary(.cubeRoot, a)
    case .asinh: S.elementary(.asinh, a)
    case .acosh: S.elementary(.acosh, a)
    case .atanh: S.elementary(.atanh, a)
    case .erf: S.elementary(.erf, a)
    case .sign: a.jumpingSign
    case .floor: S.floor(a)
    case .step: a.unitStep
    case .sigmoid: S.sigmoid(a)
    case .softplus: S.softplus(a)
    case .rectified: a.rectified
    default: a
    }
  }

  /// A comparison, or a connection of conditions: 1 if it holds, otherwise 0.
  @inline(never)
  static func condition<S: Scalar>(_ operation: ExpressionOperation, _ a: S, _ b: S) -> S {
    let zero = S(0)
    let mask: S.Mask =
      switch operation {
      case .less: a .< b
      case .lessOrEqual: a .<= b
      case .equal: a .== b
      case .unequal: .!(a .== b)
      case .and: .!(a .== zero) .& .!(b .== zero)
      default: .!(a .== zero) .| .!(b .== zero)
      }
    return S.select(mask, S(1), zero)
  }
}
