/// Finite numbers in ascending order: how many lie below a number, and which number a share of them lies below.
public struct RankedValues: Sendable {
  /// The numbers, ascending.
  public let sorted: [Double]

  /// The finite ones among some numbers.
  ///
  /// O(count), in six passes.
  public init(_ values: [Double]) {
    sorted = values.filter(\.isFinite).map(orderedKey).radixSorted().map(value(ofKey:))
  }

  /// How many there are.
  public var count: Int { sorted.count }

  /// How many are less than `x`.
  ///
  /// O(log count).
  public func count(below x: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < x { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The share of the numbers that are less than `x`; 0 without any numbers.
  public func share(below x: Double) -> Double {
    sorted.isEmpty ? 0 : Double(count(below: x)) / Double(count)
  }

  /// The number with a share of the others below it: the least for 0, the greatest for 1; `nil` without any numbers.
  public func quantile(_ share: Double) -> Double? {
    sorted.isEmpty ? nil : sorted[Int(share * Double(count - 1))]
  }
}

/// An integer that orders like the number: the bits of a negative one reversed, those of a positive one above.
private func orderedKey(of value: Double) -> UInt64 {
  let bits = value.bitPattern
  return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
}

private func value(ofKey key: UInt64) -> Double {
  Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
}

extension [UInt64] {
  /// The elements in ascending order, by a radix sort from the lowest eleven bits to the highest.
  ///
  /// Less than half the time of a comparison sort for the nodes of a map, and not slower if many values are
  /// equal.
  fileprivate func radixSorted() -> [UInt64] {
    var sorted = self
    var target = self
    for digit in 0..<6 {
      target.withUnsafeMutableBufferPointer { sorted.distribute(byDigit: digit, to: $0) }
      swap(&sorted, &target)
    }
    return sorted
  }

  /// Writes the elements in the order of one digit of eleven bits, equal ones in their former order.
  private func distribute(byDigit digit: Int, to target: UnsafeMutableBufferPointer<UInt64>) {
    func position(of key: UInt64) -> Int { Int(key &>> UInt64(11 * digit) & 0x7FF) }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << 11) { positions in
      positions.initialize(repeating: 0)
      for key in self { positions[position(of: key)] += 1 }
      var next = 0
      for digit in positions.indices {
        let size = positions[digit]
        positions[digit] = next
        next += size
      }
      for key in self {
        let digit = position(of: key)
        target[positions[digit]] = key
        positions[digit] += 1
      }
    }
  }
}
