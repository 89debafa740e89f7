import Wording

/// How a person arranged the panes: their sizes, which are hidden, which one fills the screen.
///
/// Everything else the layout decides by the size of the screen. Sizes are wishes: on a screen without enough room
/// they are cut, and restored when there is room again.
public struct PaneArrangement: Hashable, Sendable {
  /// The width of the column to the right of the main view.
  public var side: PaneExtent?
  /// The width of a pane's own column, such as the inspector's, if the screen is wide enough for one.
  public var column: PaneExtent?
  /// The height of the panes below the main view, on a narrow or a high screen.
  public var below: PaneExtent?
  /// The heights of panes that stand above others; the last of a stack takes what is left.
  var heights: [PaneID: PaneExtent] = [:]
  /// The panes that are not shown.
  var hidden: Set<PaneID> = []
  /// The panes that are open, of those that open only on request.
  var opened: Set<PaneID> = []
  /// The pane that fills the screen above the timeline.
  public var zoomed: PaneID?

  /// All panes sized by the screen.
  public init() {}

  /// The same with all panes closed that open on request.
  var closed: PaneArrangement {
    var other = self
    other.opened = []
    return other
  }

  /// The same without a pane that fills the screen.
  var unzoomed: PaneArrangement {
    var other = self
    other.zoomed = nil
    return other
  }

  /// The panes to the right of or below the main view, which have a height and can be hidden.
  static var sidePanes: [PaneEntry] { PaneCatalog.all.filter { $0.place == .side || $0.place == .column } }
  /// The panes that can fill the screen.
  static var zoomable: [PaneEntry] { PaneCatalog.all.filter { $0.place != .bottom } }

  // MARK: As text

  /// The keys of `pairs`, in order.
  public static var keys: [String] {
    ["side", "column", "below"] + sidePanes.map(\.id.name) + ["hide", "show", "zoom"]
  }

  /// All its settings, as keys and values in a fixed order: the content of a file or a command line.
  public var pairs: [(key: String, value: String)] {
    func names(_ panes: Set<PaneID>) -> String? {
      let names = PaneCatalog.all.map(\.id).filter(panes.contains).map(\.name)
      return names.isEmpty ? nil : names.joined(separator: "+")
    }
    var pairs: [(String, String?)] = [
      ("side", side?.text), ("column", column?.text), ("below", below?.text),
    ]
    pairs += PaneArrangement.sidePanes.map { ($0.id.name, heights[$0.id]?.text) }
    pairs += [("hide", names(hidden)), ("show", names(opened)), ("zoom", zoomed?.name)]
    return pairs.compactMap { pair in pair.1.map { (pair.0, $0) } }
  }

  /// Reads `pairs`; a missing key leaves its size to the screen.
  public init(pairs: [(key: String, value: String)]) throws(InputError) {
    for (key, value) in pairs { try set(key, to: value) }
  }

  /// Sets the value of one pair.
  public mutating func set(_ key: String, to value: String) throws(InputError) {
    switch key {
    case "side": side = try PaneArrangement.extent(key, value)
    case "column": column = try PaneArrangement.extent(key, value)
    case "below": below = try PaneArrangement.extent(key, value)
    case "hide":
      hidden = Set(try PaneArrangement.panes(value, of: PaneArrangement.sidePanes))
    case "show":
      opened = Set(try PaneArrangement.panes(value, of: PaneCatalog.onRequest))
    case "zoom":
      let panes = try PaneArrangement.panes(value, of: PaneArrangement.zoomable)
      guard panes.count == 1 else { throw InputError("'zoom=\(value)': one panel can fill the screen") }
      zoomed = panes[0]
    default:
      guard let pane = PaneArrangement.sidePanes.first(where: { $0.id.name == key }) else {
        throw .unknown("layout key", key, known: PaneArrangement.keys)
      }
      heights[pane.id] = try PaneArrangement.extent(key, value)
    }
  }

  private static func extent(_ key: String, _ value: String) throws(InputError) -> PaneExtent {
    guard let extent = PaneExtent(value) else {
      throw InputError("'\(key)=\(value)': '\(value)' is not a size; use \(PaneExtent.accepted)")
    }
    return extent
  }

  /// Reads names of panes separated by a plus, a comma or a blank.
  private static func panes(_ value: String, of known: [PaneEntry]) throws(InputError) -> [PaneID] {
    var panes: [PaneID] = []
    for name in value.split(whereSeparator: { "+, ".contains($0) }) {
      guard let pane = known.first(where: { $0.id.name == name }) else {
        throw .unknown("panel", String(name), known: known.map(\.id.name))
      }
      panes.append(pane.id)
    }
    return panes
  }
}
