/// What the signs of a figure stand for, written into one of its corners.
public struct Legend: Hashable, Sendable {
  /// A sign and what it stands for.
  public struct Entry: Hashable, Sendable {
    /// The sign.
    public let sign: Unicode.Scalar
    /// Its colour.
    public let color: Color
    /// What it stands for.
    public let name: String

    /// An entry.
    public init(_ sign: Unicode.Scalar, _ color: Color, _ name: String) {
      (self.sign, self.color, self.name) = (sign, color, name)
    }
  }

  /// The entries, from top to bottom.
  public let entries: [Entry]
  /// Where they stand.
  public let corner: Corner
  /// The colour of the names; `nil` is that of the page or the terminal.
  public let text: Color?

  /// A legend.
  public init(_ entries: [Entry], in corner: Corner, text: Color?) {
    (self.entries, self.corner, self.text) = (entries, corner, text)
  }
}

/// A corner of a figure.
public enum Corner: CaseIterable, Hashable, Sendable {
  case upperRight, lowerRight, upperLeft, lowerLeft

  /// Whether it is one of the two on the right.
  public var isRight: Bool { self == .upperRight || self == .lowerRight }
  /// Whether it is one of the two at the top.
  public var isUpper: Bool { self == .upperRight || self == .upperLeft }

  /// The corner with the fewest of some places near it, given as shares of the figure's sides from the lower left; the upper
  /// right one without any.
  public static func freest(of places: [SIMD2<Double>]) -> Corner {
    func crowd(_ corner: Corner) -> Int {
      places.count { place in
        let (x, y) = (corner.isRight ? 1 - place.x : place.x, corner.isUpper ? 1 - place.y : place.y)
        return (0..<nearness.x).contains(x) && (0..<nearness.y).contains(y)
      }
    }
    return allCases.min { crowd($0) < crowd($1) } ?? .upperRight
  }

  /// What is near to a corner: a legend has at most a third of the width and half of the height.
  private static let nearness = SIMD2(1.0 / 3, 0.5)
}
