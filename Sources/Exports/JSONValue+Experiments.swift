import Experiments
import Optimization

/// The JSON form of an experiment's parts, wherever they are written.
extension JSONValue {
  /// A setting's value: true or false for a flag, the word for a choice.
  public init(_ value: Double, of setting: Setting) {
    self =
      switch setting.kind {
      case .number: .number(value)
      case .flag: .flag(value != 0)
      case .choice: .text(setting.text(value))
      }
  }

  /// Settings as an object, in their order.
  public init(_ settings: SettingValues) {
    self = .object(
      zip(settings.settings, settings.values).map { (key: $0.key, value: JSONValue($1, of: $0)) })
  }

  /// An item of a catalog with its settings.
  init(_ id: String, _ settings: SettingValues) { self = ["id": .text(id), "settings": JSONValue(settings)] }

  /// The data of a surface: their source, and the chosen columns.
  public init(_ choice: DataChoice) {
    var members: [(key: String, value: JSONValue)] = [
      ("name", .text(choice.data.name)), ("source", .text(choice.source)),
      ("rows", .integer(choice.data.count)),
      ("x", .text(choice.data.xName)), ("y", .text(choice.data.yName)),
    ]
    if let file = choice.orderFile { members.append(("batch_order", .text(file))) }
    self = .object(members)
  }

  /// A point as `[x,y]`.
  public init(_ point: Point<Double>) { self = [.number(point.x), .number(point.y)] }

  /// A rectangle as `[[x0,x1],[y0,y1]]`.
  public init(_ domain: Domain) {
    self = [
      [.number(domain.x.lowerBound), .number(domain.x.upperBound)],
      [.number(domain.y.lowerBound), .number(domain.y.upperBound)],
    ]
  }
}
