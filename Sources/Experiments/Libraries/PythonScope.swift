import RealModule
import Wording

/// What names stand for where an expression is computed, and the way to compute it.
///
/// Numbers, texts and lists are computed; calls keep their computed arguments; names without a value stay names. Nothing is
/// guessed: `2*args.lr` stays a gap until `args.lr` has a value.
struct PythonScope: Sendable {
  let source: PythonSource
  /// What names stand for, by the names as they are written: `lr`, `args.lr`, `cfg["lr"]`.
  var values: [String: PythonExpression] = [:]
  /// The names that the text itself assigns; a call among them is marked where it is written.
  var assigned: Set<String> = []
  /// What imported names stand for: `optim` for `torch.optim`.
  var imports: [String: String] = [:]
  /// The one place of everything; `nil` where places are those of the text.
  var fixedPlace: Range<Int>?

  init(_ source: PythonSource) { self.source = source }

  /// The place to mark.
  func place(_ span: Range<Int>) -> Range<Int> { fixedPlace ?? span }

  /// The name of a variable in one spelling: `cfg["lr"]` for `cfg[ 'lr' ]`.
  func written(_ node: PythonNode) -> String {
    switch node.kind {
    case .name(let name): name
    case .attribute(let base, let name): "\(written(base)).\(name)"
    case .element(let base, let key): "\(written(base))[\(written(key))]"
    case .text(let text): "\"\(text)\""
    case .number(let number): number.shortText
    case .call(let function, let arguments):
      "\(written(function))(\(arguments.map { written($0.value) }.joined(separator: ", ")))"
    default: fixedPlace == nil ? source[node.span] : "…"
    }
  }

  private func made(_ kind: PythonExpression.Kind, _ node: PythonNode) -> PythonExpression {
    PythonExpression(kind: kind, span: place(node.span))
  }

  /// The value of an expression, as far as it can be computed.
  func reduce(_ node: PythonNode) throws(InputError) -> PythonExpression {
    switch node.kind {
    case .number(let number): return made(.number(number), node)
    case .flag(let flag): return made(.flag(flag), node)
    case .none: return made(.none, node)
    case .text(let text): return made(.text(text), node)
    case .name, .attribute: return try named(node)
    case .element(let base, let key): return try element(node, base, key)
    case .call(let function, let arguments): return try called(node, function, arguments)
    case .unary(let sign, let operand): return try unary(node, sign, try reduce(operand))
    case .binary(let sign, let left, let right):
      return try binary(node, sign, try reduce(left), try reduce(right))
    case .comparison(let operands, let signs): return try comparison(node, operands, signs)
    case .conditional(let then, let test, let otherwise):
      let test = try reduce(test)
      guard let isMet = test.truth else {
        return made(test.unresolved.map { .gap($0) } ?? .other(node), node)
      }
      return try reduce(isMet ? then : otherwise)
    case .lambda(let names, let body):
      guard names.count == 1 else { return made(.other(node), node) }
      do {
        return made(.function(try PythonFunction(names[0], body, in: self)), node)
      } catch {
        return made(.other(node), node)
      }
    case .sequence(let members):
      var reduced: [PythonExpression] = []
      for member in members {
        if case .starred(let inner) = member.kind {
          let list = try reduce(inner)
          guard let inside = list.members else { return made(.other(node), node) }
          reduced += inside
        } else {
          reduced.append(try reduce(member))
        }
      }
      return made(.sequence(reduced), node)
    case .dictionary(let pairs):
      var reduced: [(key: PythonExpression, value: PythonExpression)] = []
      for (key, value) in pairs {
        let value = try reduce(value)
        if let key {
          reduced.append((try reduce(key), value))
        } else if case .dictionary(let more) = value.kind {
          reduced += more
        } else {
          return made(.other(node), node)
        }
      }
      return made(.dictionary(reduced), node)
    case .comprehension, .starred: return made(.other(node), node)
    }
  }

  private static let constants: [String: Double] = {
    var constants: [String: Double] = [:]
    for module in ["math", "np", "numpy", "jnp", "torch"] {
      constants[module + ".pi"] = .pi
      constants[module + ".e"] = Double.exp(1)
    }
    return constants
  }()

  private func named(_ node: PythonNode) throws(InputError) -> PythonExpression {
    guard let path = node.path else {
      // An attribute of a result, of which nothing is known.
      return made(.other(node), node)
    }
    if let value = values[path] {
      if case .call = value.kind, fixedPlace == nil, assigned.contains(path) { return value }
      return value.placed(at: place(node.span))
    }
    if let constant = Self.constants[path] { return made(.number(constant), node) }
    return made(.name(imported(path)), node)
  }

  /// A name with the module that its first part stands for.
  private func imported(_ path: String) -> String {
    let first = String(path.prefix { $0 != "." })
    if let value = values[first], case .name(let other) = value.kind, other != first {
      return other + path.dropFirst(first.count)
    }
    guard let module = imports[first] else { return path }
    return module + path.dropFirst(first.count)
  }

