/// AdaBelief's direction: optax's `scale_by_belief`.
public struct ScaleByBelief: GradientTransformation {
  public let name = "scale_by_belief"
  public var formula: [String] {
    [
      memory.firstLine, memory.secondLine("({in} − {V})") + " + \(memory.epsRoot.shortText)",
      memory.correctedLine,
      "{out} = {V̂}/(√(\(memory.correctedSecond)) + \(memory.eps.shortText))",
    ]
  }

  private var memory: AdamMemory

  public init(_ memory: AdamMemory) { self.memory = memory }

  public mutating func begin(at position: Point<Double>) { memory.begin(at: position) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let v = memory.nextFirst(u)
    memory.take(v, memory.nextSecond((u - v).squared()) + memory.epsRoot, &step)
    let corrected = memory.corrected(u, &step)
    return corrected / ((memory.second / (1 - memory.powers.second)).squareRoot() + memory.eps)
  }
}
