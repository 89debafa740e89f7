import Wording

/// The statements of a piece of a script, one line after the other.
///
/// What is not an expression is passed over: `def`, `for`, `with`, decorators. Of `return x`, `name: type = x`, `"key": x,`
/// and `key=x,` the value is read.
struct PythonStatements {
  /// A statement: where its value goes, and what it imports.
  struct Statement {
    var targets: [String] = []
    /// Whether the targets are members of one tuple.
    var isTuple = false
    var value: PythonNode?
    var imports: [String: String] = [:]

    /// The names with their values.
    func assignments(of value: PythonExpression) -> [(String, PythonExpression)] {
      guard isTuple else { return targets.map { ($0, value) } }
      guard let members = value.members, members.count == targets.count else { return [] }
      return Array(zip(targets, members))
    }
  }

  private var parser: PythonParser

  init(_ source: PythonSource, _ tokens: [PythonToken]) { parser = PythonParser(source, tokens) }

  /// The next statement; `nil` at the end.
  mutating func next() throws(InputError) -> Statement? {
    skipLeads()
    guard parser.token.kind != .end else { return nil }
    if case .name(let word) = parser.token.kind {
      switch word {
      case "import", "from": return imports()
      case "return", "yield":
        parser.skip()
        return try value(Statement())
      case "def", "class", "for", "while", "if", "elif", "else", "try", "except", "finally", "with", "async":
        // What follows the colon on the same line is a statement of its own.
        if !isAssignment { return try block() }
      case "pass", "break", "continue", "raise", "assert", "del", "global", "nonlocal":
        skipLine()
        return Statement()
      default: break
      }
    }
    return try assignment()
  }

  /// Whether the line begins with a name that is assigned, such as `with = …`, which is then not a keyword.
  private var isAssignment: Bool { parser.next.isSign("=") || parser.next.isSign("(") && false }

  /// Passes over line breaks, prompts and decorators.
  private mutating func skipLeads() {
    while true {
      switch parser.token.kind {
      case .newline, .sign(";"), .sign(">>>"), .sign("..."), .sign(")"), .sign("]"), .sign("}"), .sign(","):
        parser.skip()
      case .sign("@"): skipLine()
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while parser.token.kind != .newline, parser.token.kind != .end { parser.skip() }
  }

  private mutating func block() throws(InputError) -> Statement {
    var depth = 0
    while parser.token.kind != .newline, parser.token.kind != .end {
      if case .sign(let sign) = parser.token.kind {
        if "([{".contains(sign) { depth += 1 }
        if ")]}".contains(sign) { depth -= 1 }
        if sign == ":", depth == 0 {
          parser.skip()
          break
        }
      }
      parser.skip()
    }
    return Statement()
  }

  /// `import torch.optim as optim`, `from keras.optimizers import Adam, SGD as Descent`.
  private mutating func imports() -> Statement {
    var statement = Statement()
    let isFrom = parser.token.kind == .name("from")
    parser.skip()
    func path(_ parser: inout PythonParser) -> String {
      var path = ""
      while true {
        if case .name(let name) = parser.token.kind, name != "import", name != "as" {
          path += name
        } else if parser.token.isSign(".") {
          path += "."
        } else {
          return path
        }
        parser.skip()
      }
    }
    let module = isFrom ? path(&parser) + "." : ""
    if isFrom { parser.skip() }
    while parser.token.kind != .newline, parser.token.kind != .end {
      let name = path(&parser)
      if parser.token.kind == .name("as") {
        parser.skip()
        let alias = path(&parser)
        if !name.isEmpty, !alias.isEmpty { statement.imports[alias] = module + name }
      } else if isFrom, !name.isEmpty {
        statement.imports[name] = module + name
      }
      if parser.token.kind != .newline { parser.skip() }
    }
    return statement
  }

  /// `a = b = value`, `a, b = value`, `a: type = value`, `"key": value,`, or a value alone.
  private mutating func assignment() throws(InputError) -> Statement {
    var statement = Statement()
    var node = try parser.expressions()
    while true {
      if parser.take("=") {
        let (names, isTuple) = targets(node)
        statement.targets = isTuple ? names : statement.targets + names
        statement.isTuple = isTuple
        node = try parser.expressions()
      } else if parser.token.isSign(":") {
        parser.skip()
        let after = try parser.expressions()
        // An annotation is followed by the value, an entry's key is the name.
        if !parser.token.isSign("=") {
          node = after
          break
        }
      } else if case .sign(let sign) = parser.token.kind,
        ["+=", "-=", "*=", "/=", "**=", "//=", ":="].contains(sign)
      {
        parser.skip()
        node = try parser.expressions()
        break
      } else {
        break
      }
    }
    statement.value = node
    return try ended(statement)
  }

  private mutating func value(_ start: Statement) throws(InputError) -> Statement {
    var statement = start
    if parser.token.kind != .newline, parser.token.kind != .end { statement.value = try parser.expressions() }
    return try ended(statement)
  }

  /// Refuses what follows a statement on its line.
  private func ended(_ statement: Statement) throws(InputError) -> Statement {
    switch parser.token.kind {
    case .newline, .end, .sign(";"), .sign(","): return statement
    // The end of a call whose beginning was not copied.
    case .sign(")"), .sign("]"), .sign("}"): return statement
    default:
      throw parser.source.error(
        "the call ends before this; after it only '+wrapper' and '@schedule' may follow",
        at: parser.token.span)
    }
  }

  /// The names on the left of a `=`.
  private func targets(_ node: PythonNode) -> (names: [String], isTuple: Bool) {
    if case .sequence(let members) = node.kind { return (members.compactMap(\.path), true) }
    if case .element(let base, let key) = node.kind, let path = base.path, case .text(let text) = key.kind {
      return (["\(path)[\"\(text)\"]"], false)
    }
    return (node.path.map { [$0] } ?? [], false)
  }
}
