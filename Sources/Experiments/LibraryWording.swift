import Optimization
import Wording

/// How a library names an optimizer with settings.
public enum LibraryWording: Hashable, Sendable {
  /// The constructor call, which reads back as the same optimizer.
  case call(String)
  /// No call; a sentence that says what the library does not support.
  case none(String)

  /// The known libraries: `torch`, `optax`, `keras`, `pytorch_optimizer`, `schedulefree`.
  public static let libraries: [String] = Library.all.map(\.id)

  /// An optimizer as a library's call.
  ///
  /// The call has the keywords that differ from the library's defaults, and the learning rate. A `+wrapper` or `@schedule`
  /// follows it if the library keeps it out of an optimizer's constructor.
  /// `specification` reads the call back, which verifies it.
  public static func of(
    _ choice: OptimizerChoice, in library: String, _ specification: Specification
  ) throws(InputError) -> LibraryWording {
    CallWriter(
      library: try Library.all.entry(library, kind: "library", by: \.id), specification: specification
    ).call(
      for: choice)
  }
}

/// How far the libraries' formulas diverge, as measured.
public struct ConventionDistance: Hashable, Sendable {
  /// The setting that chooses the formula, `convention` or `variant`, and another of its values than the choice has.
  public let key, word: String
  /// The largest distance between the two paths; infinite if one of them does not stay finite.
  public let distance: Double

  /// How many steps are compared, from the surface's own start.
  public static let steps = 100
  /// The surface of the comparison.
  public static let surface = "rosenbrock"

  /// The distances between the path of an optimizer and its paths by the other libraries' formulas.
  public static func all(of choice: OptimizerChoice) -> [ConventionDistance] {
    guard let key = ["convention", "variant"].first(where: { choice.settings.index(of: $0) != nil }),
      let surface = SurfaceCatalog.entry(surface), let words = choice.settings.setting(declared: key).words
    else { return [] }
    let objective = surface.surface(surface.defaults)
    func path(_ value: Double) -> [Point<Double>]? {
      var other = choice
      guard (try? other.settings.set(key, to: value)) != nil else { return nil }
      let conditions = RunConditions(limits: Limits(for: objective.domain), steps: steps)
      var timeline = Timeline(Run(other, on: objective, from: objective.start, conditions), budget: steps)
      timeline.extend(to: steps)
      return Array(timeline.track.positions)
    }
    guard let own = path(choice.settings[declared: key]) else { return [] }
    return words.enumerated().compactMap { index, word in
      guard Double(index) != choice.settings[declared: key], let theirs = path(Double(index))
      else { return nil }
      let apart = zip(own, theirs).map { Point($0.x - $1.x, $0.y - $1.y).length }
      let isWhole = own.count == theirs.count && apart.allSatisfy(\.isFinite)
      return ConventionDistance(key: key, word: word, distance: isWhole ? apart.max() ?? 0 : .infinity)
    }
  }
}
