extension Environment {
  /// All layouts, the bundled ones first; a person's own replaces a bundled one of the same name.
  public var presets: [LayoutPreset] {
    LayoutPreset.bundled.map { preset in layouts.last { $0.name == preset.name } ?? preset }
      + layouts.filter { preset in !LayoutPreset.bundled.contains { $0.name == preset.name } }
  }

  /// The preset that matches the panes, ignoring a pane that fills the screen; `nil` if a person changed something.
  ///
  /// If none matches, opening and closing panes is ignored too.
  public func preset(of arrangement: PaneArrangement) -> LayoutPreset? {
    let shown = arrangement.unzoomed
    return presets.first { $0.arrangement.unzoomed == shown }
      ?? presets.first { $0.arrangement.unzoomed.closed == shown.closed }
  }

  /// The command line's word for an arrangement; `nil` for the usual one.
  ///
  /// A person's own presets are written out, so that the line means the same elsewhere. The open inspector has an
  /// option of its own.
  func layoutArgument(_ arrangement: PaneArrangement) -> String? {
    var said = arrangement
    said.opened.remove(.inspector)
    let shown = arrangement.unzoomed
    let preset =
      LayoutPreset.bundled.first { $0.arrangement == shown }
      ?? LayoutPreset.bundled.first { $0.arrangement == said.unzoomed }
    if let preset, preset.arrangement != PaneArrangement(), presets.contains(preset) {
      return preset.name + (arrangement.zoomed.map { ",zoom=\($0.name)" } ?? "")
    }
    guard said != PaneArrangement() else { return nil }
    return said.pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}

extension Model {
  /// The preset that matches the panes; `nil` if a person changed something.
  public var preset: LayoutPreset? { environment.preset(of: document.arrangement) }
}
