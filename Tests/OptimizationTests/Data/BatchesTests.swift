import Optimization
import Testing

@Suite("Batches: examples distributed over steps")
struct BatchesTests {
  private func epoch(_ index: Int, of batches: Batches, seed: UInt64) -> [Int] {
    let first = index * batches.stepsPerEpoch
    return (first..<first + batches.stepsPerEpoch).flatMap { batches.rows(ofStep: $0, seed: seed) }
  }

  @Test(
    "Every epoch is a different permutation",
    arguments: [1, 2, 3, 16, 31, 32, 33, 100, 256, 257, 1000, 4097])
  func permutations(count: Int) {
    for size in [1, 7, 64, count] where size < count {
      let batches = Batches(of: count, size: size)
      var seen: Set<[Int]> = []
      for index in 0..<4 {
        let order = epoch(index, of: batches, seed: 5)
        #expect(order.sorted() == Array(0..<count))
        seen.insert(order)
      }
      #expect(count < 16 || seen.count == 4)
      #expect(count < 16 || epoch(0, of: batches, seed: 6) != epoch(0, of: batches, seed: 5))
    }
  }

  /// How unlikely counts are that should be equal: in deviations of the chi-square distribution from its mean.
  private func unlikeliness(_ counts: some Collection<Int>, of cells: Int) -> Double {
    let expected = Double(counts.reduce(0, +)) / Double(cells)
    let seen = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    let chiSquare = seen + Double(cells - counts.count) * expected
    let degrees = Double(cells - 1)
    return (chiSquare - degrees) / (2 * degrees).squareRoot()
  }

  @Test("All orders of few examples are equally frequent", arguments: [(2, 2), (3, 6), (4, 24), (5, 120)])
  func uniformOrders(count: Int, orders: Int) {
    let batches = Batches(of: count, size: 1)
    var found: [[Int]: Int] = [:]
    for seed in 0..<UInt64(20) {
      for index in 0..<orders * 5 { found[epoch(index, of: batches, seed: seed), default: 0] += 1 }
    }
    #expect(unlikeliness(found.values, of: orders) < 4)
  }

  @Test(
    "For many examples, every place gets every example, and neighbours have all distances",
    arguments: [33, 100, 256])
  func uniformPlaces(count: Int) {
    let batches = Batches(of: count, size: 2)
    let empty = [Int](repeating: 0, count: count)
    var (first, last, distances) = (empty, empty, empty)
    for index in 0..<400 * count {
      let start = index * batches.stepsPerEpoch
      let pair = batches.rows(ofStep: start, seed: 11)
      first[pair[0]] += 1
      distances[(pair[1] - pair[0] + count) % count] += 1
      last[batches.rows(ofStep: start + batches.stepsPerEpoch - 1, seed: 11).last ?? 0] += 1
    }
    #expect(distances[0] == 0)
    #expect(unlikeliness(first, of: count) < 4)
    #expect(unlikeliness(last, of: count) < 4)
    #expect(unlikeliness(distances.dropFirst(), of: count - 1) < 4)
  }

  @Test("The last batch of an epoch may be smaller")
  func lastBatch() {
    let batches = Batches(of: 256, size: 100)
    #expect(batches.stepsPerEpoch == 3)
    #expect((0..<6).map { batches.rows(ofStep: $0, seed: 1).count } == [100, 100, 56, 100, 100, 56])
    #expect((0..<6).map { batches.count(ofStep: $0) } == [100, 100, 56, 100, 100, 56])
    #expect((0..<6).map { batches.epoch(of: $0) } == [0, 0, 0, 1, 1, 1])
  }

  @Test("A size of 0, or above the count, takes all, in the order of the rows")
  func whole() {
    for size in [0, 5, 6, 1000] {
      let batches = Batches(of: 5, size: size)
      #expect(batches.isWhole && batches.stepsPerEpoch == 1)
      #expect(batches.rows(ofStep: 3, seed: 2) == [0, 1, 2, 3, 4])
    }
  }

  @Test("Given orders are followed exactly, and repeat")
  func given() {
    let orders: [[UInt32]] = [[3, 1, 0, 2, 4], [4, 3, 2, 1, 0]]
    let batches = Batches(of: 5, size: 2, order: .given(orders))
    let rows = (0..<9).map { batches.rows(ofStep: $0, seed: 9) }
    #expect(rows == [[3, 1], [0, 2], [4], [4, 3], [2, 1], [0], [3, 1], [0, 2], [4]])
  }

  @Test("With replacement, each example is drawn from all of them")
  func withReplacement() {
    let batches = Batches(of: 40, size: 40, order: .withReplacement)
    #expect(!batches.isWhole)
    var counts = [Int](repeating: 0, count: 40)
    var distinct = 0
    for step in 0..<500 {
      let rows = batches.rows(ofStep: step, seed: 4)
      #expect(rows.count == 40 && rows.allSatisfy { (0..<40).contains($0) })
      for row in rows { counts[row] += 1 }
      distinct += Set(rows).count
    }
    #expect(unlikeliness(counts, of: 40) < 4)
    // Of 40 draws among 40, 40(1 − (39/40)⁴⁰) are distinct on average.
    #expect(abs(Double(distinct) / 500 - 25.47) < 0.5)
  }

  @Test("A batch depends only on seed and step", arguments: [Batches.Order.shuffled, .withReplacement])
  func repeatable(order: Batches.Order) {
    let batches = Batches(of: 1000, size: 16, order: order)
    let forwards = (0..<200).map { batches.rows(ofStep: $0, seed: 3) }
    for step in (0..<200).reversed() { #expect(batches.rows(ofStep: step, seed: 3) == forwards[step]) }
  }

  @Test("The steps within a number of examples are those that see them")
  func examplesAndSteps() {
    for (count, size) in [(256, 100), (256, 64), (7, 3), (5, 5), (1, 1), (10, 1)] {
      let batches = Batches(of: count, size: size)
      var seen = 0
      for step in 0..<50 {
        #expect(batches.examples(after: step) == seen)
        #expect(batches.steps(within: seen) == step)
        let next = batches.count(ofStep: step)
        #expect(batches.steps(within: seen + next - 1) == step)
        seen += next
      }
    }
  }

  @Test("An order that repeats rows and leaves others out is followed, even if a step takes a whole epoch")
  func unevenOrders() {
    let x = [0.0, 1, 2, 3]
    let data = DataSet(name: "d", xName: "x", yName: "y", x: x, y: [1, 5, 2, 8])
    let batches = Batches(of: 4, size: 0, order: .given([[1, 1, 3, 1], [0, 2, 2, 0]]))
    #expect(!batches.isWhole && batches.stepsPerEpoch == 1)
    let regression = Regression(data: data, model: .linear, batches: batches)
    #expect(regression.isDealtOut)
    // At W = b = 0 the loss is the mean of the targets' squares: (3·25 + 64)/4, then (2·1 + 2·4)/4.
    let origin = Point(0.0, 0.0)
    #expect(regression.batch(ofStep: 0, seed: 0).value(at: origin) == 34.75)
    #expect(regression.batch(ofStep: 1, seed: 0).value(at: origin) == 2.5)
    #expect(regression.value(at: origin) == 23.5)
  }
}
