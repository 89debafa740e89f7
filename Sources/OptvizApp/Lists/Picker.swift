import Configuration
import Experiments
import Optimization
import TerminalGraphics

/// A list to pick from: surfaces, optimizers, experiments, themes or colour maps, filtered while typing.
public struct Picker: Hashable, Sendable {
  /// What is listed.
  public enum Kind: Hashable, Sendable {
    /// Picking one closes the list.
    case surfaces
    /// Any number can take part; the list stays open.
    case optimizers
    /// Picking one closes the list.
    case experiments
    /// Picking one closes the list; until then the chosen one is previewed.
    case themes
    /// The same.
    case colorMaps
    /// Picking one chooses it and closes the list; others are shown and hidden.
    case runs
    /// Picking one closes the list.
    case views
    /// Picking one goes there and closes the list.
    case history

    /// Where the list stands.
    var placement: Placement {
      switch self {
      case .surfaces, .experiments: .centered(width: 76)
      case .optimizers: .besideIfHigh(rows: 20, width: 100)
      case .themes, .colorMaps, .runs, .history: .beside
      case .views: .centered(width: 84)
      }
    }
  }

  /// Where a list stands on the screen.
  public enum Placement: Hashable, Sendable {
    /// In the middle, at most so wide.
    case centered(width: Int)
    /// Beside the main view, which shows what is chosen at once.
    case beside
    /// Beside the main view if it has enough rows, otherwise in the middle.
    case besideIfHigh(rows: Int, width: Int)
  }

  /// A row of the list.
  public struct Item: Hashable, Sendable {
    /// The catalog's identifier.
    public let id: String
    /// What is shown.
    public let name: String
    /// One sentence on it.
    public let summary: String
    /// Its formula, in one line; empty for none.
    public let formula: String
    /// The family it is listed under; empty for none.
    public var family = ""
    /// Whether it is an experiment of the person's own, whose path is its identifier.
    var isOwn = false
    /// Other words by which it is found, in small letters.
    var keywords = ""
    /// Its colours; `nil` for none.
    var swatch: Swatch?
  }

  /// What is listed.
  public let kind: Kind
  /// The typed filter.
  public private(set) var filter = ""
  /// Whether the filter is selected, so that the next letter replaces it.
  public private(set) var isFilterSelected = false
  /// The chosen row of the filtered list.
  public private(set) var selection = 0

  /// Every row.
  private let all: [Item]

  /// The whole list, with a row chosen.
  public init(_ kind: Kind, of environment: Environment, selecting id: String? = nil) {
    self.kind = kind
    all = Picker.items(kind, of: environment)
    selection = items.firstIndex { $0.id == id } ?? 0
  }

  /// A list with given rows.
  init(_ kind: Kind, _ rows: [Item], selecting id: String? = nil) {
    self.kind = kind
    all = rows
    selection = rows.firstIndex { $0.id == id } ?? 0
  }

  /// The same list with other rows; the choice stays as far as there are as many.
  func with(_ rows: [Item]) -> Picker {
    var other = Picker(kind, rows)
    other.filter = filter
    other.choose(selection)
    return other
  }

  /// What is listed, in words.
  public var title: String {
    switch kind {
    case .surfaces: "surface"
    case .optimizers: "optimizers"
    case .experiments: "experiments"
    case .themes: "theme"
    case .colorMaps: "colours of the heights"
    case .runs: "runs"
    case .views: "views"
    case .history: "changes"
    }
  }

  /// The rows that match the filter: the name, the identifier or another word for it contains each of its words.
  public var items: [Item] {
    let words = filter.lowercased().split(separator: " ")
    return all.filter { item in
      let haystack = item.name.lowercased()
      return words.allSatisfy {
        haystack.contains($0) || item.id.contains($0) || item.keywords.contains($0)
      }
    }
  }

  /// The chosen row; `nil` without a match.
  public var chosen: Item? {
    let items = items
    return items.indices.contains(selection) ? items[selection] : nil
  }

  /// Whether a space goes on with a name of several words that is being typed.
  var takesSpace: Bool {
    let typed = filter.lowercased()
    // A number alone is a run's.
    return typed.contains(where: \.isLetter) && !isFilterSelected
      && items.contains { $0.name.lowercased().contains(typed + " ") }
  }

  /// How many rows there are without a filter.
  var count: Int { all.count }

  private static func items(_ kind: Kind, of environment: Environment) -> [Item] {
    switch kind {
    case .themes: environment.themes.items(environment.depth)
    case .colorMaps:
      [
        Item(
          id: ColorMapCatalog.themeWord, name: "the theme's", summary: "The theme's own colours.", formula: ""
        )
      ]
        + ColorMapCatalog.all.map { map in
          Item(
            id: map.id, name: map.id, summary: map.summary, formula: map.source,
            swatch: environment.depth == .mono
              ? nil : Swatch(ramp: map.ramp(isDark: true, for: environment.depth)))
        }
    case .surfaces:
      SurfaceCatalog.all.map {
        Item(
          id: $0.card.id, name: $0.card.name, summary: $0.card.summary,
          formula: "f = " + $0.surface($0.defaults).formula)
      }
        + DataSetCatalog.all.map {
          Item(
            id: $0.id, name: $0.name, summary: $0.summary, formula: "\($0.model.rawValue) regression on data")
        }
    case .optimizers:
      environment.experiments.optimizers.byFamily.map { entry in
        Item(
          id: entry.card.id, name: entry.card.name, summary: entry.card.summary,
          formula: entry.card.formula.text(with: entry.defaults).joined(separator: "   "),
          family: entry.card.family.title)
      }
    // These depend on the race, or on the person's files.
    case .experiments, .runs, .views, .history: []
    }
  }

  /// Adds a character to the filter.
  mutating func type(_ character: Character) {
    // Constructor calls and formulas are longer than any name.
    guard isFilterSelected || filter.count < ([.surfaces, .optimizers].contains(kind) ? 1000 : 40),
      !character.isNewline
    else {
      return
    }
    if isFilterSelected { (filter, isFilterSelected) = ("", false) }
    filter.append(character)
    chooseNearest()
  }

  /// Chooses the row whose whole name is typed, although others have it in theirs; else the first.
  private mutating func chooseNearest() {
    let typed = filter.lowercased()
    selection = items.firstIndex { $0.id == typed || $0.name.lowercased() == typed } ?? 0
  }

  /// Selects the filter, so that the next letter begins another one.
  mutating func selectFilter() { isFilterSelected = !filter.isEmpty }

  /// Removes the filter's last character.
  mutating func erase() {
    if isFilterSelected {
      (filter, isFilterSelected) = ("", false)
    } else if !filter.isEmpty {
      filter.removeLast()
    }
    chooseNearest()
  }

  /// Chooses a row by its distance from the chosen one.
  mutating func move(_ rows: Int) { choose(selection + rows) }

  /// Chooses a row by its place in the filtered list.
  mutating func choose(_ row: Int) { selection = max(0, min(items.count - 1, row)) }
}

extension ThemeShelf {
  /// The rows of a list of themes, with their colours as a terminal of a depth shows them.
  fileprivate func items(_ depth: ColorDepth) -> [Picker.Item] {
    entries.map { entry in
      let definition = entry.definition
      let origin =
        if case .file(let path) = entry.origin { path } else { definition.source }
      return Picker.Item(
        id: entry.id, name: entry.id, summary: definition.summary, formula: origin,
        swatch: definition.theme(for: depth).swatch(for: depth))
    }
  }
}
