/// Updates whose root mean square is above a bound are shortened: optax's `clip_by_block_rms`, and Adafactor's d.
public struct ClippedByRootMeanSquare: GradientTransformation {
  public let name = "clip_by_block_rms"
  public var formula: [String] {
    ["{q} = max(1, |{*in}|/√2/\(threshold.shortText))", "{out} = {in}/{q}"]
  }

  private let threshold: Double

  public init(_ threshold: Double) { self.threshold = threshold }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let q = max(1, (u.dot(u) / 2).squareRoot() / threshold)
    step.record("q", scalar: q)
    return u / q
  }
}
