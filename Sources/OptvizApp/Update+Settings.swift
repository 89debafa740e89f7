import Experiments
import Optimization

extension Model {
  mutating func chooseSetting(_ index: Int) {
    guard let chosen, chosen.settings.settings.indices.contains(index) else { return }
    // What is being typed is for the setting it began with.
    if index != chosenSetting { entry = nil }
    chosenSetting = index
  }

  /// Begins to type a value for the chosen setting, where it can be seen.
  mutating func startEntry() {
    guard chosen != nil else { return }
    setFocus(.settings)
    entry = ""
  }

  /// Moves the chosen setting along its scale.
  mutating func adjust(_ steps: Int) {
    guard let chosen, chosen.settings.settings.indices.contains(chosenSetting) else { return }
    let setting = chosen.settings.settings[chosenSetting]
    set(
      chosenSetting,
      to: SettingSteps.value(of: setting, from: chosen.settings.values[chosenSetting], by: steps))
  }

  mutating func resetSetting() {
    guard let chosen, chosen.settings.settings.indices.contains(chosenSetting) else { return }
    set(chosenSetting, to: chosen.settings.settings[chosenSetting].standard)
  }

  /// Gives a setting of the chosen run a value; its race is replayed to where it was, the others stay.
  mutating func set(_ index: Int, to value: Double) {
    guard let chosen, chosen.settings.settings.indices.contains(index) else { return }
    let setting = chosen.settings.settings[index]
    guard chosen.settings.values[index] != value else { return }
    do {
      experiment.optimizers[chosenRun].settings = try chosen.settings.setting(setting.key, to: value)
    } catch {
      notice = "\(setting.key) = \(setting.text(value)) is out of range: \(setting.accepted)"
      return
    }
    let changed = experiment.optimizers[chosenRun]
    race.replace(
      chosenRun, with: Race.Entrant(changed.entry, changed.settings),
      computedTo: min(race.computed, Model.stepsAtOnce))
  }

  mutating func commitEntry() {
    guard let text = entry, let chosen, chosen.settings.settings.indices.contains(chosenSetting) else {
      entry = nil
      return
    }
    let setting = chosen.settings.settings[chosenSetting]
    guard !text.isEmpty else {
      entry = nil
      return
    }
    guard let value = Specification.value(text.replacing("−", with: "-"), for: setting) else {
      notice = "'\(text)' is not a value for \(setting.key): \(setting.accepted)"
      return
    }
    guard setting.accepts(value) else {
      notice = "\(setting.key) = \(text) is out of range: \(setting.accepted)"
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
    }
  }

  mutating func erase() {
    if let text = entry {
      entry = String(text.dropLast())
    } else if case .picker(var picker) = overlay {
      picker.erase()
      overlay = .picker(picker)
    }
  }
}
