/// A random order of 0..<count whose every entry is computed on its own.
///
/// A Feistel network over the smallest number of bits that holds the count (M. Luby and C. Rackoff, *How to
/// construct pseudorandom permutations from pseudorandom functions*, SIAM J. Computing 17, 1988), whose
/// halves take turns, so that they may differ by a bit. Its round functions are multiply-add-shift hashes
/// with random keys (M. Dietzfelbinger, *Universal hashing and k-wise independent random variables via
/// integer arithmetic without primes*, STACS 1996). A result out of range is sent through again until it is
/// in range, on average less than once (cycle walking: J. Black and P. Rogaway, *Ciphers with arbitrary finite
/// domains*, CT-RSA 2002). So an entry needs no memory, and a batch of a million shuffled rows costs no more
/// than one of a hundred.
///
/// A network this small does not reach all orders of few elements equally often; up to 32 elements are
/// permuted by exchanges (R. Durstenfeld, *Algorithm 235: random permutation*, Communications of the ACM 7, 1964).
struct Permutation: Sendable {
  private let count: UInt64
  private let leftBits: UInt64
  private let rightBits: UInt64
  private let factors: SIMD8<UInt64>
  private let offsets: SIMD8<UInt64>
  /// The whole order, for few elements.
  private let few: SIMD32<UInt8>

  /// The `index`th order of 0..<count that belongs to a seed.
  init(of count: Int, seed: UInt64, index: UInt64) {
    precondition(count >= 1)
    self.count = UInt64(count)
    let bits = UInt64(max(1, 64 - (self.count - 1).leadingZeroBitCount))
    leftBits = bits / 2
    rightBits = bits - leftBits
    let base = RandomNumbers(seed: seed, stream: Batches.stream).bits(index)
    var few = SIMD32<UInt8>()
    if count <= Permutation.most {
      for place in 0..<count {
        let bits = RandomNumbers.mixed(base ^ UInt64(place))
        let other = Int(bits.multipliedFullWidth(by: UInt64(place + 1)).high)
        few[place] = few[other]
        few[other] = UInt8(place)
      }
    }
    self.few = few
    var (factors, offsets) = (SIMD8<UInt64>(), SIMD8<UInt64>())
    for round in 0..<8 {
      factors[round] = RandomNumbers.mixed(base ^ UInt64(2 * round))
      offsets[round] = RandomNumbers.mixed(base ^ UInt64(2 * round + 1))
    }
    self.factors = factors
    self.offsets = offsets
  }

  /// The most elements whose whole order is stored.
  private static let most = 32

  /// The element at a place.
  @inline(__always)
  subscript(place: Int) -> Int {
    if count <= Permutation.most { return Int(few[place]) }
    var word = UInt64(place)
    repeat { word = shuffled(word) } while word >= count
    return Int(word)
  }

  /// Eight rounds, four for each half.
  @inline(__always)
  private func shuffled(_ word: UInt64) -> UInt64 {
    var left = word &>> rightBits
    var right = word & ((1 &<< rightBits) - 1)
    for round in 0..<4 {
      // A left half without bits: a shift by all 64.
      let toLeft = (right &* factors[2 * round] &+ offsets[2 * round]) >> (64 - leftBits)
      left ^= toLeft
      let toRight = (left &* factors[2 * round + 1] &+ offsets[2 * round + 1]) >> (64 - rightBits)
      right ^= toRight
    }
    return left &<< rightBits | right
  }
}
