import TerminalGraphics

/// Texts as LaTeX typesets them: nothing that stands in one is a command.
enum TexText {
  /// A text between braces; symbols without a command in plain LaTeX become their nearest in ASCII.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result += escaped(scalar) }
    return result
  }

  /// A text in a comment: one line.
  static func comment(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\textbackslash{}"
    case "{", "}", "$", "&", "#", "%", "_": "\\\(scalar)"
    case "^": "\\textasciicircum{}"
    case "~": "\\textasciitilde{}"
    case "<", ">", "|", "*": "$\(scalar)$"
    case "\"": "\\textquotedbl{}"
    // A pair of either would be a ligature.
    case "-", "`", "'", ",": "\(scalar){}"
    case " "..."~": "\(scalar)"
    default: mathematics[scalar].map { "$\($0)$" } ?? letter(scalar)
    }
  }

  /// A letter of the encoding T1, or its nearest in ASCII.
  private static func letter(_ scalar: Unicode.Scalar) -> String {
    if (0xC0...0xFF).contains(scalar.value), scalar.properties.isAlphabetic { return String(scalar) }
    let nearest = GlyphSet.ascii.cell(Cell(scalar.inOneColumn)).symbol
    return nearest.isASCII && nearest.value >= 0x20 && nearest != scalar ? escaped(nearest) : "?"
  }

  /// Symbols by their commands in mathematics.
  private static let mathematics: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [
      "−": "-", "·": "\\cdot", "⋅": "\\cdot", "×": "\\times", "÷": "\\div", "±": "\\pm", "≤": "\\leq",
      "≥": "\\geq",
      "≠": "\\neq", "≈": "\\approx", "∞": "\\infty", "√": "\\surd", "∇": "\\nabla", "∂": "\\partial",
      "∈": "\\in",
      "→": "\\to", "←": "\\leftarrow", "↑": "\\uparrow", "↓": "\\downarrow", "‖": "\\|", "°": "{}^\\circ",
      "′": "'", "…": "\\ldots", "✓": "\\surd", "✗": "\\times", "✕": "\\times", "✘": "\\times",
      "⋈": "\\bowtie",
      "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta",
      "η": "\\eta", "θ": "\\theta", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu", "ν": "\\nu", "π": "\\pi",
      "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "φ": "\\varphi", "ψ": "\\psi", "ω": "\\omega",
      "Δ": "\\Delta",
      "Σ": "\\Sigma", "ϵ": "\\epsilon", "⁻": "{}^{-}", "₋": "{}_{-}", "ᵀ": "{}^{T}", "ₜ": "{}_{t}",
      "ᵗ": "{}^{t}",
    ]
    for (digits, sign) in [("⁰¹²³⁴⁵⁶⁷⁸⁹", "^"), ("₀₁₂₃₄₅₆₇₈₉", "_")] {
      for (number, digit) in digits.unicodeScalars.enumerated() { table[digit] = "{}\(sign){\(number)}" }
    }
    return table
  }()
}
