import Optimization
import Testing

@Suite("Surfaces against the reference")
struct SurfaceReferenceTests {
  /// The reference's own tolerance: the effect of rounding the inputs on the result, with a margin.
  private func tolerance(_ reference: Double, _ sensitivity: Double) -> Double {
    max(1e-12 * max(1, abs(reference)), 64 * 2.2e-16 * sensitivity)
  }

  @Test("Value, gradient and Hessian agree at every reference point")
  func everyPoint() throws {
    var surfaces: Set<String> = []
    for entry in try Fixtures.load("surfaces.json", as: SurfaceFile.self).surfaces {
      let surface = try #require(try referenceSurface(entry.name), "\(entry.name)")
      surfaces.insert(entry.name)
      #expect(entry.points.count == 25)
      for sample in entry.points {
        let point = Point(sample.point[0], sample.point[1])
        let (value, gradient) = surface.valueAndGradient(at: point)
        let hessian = surface.hessian(at: point)
        #expect(surface.value(at: point) == value, "\(entry.name) at \(point)")
        #expect(abs(value - sample.value) <= tolerance(sample.value, sample.sensitivity[0]), "\(entry.name)")
        for (ours, theirs) in [(gradient.x, sample.gradient[0]), (gradient.y, sample.gradient[1])] {
          #expect(abs(ours - theirs) <= tolerance(theirs, sample.sensitivity[1]), "\(entry.name) at \(point)")
        }
        for (ours, theirs) in [
          (hessian.xx, sample.hessian[0][0]), (hessian.xy, sample.hessian[0][1]),
          (hessian.xy, sample.hessian[1][0]), (hessian.yy, sample.hessian[1][1]),
        ] {
          #expect(abs(ours - theirs) <= tolerance(theirs, sample.sensitivity[2]), "\(entry.name) at \(point)")
        }
      }
    }
    #expect(surfaces.count == 23)
  }

  @Test("The known minima are the reference's")
  func minima() throws {
    for entry in try Fixtures.load("surfaces.json", as: SurfaceFile.self).surfaces {
      let surface = try #require(try referenceSurface(entry.name), "\(entry.name)")
      let ours = surface.minima.filter(\.isGlobal)
      #expect(ours.count == entry.global_minima.count, "\(entry.name)")
      for reference in entry.global_minima {
        let match = ours.first {
          abs($0.point.x - reference.point[0]) < 1e-12 && abs($0.point.y - reference.point[1]) < 1e-12
        }
        #expect(match != nil, "\(entry.name) has no minimum at \(reference.point)")
        #expect(abs((match?.value ?? .nan) - reference.value) < 1e-12, "\(entry.name)")
      }
    }
  }
}
