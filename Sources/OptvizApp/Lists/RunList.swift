import Optimization
import TerminalGraphics

/// The rows of the lists of runs and of views.
extension Model {
  /// A row for each run, in the order of the table: as the table names it, with its loss.
  var runItems: [Picker.Item] {
    Standings(self).order.map { run in
      let loss = derived.race.point(of: run, at: readableStep(of: run)).loss
      let outcome =
        switch readableOutcome(of: run) {
        case .diverged(let step): "diverged at \(step)"
        case .converged(let step): "\(lossName) \(Numerals.scientific(loss, digits: 3)), converged at \(step)"
        case .stopped(let step): "\(lossName) \(Numerals.scientific(loss, digits: 3)), stopped at \(step)"
        case .running, .budgetSpent: "\(lossName) \(Numerals.scientific(loss, digits: 3))"
        }
      return Picker.Item(
        id: String(run), name: "\(run + 1) \(RunLook(run, in: self).label)",
        summary: outcome + (document.hiddenRuns.contains(run) ? ", hidden" : ""),
        formula: document.experiment.optimizers[run].text)
    }
  }

  /// A row for each main view, also for those that are not available now.
  var viewItems: [Picker.Item] {
    MainView.allCases.map { view in
      let isThere = derived.layout.views.contains(view)
      let reason = regression == nil ? "Needs data, which s has." : "Needs a larger screen."
      return Picker.Item(
        id: view.rawValue, name: view.title, summary: isThere ? view.summary : "\(reason) \(view.summary)",
        formula: "")
    }
  }

  /// Brings the rows of an open list of runs up to date.
  mutating func refreshRunList() {
    guard case .picker(let picker) = lists.overlay, picker.kind == .runs else { return }
    lists.overlay = .picker(picker.with(runItems))
  }

  /// Shows or hides the chosen run of a list; puts the chosen optimizer on or off.
  mutating func toggleListed() {
    guard case .picker(let picker) = lists.overlay, let item = picker.chosen else { return }
    if picker.kind == .optimizers { toggleOptimizer(item.id) }
    withListedRun { $0.toggleRun($1) }
  }

  /// Does something with the chosen row of the list of runs, which stays open.
  mutating func withListedRun(_ change: (inout Model, Int) -> Void) {
    guard case .picker(let picker) = lists.overlay, picker.kind == .runs,
      let run = picker.chosen.flatMap({ Int($0.id) })
    else { return }
    change(&self, run)
    refreshRunList()
  }
}
