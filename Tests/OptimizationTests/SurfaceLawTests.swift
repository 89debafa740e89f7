import Foundation
import Optimization
import Optimizers
import Testing

@Suite("Laws that every surface obeys")
struct SurfaceLawTests {
  /// A fixed set of points over a surface's domain: a lattice that avoids symmetric places.
  private func points(of surface: any Objective) -> [Point<Double>] {
    let domain = surface.domain
    return (0..<7).flatMap { i in
      (0..<7).map { j in
        let u = (Double(i) + 0.37) / 7
        let v = (Double(j) + 0.61) / 7
        return Point(
          domain.x.lowerBound + u * (domain.x.upperBound - domain.x.lowerBound),
          domain.y.lowerBound + v * (domain.y.upperBound - domain.y.lowerBound))
      }
    }
  }

  /// The steps of the differences along x and y: a ten-millionth of the domain.
  ///
  /// A fixed step would not work: on a domain of 1024 by 1024 a millionth is so close to the last digit of a coordinate
  /// that the actual step differs from the intended one; on a domain of width 10 it balances truncation and rounding.
  private func steps(of surface: any Objective) -> (x: Double, y: Double) {
    let domain = surface.domain
    return (
      1e-7 * (domain.x.upperBound - domain.x.lowerBound), 1e-7 * (domain.y.upperBound - domain.y.lowerBound)
    )
  }

  @Test(
    "The exact gradient is the limit of central differences", arguments: SurfaceCatalog.all.map(\.card.id))
  func gradient(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    let h = steps(of: surface)
    for p in points(of: surface) {
      let g = surface.valueAndGradient(at: p).gradient
      let dx =
        (surface.value(at: Point(p.x + h.x, p.y)) - surface.value(at: Point(p.x - h.x, p.y))) / (2 * h.x)
      let dy =
        (surface.value(at: Point(p.x, p.y + h.y)) - surface.value(at: Point(p.x, p.y - h.y))) / (2 * h.y)
      let scale = max(1, abs(surface.value(at: p)), g.length)
      #expect(abs(g.x - dx) < 1e-7 * scale, "at \(p)")
      #expect(abs(g.y - dy) < 1e-7 * scale, "at \(p)")
    }
  }

  @Test(
    "The exact Hessian is the limit of differences of the gradient",
    arguments: SurfaceCatalog.all.map(\.card.id))
  func hessian(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    let h = steps(of: surface)
    for p in points(of: surface) {
      let hessian = surface.hessian(at: p)
      let right = surface.valueAndGradient(at: Point(p.x + h.x, p.y)).gradient
      let left = surface.valueAndGradient(at: Point(p.x - h.x, p.y)).gradient
      let up = surface.valueAndGradient(at: Point(p.x, p.y + h.y)).gradient
      let down = surface.valueAndGradient(at: Point(p.x, p.y - h.y)).gradient
      let scale = max(1, right.length, up.length, abs(hessian.xx), abs(hessian.yy))
      #expect(abs(hessian.xx - (right.x - left.x) / (2 * h.x)) < 1e-6 * scale, "at \(p)")
      #expect(abs(hessian.xy - (right.y - left.y) / (2 * h.x)) < 1e-6 * scale, "at \(p)")
      #expect(abs(hessian.xy - (up.x - down.x) / (2 * h.y)) < 1e-6 * scale, "at \(p)")
      #expect(abs(hessian.yy - (up.y - down.y) / (2 * h.y)) < 1e-6 * scale, "at \(p)")
    }
  }

  @Test(
    "A stated minimum has no gradient, no lower neighbours, and the stated value",
    arguments: SurfaceCatalog.all.map(\.card.id))
  func minima(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    for settings in try variants(of: entry) { try expectMinima(of: entry.surface(settings)) }
  }

  /// Every setting at its default, and each in turn at a value away from it.
  private func variants(of entry: SurfaceEntry) throws -> [SettingValues] {
    try [entry.defaults]
      + entry.card.settings.map { try entry.defaults.setting($0.key, to: 0.7 * $0.standard + 0.1) }
  }

