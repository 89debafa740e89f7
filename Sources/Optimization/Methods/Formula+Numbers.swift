/// A line of a formula, rendered: with symbols, or with a step's numbers in their places.
extension Formula {
  /// A part of a rendered line.
  public struct Segment: Hashable, Sendable {
    /// What is shown.
    public let text: String
    /// The recorded quantity or the setting that it stands for; `nil` for signs and words.
    public let name: String?

    /// A part of a line.
    public init(_ text: String, name: String? = nil) {
      self.text = text
      self.name = name
    }
  }

  /// One of the two parameters.
  public enum Parameter: CaseIterable, Hashable, Sendable {
    case x, y

    /// The parameter's part of a vector.
    public func part(of point: Point<Double>) -> Double { self == .x ? point.x : point.y }
  }

  /// A line with symbols.
  public func segments(of line: Line, _ settings: [Setting]) -> [Segment] {
    line.pieces.map { piece in
      switch piece {
      case .text(let text): Segment(text)
      case .name(let name), .vector(let name), .row(let name): Segment(symbol(name, settings), name: name)
      }
    }
  }

  /// Whether a line gives each parameter its own number, rather than one for both.
  public static func isPerParameter(_ line: Line, in recorder: Recorder) -> Bool {
    switch line.pieces.first {
    case .name(let name): if case .vector? = recorder[name] { true } else { false }
    case .row: true
    default: false
    }
  }

  /// A line with the numbers of a step.
  ///
  /// A setting shows its value; a recorded quantity the parameter's part, or the number that all parameters share.
  /// Where symbols stand side by side numbers are joined by `·`, and a number under a power stands in parentheses.
  /// Where `number` gives texts of one width, the line has the same width at every step.
  /// `number` gives the text of a recorded number and its name; `nil` stands for a number that is not known.
  public static func segments(
    of line: Line, _ settings: SettingValues, _ parameter: Parameter, in recorder: Recorder?,
    number: (Double?, String) -> String
  ) -> [Segment] {
    var segments: [Segment] = []
    for (i, piece) in line.pieces.enumerated() {
      let next: Character? =
        if i + 1 < line.pieces.count, case .text(let text) = line.pieces[i + 1] { text.first } else { nil }
      let last = segments.last?.text.last
      switch piece {
      case .text(let text):
        // A factor in parentheses or under a root follows a number.
        let isFactor = segments.last?.name != nil && text.first.map { "(√∛".contains($0) } == true
        segments.append(Segment(isFactor ? "·" + text : text))
      case .name(let name), .vector(let name), .row(let name):
        var text: String
        // A schedule's rate is recorded under the setting that it moves.
        if let index = settings.index(of: name), recorder?[name] == nil {
          text = settings.values[index].shortText.replacing("-", with: "−")
          // 1e−08 would read as a difference; a negative value after a sign needs parentheses.
          text = text.replacing("e−", with: "e-")
          if text.first == "−" { text = "(\(text))" }
        } else {
          text = recorded(name, piece, parameter, recorder, number)
          if let next, "²^".contains(next), case .name = piece { text = "(\(text))" }
        }
        if let last, last.isFactorEnd || segments.last?.name != nil { segments.append(Segment("·")) }
        segments.append(Segment(text, name: name))
      }
    }
    return segments
  }

  private static func recorded(
    _ name: String, _ piece: Piece, _ parameter: Parameter, _ recorder: Recorder?,
    _ number: (Double?, String) -> String
  ) -> String {
    func part(_ name: String, _ parameter: Parameter) -> Double? {
      guard case .vector(let point)? = recorder?[name] else { return nil }
      return parameter.part(of: point)
    }
    // A vector is not to be broken over two rows.
    func vector(_ parts: [Double?]) -> String {
      "(\(parts.map { number($0, name) }.joined(separator: ",\u{A0}")))"
    }
    switch piece {
    case .vector: return vector(Parameter.allCases.map { part(name, $0) })
    case .row: return vector(piece.recordedNames.map { part($0, parameter) })
    case .name, .text:
      if case .scalar(let scalar)? = recorder?[name] { return number(scalar, name) }
      return number(part(name, parameter), name)
    }
  }
}

extension Character {
  /// Whether a text that ends so ends a factor, so that a number after it is multiplied.
  fileprivate var isFactorEnd: Bool { isNumber || isLetter || ")²½".contains(self) }
}
