import Optimization

extension Experiment {
  /// What is missing where the race begins, and on the map; `nil` if it can begin.
  public var missingValues: MissingValues? {
    let objective = objective
    return objective.missingValues(at: start, in: [domain, objective.domain])
  }

  /// What a person should know before the race, one sentence each: which names stand for the coordinates, and where the
  /// loss has no value.
  public var remarks: [String] {
    let missing = missingValues
    let sentence = missing?.sentence(start: start, domain: domain)
    // Only squares of very large numbers make the loss of data infinite.
    let remedy = "; the numbers are too large to be squared, which --scale standard or other units may fix"
    let isRemedied = missing == .everywhere && surface.dataChoice != nil
    return [surface.coordinateSentence, sentence.map { $0 + (isRemedied ? remedy : "") }].compactMap { $0 }
  }
}

extension SurfaceChoice {
  /// Which names of a typed formula stand for the coordinates; `nil` if they are x and y.
  public var coordinateSentence: String? {
    guard let text = expressionText else { return nil }
    return (try? TypedFormula(text))?.coordinateSentence
  }
}

extension MissingValues {
  /// The fault in one sentence, without its point.
  public func sentence(start: Point<Double>, domain: Domain) -> String {
    let place = "(\(start.x.shortText), \(start.y.shortText))"
    switch self {
    case .everywhere:
      let (x, y) = (domain.x, domain.y)
      return "the loss has no finite value: none at the start \(place), and none for x from "
        + "\(x.lowerBound.shortText) to \(x.upperBound.shortText) and y from \(y.lowerBound.shortText) to "
        + y.upperBound.shortText
    case .atStart: return "the loss is not a finite number at the start \(place); choose another start"
    case .slopeAtStart:
      return "the slope of the loss is not finite at the start \(place), so no step can be taken along it; "
        + "choose another start"
    }
  }
}
