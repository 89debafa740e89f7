import Experiments
import Optimization
import TerminalGraphics

/// What the command palette does, and what its commands ask for.
extension Model {
  /// Up or down in the palette; above the first row lies the history.
  mutating func movePalette(_ palette: Palette, _ rows: Int) {
    var palette = palette
    let content = PaletteContent(palette.text, in: self)
    let place = palette.selection ?? (content.chosen(palette) == nil ? -1 : 0)
    if rows < 0, palette.recalled != nil || place <= 0 {
      let back = (palette.recalled ?? -1) + 1
      guard let line = history.line(back) else { return }
      palette.write(line)
      palette.recalled = back
    } else if rows > 0, let recalled = palette.recalled {
      palette.write(recalled > 0 ? history.line(recalled - 1) ?? "" : "")
      palette.recalled = recalled > 0 ? recalled - 1 : nil
    } else {
      let next = place + max(-1000, min(1000, rows))
      palette.selection = content.rows.isEmpty ? nil : max(0, min(content.rows.count - 1, next))
    }
    overlay = .palette(palette)
  }

  /// Writes what the line may become.
  mutating func completePalette() {
    guard case .palette(var palette) = overlay,
      let text = PaletteContent(palette.text, in: self).completion(of: palette)
    else { return }
    palette.write(text)
    overlay = .palette(palette)
  }

  /// Runs the line or the chosen row; what cannot be read stays, with what is wrong below it.
  mutating func runPalette(_ palette: Palette, row: Int? = nil) {
    var palette = palette
    if let row { palette.selection = row }
    let content = PaletteContent(palette.text, in: self)
    guard let chosen = content.chosen(palette) else {
      if let messages = content.messages { run(messages, as: palette.text.trimmedBlanks) }
      return
    }
    switch content.rows[chosen] {
    case .action(let item): run([item.message], as: item.name)
    case .command, .line:
      palette.write(content.rows[chosen].line)
      overlay = .palette(palette)
      if let messages = PaletteContent(palette.text, in: self).messages {
        run(messages, as: palette.text.trimmedBlanks)
      }
    }
  }

  private mutating func run(_ messages: [Message], as line: String) {
    history.add(line)
    overlay = nil
    for message in messages { apply(message) }
  }

  /// Shows a rectangle of the plane.
  mutating func show(_ domain: Domain) {
    guard domain.x.lowerBound < domain.x.upperBound, domain.y.lowerBound < domain.y.upperBound else { return }
    view = domain
    viewIsChosen = true
  }

  /// Gives every run another number of steps; what is on display stays where it can.
  mutating func setSteps(_ steps: Int) {
    guard steps >= 0, steps != experiment.steps else { return }
    experiment.steps = steps
    target = min(target, steps)
    playhead = min(playhead, Double(steps))
    rebuildRace()
    if target >= race.budget { isPlaying = false }
  }

  /// Runs everything anew with other random numbers.
  mutating func setSeed(_ seed: UInt64) {
    guard seed != experiment.seed else { return }
    experiment.seed = seed
    randomStarts = 0
    rebuildRace()
  }

  /// Adds a run and chooses it.
  mutating func add(_ choice: OptimizerChoice) {
    experiment.optimizers.append(choice)
    looks.append(Model.freeLook(beside: looks))
    rebuildRace()
    chooseRun(experiment.optimizers.count - 1)
  }

  /// The chosen run becomes another.
  mutating func changeChosenRun(to choice: OptimizerChoice) {
    guard experiment.optimizers.indices.contains(chosenRun) else { return }
    experiment.optimizers[chosenRun] = choice
    rebuildRace()
    chosenSetting = min(chosenSetting, max(0, settingRows.count - 1))
  }
}
