import Experiments

extension Model {
  /// The rows of the list of experiments: the person's own, then the bundled ones by their groups.
  var experimentItems: [Picker.Item] {
    ownExperiments.map { own in
      item(
        own.path, own.words.title.isEmpty ? own.name : own.words.title, own.words, group: "your own",
        isOwn: true)
    } + environment.experiments.entries.map { item($0.id, $0.name, $0.words, group: $0.tags.first ?? "") }
  }

  private func item(
    _ id: String, _ name: String, _ words: ExperimentWords, group: String, isOwn: Bool = false
  ) -> Picker.Item {
    let known = (words.tags.joined(separator: " ") + " " + words.caption).lowercased()
    return Picker.Item(
      id: id, name: name, summary: words.caption, formula: words.tags.joined(separator: " · "), family: group,
      isOwn: isOwn, keywords: known.contains("rate") ? known + " learning rate" : known)
  }

  /// Takes the person's own experiments; a list that is open shows them too.
  mutating func take(_ own: [OwnExperiment]) {
    let isNew = own != ownExperiments
    ownExperiments = own
    guard isNew, case .picker(let picker) = lists.overlay, picker.kind == .experiments else { return }
    lists.overlay = .picker(picker.with(experimentItems))
  }
}
