/// Answers an optimizer's questions through a chain of wrappers, the last of which speaks to the optimizer.
///
/// Wrappers change gradients only: losses and curvatures are the surface's.
@usableFromInline
struct AttachedOracle: Oracle {
  private(set) var base: SurfaceOracle
  private let wrappers: [any Wrapper<Point<Double>>]
  private let step: Int
  /// How many wrappers the question still has to pass.
  private var depth: Int

  init(_ base: SurfaceOracle, _ wrappers: [any Wrapper<Point<Double>>] = [], step: Int = 0) {
    self.base = base
    self.wrappers = wrappers
    self.step = step
    depth = wrappers.count
  }

  /// Takes the count of evaluations, and all else, of an oracle on the same surface.
  mutating func returnBase(of other: AttachedOracle) { base = other.base }

  @usableFromInline mutating func valueAndGradient(at position: Point<Double>)
    -> (value: Double, gradient: Point<Double>)
  {
    guard depth > 0 else { return base.valueAndGradient(at: position) }
    depth -= 1
    defer { depth += 1 }
    return wrappers[depth].valueAndGradient(at: position, step: step, from: &self)
  }

  @usableFromInline mutating func gradient(at position: Point<Double>) -> Point<Double> {
    valueAndGradient(at: position).gradient
  }
  @usableFromInline mutating func value(at position: Point<Double>) -> Double { base.value(at: position) }
  @usableFromInline mutating func hessianDiagonal(at position: Point<Double>) -> Point<Double> {
    base.hessianDiagonal(at: position)
  }
  @usableFromInline mutating func hessianProduct(at position: Point<Double>, _ direction: Point<Double>)
    -> Point<Double>
  {
    base.hessianProduct(at: position, direction)
  }
  @usableFromInline mutating func observedLoss(at position: Point<Double>) -> Double {
    base.observedLoss(at: position)
  }
  @usableFromInline var evaluations: Int { base.evaluations }

  /// The gradient at a position before the first wrapper, and after each of them.
  mutating func gradients(at position: Point<Double>) -> [Point<Double>] {
    var gradients: [Point<Double>] = []
    let whole = depth
    for depth in 0...whole {
      self.depth = depth
      gradients.append(gradient(at: position))
    }
    depth = whole
    return gradients
  }
}
