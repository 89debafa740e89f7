import TerminalGraphics
import Testing

/// Signs as outlines.
@Suite struct SignShapeTests {
  /// The signs of heads, of which runs take one each.
  static let heads: [Unicode.Scalar] = ["●", "▲", "◆", "■", "✚", "★", "▼", "◉", "✖"]
  static let others: [Unicode.Scalar] = [
    "✕", "✦", "✧", "⋈", "◇", "•", "·", "→", "↗", "↑", "↖", "←", "↙", "↓", "↘",
  ]

  /// The area inside the outlines; holes run the other way round.
  static func area(_ shape: SignShape) -> Double {
    shape.outlines.reduce(0) { sum, outline in
      sum
        + outline.indices.reduce(0) { area, index in
          let (a, b) = (outline[index], outline[(index + 1) % outline.count])
          return area + (a.x * b.y - a.y * b.x) / 2
        }
    }
  }

  @Test(arguments: heads) func headsCoverAboutTheAreaOfADisc(head: Unicode.Scalar) {
    #expect(SignShape.has(head))
    let area = SignShapeTests.area(SignShape(head))
    #expect(area > 0.6 * .pi && area < 1.2 * .pi, "\(head) \(area / .pi)")
  }

  @Test func everySignOfMapsHasItsOwnShape() {
    let all = SignShapeTests.heads + SignShapeTests.others
    for sign in all { #expect(SignShape.has(sign)) }
    #expect(Set(all.map { SignShape($0) }).count == all.count)
    for sign in all { #expect(SignShape(sign).reach <= 1.65, "\(sign)") }
  }

  @Test func aDigitIsADisc() {
    #expect(!SignShape.has("3"))
    #expect(SignShape("3") == SignShape("●"))
  }

  @Test func arrowsPointWhereTheyShould() {
    let ways: [(Unicode.Scalar, SIMD2<Double>)] = [
      ("→", [1, 0]), ("←", [-1, 0]), ("↑", [0, -1]), ("↓", [0, 1]), ("↘", [1, 1]), ("↖", [-1, -1]),
      ("↗", [1, -1]), ("↙", [-1, 1]),
    ]
    for (sign, way) in ways {
      let tip = SignShape(sign).outlines[0].max { ($0 * $0).sum() < ($1 * $1).sum() }
      #expect(tip.map { ($0 * way).sum() / ((way * way).sum().squareRoot()) > 1.2 } == true, "\(sign)")
    }
  }
}
