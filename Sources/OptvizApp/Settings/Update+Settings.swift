import Experiments
import Optimization
import Wording

extension Model {
  mutating func chooseSetting(_ index: Int) {
    guard settingRows.indices.contains(index) else { return }
    // A value that is being typed belongs to the setting it began with.
    if index != document.chosenSetting { settings.typedValue = nil }
    document.chosenSetting = index
  }

  /// Begins to type a value for the chosen setting, if it is visible; a flag just changes.
  mutating func startEntry() {
    guard let row = chosenRow else { return }
    setFocus(.settings)
    if row.setting.kind == .flag { adjust(1) } else { settings.typedValue = "" }
  }

  /// Moves the chosen setting along its scale.
  mutating func adjust(_ steps: Int) {
    guard let row = chosenRow else { return }
    if row.isBatchSize, let count = exampleCount {
      set(
        document.chosenSetting,
        to: Double(BatchSizes.size(from: BatchSizes.whole(row.value, of: count), by: steps, of: count)))
    } else {
      set(document.chosenSetting, to: SettingSteps.value(of: row.setting, from: row.value, by: steps))
    }
  }

  mutating func resetSetting() {
    guard let row = chosenRow else { return }
    if row.owner == .batch {
      setOwnBatchSize(nil)
      noticeOwnBatches()
    } else {
      set(document.chosenSetting, to: row.setting.standard)
      notice = "\(row.setting.key) \(row.setting.symbol) = \(row.text(row.setting.standard)), the usual value"
    }
  }

  /// Sets a value, and replays to the step on display: one run for its own setting, all for the surface's.
  mutating func set(_ index: Int, to value: Double) {
    let rows = settingRows
    guard rows.indices.contains(index), rows[index].value != value || rows[index].inherited != nil
    else { return }
    let setting = rows[index].setting
    let shown = (rows[index].setting.symbol, rows[index].text)
    defer {
      // If the pane has no room, a notice shows the change.
      if notice == nil, derived.layout.rect(of: .settings)?.isEmpty != false,
        settingRows.indices.contains(index)
      {
        let name =
          rows[index].owner == .surface
          ? document.experiment.surface.entry.card.name : chosen?.entry.card.name
        notice = "\(name ?? ""): \(shown.0) was \(shown.1), is \(settingRows[index].text)"
      }
    }
    do {
      switch rows[index].owner {
      case .run:
        try changeChosen { (choice) throws(SettingError) in try choice.settings.set(setting.key, to: value) }
      case .wrapper(let i):
        try changeChosen { (choice) throws(SettingError) in
          try choice.wrappers[i].settings.set(setting.key, to: value)
        }
      case .schedule:
        try changeChosen { (choice) throws(SettingError) in
          try choice.schedule?.settings.set(setting.key, to: value)
        }
      case .batch:
        setOwnBatchSize(BatchSizes.whole(value, of: exampleCount ?? 1))
        noticeOwnBatches()
      case .surface:
        var surface = document.experiment.surface
        try surface.settings.set(setting.key, to: value)
        if surface.dataChoice != nil && setting.key == DataChoice.scaleKey {
          rescale(surface)
          return
        }
        document.experiment.surface = surface
        rebuildWithBatches()
        if rows[index].isBatchSize, let batches = derived.race.objective.batches {
          notice = "every step sees \(batches.sentence)"
        }
      }
    } catch {
      notice =
        "\(setting.key) \(setting.symbol) = \(setting.text(value)) is out of range: \(setting.accepted)"
    }
  }

  /// Changes the chosen run, and replays it to the step on display.
  private mutating func changeChosen(_ change: (inout OptimizerChoice) throws(SettingError) -> Void)
    throws(SettingError)
  {
    try change(&document.experiment.optimizers[document.chosenRun])
    replaceRun(document.chosenRun)
  }

  /// Sets the chosen setting to the typed value; an invalid one is reported and stays for correction.
  mutating func commitEntry() {
    guard let text = settings.typedValue, !text.isEmpty, let row = chosenRow else {
      settings.typedValue = nil
      return
    }
    do throws(InputError) {
      let value = try row.value(typed: text, for: "\(row.setting.key) \(row.setting.symbol)")
      settings.typedValue = nil
      set(document.chosenSetting, to: value)
    } catch {
      notice = error.message
    }
  }
}
