/// An update rule that is a closure over some vectors and numbers: a whole optimizer in a few lines of a table.
public struct MemoryRule: DescentRule {
  /// What a rule remembers; all of it is zero at first.
  public struct Memory: Sendable {
    /// Averages, sums, and whatever else has the shape of the position.
    public var v: [Point<Double>] = Array(repeating: Point(0, 0), count: 6)
    /// Numbers that all parameters share.
    public var s: [Double] = Array(repeating: 0, count: 6)
    /// Gradients that are kept for later.
    public var queue: [Point<Double>] = []
    /// Where the run began.
    public var start = Point(0.0, 0.0)
    /// Where the step begins, before the weights shrink.
    public var position = Point(0.0, 0.0)
  }

  /// A step: what is taken off the weights `w` for the gradient `g` at the rate `lr` in step `t`, which counts from 1.
  public typealias Body =
    @Sendable (
      _ m: inout Memory, _ g: Point<Double>, _ w: Point<Double>, _ lr: Double, _ t: Int,
      _ step: inout TransformationStep
    ) -> Point<Double>

  public let name: String
  private let body: Body
  private var memory = Memory()

  public init(_ name: String, _ body: @escaping Body) { (self.name, self.body) = (name, body) }

  public mutating func begin(at position: Point<Double>) {
    memory = Memory()
    memory.start = position
  }

  public mutating func way(_ g: Point<Double>, _ w: Point<Double>, _ step: inout TransformationStep)
    -> Point<Double>
  {
    memory.position = step.position
    return body(&memory, g, w, step.rate, step.count, &step)
  }
}

extension TransformationStep {
  /// The gradient at another place than the step's own.
  public mutating func gradient(at position: Point<Double>) -> Point<Double> { oracle.gradient(at: position) }
}

/// Pieces that many rules share.
extension MemoryRule.Memory {
  /// The averages of gradients and of their squares.
  public mutating func averages(_ g: Point<Double>, _ beta1: Double, _ beta2: Double) {
    v[0] = v[0] + (1 - beta1) * (g - v[0])
    v[1] = beta2 * v[1] + (1 - beta2) * g.squared()
  }

  /// The root of the second average plus 1e-15, or of its largest value so far.
  public mutating func boundedRoot(_ isBounded: Bool) -> Point<Double> {
    if isBounded { v[2] = Point.maximum(v[2], v[1]) }
    return ((isBounded ? v[2] : v[1]) + 1e-15).squareRoot()
  }
}
