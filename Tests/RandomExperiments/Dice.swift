/// Random numbers that are the same on every machine.
public struct Dice: RandomNumberGenerator {
  private var state: UInt64

  public init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// SplitMix64.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number below another one.
  public mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

  /// Whether something happens once in so many times.
  public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// One of some things.
  public mutating func pick<Thing>(_ things: [Thing]) -> Thing { things[below(things.count)] }

  /// A number, seldom a strange one.
  public mutating func number(from low: Double = -10, to high: Double = 10) -> Double {
    switch below(8) {
    case 0: pick([0, -0.0, 1, -1, .leastNonzeroMagnitude, -1e-300, 1e15, 1e16, 1.7e300, 0.1, 123_456_789])
    case 1...3: (Double.random(in: low...high, using: &self) * 100).rounded() / 100
    default: Double.random(in: low...high, using: &self)
    }
  }
}
