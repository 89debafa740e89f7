import RealModule

/// A function of one number that only typed formulas need, and that cannot be composed of others without losing digits.
public enum ElementaryFunction: Sendable {
  case log2, log1p, expm1, cubeRoot, asinh, acosh, atanh, erf

  /// The value, as libm gives it.
  func value(_ x: Double) -> Double {
    switch self {
    case .log2: Double.log2(x)
    case .log1p: Double.log(onePlus: x)
    case .expm1: Double.expMinusOne(x)
    case .cubeRoot: Double.root(x, 3)
    case .asinh: Double.asinh(x)
    case .acosh: Double.acosh(x)
    case .atanh: Double.atanh(x)
    case .erf: Double.erf(x)
    }
  }

  /// The derivative; that of the cube root, which is infinite at zero, is taken as 0 there.
  func slope<S: Scalar>(_ x: S) -> S {
    switch self {
    case .log2: return 1 / (x * Double.log(2))
    case .log1p: return 1 / (1 + x)
    case .expm1: return S.exp(x)
    case .cubeRoot:
      let isZero = x .== S(0)
      let root = S.elementary(.cubeRoot, S.select(isZero, S(1), x))
      return S.select(isZero, S(0), 1 / (3 * root.squared()))
    case .asinh: return 1 / (1 + x.squared()).squareRoot()
    case .acosh: return 1 / ((x - 1) * (x + 1)).squareRoot()
    case .atanh: return 1 / ((1 - x) * (1 + x))
    case .erf: return S.exp(-x.squared()) * (2 / Double.pi.squareRoot())
    }
  }
}