  private func expectMinima(of surface: any Objective) throws {
    let domain = surface.domain
    for minimum in surface.minima {
      let p = minimum.point
      #expect(domain.contains(p))
      let (value, gradient) = surface.valueAndGradient(at: p)
      #expect(abs(value - minimum.value) < 1e-12 * max(1, abs(value)), "at \(p)")

      let hessian = surface.hessian(at: p)
      #expect(hessian.xx.isFinite && hessian.xy.isFinite && hessian.yy.isFinite)
      if minimum.isKink {
        #expect(gradient == Point(0, 0), "at \(p)")
      } else if !isInside(p, domain) {
        // On an edge the way down may lead out of the domain; along the edge there is none.
        #expect(gradient.x * (p.x - middle(domain.x)) <= 0 || isInside(p.x, domain.x))
        #expect(gradient.y * (p.y - middle(domain.y)) <= 0 || isInside(p.y, domain.y))
        #expect(!isInside(p.x, domain.x) || (abs(gradient.x) < 1e-12 && hessian.xx > 0))
        #expect(!isInside(p.y, domain.y) || (abs(gradient.y) < 1e-12 && hessian.yy > 0))
      } else {
        // Rounding the point to doubles alone leaves the curvature times the coordinates' last digit.
        let curvature = abs(hessian.eigenvalues.larger)
        #expect(gradient.length < max(1e-12, curvature * p.length.ulp), "at \(p)")
        #expect(hessian.eigenvalues.smaller > 0, "at \(p)")
      }

      // Independent of the derivatives: all points around it are higher. At this distance, rounding hides nothing.
      let width = (domain.x.upperBound - domain.x.lowerBound, domain.y.upperBound - domain.y.lowerBound)
      for k in 0..<64 {
        let angle = (Double(k) + 0.5) / 64 * 2 * Double.pi
        let q = Point(p.x + 1e-3 * width.0 * cos(angle), p.y + 1e-3 * width.1 * sin(angle))
        if domain.contains(q) { #expect(surface.value(at: q) > value, "at \(q)") }
      }
    }
    if let lowest = surface.minima.first, lowest.isGlobal {
      for p in points(of: surface) { #expect(surface.value(at: p) >= lowest.value, "at \(p)") }
      for other in surface.minima {
        #expect((abs(other.value - lowest.value) < 1e-12) == other.isGlobal)
        #expect(other.value > lowest.value - 1e-12)
      }
    } else {
      #expect(surface.minima.isEmpty, "global minima come first")
    }
  }

  private func middle(_ interval: ClosedRange<Double>) -> Double {
    (interval.lowerBound + interval.upperBound) / 2
  }
  private func isInside(_ x: Double, _ interval: ClosedRange<Double>) -> Bool {
    interval.lowerBound < x && x < interval.upperBound
  }
  private func isInside(_ p: Point<Double>, _ domain: Domain) -> Bool {
    isInside(p.x, domain.x) && isInside(p.y, domain.y)
  }

  @Test(
    "The start lies in the domain, on a slope, and Adam descends from it",
    arguments: SurfaceCatalog.all.map(\.card.id))
  func start(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    #expect(surface.domain.contains(surface.start))
    let (value, gradient) = surface.valueAndGradient(at: surface.start)
    #expect(value.isFinite && gradient.isFinite && gradient.length > 1e-3)
    let adam = try #require(OptimizerCatalog.standard.entry("adam"))
    for settings in [adam.defaults, try adam.defaults.setting("lr", to: 0.1)] {
      let run = Run(adam, settings, on: surface, from: surface.start, limits: Limits(for: surface.domain))
      var timeline = Timeline(run, budget: 200)
      timeline.extend(to: 200)
      #expect(timeline.track.losses[timeline.last] < value)
    }
  }

  @Test(
    "A row of a grid and a pack of lanes have the bits of single evaluations",
    arguments: SurfaceCatalog.all.map(\.card.id))
  func rowsAndLanes(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    let all = points(of: surface)
    let xs = all.map(\.x)
    var row = [Double](repeating: 0, count: xs.count)
    xs.withUnsafeBufferPointer { xs in row.withUnsafeMutableBufferPointer { surface.fillRow(0.3, xs, $0) } }
    #expect(row == xs.map { surface.value(at: Point($0, 0.3)) })

    for first in stride(from: 0, through: all.count - 8, by: 8) {
      let (values, gradients) = surface.valueAndGradient(at: Point(lanes: { all[first + $0] }))
      for i in 0..<8 {
        let (value, gradient) = surface.valueAndGradient(at: all[first + i])
        #expect(values.lane(i).bitPattern == value.bitPattern)
        #expect(gradients.lane(i) == gradient)
      }
    }
  }

  @Test("Without a gradient, the derivatives used are finite, in lanes as alone")
  func kinks() throws {
    // Places with a root or an absolute value of exactly zero.
    let places: [(String, Point<Double>)] = [
      ("ackley", Point(0, 0)), ("drop_wave", Point(0, 0)), ("bukin6", Point(-10, 1)),
      ("bukin6", Point(-10, 0.5)), ("bukin6", Point(-8, 0.01 * 64)), ("eggholder", Point(94, -94)),
      ("eggholder", Point(47, 0)),
      ("cross_in_tray", Point(0, 0)), ("cross_in_tray", Point(0, 3)), ("holder_table", Point(0, 0)),
      ("holder_table", Point(0, 1)), ("holder_table", Point(Double.pi, 0)), ("schwefel", Point(0, 0)),
      ("schwefel", Point(0, 5)),
    ]
    for (id, p) in places {
      let entry = try #require(SurfaceCatalog.entry(id))
      let surface = entry.surface(entry.defaults)
      let (value, gradient) = surface.valueAndGradient(at: p)
      let hessian = surface.hessian(at: p)
      #expect(value.isFinite && gradient.isFinite, "\(id) at \(p)")
      #expect(hessian.xx.isFinite && hessian.xy.isFinite && hessian.yy.isFinite, "\(id) at \(p)")
      let lanes = surface.valueAndGradient(at: Point(Lanes(p.x), Lanes(p.y)))
      #expect(lanes.value.lane(3) == value && lanes.gradient.lane(3) == gradient)
    }
  }

  @Test("The drop wave has exact derivatives at its middle, where its formula has a root of zero")
  func dropWave() throws {
    let entry = try #require(SurfaceCatalog.entry("drop_wave"))
    let surface = entry.surface(entry.defaults)
    // f = −1 + 36.25r² − ..., by its power series; near the middle the root is used.
    for r in [0.0, 1e-11, 0.99e-10, 1.01e-10, 1e-8] {
      let p = Point(0.6 * r, 0.8 * r)
      let (value, gradient) = surface.valueAndGradient(at: p)
      #expect(abs(value + 1) < 1e-14)
      #expect(abs(gradient.x - 72.5 * p.x) < 1e-12 * r + 1e-300)
      #expect(abs(gradient.y - 72.5 * p.y) < 1e-12 * r + 1e-300)
      let hessian = surface.hessian(at: p)
      #expect(abs(hessian.xx - 72.5) < 1e-11 && abs(hessian.yy - 72.5) < 1e-11 && abs(hessian.xy) < 1e-11)
    }
  }

  @Test("The minima of the Gaussian hills follow their settings")
  func gaussianHills() throws {
    let entry = try #require(SurfaceCatalog.entry("gaussian_hills"))
    func minima(_ a: Double, _ b: Double, _ c: Double, _ d: Double) throws -> [Minimum] {
      var settings = entry.defaults
      for (key, value) in [("a", a), ("b", b), ("c", c), ("d", d)] { try settings.set(key, to: value) }
      let surface = entry.surface(settings)
      try expectMinima(of: surface)
      return surface.minima
    }
    // The defaults, by 40-digit arithmetic.
    let usual = try minima(2, 3, 0.3, 0.3)
    #expect(usual.map(\.isGlobal) == [true, false])
    #expect(usual.map(\.point.y) == [0, 0])
    for (ours, exact) in zip(
      usual, [(-0.9066554050569443, -2.0921079385620227), (0.8621911640077075, -1.1339707259347358)])
    {
      #expect(abs(ours.point.x - exact.0) <= exact.0.magnitude.ulp)
      #expect(abs(ours.value - exact.1) <= 2 * exact.1.magnitude.ulp)
    }
    #expect(try minima(3, 3, 0.3, 0.3).map(\.isGlobal) == [true, true])
    #expect(try minima(0, 0, 0.3, 0.3).map(\.point) == [Point(0, 0)])
    #expect(try minima(2, 2, 10, 10).count == 1)
    // Dents much narrower than the distance of evenly spread nodes; the bowl's own minimum is between them.
    #expect(try minima(2, 1, 1e-4, 1e-4).map(\.isGlobal) == [true, false, false])
  }

  @Test("Settings affect the formula, the minimum and the text")
  func settings() throws {
    let entry = try #require(SurfaceCatalog.entry("rosenbrock"))
    let surface = entry.surface(try entry.defaults.setting("a", to: 2).setting("b", to: 5))
    #expect(surface.value(at: Point(2, 4)) == 0)
    #expect(surface.minima[0].point == Point(2, 4))
    #expect(surface.value(at: Point(1, 3)) == 1 + 5 * 4)
    #expect(surface.formula == "(2 − x)² + 5(y − x²)²")
    #expect(throws: SettingError.self) { try entry.defaults.setting("b", to: 0) }
    #expect(throws: SettingError.self) { try entry.defaults.setting("b", to: .infinity) }
    #expect(throws: SettingError.self) { try entry.defaults.setting("c", to: 1) }
  }
}
