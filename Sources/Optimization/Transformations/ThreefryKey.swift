/// A key of JAX's random numbers, and the bits that it gives.
///
/// The generator is Threefry-2×32 with 20 rounds: J. K. Salmon et al., Parallel random numbers: as easy as 1, 2, 3 (2011).
/// Keys are split, and bits are drawn, as JAX 0.10 does by default (`jax_threefry_partitionable`).
public struct ThreefryKey: Hashable, Sendable {
  private let high, low: UInt32

  private init(_ high: UInt32, _ low: UInt32) { (self.high, self.low) = (high, low) }

  /// `jax.random.PRNGKey(seed)` in 64-bit mode.
  public init(seed: UInt64) {
    self.init(UInt32(truncatingIfNeeded: seed >> 32), UInt32(truncatingIfNeeded: seed))
  }

  /// The two keys of `jax.random.split(key)`.
  func split() -> (ThreefryKey, ThreefryKey) { (derived(0), derived(1)) }

  /// A sign for each of two numbers, as `optax.tree.random_like` makes them with `jax.random.rademacher` for one vector
  /// in 64-bit mode.
  func signs() -> Point<Double> {
    let leaf = derived(0)
    func sign(_ index: UInt32) -> Double { leaf.derived(index).high >> 31 == 0 ? 1 : -1 }
    return Point(sign(0), sign(1))
  }

  /// The block for a counter.
  private func derived(_ counter: UInt32) -> ThreefryKey {
    let rotations: [[UInt32]] = [[13, 15, 26, 6], [17, 29, 16, 24]]
    let words = [high, low, high ^ low ^ 0x1BD1_1BDA]
    var (a, b) = (words[0], counter &+ words[1])
    for round in 0..<5 {
      for rotation in rotations[round % 2] {
        a = a &+ b
        b = (b << rotation | b >> (32 - rotation)) ^ a
      }
      a = a &+ words[(round + 1) % 3]
      b = b &+ words[(round + 2) % 3] &+ UInt32(round + 1)
    }
    return ThreefryKey(a, b)
  }
}
