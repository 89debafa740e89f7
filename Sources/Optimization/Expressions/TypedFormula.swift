/// A typed formula, read and checked: `a*x^2 + y^2; a=3`.
///
/// Numbers, x, y, pi, e, + - * / ^, parentheses, functions, conditions and named parameters, whose values follow the
/// formula, each `name=value` after a semicolon, on its own line, or after a comma. `ExpressionParser` describes how
/// operators rank. A comparison is 1 if it holds, otherwise 0; `if` gives its second argument if the first is not 0,
/// otherwise the third, and both are computed.
///
/// Formulas are also read as books, programs and LaTeX have them: `½x²`, `√x`, `|x|`, `sin x`, `x**2`, `np.sin(x)`,
/// `c ? a : b`, `\frac{x}{2}`. A head such as `f(u, v) =` or `lambda u, v:` names the coordinates. Without x and y, two
/// other names without values are taken for them; `coordinateSentence` says which. `ExpressionFunction` lists the
/// functions, `FormulaReading` what could be read in two ways.
///
/// Derivatives are exact. At a kink or a jump they follow conventions: abs, sign, floor, round, step, relu and hypot
/// have 0 at theirs, min and max the mean of both at a tie, sqrt, cbrt and fractional powers 0 where the slope is
/// infinite, and `if` and mod that of the branch they take.
///
/// ```swift
/// let formula = try TypedFormula("a*x^2 + y^4 - 2*x*y; a=3")
/// let gradient = formula.surface.valueAndGradient(at: Point(1, 1)).gradient  // Point(4, 2)
/// ```
///
/// - Complexity: linear in the text, whatever it holds; no stack is needed beyond a fixed size.
public struct TypedFormula: Sendable {
  /// The most characters of a text.
  public static let maximumLength = 10_000
  /// The names of all functions, in the order in which they are listed; some have other names besides.
  public static var functionNames: [String] { ExpressionFunction.all.map(\.name) }

  /// The most parameters of a formula.
  public static let maximumParameters = 40

  /// The formula alone, as it was typed, without the values and without a head that changes nothing.
  public let text: String
  /// The parameters in the given order, with their values as defaults.
  public let settings: [Setting]
  /// Which name stands for which coordinate, as a sentence without its point; `nil` if they are x and y.
  public let coordinateSentence: String?
  let graph: ExpressionGraph
  let root: Int
  private let pieces: [FormulaPiece]

  /// Reads a text.
  public init(_ text: String) throws(ExpressionError) {
    // A character has one byte to a few dozen, so that the bytes quickly show a text that is far too long.
    guard text.utf8.count <= 8 * Self.maximumLength, text.count <= Self.maximumLength else {
      throw ExpressionError(
        "the text is longer than \(Self.maximumLength) characters, the most that can be read",
        at: Self.maximumLength..<Self.maximumLength)
    }
    let characters = Array(text)
    let sections = ExpressionSections(try ExpressionLexer.tokens(of: characters))
    let declarations = try sections.declarations()
    let names = declarations.map(\.name)
    let header = ExpressionHeader(sections.formula)
    let coordinates = try ExpressionCoordinates(
      of: header.body, arguments: header.arguments, declared: names)
    coordinateSentence = coordinates.sentence
    var parser = ExpressionParser(header.body, parameters: names, coordinates: coordinates)
    root = try parser.parse()
    graph = parser.graph
    for (index, declaration) in declarations.enumerated() where !parser.used.contains(index) {
      throw ExpressionError(
        "the formula has no '\(declaration.name)', so it needs no value", at: declaration.span)
    }
    settings = declarations.map { Setting(parameter: $0.name, $0.value) }
    pieces = FormulaPiece.pieces(
      of: header.body, in: characters, parameters: names, bareArguments: parser.bareArguments)
    // A head is kept where the formula alone would be read with other coordinates.
    let alone = try? ExpressionCoordinates(of: header.body, arguments: [], declared: names)
    let whole = FormulaPiece.pieces(of: sections.formula, in: characters, parameters: [])
    self.text = FormulaPiece.text(alone == coordinates && !header.makesComponents ? pieces : whole)
  }

  /// The surface with values for the parameters, which are those of `settings`.
  public func surface(_ values: SettingValues) -> ExpressionSurface {
    let (bound, root) = graph.bound(to: values.values, root: root)
    return ExpressionSurface(
      ExpressionProgram(bound, root: root), formula: FormulaPiece.text(pieces, with: values.values))
  }

  /// The height at a point with the parameters as they were typed, without a survey; for a few points only.
  public func value(at point: Point<Double>) -> Double {
    let (bound, root) = graph.bound(to: settings.map(\.standard), root: root)
    return ExpressionProgram(bound, root: root).height(point.x, point.y)
  }

  /// The surface with the parameters as they were typed.
  public var surface: ExpressionSurface { surface(SettingValues(defaultsOf: settings)) }

  /// The formula with values for the parameters, as it is typed: reading it gives the same formula with these values.
  public func text(with values: SettingValues) -> String {
    let pairs = zip(values.settings, values.values).map { "\($0.key)=\($1.shortText)" }
    return pairs.isEmpty ? text : text + "; " + pairs.joined(separator: ", ")
  }
}

extension TypedFormula {
  /// A pasted text as one line that is read as the text is: lines that values begin are divided by semicolons, and so
  /// are those that no operator joins, which then are a mistake.
  public static func singleLine(_ text: String) -> String {
    let blanks: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
    let lines = text.split(whereSeparator: \.isNewline).map { line -> Substring in
      var line = line.drop(while: blanks)
      while let last = line.last, blanks(last) || last == "\\" { line.removeLast() }
      return line
    }
    var result = ""
    for line in lines where !line.isEmpty {
      guard let last = result.last, let first = line.first else {
        result += line
        continue
      }
      // A single bar may begin or end an absolute value.
      let joins = "+-−*×·/÷^,<>=&?:([{;".contains(last) || result.hasSuffix("||")
      let isJoined = "+-−*×·/÷^,<>=&?:)]};".contains(first) || line.hasPrefix("||")
      result += (beginsValue(line) || !(joins || isJoined) ? "; " : " ") + line
    }
    return result
  }

  /// Whether a line is `name=value`.
  private static func beginsValue(_ line: Substring) -> Bool {
    guard line.first?.isNameStart == true else { return false }
    let rest = line.drop { $0.isNamePart || $0.loweredDigit != nil }.drop { $0 == " " }
    return rest.first == "=" && rest.dropFirst().first != "="
  }
}

extension Setting {
  /// A parameter of a typed formula: any number, with a slider around the value that was typed.
  fileprivate init(parameter name: String, _ value: Double) {
    let size = abs(value)
    let largest = Double.greatestFiniteMagnitude
    let isScale = value >= 10 || (value > 0 && value <= 0.1)
    let slider: ClosedRange<Double> =
      if isScale && value / 10 > 0 {
        value / 10...min(value * 10, largest)
      } else if size < 1e-300 {
        -2...2
      } else {
        max(value - 2 * size, -largest)...min(value + 2 * size, largest)
      }
    self.init(
      name, name, default: value, in: .any, slider: slider, isScale ? .logarithmic : .linear,
      "The \(name) of the typed formula. \(value.shortText) is as typed.")
  }
}
