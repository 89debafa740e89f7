/// What the model knows of the panels: how they are arranged, and the arrangements there are to choose from.
public struct Panels: Hashable, Sendable {
  /// How they stand.
  public internal(set) var arrangement = PanelArrangement()
  /// A person's own presets; one of a bundled name takes its place.
  public internal(set) var own: [LayoutPreset] = []

  /// Presets that were kept and are still to be written to the person's configuration.
  var unsaved: [LayoutPreset] = []

  /// All presets, the bundled ones first.
  public var presets: [LayoutPreset] {
    LayoutPreset.bundled.map { preset in own.last { $0.name == preset.name } ?? preset }
      + own.filter { preset in !LayoutPreset.bundled.contains { $0.name == preset.name } }
  }

  /// The preset that the panels stand as, apart from what fills the screen; `nil` where a person changed something.
  public var preset: LayoutPreset? { presets.first { $0.arrangement.unzoomed == arrangement.unzoomed } }

  /// What the command line says of the arrangement; `nil` where it is the usual one.
  ///
  /// A person's own presets are written out, so that the line means the same elsewhere.
  var argument: String? {
    guard arrangement != PanelArrangement() else { return nil }
    let preset = LayoutPreset.bundled.first { $0.arrangement == arrangement.unzoomed }
    guard let preset, preset == self.preset, preset.arrangement != PanelArrangement() else {
      return arrangement.pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
    return preset.name + (arrangement.zoomed.map { ",zoom=\($0.name)" } ?? "")
  }
}
