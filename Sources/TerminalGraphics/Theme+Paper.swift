extension ThemeEntry {
  /// The light theme, for bright rooms and projectors: the valley is white, and nothing is darker than a path.
  public static let paper = ThemeEntry(
    summary: "Light, for bright rooms and projectors.",
    full: Theme(
      id: "paper",
      ground: Color(0xFBFBF8), text: Color(0x24292F), quiet: Color(0x76808C), strong: Color(0x000000),
      border: Color(0xD0D7DE), focus: Color(0x8194AD), accent: Color(0x0969DA), warning: Color(0xB35900),
      selection: Color(0xE2ECF7),
      heat: Gradient([0xF4FBFC, 0xE6F3F7, 0xD8E8F1, 0xCFDBEB, 0xC9CEE3, 0xC4C2DA].map { Color($0) }).ramp(
        128),
      contour: Ink(Color(0x2B4A66), strength: 0.38),
      paths: [0xC31A4F, 0x00663C, 0x852FE5, 0x0550AE, 0xC62F00, 0x776307].map { Color($0) },
      arrows: [0xB3006B, 0x00707A, 0x000000].map { Color($0) },
      oldestPath: 0.6),
    heat256: [231, 195, 255, 254, 189, 188, 153, 252, 251],
    paths16: [1, 2, 5, 4, 3, 6], arrows16: [13, 14, 0])
}
