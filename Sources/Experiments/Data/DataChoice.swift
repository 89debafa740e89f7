import Arithmetic
import Optimization

/// A data set as it was requested, and the model that is fitted to it.
public struct DataChoice: Hashable, Sendable {
  /// The source of the data: a file as it was named, `-` for standard input, or a bundled data set.
  public let source: String
  /// The words that chose the feature and the target; `nil` for the default columns.
  public let columns: Columns
  /// The model that is fitted.
  public let model: Regression.Model
  /// The examples.
  public let data: DataSet
  /// The order of the examples of an epoch.
  public let order: Batches.Order
  /// The file of the order; `nil` if the program chooses it.
  public let orderFile: String?
  /// What a person says about how the table is written.
  public let format: TableFormat
  /// What was decided in reading the table and could be doubted, a sentence each.
  public let notes: [String]

  /// The words that choose the two columns.
  public struct Columns: Hashable, Sendable {
    /// The feature's name or number.
    public var x: String?
    /// The target's name or number.
    public var y: String?

    /// Columns, as far as they are chosen.
    public init(x: String? = nil, y: String? = nil) {
      self.x = x
      self.y = y
    }
  }

  /// A data set from a place.
  public init(
    source: String, data: DataSet, model: Regression.Model = .linear, columns: Columns = Columns(),
    order: Batches.Order = .shuffled, orderFile: String? = nil, format: TableFormat = TableFormat(),
    notes: [String] = []
  ) {
    self.source = source
    self.columns = columns
    self.model = model
    self.data = data
    self.order = order
    self.orderFile = orderFile
    self.format = format
    self.notes = notes
  }

  /// A bundled data set with its own model.
  public init(_ entry: DataSetEntry) {
    self.init(source: entry.id, data: entry.examples, model: entry.model)
  }

  /// The default model: a bundled data set's own, or a line.
  public static func usualModel(of source: String) -> Regression.Model {
    DataSetCatalog.entry(source)?.model ?? .linear
  }

  /// Without the order, which may be millions of numbers; its file is enough.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(columns)
    hasher.combine(format)
    hasher.combine(model)
    hasher.combine(data)
    hasher.combine(orderFile)
  }

  /// The setting that puts the feature on another scale.
  public static let scaleKey = "scale"

  /// The option for each setting of a model.
  public static let options: [(key: String, option: String)] = [
    ("objective", "--objective"), ("delta", "--huber-delta"), ("scale", "--scale"),
    ("batch_size", "--batch-size"), ("replacement", "--with-replacement"),
  ]
}

extension SurfaceChoice {
  /// The loss of a model on data, with settings; without any, the model's defaults.
  public init(_ choice: DataChoice, _ settings: SettingValues? = nil) {
    self.init(
      Regression.entry(model: choice.model, data: choice.data, order: choice.order), settings,
      origin: .data(choice))
  }

  /// The data of the loss; `nil` for a formula.
  public var dataChoice: DataChoice? {
    if case .data(let choice) = origin { choice } else { nil }
  }

  /// What a person should know about the data before the race, a sentence each; none for a formula.
  public var notes: [String] { dataChoice?.notes ?? [] }

  /// How the scale of the feature shapes the bowl, in a sentence; `nil` for a formula, and if the effect is small.
  ///
  /// The condition number is that of the Hessian at the minimum: its root is the ratio of the bowl's length and width,
  /// and plain descent needs a number of steps in proportion to it.
  public var conditioningNote: String? {
    guard dataChoice != nil, let regression = entry.surface(settings) as? Regression else { return nil }
    let (before, after) = regression.conditioning
    guard before >= 10 else { return nil }
    return regression.scaling == .none
      ? "condition number \(before.roughText); with --scale standard \(after.roughText)"
      : "condition number \(after.roughText); without --scale standard \(before.roughText)"
  }
}

extension Double {
  /// Two digits, for a number whose magnitude matters: `1.0`, `23`, `640`, `6.4e9`.
  fileprivate var roughText: String {
    guard isFinite else { return isNaN ? "unknown" : "infinite" }
    guard self >= 1 else { return shortText }
    let unit = RoundNumber.powerOfTen(atMost: rounded(toDigits: 2))
    let power = unit.exponent
    let tenths = Int(unit.shifted(by: -1).number(nearestTo: self))
    switch power {
    case 0: return "\(tenths / 10).\(tenths % 10)"
    case 1...3: return "\((1..<power).reduce(tenths) { size, _ in size * 10 })"
    default: return "\(tenths / 10).\(tenths % 10)e\(power)"
    }
  }
}
