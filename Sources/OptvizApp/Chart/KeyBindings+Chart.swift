/// The keys that choose what the chart shows.
extension KeyBindings {
  static let lossAxis: [KeyBinding] = [
    KeyBinding(
      "toggle_loss_axis", [.char("y")], "y", "linear", "Makes the loss axis logarithmic or linear.", .view,
      .toggleLossAxis, of: [.chart]
    ) { $0.document.chart.isLogarithmic },
    KeyBinding(
      "toggle_loss_axis", [.char("y")], "y", "log", "Makes the loss axis logarithmic or linear.", .view,
      .toggleLossAxis, of: [.chart]
    ) { !$0.document.chart.isLogarithmic },
  ]

  /// The keys for the quantity and the count.
  static let chart: [KeyBinding] = [
    KeyBinding(
      "next_chart_quantity", [.char("C")], "C", "quantity", chartHelp, .view, .nextChartQuantity),
    KeyBinding(
      "next_chart_axis", [.char("x")], "x", "count",
      "Plots the chart by steps, evaluations or, with data, examples.", .view,
      .nextChartSpan),
  ]

  private static let chartHelp =
    "Changes what the chart shows: loss, gradient norm, distance to the minimum, learning rate."
}
