import SeededNumbers

/// Random numbers that are the same on every machine.
public struct Dice: RandomNumberGenerator {
  private var numbers: SeededNumbers

  public init(_ seed: Int) {
    numbers = SeededNumbers(UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
  }

  public mutating func next() -> UInt64 { numbers.next() }

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
