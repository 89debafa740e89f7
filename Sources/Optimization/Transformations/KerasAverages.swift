import RealModule

/// The numbers that Keras' Adam and its relatives share, and the averages that they keep.
public struct KerasAverages: Sendable {
  let beta1, beta2, eps: Double
  /// The averages of the gradients and of their squares.
  private(set) var first = Point(0.0, 0.0)
  private(set) var second = Point(0.0, 0.0)

  public init(beta1: Double, beta2: Double, eps: Double) {
    (self.beta1, self.beta2, self.eps) = (beta1, beta2, eps)
  }

  mutating func begin(at position: Point<Double>) { (first, second) = (position.zeros, position.zeros) }

  /// Takes a gradient.
  mutating func take(_ g: Point<Double>, _ step: inout TransformationStep) {
    let v = first + (1 - beta1) * (g - first)
    let s = second + (1 - beta2) * (g.squared() - second)
    step.record("V", from: first, to: v)
    step.record("S", from: second, to: s)
    (first, second) = (v, s)
  }

  /// 1 − β₁ᵗ and 1 − β₂ᵗ.
  func corrections(_ t: Int) -> (first: Double, second: Double) {
    (1 - Double.power(beta1, t), 1 - Double.power(beta2, t))
  }
}
