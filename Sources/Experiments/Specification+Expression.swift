import Optimization
import Synchronization
import Wording

extension Specification {
  /// A surface from a typed formula: `x^2 + 10*y^2`, or `a*x^2 + y^2; a=3`.
  ///
  /// A survey finds its domain, start and minima; it takes some milliseconds and is done here once.
  public static func expression(_ text: String) throws(InputError) -> SurfaceChoice {
    let formula: TypedFormula
    do {
      formula = try TypedFormula(text)
    } catch {
      throw InputError(error, in: text)
    }
    let surfaces = SurveyedFormula(formula)
    let coordinates = formula.coordinateSentence.map { " \($0)." } ?? ""
    let card = SurfaceCard(
      id: "expression", name: formula.title, summary: "A formula of one's own." + coordinates,
      source: "Typed.",
      settings: formula.settings)
    let entry = SurfaceEntry(card, typeName: "ExpressionSurface") { surfaces.surface($0) }
    return SurfaceChoice(entry, origin: .expression(formula.text))
  }
}

extension SurfaceChoice {
  /// The typed formula with the present values of its parameters; `nil` for other surfaces.
  ///
  /// Reading it gives an equal choice.
  public var expressionText: String? {
    guard case .expression(let formula) = origin else { return nil }
    let pairs = zip(settings.settings, settings.values).map { "\($0.key)=\($1.shortText)" }
    return pairs.isEmpty ? formula : "\(formula); \(pairs.joined(separator: ", "))"
  }
}

extension TypedFormula {
  /// How many characters of a formula make its name.
  private static let titleLength = 28

  /// The formula, shortened to fit a title.
  fileprivate var title: String {
    text.count <= Self.titleLength ? text : "\(text.prefix(Self.titleLength - 1))…"
  }
}

extension InputError {
  /// The mistake in a typed formula, with its place.
  fileprivate init(_ error: ExpressionError, in text: String) {
    var message = "column \(error.column): \(error.message)"
    if let name = error.unknownName {
      let suggestion = NearestMatch.suggestion(for: name, among: error.knownNames)
      if !suggestion.isEmpty { message += "; " + suggestion.dropLast() }
    }
    let start = error.column - 1
    // Of a text that is far too long, only the beginning is searched for an excerpt.
    let characters = Array(text.prefix(TypedFormula.maximumLength + 1))
    self.init(message, excerpt: Excerpt.text(of: characters, at: start..<start + error.length))
  }
}

/// A typed formula and its latest surfaces, since a surface is needed far more often than its parameters change.
///
/// The result depends only on the settings.
private final class SurveyedFormula: Sendable {
  private let formula: TypedFormula
  private let typed: ExpressionSurface
  private let latest: Mutex<(values: [Double], surface: ExpressionSurface)>

  init(_ formula: TypedFormula) {
    self.formula = formula
    typed = formula.surface
    latest = Mutex((formula.settings.map(\.standard), typed))
  }

  func surface(_ settings: SettingValues) -> ExpressionSurface {
    if settings.values == typedValues { return typed }
    if let known = latest.withLock({ $0.values == settings.values ? $0.surface : nil }) { return known }
    let surface = formula.surface(settings)
    latest.withLock { $0 = (settings.values, surface) }
    return surface
  }

  private var typedValues: [Double] { formula.settings.map(\.standard) }
}
