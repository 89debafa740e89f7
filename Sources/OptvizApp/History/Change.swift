import Experiments
import Optimization
import TerminalGraphics

/// What a change changed, as a person would say it: `lr of Adam: 0.1 → 0.2`.
struct Change {
  private let before: Document
  private let after: Document

  /// The change between two documents.
  init(from before: Document, to after: Document) { (self.before, self.after) = (before, after) }

  /// The change in a few words: what is raced comes before how it is shown.
  var words: String { surface ?? optimizers ?? race ?? colors ?? picture ?? panels }

  private var surface: String? {
    let (old, new) = (before.experiment.surface, after.experiment.surface)
    guard old != new else { return nil }
    let name = new.entry.card.name
    guard old.entry.card.id == new.entry.card.id, old.origin == new.origin else { return "surface \(name)" }
    let rows = SettingRow.changes(
      SettingRow.rows(.surface, old.settings), SettingRow.rows(.surface, new.settings))
    return rows.map { "\($0) of \(name)" } ?? "surface \(name)"
  }

  private var optimizers: String? {
    let (old, new) = (before.experiment.optimizers, after.experiment.optimizers)
    guard old != new else { return nil }
    func names(_ choices: ArraySlice<OptimizerChoice>) -> String {
      choices.map(\.entry.card.name).joined(separator: ", ")
    }
    if old.count == new.count {
      let runs = new.indices.filter { old[$0] != new[$0] }
      guard runs.count == 1, let run = runs.first else { return "optimizers" }
      let name = new[run].entry.card.name
      guard old[run].entry.card.id == new[run].entry.card.id else {
        return "\(old[run].entry.card.name) to \(name)"
      }
      let rows = SettingRow.changes(SettingRow.rows(of: old[run]), SettingRow.rows(of: new[run]))
      return rows.map { "\($0) of \(name)" } ?? "settings of \(name)"
    }
    // What is left between the runs that both have at the beginning and at the end.
    let (less, more) = old.count < new.count ? (old, new) : (new, old)
    let first = zip(less, more).prefix { $0 == $1 }.count
    let last = zip(less[first...].reversed(), more[first...].reversed()).prefix { $0 == $1 }.count
    guard first + last == less.count else { return "optimizers" }
    if new.count == old.count + 1, let copy = new.last, let fork = copy.fork {
      return "fork of \(copy.entry.card.name) at \(fork.step)"
    }
    return names(more[first..<more.count - last]) + (old.count < new.count ? " added" : " removed")
  }

  private var race: String? {
    let (old, new) = (before.experiment, after.experiment)
    if old.start != new.start {
      return "start \(Numerals.short(new.start.x, digits: 4)), \(Numerals.short(new.start.y, digits: 4))"
    }
    if old.pace != new.pace { return new.pace == .steps ? "equal steps" : "equal examples" }
    if old.steps != new.steps { return "\(new.steps) steps" }
    if old.seed != new.seed { return "seed \(new.seed)" }
    if before.hiddenRuns != after.hiddenRuns { return "which runs are shown" }
    return nil
  }

  private var colors: String? {
    if before.theme.id != after.theme.id { return "theme \(after.theme.id)" }
    if before.colorMap != after.colorMap { return "the map's colours" }
    if before.pixels != after.pixels { return "pixels \(after.pixels.rawValue)" }
    if before.markers != after.markers { return "marker \(after.markers.id)" }
    return nil
  }

  private var panels: String {
    let (old, new) = (before.arrangement.opened, after.arrangement.opened)
    if let pane = new.subtracting(old).first { return "\(pane.name) shown" }
    if let pane = old.subtracting(new).first { return "\(pane.name) hidden" }
    return "the panels"
  }

  private var picture: String? {
    if before.pin != after.pin { return after.pin.map { "pin at \($0)" } ?? "the pin" }
    if before.map.view != after.map.view { return "the map's view" }
    if before.solid != after.solid { return "the camera" }
    if before.chart.isLogarithmic != after.chart.isLogarithmic {
      return after.chart.isLogarithmic ? "a logarithmic loss" : "a linear loss"
    }
    if before.chart != after.chart { return "chart of \(after.chart.quantity.title)" }
    if before.chosenView != after.chosenView {
      return after.chosenView.map { "view \($0.rawValue)" } ?? "the view"
    }
    if before.showsBatches != after.showsBatches { return "the batch on the map" }
    if before.showsAverages != after.showsAverages { return "the inspector" }
    return nil
  }
}

extension SettingRow {
  /// `lr: 0.1 → 0.2` where exactly that differs; `nil` otherwise.
  fileprivate static func changes(_ old: [SettingRow], _ new: [SettingRow]) -> String? {
    guard old.map(\.name) == new.map(\.name) else { return nil }
    let differing = zip(old, new).filter { $0.value != $1.value }
    guard differing.count == 1, let (was, now) = differing.first else { return nil }
    return "\(now.name) \(was.text) → \(now.text)"
  }
}
