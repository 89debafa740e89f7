import Configuration
import OptvizApp
import TerminalGraphics

extension Listing {
  /// The person's configuration, and its problems.
  static var configuration: Listing { Listing(id: "config", kind: "setting", items: items()) }

  private static func items() -> [ListingItem] {
    let setup = PersonalSetup.read()
    let configuration = setup.configuration
    let state =
      setup.isThere ? (configuration.isBroken ? " (ignored: it cannot be read)" : "") : " (not there)"
    var items = [
      ListingItem(id: "file", summary: setup.path.map { $0 + state } ?? "no place for one: HOME is not set")
    ]
    func add(_ id: String, _ value: String?) {
      if let value { items.append(ListingItem(id: id, summary: value)) }
    }
    add("theme", configuration.theme?.value)
    add("colormap", configuration.colorMap?.value)
    add("marker", configuration.marker?.value)
    add("pixels", configuration.pixels?.value.rawValue)
    add("speed", configuration.speed.map { "\(Numerals.short($0.value, digits: 9)) steps a second" })
    add("layout", configuration.layout?.value)
    for layout in configuration.layouts {
      add("layouts.\(layout.name)", layout.settings.map { "\($0.key) = \($0.value)" }.joined(separator: ", "))
    }
    for choice in configuration.keys {
      add("keys.\(choice.action)", choice.keys.isEmpty ? "none" : choice.keys.joined(separator: ", "))
    }
    for theme in setup.themes {
      if case .file(let path) = theme.origin { add("theme \(theme.id)", path) }
      for problem in theme.definition.problems { add("problem", "theme \(theme.id), \(problem)") }
    }
    for complaint in setup.complaints { add("problem", complaint) }
    return items
  }
}
