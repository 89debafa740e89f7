/// What is noted while calls are read: variables without a value, and what a person should know.
final class ReadingNotes {
  /// The variables that had no value, in the order in which they were met.
  private(set) var gaps: [CallGap] = []
  /// Sentences about what is done otherwise than the library does it.
  private(set) var remarks: [String] = []
  /// Sentences about where the libraries of the calls round to single precision, and how much that is.
  private(set) var roundings: [String] = []
  /// What stands for an expression without a value, by the place where it begins.
  private(set) var assumed: [Int: String] = [:]

  func note(_ gap: CallGap) {
    guard !gaps.contains(where: { $0.place == gap.place && $0.name == gap.name }) else { return }
    gaps.append(gap)
    assumed[gap.place.lowerBound] = gap.standard
  }

  func remark(_ sentence: String) {
    if !remarks.contains(sentence) { remarks.append(sentence) }
  }

  /// Notes where the library of a constructor rounds.
  func noteRounding(of constructor: Constructor) {
    guard let sentence = SinglePrecision.sentence(of: constructor), !roundings.contains(sentence) else {
      return
    }
    roundings.append(sentence)
  }

  /// Everything of other notes, too.
  func take(_ other: ReadingNotes) {
    for gap in other.gaps { note(gap) }
    for remark in other.remarks { self.remark(remark) }
    for rounding in other.roundings where !roundings.contains(rounding) { roundings.append(rounding) }
  }
}

/// A variable in a call that has no value: `args.lr`.
public struct CallGap: Hashable, Sendable {
  /// The variable, as it is written.
  public let name: String
  /// The keyword that it is given to, and the constructor: `lr` of `torch.optim.Adam`.
  public let parameter, constructor: String
  /// The library's default, which stands for it; `nil` where there is none.
  public let standard: String?
  /// Where it stands in the text.
  let place: Range<Int>

  /// What is done, in a sentence.
  public var sentence: String {
    if parameter.isEmpty { return "\(name) is not known; its keywords are left out" }
    return standard.map { "\(name) has no value; \(parameter) is the default of \(constructor), \($0)" }
      ?? "\(name) has no value, and \(constructor) has no default for \(parameter)"
  }
}
