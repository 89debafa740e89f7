/// The updates times the size of the position: optax's `scale_by_param_block_rms` and `scale_by_param_block_norm`.
public struct ScaleByParameterSize: GradientTransformation {
  public let name: String
  public var formula: [String] {
    ["{q} = max(|{*W_old}|\(isMean ? "/√2" : ""), \(lowest.shortText))", "{out} = {q}{in}"]
  }

  private let lowest: Double
  private let isMean: Bool

  /// - Parameter isMean: whether the size is the root mean square rather than the norm.
  public init(lowest: Double, isMean: Bool) {
    name = isMean ? "scale_by_param_block_rms" : "scale_by_param_block_norm"
    (self.lowest, self.isMean) = (lowest, isMean)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let square = step.position.dot(step.position)
    let q = max((isMean ? square / 2 : square).squareRoot(), lowest)
    step.record("q", scalar: q)
    return q * u
  }
}
