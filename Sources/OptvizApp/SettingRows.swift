import Optimization

/// A row of the settings panel: a setting of the chosen run, or of the surface.
struct SettingRow: Hashable, Sendable {
  /// Whose setting it is.
  enum Owner: Hashable, Sendable {
    /// The chosen run's.
    case run
    /// The surface's.
    case surface
  }

  let owner: Owner
  let setting: Setting
  let value: Double
}

extension Model {
  /// What the settings panel lists: the chosen run's settings, then the surface's.
  var settingRows: [SettingRow] {
    func rows(_ owner: SettingRow.Owner, _ values: SettingValues) -> [SettingRow] {
      zip(values.settings, values.values).map { SettingRow(owner: owner, setting: $0, value: $1) }
    }
    return (chosen.map { rows(.run, $0.settings) } ?? []) + rows(.surface, experiment.surface.settings)
  }

  /// The chosen row; `nil` where there is nothing to set.
  var chosenRow: SettingRow? {
    let rows = settingRows
    return rows.indices.contains(chosenSetting) ? rows[chosenSetting] : nil
  }
}
