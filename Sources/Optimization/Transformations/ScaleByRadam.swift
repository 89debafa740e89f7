/// RAdam's direction: optax's `scale_by_radam`.
public struct ScaleByRadam: GradientTransformation {
  public let name = "scale_by_radam"
  public var formula: [String] {
    let b2 = memory.b2.shortText
    return [
      memory.firstLine, memory.secondLine("{in}"), memory.correctedLine,
      "{ρ} = {ρ∞} − 2{n}·\(b2)^{n}/(1 − \(b2)^{n})",
      "{r} = √(({ρ} − 4)({ρ} − 2){ρ∞}/(({ρ∞} − 4)({ρ∞} − 2){ρ}))",
      "{out} = {r}{V̂}/(√(\(memory.correctedSecond) + \(memory.epsRoot.shortText)) + \(memory.eps.shortText)) "
        + "where {ρ} ≥ \(threshold.shortText), else {V̂}",
    ]
  }

  private var memory: AdamMemory
  private let threshold: Double

  public init(_ memory: AdamMemory, threshold: Double) { (self.memory, self.threshold) = (memory, threshold) }

  public mutating func begin(at position: Point<Double>) { memory.begin(at: position) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    memory.take(memory.nextFirst(u), memory.nextSecond(u.squared()), &step)
    let limit = 2 / (1 - memory.b2) - 1
    let power = memory.powers.second
    let length = limit - 2 * Double(memory.count) * power / (1 - power)
    let corrected = memory.corrected(u, &step)
    step.record("ρ∞", scalar: limit)
    step.record("ρ", scalar: length)
    let r = ((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)).squareRoot()
    step.record("r", scalar: r)
    guard length >= threshold else { return corrected }
    return (r * corrected) / ((memory.second / (1 - power) + memory.epsRoot).squareRoot() + memory.eps)
  }
}