  private func element(_ node: PythonNode, _ base: PythonNode, _ key: PythonNode) throws(InputError)
    -> PythonExpression
  {
    if let value = values[written(node)] { return value.placed(at: place(node.span)) }
    let (list, key) = (try reduce(base), try reduce(key))
    switch list.kind {
    case .sequence(let members):
      if let index = key.number.flatMap({ Int(exactly: $0) }) {
        let index = index < 0 ? members.count + index : index
        if members.indices.contains(index) { return members[index].placed(at: place(node.span)) }
      }
    case .dictionary(let pairs):
      if let literal = key.literal, let pair = pairs.last(where: { $0.key.literal == literal }) {
        return pair.value.placed(at: place(node.span))
      }
    default: break
    }
    return made(.gap([written(node)]), node)
  }

  private func unary(_ node: PythonNode, _ sign: String, _ operand: PythonExpression) throws(InputError)
    -> PythonExpression
  {
    if sign == "not", let truth = operand.truth { return made(.flag(!truth), node) }
    if let number = operand.number, sign != "~" { return made(.number(sign == "-" ? -number : number), node) }
    if let names = operand.unresolved { return made(.gap(names), node) }
    guard sign == "~" || sign == "not" else {
      throw source.error("a number is expected after the sign", at: place(node.span))
    }
    return made(.other(node), node)
  }

  private func binary(
    _ node: PythonNode, _ sign: String, _ left: PythonExpression, _ right: PythonExpression
  ) throws(InputError) -> PythonExpression {
    if sign == "or" || sign == "and", let truth = left.truth {
      return (sign == "or") == truth ? left : right
    }
    if let a = left.asNumber, let b = right.asNumber, let operation = PythonFunction.operation(sign) {
      let result = operation(a, b)
      guard result.isFinite else {
        throw source.error("this is not a finite number", at: place(node.span))
      }
      return made(.number(result), node)
    }
    if sign == "+", let a = left.members, let b = right.members { return made(.sequence(a + b), node) }
    if sign == "+", case .text(let a) = left.kind, case .text(let b) = right.kind {
      return made(.text(a + b), node)
    }
    if sign == "*", let a = left.members, let b = right.number, (0...1000).contains(b) {
      return made(.sequence(Array(repeating: a, count: Int(b)).flatMap { $0 }), node)
    }
    if sign == "|", case .dictionary(let a) = left.kind, case .dictionary(let b) = right.kind {
      return made(.dictionary(a + b), node)
    }
    let names = (left.unresolved ?? []) + (right.unresolved ?? [])
    return made(names.isEmpty ? .other(node) : .gap(names), node)
  }

  private func comparison(_ node: PythonNode, _ operands: [PythonNode], _ signs: [String])
    throws(InputError) -> PythonExpression
  {
    var values: [PythonExpression] = []
    for operand in operands { values.append(try reduce(operand)) }
    let names = values.flatMap { $0.unresolved ?? [] }
    guard names.isEmpty else { return made(.gap(names), node) }
    for (i, sign) in signs.enumerated() {
      let (a, b) = (values[i], values[i + 1])
      if let x = a.asNumber, let y = b.asNumber, let test = PythonFunction.comparison(sign) {
        guard test(x, y) else { return made(.flag(false), node) }
      } else if let x = a.literal, let y = b.literal, ["==", "is", "!=", "is not"].contains(sign) {
        guard (x == y) == (sign == "==" || sign == "is") else { return made(.flag(false), node) }
      } else {
        return made(.other(node), node)
      }
    }
    return made(.flag(true), node)
  }

  // MARK: Calls

  /// Methods that give back the optimizer that they are called on, or only use it.
  private static let transparentMethods: Set<String> = ["minimize", "gradient_transformation"]

  private func called(_ node: PythonNode, _ function: PythonNode, _ arguments: [PythonNode.Argument])
    throws(InputError) -> PythonExpression
  {
    if let value = values[written(node)] { return value.placed(at: place(node.span)) }
    if case .attribute(let base, let method) = function.kind {
      if method == "get" || method == "pop", let found = try looked(node, base, arguments) { return found }
      if base.path == nil, Self.transparentMethods.contains(method) { return try reduce(base) }
    }
    // f(…)(…): what the first call makes is called.
    if case .call(let outer, let inner) = function.kind, let path = outer.path,
      path.split(separator: ".").last == "inject_hyperparams", let made = inner.first
    {
      let injected = PythonNode(kind: .call(made.value, arguments), span: node.span)
      return try reduce(injected)
    }
    guard var path = function.path else { return made(.other(node), node) }
    if case .name(let other) = values[path]?.kind { path = other } else { path = imported(path) }
    if path == "getattr", let found = try attribute(node, arguments) { return found }
    if path == "partial" || path == "functools.partial", let first = arguments.first {
      return try reduce(
        PythonNode(kind: .call(first.value, Array(arguments.dropFirst())), span: node.span))
    }
    if let found = try computed(node, path, arguments) { return found }
    return made(
      .call(
        PythonCall(function: path, span: place(function.span), arguments: try reduced(arguments))), node)
  }

