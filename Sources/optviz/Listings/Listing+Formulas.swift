import Exports
import Optimization

extension Listing {
  /// The word after `describe` for what can be typed as a formula.
  static let formulaWord = "formula"

  /// What can be typed as a formula, and what is done where it could be read in two ways.
  static var formulas: ListingItem {
    ListingItem(
      id: formulaWord,
      summary: "Your own surface: --expression 'a*x^2 + y^2; a=3', or typed on the screen after s.",
      sections: [
        .init(
          "Operators, from loose to tight",
          lines: [
            "c ? a : b", "or ||", "and &&", "not", "< <= > >= == !=", "+ -",
            "* / mod %, and adjacent factors",
            "- ! before an operand", "^ ** and raised digits",
          ]),
        .init("Functions", TypedFormula.functionNames.joined(separator: ", ")),
        .init(
          "Also read",
          "|x|, ⌊x⌋, √x, ∛x, x², x⁻¹, ½x, x₁, π, [ ] and { } as parentheses, sin x, sin² x, x**2, a if c else b, "
            + "np.sin, math.exp, torch.square, arcsin, lambda x, y:, f(x, y) =, "
            + "\\frac{1}{2}x^{2}, \\sin, \\cdot, \\left( \\right), \\sqrt[3]{x}"),
        .init(
          "Coordinates",
          "x and y. A head names others: f(u, v) = u^2 + v^2. Without a head, and where x and y do not occur, two "
            + "names without a value stand for them, such as X and Y, x1 and x2, w and b, theta1 and theta2; a "
            + "message says which is which."),
        .init(
          "Values", "Other names get values after the formula: a*x^2 + b*y; a=3, b=1. They become settings."),
        .init(
          "What could be read in two ways",
          lines: readings),
      ],
      members: [
        (
          "readings",
          .list(
            FormulaReading.all.map {
              [
                "typed": .text($0.typed), "meaning": $0.meaning.map(JSONValue.text) ?? .null,
                "reason": .text($0.reason),
              ]
            })
        )
      ])
  }

  private static var readings: [String] {
    let margin = (FormulaReading.all.map(\.typed.count).max() ?? 0) + 2
    return FormulaReading.all.flatMap { reading in
      let text = (reading.meaning.map { "is \($0)" } ?? "is refused") + ": " + reading.reason
      return TextLayout.wrapped(text, to: TextLayout.width - 2 - margin).enumerated().map { number, line in
        TextLayout.padded(number == 0 ? reading.typed : "", to: margin) + line
      }
    }
  }
}
