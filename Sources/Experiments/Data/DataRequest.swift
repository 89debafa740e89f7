import Optimization
import Wording

/// What is said about data and the model on them, in the words of the command line: its options, the table `[data]` of an
/// experiment file, the fields of a form.
///
/// Only what is said has a value. Messages name options as the command line does.
public struct DataRequest: Hashable, Sendable {
  /// A file, `-` for standard input, or a bundled data set.
  public var source: String
  /// What is fitted.
  public var model: String?
  /// The feature's and the target's column.
  public var x, y: String?
  /// What is averaged over the examples.
  public var objective: String?
  /// Where huber changes from squares to straight lines.
  public var delta: String?
  /// The scale of the feature.
  public var scale: String?
  /// How many examples a step sees.
  public var batchSize: String?
  /// The file of the examples' order.
  public var batchOrder: String?
  /// Whether each example is drawn among all.
  public var withReplacement = false
  /// How the table is written.
  public var table = TableWords()

  /// Data from a place, without further words.
  public init(source: String) { self.source = source }

  /// The name of standard input in place of a file.
  public static let standardInput = "-"

  /// The options other than `--data` that have a value.
  public var others: [String] {
    let given: [(String, Bool)] = [
      ("--model", model != nil), ("--x", x != nil), ("--y", y != nil), ("--objective", objective != nil),
      ("--huber-delta", delta != nil), ("--scale", scale != nil), ("--batch-size", batchSize != nil),
      ("--batch-order", batchOrder != nil), ("--with-replacement", withReplacement),
    ]
    return given.filter(\.1).map(\.0) + table.given
  }

  /// The files that are read, if they are not bundled data sets.
  public var files: [String] { [source, batchOrder].compactMap(\.self) }

  /// The model that is asked for, or what suits the data; `isFile` says whether the source is a file.
  public func regressionModel(isFile: Bool) throws(InputError) -> Regression.Model {
    if let model { return try Regression.Model(model, of: "--model") }
    return isFile ? .linear : DataChoice.usualModel(of: source)
  }

  /// The settings that the words give a model.
  public func settings(for model: Regression.Model) throws(InputError) -> SettingValues {
    var settings = SettingValues(defaultsOf: Regression.card(model).settings)
    func set(_ key: String, _ value: Double?, _ text: String) throws(InputError) {
      let option = DataChoice.options.first { $0.key == key }?.option ?? key
      let accepted = settings.setting(declared: key).accepted
      guard let value else { throw InputError("\(option) '\(text)' is not a number; accepted: \(accepted)") }
      do {
        try settings.set(key, to: value)
      } catch {
        throw InputError("\(option) '\(text)' is out of range; accepted: \(accepted)")
      }
    }
    if let objective { try set("objective", Double(try index(of: objective, for: model)), objective) }
    if let delta {
      guard objective?.lowercased() == "huber" else {
        throw InputError("--huber-delta is for --objective huber")
      }
      try set("delta", Specification.number(delta), delta)
    }
    if let scale {
      let scaling = try Regression.Scaling(scale, of: "--scale")
      try set(
        "scale", settings.setting(declared: "scale").words?.firstIndex(of: scaling.rawValue).map(Double.init),
        scale)
    }
    if let batchSize, batchSize != "all" {
      let size = try WholeNumber.read(batchSize, "--batch-size", in: 0...DelimitedText.mostRows)
      try set("batch_size", Double(size), batchSize)
    }
    if withReplacement {
      guard batchOrder == nil else {
        throw InputError("--with-replacement and --batch-order both say which examples come; give one")
      }
      try set("replacement", 1, "")
    }
    return settings
  }

  /// The place of a loss among those of a model.
  private func index(of objective: String, for model: Regression.Model) throws(InputError) -> Int {
    if let index = model.losses.firstIndex(of: objective.lowercased()) { return index }
    let owner = Regression.Model.allCases.first { $0.losses.contains(objective.lowercased()) }
    guard let owner else {
      throw .unknown("--objective", objective, known: Regression.Model.allCases.flatMap(\.losses))
    }
    throw InputError(
      "--objective \(objective) is for --model \(owner.rawValue); --model \(model.rawValue) has "
        + model.losses.joined(separator: ", "))
  }
}

/// What is said about how a table is written, in the words of the command line.
public struct TableWords: Hashable, Sendable {
  /// The words of the options `--header`, `--missing` and so on.
  public var header, missing, separator, decimal, thousands, skip: String?
  /// Whether numbers may end in a percent sign.
  public var percent = false

  /// Nothing is said.
  public init() {}

  /// The format that the words describe.
  public func format() throws(InputError) -> TableFormat {
    try TableFormat(
      separator: separator, decimal: decimal, thousands: thousands, percent: percent, header: header,
      missing: missing, skip: skip)
  }

  /// The options that have a value.
  public var given: [String] {
    let given: [(String, Bool)] = [
      ("--header", header != nil), ("--missing", missing != nil), ("--separator", separator != nil),
      ("--decimal", decimal != nil), ("--thousands", thousands != nil), ("--percent", percent),
      ("--skip", skip != nil),
    ]
    return given.filter(\.1).map(\.0)
  }
}

extension Regression.Model: Choice {}
extension Regression.Scaling: Choice {}
extension Race.Pace: Choice {}
