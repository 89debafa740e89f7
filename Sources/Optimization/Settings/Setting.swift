/// One adjustable number of an optimizer or a surface, with everything that is said about it anywhere.
///
/// Bounds, error messages and lists of settings derive from these; nothing describes a setting twice. Every value is a `Double`; a flag is 0 or 1, a choice the index of its word.
///
/// ```swift
/// let beta = Setting(
///   "beta", "β", default: 0.9, in: .from(0, toBelow: 1), slider: 0...0.999, .towardOne,
///   "How much of the past stays.")
/// let accepted = beta.accepted  // "0 ≤ beta < 1"
/// ```
public struct Setting: Hashable, Sendable {
  /// What values a setting takes.
  public enum Kind: Hashable, Sendable {
    /// A number inside bounds.
    case number(Bounds)
    /// Yes or no.
    case flag
    /// One of several words.
    case choice([String])
  }

  /// How the values are stepped through, by a slider or by keys.
  public enum Scale: Hashable, Sendable {
    /// By equal amounts.
    case linear
    /// By equal ratios: 1, 2, 5, 10.
    case logarithmic
    /// By equal ratios of the distance to one, for decay rates: 0.9, 0.95, 0.98, 0.99.
    case towardOne
  }

  /// The word that stands for it in text and in files: PyTorch's where PyTorch has the setting.
  public let key: String
  /// The symbol in formulas: the article's.
  public let symbol: String
  /// What values it takes.
  public let kind: Kind
  /// The value where none is given.
  public let standard: Double
  /// The interval that a slider spans; values outside are accepted where the bounds allow them.
  public let slider: ClosedRange<Double>
  /// How the slider's interval is stepped through.
  public let scale: Scale
  /// One sentence: what it does, and why its default is what it is.
  public var help: String { meaning + reason }
  // Two parts, so that a setting is declared without building a text: optimizers declare theirs whenever they are made.
  private let meaning, reason: String

  /// A number; `meaning` says what it does, `reason` why its default is what it is.
  public init(
    _ key: String, _ symbol: String, default standard: Double, in bounds: Bounds,
    slider: ClosedRange<Double>, _ scale: Scale, _ meaning: String, _ reason: String = ""
  ) {
    self.key = key
    self.symbol = symbol
    self.kind = .number(bounds)
    self.standard = standard
    self.slider = slider
    self.scale = scale
    (self.meaning, self.reason) = (meaning, reason)
  }

  /// A flag.
  public init(flag key: String, _ symbol: String, default standard: Bool, _ meaning: String) {
    self.key = key
    self.symbol = symbol
    self.kind = .flag
    self.standard = standard ? 1 : 0
    self.slider = 0...1
    self.scale = .linear
    (self.meaning, reason) = (meaning, "")
  }

  /// A choice between words; the first is the default.
  public init(
    choice key: String, _ symbol: String, of words: [String], _ meaning: String, _ reason: String = ""
  ) {
    self.key = key
    self.symbol = symbol
    self.kind = .choice(words)
    self.standard = 0
    self.slider = 0...Double(max(1, words.count - 1))
    self.scale = .linear
    (self.meaning, self.reason) = (meaning, reason)
  }

  /// The words that stand for the values 0, 1, 2, ...; `nil` for a number.
  public var words: [String]? {
    switch kind {
    case .number: nil
    case .flag: ["false", "true"]
    case .choice(let words): words
    }
  }

  /// Whether the setting takes a value; the error says what is accepted.
  public func accepts(_ value: Double) -> Bool {
    switch kind {
    case .number(let bounds): bounds.contains(value)
    case .flag, .choice: (words ?? []).indices.contains { Double($0) == value }
    }
  }

  /// What is accepted, in words: `0 ≤ lr`, `0 ≤ beta1 < 1`, `true or false`.
  public var accepted: String {
    switch kind {
    case .number(let bounds): bounds.text(around: key)
    case .flag: "true or false"
    case .choice(let words): Setting.alternatives(words)
    }
  }

  /// A value as it is written in text: shortest digits that read back the same.
  public func text(_ value: Double) -> String {
    switch kind {
    case .number: value.shortText
    case .flag, .choice: accepts(value) ? (words ?? [])[Int(value)] : value.shortText
    }
  }

  /// Words as alternatives: `a`, `a or b`, `a, b or c`.
  private static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

/// The values that a number may take: an interval whose ends belong to it or not.
public struct Bounds: Hashable, Sendable {
  /// The lower end; minus infinity where there is none.
  public let lower: Double
  /// Whether the lower end is accepted itself.
  public let includesLower: Bool
  /// The upper end; infinity where there is none.
  public let upper: Double

  /// All finite numbers from `lower` on, itself included.
  public static func from(_ lower: Double) -> Bounds { Bounds(lower, true, .infinity) }
  /// All finite numbers above `lower`.
  public static func above(_ lower: Double) -> Bounds { Bounds(lower, false, .infinity) }
  /// From `lower`, itself included, to below `upper`.
  public static func from(_ lower: Double, toBelow upper: Double) -> Bounds { Bounds(lower, true, upper) }
  /// All finite numbers.
  public static let any = Bounds(-.infinity, false, .infinity)

  private init(_ lower: Double, _ includesLower: Bool, _ upper: Double) {
    self.lower = lower
    self.includesLower = includesLower
    self.upper = upper
  }

  /// Whether a value is finite and inside.
  public func contains(_ value: Double) -> Bool {
    value.isFinite && (includesLower ? value >= lower : value > lower) && value < upper
  }

  /// The bounds around a name, as `0 ≤ name < 1`.
  public func text(around name: String) -> String {
    if lower == -.infinity && upper == .infinity { return "any finite number" }
    let left = lower == -.infinity ? "" : "\(lower.shortText) \(includesLower ? "≤" : "<") "
    let right = upper == .infinity ? "" : " < \(upper.shortText)"
    return left + name + right
  }
}

extension Double {
  /// The shortest decimal that reads back as this number, without the `.0` of whole numbers.
  public var shortText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
