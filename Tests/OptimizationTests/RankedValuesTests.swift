import Optimization
import Testing

@Suite("Ranks and quantiles of finite numbers")
struct RankedValuesTests {
  private let lists: [[Double]] = [
    [], [3], [2, 2, 2], [5, -1, 3, -1, 0, 4], [0, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude],
    [.nan, 1, .infinity, -.infinity, -7, .greatestFiniteMagnitude, -.greatestFiniteMagnitude],
    (0..<500).map { number in
      let scattered = (number * 7919) % 101
      return Double(scattered) - 50.5 * Double(number % 3)
    },
  ]

  @Test("The finite ones come in ascending order, each as often as it occurs")
  func order() {
    for list in lists {
      let ranked = RankedValues(list)
      #expect(ranked.sorted == list.filter(\.isFinite).sorted() && ranked.count == ranked.sorted.count)
    }
  }

  @Test("The count below a number is that of the smaller ones")
  func counts() {
    for list in lists {
      let ranked = RankedValues(list)
      let finite = list.filter(\.isFinite)
      for x in finite.flatMap({ [$0, $0.nextUp, $0.nextDown] }) + [.infinity, -.infinity, 0.3] {
        let count = finite.count { $0 < x }
        #expect(ranked.count(below: x) == count, "\(x) in \(list)")
        #expect(ranked.share(below: x) == (finite.isEmpty ? 0 : Double(count) / Double(finite.count)))
      }
    }
  }

  @Test("Quantiles run from the least to the greatest")
  func quantiles() {
    #expect(RankedValues([.nan]).quantile(0.5) == nil && RankedValues([]).share(below: 1) == 0)
    let ranked = RankedValues([40, 10, 30, 50, 20])
    #expect([0, 0.25, 0.5, 0.74, 0.75, 1].map { ranked.quantile($0) } == [10, 20, 30, 30, 40, 50])
  }
}
