/// A token of a typed formula.
struct ExpressionToken {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    /// A whole exponent in raised digits: `²`, `⁻¹`.
    case raised(Int)
    /// An operator, in its plain spelling.
    case sign(Sign)
    case opening(Bracket)
    case closing(Bracket)
    /// A semicolon.
    case semicolon
    /// The end of a line.
    case newline
    case end
  }

  enum Sign: String {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case remainder = "%"
    case caret = "^"
    case comma = ","
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case unequal = "!="
    case assignment = "="
    case and = "and"
    case or = "or"
    /// The word, which takes a whole comparison.
    case not = "not"
    /// The sign, which binds like a leading minus.
    case negation = "!"
    case question = "?"
    case colon = ":"
    /// One of the two around an absolute value; two of them outside of one are an `or`.
    case bar = "|"
    case squareRoot = "√"
    case cubeRoot = "∛"
    case fourthRoot = "∜"
    /// LaTeX's fraction and root, whose operands follow in braces.
    case fraction = "\\frac"
    case radical = "\\sqrt"
    /// Between the arguments of a function and what it gives.
    case arrow = "->"
    /// Before the arguments of a function without a name.
    case at = "@"
  }

  enum Bracket {
    case round, square, brace, floor, ceiling

    /// How it is written at its beginning and at its end.
    var signs: (opening: String, closing: String) {
      switch self {
      case .round: ("(", ")")
      case .square: ("[", "]")
      case .brace: ("{", "}")
      case .floor: ("⌊", "⌋")
      case .ceiling: ("⌈", "⌉")
      }
    }
  }

  let kind: Kind
  /// Its characters' positions in the text.
  let span: Range<Int>
  /// Whether a line ends before it.
  var followsBreak = false

  func isSign(_ sign: Sign) -> Bool { kind == .sign(sign) }

  /// The name; `nil` for anything else.
  var name: String? { if case .name(let name) = kind { name } else { nil } }

  /// The bracket that it opens; `nil` for anything else.
  var opens: Bracket? { if case .opening(let bracket) = kind { bracket } else { nil } }

  /// The bracket that it closes; `nil` for anything else.
  var closes: Bracket? { if case .closing(let bracket) = kind { bracket } else { nil } }
}
