/// Yogi's direction: optax's `scale_by_yogi`.
public struct ScaleByYogi: GradientTransformation {
  public let name = "scale_by_yogi"
  public var formula: [String] {
    [
      memory.firstLine, "{S} ← {S_old} − \((1 - memory.b2).shortText)·sign({S_old} − {in}²){in}²",
      memory.correctedLine,
      "{out} = {V̂}/(√(\(memory.correctedSecond) + \(memory.epsRoot.shortText)) + \(memory.eps.shortText))",
    ]
  }

  private var memory: AdamMemory
  private let initial: Double

  public init(_ memory: AdamMemory, initial: Double) { (self.memory, self.initial) = (memory, initial) }

  public mutating func begin(at position: Point<Double>) { memory.begin(at: position, from: initial) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let squares = u.squared()
    let s = memory.second - (1 - memory.b2) * ((memory.second - squares).sign * squares)
    memory.take(memory.nextFirst(u), s, &step)
    let corrected = memory.corrected(u, &step)
    let root = (memory.second / (1 - memory.powers.second) + memory.epsRoot).squareRoot()
    return corrected / (root + memory.eps)
  }
}
