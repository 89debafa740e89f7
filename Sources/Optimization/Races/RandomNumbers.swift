/// Random numbers as a function of (seed, stream, index), never of what was drawn before.
///
/// So a number is the same after any rewind and on any number of threads. The bits are those of SplitMix64 (G. L.
/// Steele, D. Lea and C. H. Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014) started from a hash
/// of the three.
public struct RandomNumbers: Hashable, Sendable {
  /// The experiment's seed.
  public let seed: UInt64
  /// What the numbers are for; different streams are independent.
  public let stream: UInt64

  /// The numbers of a stream.
  public init(seed: UInt64, stream: UInt64) {
    self.seed = seed
    self.stream = stream
  }

  /// Sixty-four random bits.
  public func bits(_ index: UInt64) -> UInt64 {
    RandomNumbers.mixed(RandomNumbers.mixed(RandomNumbers.mixed(seed) ^ stream) ^ index)
  }

  /// A number spread evenly over 0..<1, in steps of 2⁻⁵³.
  public func uniform(_ index: UInt64) -> Double { Double(bits(index) >> 11) * 0x1p-53 }

  /// A whole number spread evenly over 0..<count, up to 2⁻⁶⁴ times the count.
  public func below(_ count: Int, _ index: UInt64) -> Int {
    Int(bits(index).multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A hash of a word: SplitMix64's step and finalizer.
  static func mixed(_ x: UInt64) -> UInt64 {
    var z = x &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
