import Experiments
import Optimization
import Wording

/// A row of the settings pane: a setting of the chosen run, or of the surface.
struct SettingRow: Hashable, Sendable {
  /// Whose setting it is.
  enum Owner: Hashable, Sendable {
    /// The chosen run's.
    case run
    /// A wrapper's around the chosen run.
    case wrapper(Int)
    /// The chosen run's schedule's.
    case schedule
    /// The chosen run's batch size.
    case batch
    /// The surface's.
    case surface
  }

  let owner: Owner
  let setting: Setting
  let value: Double
  /// The setting's key, after the identifier of the wrapper or schedule that has it.
  let name: String
  /// The text in the value's place if the row has no value of its own.
  var inherited: String?

  /// Whether it gives the number of examples for each step; 0 means all.
  var isBatchSize: Bool {
    owner == .batch || owner == .surface && setting.key == SurfaceChoice.batchSizeKey
  }

  /// The value as it is shown.
  var text: String { inherited ?? text(value) }

  /// A value as it is shown in this row.
  func text(_ value: Double) -> String { isBatchSize && value == 0 ? "all" : setting.text(value) }
}

extension SettingRow {
  /// The rows of a run.
  static func rows(of choice: OptimizerChoice) -> [SettingRow] {
    rows(.run, choice.settings)
      + choice.wrappers.indices.flatMap { i in
        rows(.wrapper(i), choice.wrappers[i].settings, choice.wrappers[i].entry.card.id)
      }
      + (choice.schedule.map { rows(.schedule, $0.settings, $0.entry.card.id) } ?? [])
  }

  static func rows(_ owner: Owner, _ values: SettingValues, _ id: String? = nil) -> [SettingRow] {
    zip(values.settings, values.values).map { setting, value in
      SettingRow(
        owner: owner, setting: setting, value: value, name: (id.map { "\($0) " } ?? "") + setting.key)
    }
  }
}

extension SettingRow {
  /// The batch size of a run.
  fileprivate static let ownBatch = Setting(
    "batch", "batch", default: 0, in: .from(0), slider: 1...512, .logarithmic,
    "How many examples each step of this run sees; 0 means all. The default is the batch size of all runs."
  )
}

extension SettingRow {
  /// The value that a person typed.
  ///
  /// - Parameter name: the row's name in error messages.
  func value(typed text: String, for name: String) throws(InputError) -> Double {
    let isAll = isBatchSize && text.lowercased() == "all"
    guard let value = isAll ? 0 : Specification.value(text.replacing("−", with: "-"), for: setting) else {
      throw InputError("'\(text)' is not a value for \(name): \(setting.accepted)")
    }
    guard setting.accepts(value) else {
      throw InputError("\(name) = \(text) is out of range: \(setting.accepted)")
    }
    return value
  }
}

extension Model {
  /// What the settings pane lists: the chosen run's settings, those of its wrappers and its schedule, its batch size
  /// if there are examples, then the surface's.
  var settingRows: [SettingRow] {
    (chosen.map(SettingRow.rows(of:)) ?? []) + batchRows
      + SettingRow.rows(.surface, document.experiment.surface.settings)
  }

  /// The row of the chosen run's own batch size.
  private var batchRows: [SettingRow] {
    guard let chosen, let batches = RunConditions.batches(of: chosen, on: derived.race.objective) else {
      return []
    }
    return [
      SettingRow(
        owner: .batch, setting: SettingRow.ownBatch, value: Double(batches.settableSize), name: "own batch",
        inherited: chosen.batchSize == nil ? "as data" : nil)
    ]
  }

  /// The chosen row; `nil` without settings.
  var chosenRow: SettingRow? {
    let rows = settingRows
    return rows.indices.contains(document.chosenSetting) ? rows[document.chosenSetting] : nil
  }
}
