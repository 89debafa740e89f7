import RealModule

/// The sign of a mixture of the average and the update: optax's `scale_by_lion`.
public struct ScaleByLion: GradientTransformation {
  /// How the sign is taken.
  public enum Mode: String, Sendable { case hard, smooth, refined }

  public let name = "scale_by_lion"
  public var formula: [String] {
    let mixture = "\(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}"
    return [
      mode == .hard ? "{out} = sign(\(mixture))" : "{out} = \(mode.rawValue) sign of \(mixture)",
      "{V} ← \(b2.shortText)·{V_old} + \((1 - b2).shortText)·{in}",
    ]
  }

  private let b1, b2, smoothness: Double
  private let mode: Mode
  private var average = Point(0.0, 0.0)

  public init(b1: Double, b2: Double, mode: Mode = .hard, smoothness: Double = 1) {
    (self.b1, self.b2, self.mode, self.smoothness) = (b1, b2, mode, smoothness)
  }

  public mutating func begin(at position: Point<Double>) { average = position.zeros }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let mixture = (1 - b1) * u + b1 * average
    let next = (1 - b2) * u + b2 * average
    step.record("V", from: average, to: next)
    average = next
    switch mode {
    case .hard: return mixture.sign
    case .smooth: return mixture.map { Double.tanh(smoothness * $0) }
    case .refined: return mixture.map { abs($0) < 1 ? $0 : $0.sign }
    }
  }
}
