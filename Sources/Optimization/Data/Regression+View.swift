import RealModule

extension Regression {
  /// The model's answer for a feature as measured: the line's height, or the probability of the label 1.
  public func prediction(at parameters: Point<Double>, x: Double) -> Double {
    let z = score(at: parameters, x: x)
    switch model {
    case .linear: return z
    case .logistic:
      let e = Double.exp(-abs(z))
      return z >= 0 ? 1 / (1 + e) : e / (1 + e)
    }
  }

  /// z = W x + b for a feature as measured.
  private func score(at parameters: Point<Double>, x: Double) -> Double {
    switch scaling {
    case .none: parameters.x * x + parameters.y
    case .standard:
      parameters.x * ((x - core.examples.statistics.meanX) / core.examples.deviation) + parameters.y
    }
  }

  /// Where the probability is one half, in the feature's own units; `nil` for a line, and if W is 0.
  public func boundary(at parameters: Point<Double>) -> Double? {
    guard model == .logistic, parameters.x != 0 else { return nil }
    let place = -parameters.y / parameters.x
    let x = scaling == .none ? place : core.examples.statistics.meanX + core.examples.deviation * place
    return x.isFinite ? x : nil
  }

  /// z as a line over the feature in its own units.
  public func line(at parameters: Point<Double>) -> (slope: Double, intercept: Double) {
    guard scaling == .standard else { return (parameters.x, parameters.y) }
    let slope = parameters.x / core.examples.deviation
    return (slope, parameters.y - slope * core.examples.statistics.meanX)
  }

  /// The model's answer for an example minus its measured target.
  public func residual(_ row: Int, at parameters: Point<Double>) -> Double {
    prediction(at: parameters, x: data.x[row]) - data.y[row]
  }

  /// The examples of a step, by their rows.
  public func rows(ofStep step: Int, seed: UInt64) -> [Int] { dealing.rows(ofStep: step, seed: seed) }
}
