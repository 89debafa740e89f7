import Configuration
import Experiments
import OptvizApp
import TerminalGraphics
import Toml
import Wording

/// The person's files, and the options that override them.
extension ViewOptions {
  /// The person's files, unless they are ignored.
  var setup: PersonalSetup { ignoresConfiguration ? .none : .read() }

  /// Sets what the person's files say, which the words of an experiment's file and the options override.
  func apply(_ setup: PersonalSetup, to opening: inout Model.Opening) {
    opening.themes = setup.shelf
    opening.theme = opening.themes.usual
    opening.followsBackground = opening.themes.usuallyFollowsBackground
    opening.usualColorMap = setup.configuration.colorMap.flatMap { ColorMapCatalog.map($0.value) }
    opening.colorMap = opening.usualColorMap
    opening.speed = setup.configuration.speed?.value
    opening.markers = setup.configuration.marker?.value
    opening.usualPixels = setup.configuration.pixels?.value ?? .auto
    opening.pixels = opening.usualPixels
    opening.remappings = setup.remappings
    opening.layouts = setup.layouts
    if let usual = setup.configuration.layout {
      let presets = LayoutPreset.bundled + setup.layouts
      opening.arrangement = presets.last { $0.name == usual.value }?.arrangement ?? PaneArrangement()
    }
  }

  /// What is to be told on the screen about the person's files.
  func notice(_ setup: PersonalSetup, for opening: Model.Opening) -> String? {
    let notices =
      opening.experiment.surface.notes
      + [setup.notice ?? problem(of: opening.theme)].compactMap { $0 }
    return notices.isEmpty ? nil : notices.joined(separator: "; ")
  }

  /// What is wrong with a theme of the person that is about to be used.
  private func problem(of theme: ThemeEntry) -> String? {
    guard case .file(let path) = theme.origin, let first = theme.definition.problems.first else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "\(name), \(first)"
  }
}
