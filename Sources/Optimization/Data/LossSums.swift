import RealModule

/// Sums over examples: of a loss, and of its derivatives by W and b.
struct LossSums {
  var value = 0.0
  var slope = 0.0
  var intercept = 0.0

  /// The sums over `count` examples at (W, b).
  static func over(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int, _ loss: Regression.Loss, _ w: Double,
    _ b: Double
  ) -> LossSums {
    var sums = LossSums()
    for i in 0..<count {
      let z = w * x[i] + b
      let (value, slope) = term(z, y[i], loss)
      sums.value += value
      sums.slope += slope * x[i]
      sums.intercept += slope
    }
    return sums
  }

  @inline(__always)
  private static func term(_ z: Double, _ y: Double, _ loss: Regression.Loss) -> (Double, Double) {
    let r = z - y
    switch loss {
    case .mse, .halfMSE: return (r * r, r)
    case .mae: return (abs(r), r > 0 ? 1 : r < 0 ? -1 : 0)
    case .huber(let delta):
      let c = max(-delta, min(delta, r))
      return (c * (r - 0.5 * c), c)
    case .bce:
      let e = Double.exp(-abs(z))
      let p = z >= 0 ? 1 / (1 + e) : e / (1 + e)
      return (Double.log(onePlus: e) + (max(z, 0) - y * z), p - y)
    }
  }
}

/// Sums over examples of second derivatives by z, and of their products with the feature: a Hessian.
struct CurvatureSums {
  var weight = 0.0
  var first = 0.0
  var second = 0.0

  static func over(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int, _ loss: Regression.Loss, _ w: Double,
    _ b: Double
  ) -> CurvatureSums {
    var sums = CurvatureSums()
    for i in 0..<count {
      let z = w * x[i] + b
      let curvature: Double
      switch loss {
      case .mse: curvature = 2
      case .halfMSE: curvature = 1
      case .mae: curvature = 0
      case .huber(let delta): curvature = abs(z - y[i]) <= delta ? 1 : 0
      case .bce:
        let e = Double.exp(-abs(z))
        curvature = e / ((1 + e) * (1 + e))
      }
      sums.weight += curvature
      sums.first += curvature * x[i]
      sums.second += curvature * x[i] * x[i]
    }
    return sums
  }
}

extension Regression.Loss {
  /// What a sum of values is multiplied by on its way to a mean.
  var valueFactor: Double { self == .halfMSE ? 0.5 : 1 }
  /// What a sum of slopes is multiplied by: the factor 2 of a square stands outside of its sum.
  var gradientFactor: Double { self == .mse ? 2 : 1 }
}
