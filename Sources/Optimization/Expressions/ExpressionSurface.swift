/// A surface from a typed formula.
///
/// Height, gradient and Hessian come from one program run over numbers, dual numbers and nested dual numbers, as those
/// of a built-in surface come from one generic function. The rest (a domain, a start, the minima, how
/// levels are spaced) is found by `SurfaceSurvey`.
public struct ExpressionSurface: Objective {
  private let program: ExpressionProgram
  public let formula: String
  /// The survey of the surface.
  public private(set) var survey = SurfaceSurvey.nothing

  init(_ program: ExpressionProgram, formula: String) {
    self.program = program
    self.formula = formula
    survey = SurfaceSurvey(of: self, cost: program.instructions.count)
  }

  public var domain: Domain { survey.domain }
  public var start: Point<Double> { survey.start }
  public var minima: [Minimum] { survey.minima }
  public var spacing: LevelSpacing { survey.spacing }

  /// An instruction over dual numbers takes as long as reading some examples.
  public var cost: Int { 4 * program.instructions.count }

  public func value(at point: Point<Double>) -> Double { program.height(point.x, point.y) }

  public func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    let f = program.height(PlanarDual(point.x, SIMD2(1, 0)), PlanarDual(point.y, SIMD2(0, 1)))
    return (f.value, Point(f.slopes.x, f.slopes.y))
  }

  public func hessian(at point: Point<Double>) -> Hessian {
    typealias D = Dual<Double>
    let f = program.height(Dual<D>(D(point.x, 1, 0), D(1), D(0)), Dual<D>(D(point.y, 0, 1), D(0), D(1)))
    return Hessian(xx: f.dx.dx, xy: f.dx.dy, yy: f.dy.dy)
  }

  public func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    let (one, zero) = (Lanes(1), Lanes(0))
    let f = program.height(Dual(points.x, one, zero), Dual(points.y, zero, one))
    return (f.value, Point(f.dx, f.dy))
  }

  public func fillRow(
    _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>
  ) { program.fillRow(y, xs, out) }
}
