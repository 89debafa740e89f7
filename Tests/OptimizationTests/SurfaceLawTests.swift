import Optimization
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

  @Test(
    "The exact gradient is what central differences tend to", arguments: SurfaceCatalog.all.map(\.card.id))
  func gradient(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    let h = 1e-6
    for p in points(of: surface) {
      let g = surface.valueAndGradient(at: p).gradient
      let dx = (surface.value(at: Point(p.x + h, p.y)) - surface.value(at: Point(p.x - h, p.y))) / (2 * h)
      let dy = (surface.value(at: Point(p.x, p.y + h)) - surface.value(at: Point(p.x, p.y - h))) / (2 * h)
      let scale = max(1, abs(surface.value(at: p)), g.length)
      #expect(abs(g.x - dx) < 1e-7 * scale, "at \(p)")
      #expect(abs(g.y - dy) < 1e-7 * scale, "at \(p)")
    }
  }

  @Test(
    "The exact Hessian is what differences of the gradient tend to",
    arguments: SurfaceCatalog.all.map(\.card.id))
  func hessian(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    let h = 1e-6
    for p in points(of: surface) {
      let hessian = surface.hessian(at: p)
      let right = surface.valueAndGradient(at: Point(p.x + h, p.y)).gradient
      let left = surface.valueAndGradient(at: Point(p.x - h, p.y)).gradient
      let up = surface.valueAndGradient(at: Point(p.x, p.y + h)).gradient
      let down = surface.valueAndGradient(at: Point(p.x, p.y - h)).gradient
      let scale = max(1, right.length, up.length, abs(hessian.xx), abs(hessian.yy))
      #expect(abs(hessian.xx - (right.x - left.x) / (2 * h)) < 1e-6 * scale, "at \(p)")
      #expect(abs(hessian.xy - (right.y - left.y) / (2 * h)) < 1e-6 * scale, "at \(p)")
      #expect(abs(hessian.xy - (up.x - down.x) / (2 * h)) < 1e-6 * scale, "at \(p)")
      #expect(abs(hessian.yy - (up.y - down.y) / (2 * h)) < 1e-6 * scale, "at \(p)")
    }
  }

  @Test(
    "A stated minimum has no gradient, no way down, and the stated value",
    arguments: SurfaceCatalog.all.map(\.card.id))
  func minima(id: String) throws {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    for minimum in surface.minima {
      let (value, gradient) = surface.valueAndGradient(at: minimum.point)
      #expect(abs(value - minimum.value) < 1e-12 * max(1, abs(value)))
      #expect(gradient.length < 1e-12)
      #expect(surface.hessian(at: minimum.point).eigenvalues.smaller > 0)
    }
    if let lowest = surface.minima.first(where: \.isGlobal) {
      for p in points(of: surface) { #expect(surface.value(at: p) >= lowest.value) }
    }
  }

  @Test(
    "A row of a grid and a pack of lanes hold the bits of single evaluations",
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

  @Test("Settings reach the formula, the minimum and the text")
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
