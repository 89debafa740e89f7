import Optimization

/// A row of the settings panel: a setting of the chosen run, or of the surface.
struct SettingRow: Hashable, Sendable {
  /// Whose setting it is.
  enum Owner: Hashable, Sendable {
    /// The chosen run's.
    case run
    /// A wrapper's around the chosen run.
    case wrapper(Int)
    /// The chosen run's schedule's.
    case schedule
    /// The surface's.
    case surface
  }

  let owner: Owner
  let setting: Setting
  let value: Double
  /// The setting's key, after the identifier of the wrapper or schedule that has it.
  let name: String
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

  fileprivate static func rows(_ owner: Owner, _ values: SettingValues, _ id: String? = nil) -> [SettingRow] {
    zip(values.settings, values.values).map { setting, value in
      SettingRow(
        owner: owner, setting: setting, value: value, name: (id.map { "\($0) " } ?? "") + setting.key)
    }
  }
}

extension Model {
  /// What the settings panel lists: the chosen run's settings, those of its wrappers and its schedule, then the
  /// surface's.
  var settingRows: [SettingRow] {
    (chosen.map(SettingRow.rows(of:)) ?? []) + SettingRow.rows(.surface, experiment.surface.settings)
  }

  /// The chosen row; `nil` where there is nothing to set.
  var chosenRow: SettingRow? {
    let rows = settingRows
    return rows.indices.contains(chosenSetting) ? rows[chosenSetting] : nil
  }
}
