/// Adam's direction over the largest second average so far: optax's `scale_by_amsgrad`.
public struct ScaleByAmsgrad: GradientTransformation {
  public let name = "scale_by_amsgrad"
  public var formula: [String] {
    [
      memory.firstLine, memory.secondLine("{in}"),
      "{M} ← max({M_old}, " + (correctsSecond ? memory.correctedSecond : "{S}") + ")",
      "{out} = {V}" + (correctsFirst ? "/(1 − \(memory.b1.shortText)^{n})" : "")
        + "/(√({M} + \(memory.epsRoot.shortText)) + \(memory.eps.shortText))",
    ]
  }

  private var memory: AdamMemory
  private let correctsFirst, correctsSecond: Bool
  private var largest = Point(0.0, 0.0)

  public init(_ memory: AdamMemory, correctsFirst: Bool = true, correctsSecond: Bool = true) {
    (self.memory, self.correctsFirst, self.correctsSecond) = (memory, correctsFirst, correctsSecond)
  }

  public mutating func begin(at position: Point<Double>) {
    memory.begin(at: position)
    largest = position.zeros
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    memory.take(memory.nextFirst(u), memory.nextSecond(u.squared()), &step)
    let powers = memory.powers
    let next = Point.maximum(
      largest, correctsSecond ? memory.second / (1 - powers.second) : memory.second)
    step.record("M", from: largest, to: next)
    largest = next
    let direction = correctsFirst ? memory.first / (1 - powers.first) : memory.first
    return direction / ((largest + memory.epsRoot).squareRoot() + memory.eps)
  }
}
