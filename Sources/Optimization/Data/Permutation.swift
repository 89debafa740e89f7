/// A random order of 0..<count whose every entry is computed by itself.
///
/// A Feistel network over the smallest even number of bits that holds the count (M. Luby and C. Rackoff, *How to
/// construct pseudorandom permutations from pseudorandom functions*, SIAM J. Computing 17, 1988); what falls outside is
/// sent through again until it falls inside (cycle walking: J. Black and P. Rogaway, *Ciphers with arbitrary finite
/// domains*, CT-RSA 2002). An entry costs about fifty nanoseconds and no memory, so that a batch of a million shuffled
/// rows costs no more than one of a hundred.
struct Permutation: Sendable {
  private let count: UInt64
  private let half: UInt64
  private let mask: UInt64
  private let numbers: RandomNumbers
  private let base: UInt64

  /// Enough that orders of few elements are spread evenly too.
  private static let rounds: UInt64 = 8

  /// The `index`th order of 0..<count that belongs to a seed.
  init(of count: Int, seed: UInt64, index: UInt64) {
    precondition(count >= 1)
    self.count = UInt64(count)
    let bits = max(1, 64 - (self.count - 1).leadingZeroBitCount)
    half = UInt64((bits + 1) / 2)
    mask = (1 << half) - 1
    numbers = RandomNumbers(seed: seed, stream: Batches.stream)
    base = numbers.bits(index)
  }

  /// The element at a place.
  subscript(place: Int) -> Int {
    var word = UInt64(place)
    repeat { word = shuffled(word) } while word >= count
    return Int(word)
  }

  private func shuffled(_ word: UInt64) -> UInt64 {
    var (left, right) = (word >> half, word & mask)
    for round in 0..<Permutation.rounds {
      let image = numbers.bits(base ^ (right &* Permutation.rounds &+ round))
      (left, right) = (right, left ^ (image & mask))
    }
    return left << half | right
  }
}
