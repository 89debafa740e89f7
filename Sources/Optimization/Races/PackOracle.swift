/// Answers the questions of eight runs side by side.
///
/// The gradient at the present position is known before the step; anything else is asked of the objective.
@usableFromInline
struct PackOracle: Oracle {
  @usableFromInline let position, gradient: Point<Lanes>
  /// What the step descends, and what is observed, which differ where it descends a batch.
  ///
  /// The cursor keeps them alive: counting references would cost as much as a step.
  @usableFromInline unowned(unsafe) let objective: Landscape
  @usableFromInline unowned(unsafe) let whole: Landscape
  @usableFromInline var evaluations = 0

  @inlinable @inline(__always)
  init(at position: Point<Lanes>, _ gradient: Point<Lanes>, on objective: Landscape, of whole: Landscape) {
    self.position = position
    self.gradient = gradient
    self.objective = objective
    self.whole = whole
  }

  /// Compared by bits, so that where the optimizer asks at the very position it was given the compiler sees that it does.
  @inlinable @inline(__always) func isPresent(_ position: Point<Lanes>) -> Bool {
    typealias Bits = SIMD8<UInt64>
    return unsafeBitCast(position.x.pack, to: Bits.self) == unsafeBitCast(self.position.x.pack, to: Bits.self)
      && unsafeBitCast(position.y.pack, to: Bits.self) == unsafeBitCast(self.position.y.pack, to: Bits.self)
  }

  @inlinable @inline(__always) mutating func gradient(at position: Point<Lanes>) -> Point<Lanes> {
    evaluations += 1
    return isPresent(position) ? gradient : objective.valueAndGradient(at: position).gradient
  }

  @inlinable mutating func value(at position: Point<Lanes>) -> Lanes {
    evaluations += 1
    return objective.valueAndGradient(at: position).value
  }

  @inlinable mutating func valueAndGradient(at position: Point<Lanes>)
    -> (value: Lanes, gradient: Point<Lanes>)
  {
    evaluations += 1
    return objective.valueAndGradient(at: position)
  }

  @inlinable mutating func hessianDiagonal(at position: Point<Lanes>) -> Point<Lanes> {
    evaluations += 1
    return Point(lanes: { objective.objective.hessian(at: position.lane($0)).diagonal })
  }

  @inlinable mutating func hessianProduct(at position: Point<Lanes>, _ direction: Point<Lanes>)
    -> Point<Lanes>
  {
    evaluations += 1
    return Point(lanes: { objective.objective.hessian(at: position.lane($0)) * direction.lane($0) })
  }

  @inlinable mutating func observedLoss(at position: Point<Lanes>) -> Lanes {
    whole.valueAndGradient(at: position).value
  }
}

extension Landscape {
  @usableFromInline func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    objective.valueAndGradient(at: points)
  }
}
