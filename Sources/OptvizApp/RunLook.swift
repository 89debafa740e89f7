import Optimization
import TerminalGraphics

/// How a run is told from the others: a colour, a head and a label.
struct RunLook {
  /// The heads, distinct in shape so that runs are told apart without colour.
  static let heads: [Unicode.Scalar] = ["●", "▲", "◆", "■", "✚", "★", "▼", "◉", "✖"]

  let color: Color
  let head: Unicode.Scalar
  let label: String

  init(_ run: Int, in model: Model) {
    color = model.theme.path(model.looks[run])
    head = RunLook.heads[model.looks[run] % RunLook.heads.count]
    label = RunLook.label(run, in: model)
  }

  /// The ink of the run's lines: its colour, and without fine dots or colours its number, heavier than contours.
  static func ink(_ run: Int, in model: Model, strength: Double = 1) -> Ink {
    let digit = model.glyphs == .ascii && run < 9 ? Unicode.Scalar(UInt8(49 + run)) : nil
    return Ink(
      model.theme.path(model.looks[run]), strength: strength, symbol: digit,
      attributes: model.depth == .mono ? .bold : [])
  }

  /// The optimizer's name, and where another run has the same, the first setting that differs.
  private static func label(_ run: Int, in model: Model) -> String {
    let choices = model.experiment.optimizers
    let own = choices[run]
    let namesakes = choices.indices.filter { $0 != run && choices[$0].entry.card.id == own.entry.card.id }
    let name = own.entry.card.name
    guard !namesakes.isEmpty else { return name }
    let differing = own.settings.settings.indices.first { i in
      namesakes.contains { choices[$0].settings.values[i] != own.settings.values[i] }
    }
    guard let differing else { return name }
    let setting = own.settings.settings[differing]
    return "\(name) \(setting.symbol)\(setting.text(own.settings.values[differing]))"
  }
}