  /// The arguments of a call, with lists and dictionaries behind stars spread out.
  private func reduced(_ arguments: [PythonNode.Argument]) throws(InputError) -> [PythonCall.Argument] {
    var reduced: [PythonCall.Argument] = []
    for argument in arguments {
      let value = try reduce(argument.value)
      let span = place(argument.span)
      switch (argument.stars, value.kind) {
      case (0, _): reduced.append(.init(keyword: argument.keyword, span: span, value: value))
      case (1, .sequence(let members)):
        reduced += members.map { .init(keyword: nil, span: span, value: $0) }
      case (2, .dictionary(let pairs)) where pairs.allSatisfy { $0.key.literal != nil }:
        reduced += pairs.map { .init(keyword: $0.key.literal, span: span, value: $0.value) }
      default:
        reduced.append(.init(keyword: nil, span: span, value: value, isUnknownKeywords: true))
      }
    }
    return reduced
  }

  /// `cfg.get("lr", 1e-3)`.
  private func looked(_ node: PythonNode, _ base: PythonNode, _ arguments: [PythonNode.Argument])
    throws(InputError) -> PythonExpression?
  {
    guard let key = arguments.first?.value, arguments.count <= 2 else { return nil }
    let found = try element(
      PythonNode(kind: .element(of: base, key), span: node.span), base, key)
    if found.unresolved == nil { return found }
    if let path = base.path, case .text(let word) = key.kind, let value = values["\(path).\(word)"] {
      return value.placed(at: place(node.span))
    }
    return arguments.count == 2 ? try reduce(arguments[1].value) : found
  }

  /// `getattr(args, "lr", 1e-3)`.
  private func attribute(_ node: PythonNode, _ arguments: [PythonNode.Argument]) throws(InputError)
    -> PythonExpression?
  {
    guard arguments.count >= 2, case .text(let name) = arguments[1].value.kind else { return nil }
    let attribute = PythonNode(kind: .attribute(arguments[0].value, name), span: node.span)
    let value = try reduce(attribute)
    guard case .name = value.kind, arguments.count == 3 else { return value }
    return try reduce(arguments[2].value)
  }

  /// Functions whose result is a constant or a list; `nil` for all others.
  private func computed(_ node: PythonNode, _ path: String, _ arguments: [PythonNode.Argument])
    throws(InputError) -> PythonExpression?
  {
    if path == "dict" {
      var pairs: [(key: PythonExpression, value: PythonExpression)] = []
      for argument in try reduced(arguments) {
        guard let keyword = argument.keyword else { return nil }
        pairs.append((PythonExpression(kind: .text(keyword), span: argument.span), argument.value))
      }
      return made(.dictionary(pairs), node)
    }
    let last = path.split(separator: ".").last.map(String.init) ?? path
    let isWrapping =
      ["tuple", "list", "torch.tensor", "torch.as_tensor", "jnp.array", "jnp.asarray", "np.array"]
      .contains(path)
      || ["jnp", "np", "numpy", "torch", "tf"].contains(path.prefix { $0 != "." })
        && ["float32", "float64", "constant", "Tensor"].contains(last)
    let isFunction =
      PythonFunction.function(path) != nil || ["min", "max", "sum", "pow", "math.pow"].contains(path)
    guard isWrapping || isFunction, !arguments.isEmpty else { return nil }
    var values: [PythonExpression] = []
    for argument in arguments where argument.stars == 0 {
      if argument.keyword == nil { values.append(try reduce(argument.value)) }
    }
    guard let first = values.first else { return nil }
    if isWrapping { return first.placed(at: place(node.span)) }
    let names = values.flatMap { $0.unresolved ?? [] }
    guard names.isEmpty else { return made(.gap(names), node) }
    if path == "float" || path == "int", case .text(let text) = first.kind {
      return Specification.number(text).map { made(.number($0), node) }
    }
    let numbers = (values.count == 1 ? first.members ?? values : values).compactMap(\.asNumber)
    guard numbers.count == (values.count == 1 ? first.members ?? values : values).count else { return nil }
    let result: Double? =
      switch path {
      case "min": numbers.min()
      case "max": numbers.max()
      case "sum": numbers.reduce(0, +)
      case "pow", "math.pow": numbers.count == 2 ? Double.power(numbers[0], numbers[1]) : nil
      default: numbers.count == 1 ? PythonFunction.function(path)?(numbers[0]) : nil
      }
    guard let result else { return nil }
    guard result.isFinite else { throw source.error("this is not a finite number", at: place(node.span)) }
    return made(.number(result), node)
  }
}

extension PythonExpression {
  /// A number, or a truth as one.
  fileprivate var asNumber: Double? {
    if case .flag(let flag) = kind { return flag ? 1 : 0 }
    return number
  }

  /// Whether Python takes it for true; `nil` where that is not known.
  fileprivate var truth: Bool? {
    switch kind {
    case .number(let number): number != 0
    case .flag(let flag): flag
    case .none: false
    case .text(let text): !text.isEmpty
    case .sequence(let members): !members.isEmpty
    case .dictionary(let pairs): !pairs.isEmpty
    default: nil
    }
  }
}
