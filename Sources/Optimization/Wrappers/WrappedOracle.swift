/// Answers an optimizer's questions through a chain of wrappers, the last of which speaks to the optimizer.
struct WrappedOracle<Base: Oracle>: Oracle where Base.V.Element == Double {
  typealias V = Base.V

  private(set) var base: Base
  private let wrappers: [any Wrapper<V>]
  private let step: Int
  /// How many wrappers the question still has to pass.
  private var depth: Int

  init(_ base: Base, _ wrappers: [any Wrapper<V>], step: Int) {
    self.base = base
    self.wrappers = wrappers
    self.step = step
    depth = wrappers.count
  }

  mutating func valueAndGradient(at position: V) -> (value: V.Element, gradient: V) {
    guard depth > 0 else { return base.valueAndGradient(at: position) }
    depth -= 1
    defer { depth += 1 }
    return wrappers[depth].valueAndGradient(at: position, step: step, from: &self)
  }

  // Wrappers change gradients only: losses and curvatures are the surface's.
  mutating func value(at position: V) -> V.Element { base.value(at: position) }
  mutating func gradient(at position: V) -> V { valueAndGradient(at: position).gradient }
  mutating func hessianDiagonal(at position: V) -> V { base.hessianDiagonal(at: position) }
  mutating func hessianProduct(at position: V, _ direction: V) -> V {
    base.hessianProduct(at: position, direction)
  }
  mutating func observedLoss(at position: V) -> V.Element { base.observedLoss(at: position) }
  var evaluations: Int { base.evaluations }

  /// The gradient at a position before the first wrapper, and after each of them.
  mutating func gradients(at position: V) -> [V] {
    var gradients: [V] = []
    let whole = depth
    for depth in 0...whole {
      self.depth = depth
      gradients.append(gradient(at: position))
    }
    depth = whole
    return gradients
  }
}
