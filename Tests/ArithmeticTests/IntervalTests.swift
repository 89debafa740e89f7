import Arithmetic
import Testing

@Suite("Lengths and places of intervals")
struct IntervalTests {
  @Test("The ends lie at 0 and 1, the middle half-way, and a place comes back from its share")
  func places() {
    for interval in [-2.0...3, 0...1, -1e-9...2e-9, 5e200...7e200, -4 ... -3] {
      #expect(interval.length == interval.upperBound - interval.lowerBound)
      #expect(interval.share(of: interval.lowerBound) == 0 && interval.share(of: interval.upperBound) == 1)
      #expect(interval.place(at: 0) == interval.lowerBound)
      #expect(abs(interval.place(at: 1) - interval.upperBound) <= interval.upperBound.ulp)
      #expect(abs(interval.share(of: interval.middle) - 0.5) < 1e-14)
      for share in [-3, -0.25, 0.1, 0.5, 0.9, 4] {
        #expect(abs(interval.share(of: interval.place(at: share)) - share) < 1e-13)
      }
    }
  }

  @Test("An interval without length has no shares; the middle of the longest is a number")
  func extremes() {
    #expect((2.0...2).length == 0 && (2.0...2).share(of: 2).isNaN)
    let longest = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    #expect(longest.length == .infinity && longest.middle == 0)
  }
}
