import Wording

/// An arrangement of the panes with a name.
public struct LayoutPreset: Hashable, Sendable {
  /// Its name: a word of letters, digits, `_` and `-`.
  public let name: String
  /// What it is for, in a few words; empty for a person's own.
  public let summary: String
  /// How the panes are arranged.
  public let arrangement: PaneArrangement

  /// A preset.
  public init(_ name: String, _ summary: String = "", _ arrangement: PaneArrangement) {
    self.name = name
    self.summary = summary
    self.arrangement = arrangement
  }

  /// The built-in ones, the usual one first.
  public static let bundled: [LayoutPreset] = [
    LayoutPreset("standard", "all panels, as the screen's size suggests", PaneArrangement()),
    LayoutPreset("map", "the map with the race table", .of(hiding: [.settings, .chart])),
    LayoutPreset(
      "lecture", "a large map, a large chart, no settings", .of(hiding: [.settings], side: .percent(42))),
    LayoutPreset(
      "numbers", "the step number by number, beside the settings",
      .of(hiding: [.chart], opening: [.inspector], column: .percent(30))),
  ]

  /// Whether a text can be a preset's name, in a file and on the command line.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 40
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
  }

  /// Reads the command line's form: a preset's name, pairs such as `side=50,hide=chart`, or a name and then pairs.
  public static func arrangement(_ text: String, among presets: [LayoutPreset]) throws(InputError)
    -> PaneArrangement
  {
    var arrangement = PaneArrangement()
    for (place, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
      let words = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if words.count == 2 {
        try arrangement.set(words[0], to: words[1])
      } else if place == 0, let preset = presets.last(where: { $0.name == part }) {
        arrangement = preset.arrangement
      } else if place == 0 {
        throw .unknown("layout", String(part), known: presets.map(\.name))
      } else {
        throw InputError("'\(part)' is not a part of a layout; write key=value, as in side=50,hide=chart")
      }
    }
    return arrangement
  }
}

extension PaneArrangement {
  fileprivate static func of(
    hiding hidden: Set<PaneID>, opening opened: Set<PaneID> = [], side: PaneExtent? = nil,
    column: PaneExtent? = nil
  ) -> PaneArrangement {
    var arrangement = PaneArrangement()
    arrangement.hidden = hidden
    arrangement.opened = opened
    arrangement.side = side
    arrangement.column = column
    return arrangement
  }
}
