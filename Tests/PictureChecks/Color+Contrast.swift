import TerminalGraphics

extension Color {
  /// The contrast ratio of two colours, from 1 to 21, by WCAG 2.1.
  public static func contrast(_ a: Color, _ b: Color) -> Double {
    let (high, low) = (max(a.luminance, b.luminance), min(a.luminance, b.luminance))
    return (high + 0.05) / (low + 0.05)
  }
}
