import Arithmetic
import Experiments
import Exports
import Optimization

extension Listing {
  /// The optimizers.
  static var optimizers: Listing {
    Listing(
      id: "optimizers", kind: "optimizer", notes: "settings",
      families: OptimizerFamily.allCases.map(\.title), items: Catalogs.optimizers.entries.map(item))
  }

  /// An optimizer with settings, and its names in the libraries.
  static func item(_ choice: OptimizerChoice) -> ListingItem {
    var item = item(choice.entry)
    let isPlain = choice == OptimizerChoice(choice.entry)
    if !isPlain { item.sections.insert(.init("As given", lines: [choice.text]), at: 0) }
    let calls = LibraryCallLine.all(of: choice)
    item.sections.append(.init("In the libraries", lines: calls.flatMap(\.lines)))
    let distances = ConventionDistance.all(of: choice)
    if !distances.isEmpty {
      let own = choice.settings.word(declared: distances[0].key)
      let differences = distances.map { $0.text(from: own) }.joined(separator: "; ")
      item.sections.append(
        .init(
          "How much the formulas differ",
          "In the \(ConventionDistance.steps) steps from the start of \(ConventionDistance.surface), at these settings: "
            + differences + "."))
    }
    if !choice.notes.roundings.isEmpty {
      item.sections.append(
        .init(
          "Where the library rounds to single precision",
          choice.notes.roundings.joined(separator: " ")
            + " Here everything is in double precision. Distances are those in "
            + "100 steps on Rosenbrock's function from (−1.3, 1.9)."))
    }
    item.members.append(("roundings", .list(choice.notes.roundings.map { .text($0) })))
    item.members.append(
      (
        "calls",
        .list(calls.map { ["library": .text($0.library), "call": .text($0.call), "note": .text($0.note)] })
      ))
    item.members.append(
      (
        "formula_distances",
        .list(
          distances.map {
            ["setting": .text($0.key), "value": .text($0.word), "distance": .number($0.distance)]
          })
      ))
    return item
  }

  private static func item(_ entry: OptimizerEntry) -> ListingItem {
    let card = entry.card
    let formula = FormulaLine.lines(of: card.formula, card.settings)
    return ListingItem(
      id: card.id, name: card.name, family: card.family.title, summary: card.summary,
      notes: [SettingListing.notes(card.settings)],
      sections: [
        .init("Formula", lines: FormulaLine.layout(formula)),
        SettingListing.section(card.settings),
        .init("Paper", card.paper),
        .init("Checked against", lines: card.checkedAgainst),
        .init("When a run has converged", Limits.convergence + " " + Limits.standstill),
      ],
      members: [
        ("formula", .list(card.formula.text(with: entry.defaults).map(JSONValue.text))),
        ("formula_lines", FormulaLine.json(formula)),
        ("settings", SettingListing.json(card.settings)),
        ("paper", .text(card.paper)),
        ("checked_against", .list(card.checkedAgainst.map(JSONValue.text))),
      ])
  }
}

/// An optimizer in the words of one library.
private struct LibraryCallLine {
  let library: String
  let call: String
  /// Which of the formulas here the library has, if it is not the requested one.
  let note: String

  /// The call, and a note to its right.
  var lines: [String] {
    let broken = TextLayout.wrapped(call, to: TextLayout.width - 6).enumerated().map {
      $0 == 0 ? $1 : "    " + $1
    }
    return note.isEmpty ? broken : broken + ["    (\(note))"]
  }

  /// The calls of all libraries that have the optimizer, under their own formula if it differs.
  static func all(of choice: OptimizerChoice) -> [LibraryCallLine] {
    LibraryWording.libraries.compactMap { library in
      for (choice, note) in variants(of: choice) {
        if case .call(let call)? = try? LibraryWording.of(choice, in: library, Catalogs.specification) {
          return LibraryCallLine(library: library, call: call, note: note)
        }
      }
      return nil
    }
  }

  /// An optimizer, and its variants by the setting that chooses its formula.
  private static func variants(of choice: OptimizerChoice) -> [(OptimizerChoice, String)] {
    var all = [(choice, "")]
    for setting in choice.settings.settings {
      let decides =
        ["convention", "variant"].contains(setting.key) || setting.key == "decoupled_weight_decay"
      guard decides, let words = setting.words else { continue }
      for (chosen, note) in all {
        for (index, word) in words.enumerated() where Double(index) != choice.settings[declared: setting.key]
        {
          var other = chosen
          guard (try? other.settings.set(setting.key, to: Double(index))) != nil else { continue }
          all.append((other, (note.isEmpty ? "" : note + ", ") + "\(setting.key)=\(word)"))
        }
      }
    }
    return all
  }
}

extension ConventionDistance {
  /// How far two formulas lead apart, in words.
  fileprivate func text(from own: String) -> String {
    let apart =
      distance == 0
      ? "identical"
      : distance.isFinite ? "up to \(rounded) apart" : "apart without bound, since one of them diverges"
    return "the paths of \(own) and \(word) are \(apart)"
  }

  /// The distance in hundredths, or where it is small with about two digits.
  private var rounded: String {
    let decimals = distance > 0.01 ? 2 : 1 - Int(distance.exponent) * 3 / 10
    return RoundNumber.powerOfTen(-decimals).multiple(nearestTo: distance).shortText
  }
}
