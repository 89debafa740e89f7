import Optimization
import Testing

/// Laws for the lines of every formula that is shown with numbers.
struct FormulaLaw {
  /// The words that are allowed in a line of numbers.
  private static let words: Set<String> = [
    "max", "min", "sign", "exp", "cos", "π", "ᵀ", "clip", "where", "else", "within", "is", "new", "every",
    "steps", "nan", "inf", "sought", "found", "in", "trials", "from", "iteration", "of", "pairs", "after",
    "milestones", "restarts", "the", "last", "to", "go", "losses", "a", "row", "not", "below", "it", "falls",
  ]

  let id: String
  let lines: [Formula.Line]
  let settings: SettingValues
  /// The names of lines that cannot be computed from their own text.
  var notComputed: [String] = []

  private func text(
    _ line: Formula.Line, _ parameter: Formula.Parameter, _ recorder: Recorder,
    number: (Double?, String) -> String
  ) -> String {
    Formula.segments(of: line, settings, parameter, in: recorder, number: number).map(\.text).joined()
  }

  private func isSkipped(_ line: Formula.Line) -> Bool {
    line.pieces.first?.name.map(notComputed.contains) ?? false
  }

  private func parameters(_ line: Formula.Line, _ recorder: Recorder) -> [Formula.Parameter] {
    Formula.isPerParameter(line, in: recorder) ? Formula.Parameter.allCases : [.x]
  }

  /// Every line has one width at every step, all its names are recorded, and no symbol is left in it.
  func checkWidths(_ recorders: [Recorder]) {
    #expect(!lines.isEmpty && !recorders.isEmpty)
    var widths: [String: Int] = [:]
    for recorder in recorders {
      for (i, line) in lines.enumerated() {
        for parameter in parameters(line, recorder) {
          let shown = text(line, parameter, recorder) { value, _ in value == nil ? "?" : "00000000" }
          #expect(!shown.contains("?"), "\(id): \(shown)")
          let words = shown.replacing(/[0-9.]+(e[-+]?[0-9]+)?/, with: "0").split { !$0.isLetter }
          #expect(isSkipped(line) || words.allSatisfy { Self.words.contains(String($0)) }, "\(id): \(shown)")
          #expect(!shown.contains("00000000(") && !shown.contains("0000000000000000"), "\(id): \(shown)")
          let key = "\(i) \(parameter)"
          #expect(widths[key, default: shown.count] == shown.count, "\(id): \(shown)")
          widths[key] = shown.count
        }
      }
    }
  }

  /// A step's numbers in each line give its left side, and its statements are true; returns the number of lines.
  ///
  /// - Parameters:
  ///   - searchSucceeds: Whether a line search must have found what it sought.
  func checkValues(
    _ recorder: Recorder, at step: Int, within tolerance: Double = 1e-9, searchSucceeds: Bool = true
  ) throws -> Int {
    var checked = 0
    for line in lines where !isSkipped(line) {
      for parameter in parameters(line, recorder) {
        let shown = text(line, parameter, recorder) { value, _ in
          let text = (value ?? .nan).description
          return text.hasPrefix("-") ? "−" + text.dropFirst() : text
        }
        let sides = try FormulaEvaluator.sides(of: shown)
        #expect(sides.agree(within: tolerance), "\(id) step \(step) gives \(sides.right): \(shown)")
        #expect(sides.fact ?? true, "\(id) step \(step): \(shown)")
        if searchSucceeds { #expect(sides.aim ?? true, "\(id) step \(step): \(shown)") }
        checked += 1
      }
    }
    return checked
  }
}
