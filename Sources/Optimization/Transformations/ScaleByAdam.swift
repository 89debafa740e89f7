/// Adam's direction: optax's `scale_by_adam`.
public struct ScaleByAdam: GradientTransformation {
  public let name = "scale_by_adam"
  public var formula: [String] {
    [
      memory.firstLine, memory.secondLine("{in}"), memory.correctedLine,
      "{out} = {V̂}/(√(\(memory.correctedSecond) + \(memory.epsRoot.shortText)) + \(memory.eps.shortText))",
    ]
  }

  private var memory: AdamMemory

  public init(_ memory: AdamMemory) { self.memory = memory }

  public mutating func begin(at position: Point<Double>) { memory.begin(at: position) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    memory.take(memory.nextFirst(u), memory.nextSecond(u.squared()), &step)
    let corrected = memory.corrected(u, &step)
    let root = (memory.second / (1 - memory.powers.second) + memory.epsRoot).squareRoot()
    return corrected / (root + memory.eps)
  }
}
