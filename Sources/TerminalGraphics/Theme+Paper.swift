extension ThemeEntry {
  /// The light theme, for bright rooms and projectors: the valley is white, and nothing is darker than a path.
  public static let paper = ThemeEntry(
    summary: "Light, for bright rooms and projectors.",
    full: Theme(
      id: "paper",
      ground: Color(0xFBFBF8), text: Color(0x24292F), quiet: Color(0x76808C), strong: Color(0x000000),
      border: Color(0xD0D7DE), focus: Color(0x8194AD), accent: Color(0x0969DA), warning: Color(0xB35900),
      selection: Color(0xE2ECF7),
      heat: Gradient([0xF4FBFC, 0xE3F1F6, 0xD3E4EF, 0xC8D5E8, 0xC0C5DE, 0xB9B6D3].map { Color($0) }).ramp(
        128),
      contour: Ink(Color(0x2B4A66), strength: 0.38),
      paths: [0xCF222E, 0x116329, 0x8250DF, 0x0550AE, 0xBC4C00, 0x7A5C00].map { Color($0) },
      oldestPath: 0.6),
    heat256: [231, 255, 195, 254, 153, 253, 189, 252, 188, 251, 146],
    paths16: [1, 2, 5, 4, 3, 6])
}
