import Optimization
import TerminalGraphics

/// The rows of the inspector's table: what a step records, without intermediate values.
enum ValueTable {
  struct Row {
    let label: String
    let role: StepRole?
    /// The numbers of both parameters, or the one that they share.
    let values: (Recorder) -> [Double]?
  }

  /// The quantities of the rule's lines in the order in which they are computed, then the rate of each parameter
  /// if they differ, and the update.
  static func rows(_ part: InspectorPart, _ shape: Recorder) -> [Row] {
    let lines = part.formula.lines(with: part.settings)
    let used = Formula.names(in: lines)
    let written = lines.compactMap(\.pieces.first?.name)
    // Powers of β and the position are in the rule; the start never changes.
    let names = (used.contains("∇f") && !written.contains("g") ? ["∇f"] : ["g"]) + used
    var seen: Set<String> = ["W", "W₀", "t"]
    var rows: [Row] = []
    for name in names where !name.hasSuffix("_old") && !name.hasSuffix("ᵗ") && seen.insert(name).inserted {
      guard part.settings.index(of: name) == nil, shape[name] != nil else { continue }
      rows.append(
        Row(
          label: part.formula.symbol(name, part.settings.settings),
          role: StepRole.allCases.first { $0.name(in: part) == name }, values: { values($0[name]) }))
    }
    if shape["α_eff"] != nil { rows.append(Row(label: "α_eff", role: nil, values: { values($0["α_eff"]) })) }
    guard part.part == 0 else { return rows }
    rows.append(
      Row(
        label: "ΔW", role: .update,
        values: { StepRole.update.direction($0, part).map { [$0.x, $0.y] } }))
    return rows
  }

  private static func values(_ value: Recorder.Value?) -> [Double]? {
    switch value {
    case .vector(let point): [point.x, point.y]
    case .scalar(let scalar): [scalar]
    case nil: nil
    }
  }

  /// Where the columns of the table are.
  struct Columns {
    let label: Int
    let number = 9
    let bar: Int
    private let width: Int

    init(width: Int, labels: Int) {
      label = min(max(labels, 4), max(4, width - 20))
      self.width = (width - label) / 2
      let room = self.width - number - 2
      bar = room >= 5 ? min(13, room - (room + 1) % 2) : 0
    }

    /// The column after the number of the first or second parameter.
    func numberEnd(_ index: Int) -> Int { label + index * width + number + 1 }
  }
}

/// A bar to the left or right of an axis.
struct SignedBar {
  private let halves: Int
  private let side: Int

  /// A bar as long as its share of `scale`, in `width` columns of which the middle one is the axis.
  init(_ value: Double, scale: Double, width: Int) {
    side = width / 2
    let share = scale > 0 && value.isFinite ? max(-1, min(1, value / scale)) : 0
    halves = Int((share * Double(2 * side)).rounded())
  }

  /// The bar as text, in steps of half a column.
  func line(_ style: Style, axis: Style) -> StyledLine {
    let (full, half) = (abs(halves) / 2, abs(halves) % 2)
    let blank = String(repeating: "\u{A0}", count: side - full - half)
    let body = String(repeating: "━", count: full)
    var line = StyledLine()
    if halves < 0 {
      line.append(blank + (half > 0 ? "╺" : "") + body, style)
    } else {
      line.append(String(repeating: "\u{A0}", count: side), style)
    }
    line.append("│", axis)
    if halves >= 0 {
      line.append(body + (half > 0 ? "╸" : "") + blank, style)
    } else {
      line.append(String(repeating: "\u{A0}", count: side), style)
    }
    return line
  }
}
