/// An objective from a closure.
///
/// ```swift
/// let bowl = ClosureObjective(domain: Domain(x: -5...5, y: -5...5), start: Point(-4, 1.5)) { x, y in
///   0.5 * (x.squared() + 20 * y.squared())
/// }
/// let gradient = bowl.valueAndGradient(at: Point(1, 1)).gradient  // Point(1, 20)
/// let hessian = bowl.hessian(at: Point(1, 1))  // Hessian(xx: 1, xy: 0, yy: 20)
/// ```
///
/// A closure has one type of numbers, and a `Surface` is generic over them. The closure's are `NestedDual`, which carries value,
/// gradient and second derivatives together, all of them exact: they are the bits that a `Surface` with this formula gives. The
/// price is that a value or a gradient alone costs as much as the second derivatives, about five times the gradient of a
/// `Surface`. Where that matters, write a `Surface`.
///
/// Functions are those of `Scalar`: `NestedDual.sin(x)`, `.exp(x)`, `x.squared()`, `x.squareRoot()`, `x.magnitude`. A choice
/// that depends on the point goes through `NestedDual.select`.
public struct ClosureObjective: Objective {
  /// A loss over two parameters.
  public typealias Function = @Sendable (_ x: NestedDual, _ y: NestedDual) -> NestedDual

  public let formula: String
  public let domain: Domain
  public let start: Point<Double>
  public let minima: [Minimum]
  public let spacing: LevelSpacing
  private let function: Function

  /// An objective from a closure, and what is known of it beside.
  public init(
    formula: String = "f(x, y)", domain: Domain, start: Point<Double>, minima: [Minimum] = [],
    spacing: LevelSpacing = .linear, _ function: @escaping Function
  ) {
    self.formula = formula
    self.domain = domain
    self.start = start
    self.minima = minima
    self.spacing = spacing
    self.function = function
  }

  /// A square around a start for a function of which nothing is known: ten units wide, or ten times the larger coordinate.
  public static func domain(around start: Point<Double>) -> Domain {
    let centre = start.isFinite ? start : Point(0, 0)
    let half = 5 * max(1, abs(centre.x), abs(centre.y))
    return Domain(
      x: centre.x - half...centre.x + half, y: centre.y - half...centre.y + half)
  }

  /// The value with its first and second derivatives.
  private func derivatives(at point: Point<Double>) -> NestedDual {
    typealias D = Dual<Double>
    return function(
      NestedDual(D(point.x, 1, 0), D(1), D(0)), NestedDual(D(point.y, 0, 1), D(0), D(1)))
  }

  public func value(at point: Point<Double>) -> Double { derivatives(at: point).value.value }

  public func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    let f = derivatives(at: point).value
    return (f.value, Point(f.dx, f.dy))
  }

  public func hessian(at point: Point<Double>) -> Hessian {
    let f = derivatives(at: point)
    return Hessian(xx: f.dx.dx, xy: f.dx.dy, yy: f.dy.dy)
  }
}
