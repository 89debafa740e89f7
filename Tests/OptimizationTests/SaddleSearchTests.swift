import Optimization
import Testing

/// Known saddles, and laws for those that are found.
struct SaddleSearchTests {
  private func saddles(_ id: String, _ domain: Domain? = nil, atMost most: Int = 12) throws -> [Point<Double>]
  {
    let entry = try #require(SurfaceCatalog.entry(id))
    let surface = entry.surface(entry.defaults)
    return SaddleSearch.saddles(of: surface, in: domain ?? surface.domain, atMost: most)
  }

  private func distance(_ a: Point<Double>, _ b: Point<Double>) -> Double {
    Point(a.x - b.x, a.y - b.y).length
  }

  @Test(arguments: [
    ("beale", [Point(0.1005, -2.6445), Point(0.0, 1.0)]),
    ("saddle", [Point(0.0, 0.0)]),
    ("monkey_saddle", [Point(0.0, 0.0)]),
    (
      "himmelblau",
      [
        Point(-0.127961, -1.953715), Point(-3.073026, -0.081353), Point(3.385154, 0.073852),
        Point(0.086678, 2.884255),
      ]
    ),
    ("rosenbrock", []),
    ("bowl", []),
    ("sphere", []),
  ])
  func knownOnes(_ id: String, _ places: [Point<Double>]) throws {
    let found = try saddles(id)
    #expect(found.count == places.count, "\(id): \(found)")
    for (a, b) in zip(found, places) { #expect(distance(a, b) < 1e-4, "\(id): \(a)") }
  }

  /// Six minima and two maxima: by Morse's count there are seven saddles.
  @Test func sixHumps() throws {
    #expect(try saddles("six_hump_camel", Domain(x: -2...2, y: -1.2...1.2)).count == 7)
  }

  @Test func ofVeryManyNone() throws {
    #expect(try saddles("rastrigin").isEmpty)
    #expect(try saddles("rastrigin", atMost: 10_000).count > 100)
  }

  @Test(arguments: SurfaceCatalog.all)
  func theSlopeVanishesAndTheViewDoesNotMatter(_ entry: SurfaceEntry) {
    let surface = entry.surface(entry.defaults)
    let domain = surface.domain
    let found = SaddleSearch.saddles(of: surface, in: domain, atMost: 12)
    for point in found {
      let here = surface.valueAndGradient(at: point)
      #expect(domain.contains(point) && here.gradient.isFinite)
      let (width, height) = (
        domain.x.upperBound - domain.x.lowerBound, domain.y.upperBound - domain.y.lowerBound
      )
      // A view of its own, off the middle, also has it.
      let view = Domain(
        x: point.x - width / 7...point.x + width / 9, y: point.y - height / 11...point.y + height / 8)
      let again = SaddleSearch.saddles(of: surface, in: view, atMost: 1000)
      #expect(again.contains { distance($0, point) < 1e-4 * max(width, height) }, "\(entry.card.id) \(point)")
    }
  }

  @Test func oddRectanglesHaveNone() throws {
    #expect(try saddles("saddle", Domain(x: 3...4, y: 3...4)).isEmpty)
    #expect(try saddles("saddle", Domain(x: -1e308...1e308, y: -1...1)).isEmpty)
  }
}
