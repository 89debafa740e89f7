/// Rprop as optax has it, one step late: optax's `scale_by_rprop`.
///
/// What a step computes from its gradient is given out at the next one, unless the sign has changed by then.
public struct ScaleByRprop: GradientTransformation {
  public let name = "scale_by_rprop"
  public var formula: [String] {
    [
      "{s} = {in}{P_old}",
      "{A} ← {A_old}·\(larger.shortText) where {s} > 0, ·\(smaller.shortText) where {s} < 0, from \(lowest.shortText) to \(highest.shortText)",
      "{P} ← 0 where {s} < 0, else {A}·sign({in})",
      "{out} = 0 where {P}{P_old} < 0 or {s} < 0, else {P_old}",
    ]
  }

  private let rate, smaller, larger, lowest, highest: Double
  private var sizes = Point(0.0, 0.0)
  private var before = Point(0.0, 0.0)

  public init(rate: Double, smaller: Double, larger: Double, lowest: Double, highest: Double) {
    (self.rate, self.smaller, self.larger) = (rate, smaller, larger)
    (self.lowest, self.highest) = (lowest, highest)
  }

  public mutating func begin(at position: Point<Double>) {
    (sizes, before) = (position.filled(with: rate), position.zeros)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let signs = u * before
    let next = sizes.zip(signs) { size, sign in
      sign == 0 ? size : min(highest, max(lowest, size * (sign > 0 ? larger : smaller)))
    }
    let moves = signs.zip(next * u.sign) { sign, move in sign < 0 ? 0 : move }
    let given = signs.zip(before) { sign, old in sign < 0 ? 0 : old }
    step.record("s", signs)
    step.record("A", from: sizes, to: next)
    step.record("P", from: before, to: moves)
    (sizes, before) = (next, moves)
    return given
  }
}
