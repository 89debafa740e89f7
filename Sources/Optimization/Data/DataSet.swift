/// Measured examples: one feature x and one target y each, in the order of their rows.
///
/// A value that shares its columns: copying it is cheap, and two are equal when names and numbers are.
public struct DataSet: Hashable, Sendable {
  /// Its name: a bundled data set's, or a file's.
  public let name: String
  /// The feature's name.
  public let xName: String
  /// The target's name.
  public let yName: String
  /// The feature of each example; finite.
  public let x: [Double]
  /// The target of each example; finite, and as many as there are features.
  public let y: [Double]
  /// A digest of all numbers, so that large sets are compared and hashed without reading them again.
  private let digest: UInt64

  /// A data set from two columns of the same length.
  public init(name: String, xName: String, yName: String, x: [Double], y: [Double]) {
    precondition(x.count == y.count)
    self.name = name
    self.xName = xName
    self.yName = yName
    self.x = x
    self.y = y
    digest = DataSet.digest(y, after: DataSet.digest(x, after: 0xCBF2_9CE4_8422_2325))
  }

  /// How many examples there are.
  public var count: Int { x.count }

  public static func == (a: DataSet, b: DataSet) -> Bool {
    a.digest == b.digest && a.count == b.count && a.name == b.name && a.xName == b.xName && a.yName == b.yName
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(digest)
    hasher.combine(name)
  }

  /// FNV-1a over whole words, with their high bits folded down.
  private static func digest(_ column: [Double], after start: UInt64) -> UInt64 {
    column.reduce(start) { hash, number in
      let mixed = (hash ^ number.bitPattern) &* 0x0000_0100_0000_01B3
      return mixed ^ (mixed >> 32)
    }
  }
}
