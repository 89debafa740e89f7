/// How the examples of a data set are distributed over steps: a whole pass over them is an epoch.
///
/// A pure function of (seed, step): batch 731 is the same after any rewind and on any number of threads, and
/// finding it costs as much as it holds, however large the data set is.
public struct Batches: Hashable, Sendable {
  /// Where the examples of an epoch come from.
  public enum Order: Hashable, Sendable {
    /// A permutation of all examples, another one each epoch.
    case shuffled
    /// Each example drawn again from all of them: some occur twice in an epoch, some not at all.
    case withReplacement
    /// Given orders, one for each epoch; the last is followed by the first.
    ///
    /// They may leave examples out and repeat others, as draws with replacement do.
    case given([[UInt32]])
  }

  /// How many examples there are; at least one.
  public let exampleCount: Int
  /// The size of a batch; the last one of an epoch may be smaller.
  public let size: Int
  /// The order in which they come.
  public let order: Order

  /// Batches of at most `size` examples; a size of 0, or of more than there are, takes all.
  public init(of exampleCount: Int, size: Int, order: Order = .shuffled) {
    precondition(exampleCount >= 1 && size >= 0)
    self.exampleCount = exampleCount
    self.size = size == 0 ? exampleCount : min(size, exampleCount)
    self.order = order
  }

  /// Whether every step is known to see every example once, so that its batch is the whole.
  ///
  /// For a given order that is not known: its steps see exactly the rows it names.
  public var isWhole: Bool { size == exampleCount && order == .shuffled }
  /// How many steps a pass takes.
  public var stepsPerEpoch: Int { (exampleCount + size - 1) / size }
  /// The pass that a step belongs to; both count from 0.
  public func epoch(of step: Int) -> Int { step / stepsPerEpoch }

  /// How many examples the first `steps` steps see.
  public func examples(after steps: Int) -> Int {
    let (epochs, rest) = steps.quotientAndRemainder(dividingBy: stepsPerEpoch)
    return epochs * exampleCount + rest * size
  }

  /// How many steps can be made with at most `examples` examples.
  public func steps(within examples: Int) -> Int {
    let (epochs, rest) = examples.quotientAndRemainder(dividingBy: exampleCount)
    return epochs * stepsPerEpoch + rest / size
  }

  /// How many examples a step sees.
  public func count(ofStep step: Int) -> Int {
    min(size, exampleCount - step % stepsPerEpoch * size)
  }

  /// The rows that a step sees, in their order.
  public func rows(ofStep step: Int, seed: UInt64) -> [Int] {
    var rows: [Int] = []
    rows.reserveCapacity(count(ofStep: step))
    forEachRow(ofStep: step, seed: seed) { rows.append($0) }
    return rows
  }

  /// Visits the rows that a step sees, in their order.
  @inline(__always)
  func forEachRow(ofStep step: Int, seed: UInt64, _ visit: (Int) -> Void) {
    let (epoch, number) = step.quotientAndRemainder(dividingBy: stepsPerEpoch)
    let first = number * size
    let places = first..<first + min(size, exampleCount - first)
    switch order {
    case .shuffled:
      if isWhole {
        for place in places { visit(place) }
      } else {
        let permutation = Permutation(of: exampleCount, seed: seed, index: UInt64(epoch))
        for place in places { visit(permutation[place]) }
      }
    case .withReplacement:
      let numbers = RandomNumbers(seed: seed, stream: Batches.stream)
      for place in places { visit(numbers.below(exampleCount, UInt64(epoch * exampleCount + place))) }
    case .given(let epochs):
      let rows = epochs[epoch % epochs.count]
      for place in places { visit(Int(rows[place])) }
    }
  }

  /// The stream of random numbers for the order of examples.
  static let stream: UInt64 = 0x6261_7463_68
}
