import Optimization
import Testing

@Suite("Numbers")
struct NumberTests {
  /// A formula that uses every operation of `Scalar`.
  private func everything<S: Scalar>(_ x: S, _ y: S) -> S {
    let a = S.sin(x) * S.cos(y) + S.exp(x / (2 + y.squared()))
    let b = S.log(1 + x.squared()) - 3 / (y.squared() + 1) + S.pow(x, 3) * 0.5 - S.pow(y, -2)
    let c = (x.squared() + y.squared() + 1).squareRoot() / (S.pow(x, 0) + 2 - 1) - (-x) * 2 / 4
    let d = S.tanh(x * y) * (x + y).magnitude + (y + 4).kinkedRoot()
    return a * b + c + (7 - y) + d
  }

  @Test("Dual numbers give the derivatives that symbolic differentiation gives")
  func dual() {
    // The formula at (0.7, -1.3) by a computer algebra system, to 25 digits.
    let exact = (
      value: 9.182112645690154056114373, dx: 2.751059518319711222014815, dy: -3.77296931569253768406881,
      dxx: 7.599597584287207832868449, dxy: -0.6197122188413876324665645, dyy: -8.084993574718902940833041
    )
    let first = everything(Dual<Double>(0.7, 1, 0), Dual<Double>(-1.3, 0, 1))
    #expect(first.value == everything(0.7, -1.3))
    #expect(abs(first.value - exact.value) < 1e-14)
    #expect(abs(first.dx - exact.dx) < 1e-14)
    #expect(abs(first.dy - exact.dy) < 1e-14)

    typealias D = Dual<Double>
    let second = everything(
      Dual<D>(D(0.7, 1, 0), D(1), D(0)), Dual<D>(D(-1.3, 0, 1), D(0), D(1)))
    #expect(second.value.dx == first.dx && second.dx.value == first.dx)
    #expect(abs(second.dx.dx - exact.dxx) < 2e-14)
    #expect(abs(second.dx.dy - exact.dxy) < 2e-14)
    #expect(abs(second.dy.dx - exact.dxy) < 2e-14)
    #expect(abs(second.dy.dy - exact.dyy) < 2e-14)
  }

  @Test("A lane holds the bits of the same formula on a plain number")
  func lanes() {
    let xs = (0..<8).map { 0.7 + 0.31 * Double($0) }
    let ys = (0..<8).map { -1.3 - 0.17 * Double($0) }
    let pack = everything(Lanes.gather { xs[$0] }, Lanes.gather { ys[$0] })
    for i in 0..<8 { #expect(pack.lane(i).bitPattern == everything(xs[i], ys[i]).bitPattern) }
  }

  @Test("Negation flips the sign of a zero too, in a lane and in a derivative")
  func negatedZeros() throws {
    let pack = -Lanes.gather { $0 % 2 == 0 ? 0.0 : -0.0 }
    for i in 0..<8 { #expect(pack.lane(i).bitPattern == (i % 2 == 0 ? -0.0 : 0.0).bitPattern) }
    // A formula's gradient is computed in vectors as well; d(−xy)/dx is −y.
    let surface = try TypedFormula("-(x*y)").surface
    #expect(surface.valueAndGradient(at: Point(1, 0)).gradient.x.bitPattern == (-0.0).bitPattern)
  }

  @Test("A root or an absolute value of zero has the documented derivative: zero")
  func kinks() {
    typealias D = Dual<Double>
    let zero = Dual<D>(D(0, 1, 0), D(1), D(0))
    for kink in [zero.magnitude, zero.kinkedRoot(), zero.squared().kinkedRoot()] {
      #expect(kink.value.value == 0 && kink.dx.value == 0 && kink.dx.dx == 0)
    }
    let four = Dual<Double>(4, 1, 0).kinkedRoot()
    #expect(four.value == 2 && four.dx == 0.25)
    #expect(Dual<Double>(-3, 1, 0).magnitude.dx == -1 && Dual<Double>(3, 1, 0).magnitude.dx == 1)
    #expect((-0.0).kinkedRoot() == 0 && (-1.0).kinkedRoot().isNaN)
  }

  @Test("Choices are made lane by lane")
  func masks() {
    let a = Lanes.gather { Double($0) }
    let b = Lanes(3.5)
    let chosen = Lanes.select((a .< b) .| (a .== Lanes(7)), a, b)
    #expect((0..<8).map { chosen.lane($0) } == [0, 1, 2, 3, 3.5, 3.5, 3.5, 7])
    let both = Lanes.select((a .<= b) .& .!(a .< Lanes(2)), Lanes(1), Lanes(0))
    #expect((0..<8).map { both.lane($0) } == [0, 0, 1, 1, 0, 0, 0, 0])
    #expect((a .< Lanes(8)).all && !(a .< b).all)
  }
}
