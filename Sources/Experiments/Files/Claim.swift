/// What an experiment shows: a sentence, and a comparison of numbers of its runs that must hold.
///
/// A comparison is `TERM < TERM`, or with `>`, `<=`, `>=`; several are joined by `and`. A term is a number, a quantity, or
/// `NUMBER * QUANTITY`: `loss momentum at 80 < 0.01 * loss plain at 80`.
public struct Claim: Hashable, Sendable {
  /// The sentence.
  public let says: String
  /// The comparison as it was written.
  public let holds: String
  /// The comparison, part by part.
  let comparisons: [Comparison]

  /// A sentence with its comparison.
  public init(says: String, holds: String) throws(ClaimMistake) {
    (self.says, self.holds) = (says, holds)
    var parser = ClaimParser(holds)
    comparisons = try parser.comparisons()
  }

  /// The labels that the comparison names, in their order.
  public var labels: [String] { quantities.map(\.label) }

  var quantities: [Quantity] {
    comparisons.flatMap { [$0.left, $0.right] }.compactMap(\.quantity)
  }

  /// Two terms and what is said of them.
  struct Comparison: Hashable, Sendable {
    let left: Term
    let sign: Sign
    let right: Term
  }

  /// How two numbers are compared; whatever is not a number compares as false.
  enum Sign: String, CaseIterable, Sendable {
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case more = ">"

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .more: left > right
      case .atMost: left <= right
      case .atLeast: left >= right
      }
    }
  }

  /// A number, or a quantity times a number.
  struct Term: Hashable, Sendable {
    let factor: Double
    let quantity: Quantity?
    /// As it was written.
    let text: String
  }

  /// A number of a run.
  struct Quantity: Hashable, Sendable {
    let kind: Kind
    let label: String
    /// Where in the text its label stands, from 0.
    let labelOffset: Int
    /// The step; `nil` for the last one, and where none is asked for.
    let step: Int?
  }

  /// What can be said of a run.
  enum Kind: String, CaseIterable, Sendable {
    case loss, gradient, x, y, distance, turns, evaluations, spread
    case converged, diverged, best, worst

    /// Whether it is said of a step.
    var hasStep: Bool {
      switch self {
      case .loss, .gradient, .x, .y, .distance, .turns, .evaluations, .spread: true
      case .converged, .diverged, .best, .worst: false
      }
    }
  }
}

/// What is wrong with a comparison.
public struct ClaimMistake: Error, Hashable, Sendable {
  /// A sentence.
  public let message: String
  /// Where in the comparison it stands, in characters from 0.
  public let offset: Int
}
