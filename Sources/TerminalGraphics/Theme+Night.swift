extension ThemeEntry {
  /// The dark theme: the valley glows, and nothing is brighter than a path.
  public static let night = ThemeEntry(
    summary: "Dark and quiet; the valley glows.",
    full: Theme(
      id: "night",
      ground: Color(0x0D1017), text: Color(0xC9D1D9), quiet: Color(0x6B7688), strong: Color(0xF0F3F6),
      border: Color(0x2B3342), focus: Color(0x5B6D8A), accent: Color(0x58A6FF), warning: Color(0xFFA657),
      selection: Color(0x1F2937),
      heat: Gradient([0x24617A, 0x1F5875, 0x1D4566, 0x22335A, 0x261F47, 0x1C1533].map { Color($0) }).ramp(
        128),
      contour: Ink(Color(0xB9D7EA), strength: 0.38),
      paths: [0xFF8C7E, 0x74EB9C, 0xDBA2E2, 0x79C0FF, 0xFFA657, 0xF2E55C].map { Color($0) },
      arrows: [0xFF5FA8, 0x43E5D5, 0xFFFFFF].map { Color($0) },
      oldestPath: 0.66),
    heat256: [24, 23, 239, 238, 237, 236, 235, 234, 233],
    paths16: [9, 10, 13, 14, 15, 11], arrows16: [5, 6, 7])
}
