import Experiments
import Optimization

extension Model {
  mutating func chooseSetting(_ index: Int) {
    guard settingRows.indices.contains(index) else { return }
    // What is being typed is for the setting it began with.
    if index != chosenSetting { entry = nil }
    chosenSetting = index
  }

  /// Begins to type a value for the chosen setting, where it can be seen; a flag just changes.
  mutating func startEntry() {
    guard let row = chosenRow else { return }
    setFocus(.settings)
    if row.setting.kind == .flag { adjust(1) } else { entry = "" }
  }

  /// Moves the chosen setting along its scale.
  mutating func adjust(_ steps: Int) {
    guard let row = chosenRow else { return }
    if row.isBatchSize, let count = exampleCount {
      set(
        chosenSetting,
        to: Double(BatchSizes.size(from: BatchSizes.whole(row.value, of: count), by: steps, of: count)))
    } else {
      set(chosenSetting, to: SettingSteps.value(of: row.setting, from: row.value, by: steps))
    }
  }

  mutating func resetSetting() {
    guard let row = chosenRow else { return }
    if row.owner == .batch {
      setOwnBatchSize(nil)
      noticeOwnBatches()
    } else {
      set(chosenSetting, to: row.setting.standard)
      notice = "\(row.setting.key) \(row.setting.symbol) = \(row.text(row.setting.standard)), the usual value"
    }
  }

  /// Gives a setting a value, and replays to where the race was: one run for its own setting, all for the surface's.
  mutating func set(_ index: Int, to value: Double) {
    let rows = settingRows
    guard rows.indices.contains(index), rows[index].value != value || rows[index].inherited != nil
    else { return }
    let setting = rows[index].setting
    let shown = (rows[index].setting.symbol, rows[index].text)
    defer {
      // Where the panel has no room the change is told.
      if notice == nil, layout.rect(of: .settings)?.isEmpty != false, settingRows.indices.contains(index) {
        let name =
          rows[index].owner == .surface ? experiment.surface.entry.card.name : chosen?.entry.card.name
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
        var surface = experiment.surface
        try surface.settings.set(setting.key, to: value)
        if surface.dataChoice != nil && setting.key == DataChoice.scaleKey {
          rescale(surface)
          return
        }
        experiment.surface = surface
        rebuildWithBatches()
        if rows[index].isBatchSize, let batches = race.objective.batches {
          notice = "every step sees \(batches.sentence)"
        }
      }
    } catch {
      notice =
        "\(setting.key) \(setting.symbol) = \(setting.text(value)) is out of range: \(setting.accepted)"
    }
  }

  /// Changes the chosen run, and replays it to where the race was.
  private mutating func changeChosen(_ change: (inout OptimizerChoice) throws(SettingError) -> Void)
    throws(SettingError)
  {
    try change(&experiment.optimizers[chosenRun])
    race.replace(
      chosenRun, with: experiment.optimizers[chosenRun], computedTo: min(race.computed, stepsAtOnce))
  }

  mutating func commitEntry() {
    guard let text = entry, !text.isEmpty, let setting = chosenRow?.setting else {
      entry = nil
      return
    }
    let isAll = chosenRow?.isBatchSize == true && text.lowercased() == "all"
    guard let value = isAll ? 0 : Specification.value(text.replacing("−", with: "-"), for: setting) else {
      notice = "'\(text)' is not a value for \(setting.key) \(setting.symbol): \(setting.accepted)"
      return
    }
    guard setting.accepts(value) else {
      notice = "\(setting.key) \(setting.symbol) = \(text) is out of range: \(setting.accepted)"
      return
    }
    entry = nil
    set(chosenSetting, to: value)
  }

  mutating func type(_ character: Character) {
    if let text = entry {
      if text.count < 24 && !character.isNewline { entry = text + String(character) }
    } else if case .picker(var picker) = overlay {
      picker.type(character)
      overlay = .picker(picker)
    } else if case .help(var help) = overlay {
      help.type(character)
      overlay = .help(help)
    } else if case .palette(var palette) = overlay {
      palette.type(character)
      overlay = .palette(palette)
    }
  }

  mutating func erase() {
    if let text = entry {
      entry = String(text.dropLast())
    } else if case .picker(var picker) = overlay {
      picker.erase()
      overlay = .picker(picker)
    } else if case .help(var help) = overlay {
      help.erase()
      overlay = .help(help)
    } else if case .palette(var palette) = overlay {
      palette.erase()
      overlay = .palette(palette)
    }
  }
}
