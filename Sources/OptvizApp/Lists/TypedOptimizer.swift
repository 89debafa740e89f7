import Experiments
import Optimization
import Wording

/// A text in the optimizer list's filter that is more than a name: `adam:lr=0.01`, a library's
/// constructor call, or `@cosine` and `+lookahead` for the chosen run.
enum TypedOptimizer: Hashable, Sendable {
  /// Another run is added, or several.
  case added([OptimizerChoice])
  /// Its variables need values, which a form asks for.
  case open(String, [CallGap])
  /// The chosen run becomes this.
  case changed(OptimizerChoice)
  /// It cannot be read, for this reason.
  case mistaken(String)

  /// What a filter requests; `nil` if it only filters.
  init?(_ filter: String, in model: Model) {
    let text = filter.drop { $0 == " " }
    guard let first = text.first, text.contains(where: { ":(+@=".contains($0) }) else { return nil }
    if "@+".contains(first), model.chosen == nil { return nil }
    do throws(InputError) {
      self = try TypedOptimizer(reading: text, in: model)
    } catch {
      self = .mistaken(error.description)
    }
  }

  /// What a text without leading blanks requests.
  init(reading text: some StringProtocol, in model: Model) throws(InputError) {
    let specification = model.environment.experiments.specification
    guard let first = text.first, "@+".contains(first) else {
      let gaps = specification.gaps(in: String(text))
      self =
        gaps.isEmpty
        ? .added(try specification.runs([String(text)], after: model.document.experiment.optimizers).choices)
        : .open(String(text), gaps)
      return
    }
    guard var base = model.chosen else { throw InputError("no run is chosen to be changed") }
    // A new schedule replaces the former one.
    if first == "@" { base.schedule = nil }
    self = .changed(try specification.optimizer(base.text + text))
  }
}

extension Model {
  /// Does what was typed into the optimizer list; `false` if the text only filters.
  mutating func takeTyped(_ filter: String) -> Bool {
    guard let typed = TypedOptimizer(filter, in: self) else { return false }
    switch typed {
    case .mistaken: break
    case .added(let choices):
      for choice in choices { add(choice) }
      noteTaken(addedSentence(choices.map(\.text).joined(separator: " and ")))
    case .open(let text, let gaps): openForm(.fillGaps(text: text, gaps))
    case .changed(let choice):
      changeChosenRun(to: choice)
      noteTaken("the chosen run is \(choice.text) now")
    }
    return true
  }

  /// Says that runs were added, the last of which is the chosen one.
  private func addedSentence(_ what: String, again: Bool = false) -> String {
    "\(what) added\(again ? " once more" : "") as run \(document.chosenRun + 1)"
  }

  /// Notes in the open list what it did; the next letter begins another filter.
  mutating func noteTaken(_ sentence: String) {
    notice = sentence
    guard case .picker(var picker) = lists.overlay else { return }
    picker.selectFilter()
    lists.overlay = .picker(picker)
  }

  /// Adds the optimizer of the chosen row, also where it takes part already: two runs of one can be compared.
  mutating func addListed(_ id: String) {
    guard let entry = environment.experiments.optimizers.entry(id) else { return }
    let isOn = document.experiment.optimizers.contains { $0.entry.card.id == id }
    addOptimizer(id)
    noteTaken(addedSentence(entry.card.name, again: isOn) + "; space takes it off")
  }

  /// Adds the optimizers of a text, with values for its variables.
  mutating func addOptimizers(_ text: String, given: [String: String]) {
    guard let reading = try? environment.experiments.specification.reading(text, given: given) else { return }
    for choice in reading.choices { add(choice) }
  }
}
