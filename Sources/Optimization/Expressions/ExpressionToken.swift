/// A token of a typed formula.
struct ExpressionToken {
  enum Kind: Hashable {
    case number(Double)
    case name(String)
    /// A whole exponent in raised digits: `²`.
    case raised(Int)
    /// An operator or a bracket, in its plain spelling.
    case sign(Sign)
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
    case caret = "^"
    case opening = "("
    case closing = ")"
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
    case not = "not"
    case root = "√"
  }

  let kind: Kind
  /// Its characters' positions in the text.
  let span: Range<Int>

  func isSign(_ sign: Sign) -> Bool { kind == .sign(sign) }

  /// The name; `nil` for anything else.
  var name: String? { if case .name(let name) = kind { name } else { nil } }
}
