extension KeyBindings {
  /// The keys that say how lines are drawn and what the chart shows.
  static let picture: [KeyBinding] = [
    KeyBinding(
      "next_marker", [.char("M")], "M", "marker", "What lines are drawn with: dots, blocks or plain marks.",
      .view,
      .nextMarker),
    KeyBinding(
      "next_chart_quantity", [.char("C")], "C", "chart", chartHelp, .view, .nextChartQuantity),
    KeyBinding(
      "next_chart_axis", [.char("x")], "x", "chart axis",
      "The chart by steps, evaluations or, with data, examples.", .view,
      .nextChartSpan),
  ]

  private static let chartHelp = "The chart: loss, gradient norm, distance to the minimum, learning rate."
}
