import Optimization

/// Writes an optimizer as a library's constructor call, by the tables that read such calls.
///
/// The result was read back and gave the same optimizer, so it is right.
struct CallWriter {
  let library: Library
  /// Reads back the written call.
  let specification: Specification

  /// The call, or what the library does not support.
  func call(for choice: OptimizerChoice) -> LibraryWording {
    var attempts = [direct(choice, with: choice.wrappers), nested(choice)]
    attempts.append(direct(choice, with: []).map { $0 + choice.wrappers.map { "+" + $0.text }.joined() })
    let schedule = choice.schedule.map { "@" + (scheduler($0) ?? $0.text) } ?? ""
    for text in attempts.compactMap({ $0 }) {
      if (try? specification.optimizer(text + schedule)) == choice { return .call(text + schedule) }
    }
    return .none(missing(in: attempts.compactMap { $0 }.last.map { $0 + schedule }, of: choice))
  }

  /// Why a text does not give a choice.
  private func missing(in text: String?, of choice: OptimizerChoice) -> String {
    let module = library.modules[0]
    guard let text, let other = try? specification.optimizer(text) else {
      return "\(module) has no \(choice.entry.card.name)"
    }
    let differing = choice.settings.settings.map(\.key).filter { key in
      other.entry.card.id != choice.entry.card.id
        || other.settings[declared: key] != choice.settings[declared: key]
    }
    let name = text.prefix { $0 != "(" }
    if let only = differing.first, differing.count == 1, ["convention", "variant"].contains(only) {
      return
        "\(name) follows another formula: \(only)=\(other.settings.word(declared: only))"
    }
    let words = differing.map { key in "\(key)=\(choice.settings.word(declared: key))" }
    return "\(name) cannot say \(words.isEmpty ? "what is around it" : words.joined(separator: ", "))"
  }

  /// The call of a constructor that creates this optimizer; the nearest one if none does.
  private func direct(_ choice: OptimizerChoice, with wrappers: [WrapperChoice]) -> String? {
    var bare = choice
    bare.wrappers = wrappers
    bare.schedule = nil
    var (equal, other): (String?, String?)
    for constructor in library.constructors {
      for reading in constructor.readings where reading.makes(choice.entry.card.id) {
        guard let text = CallText(constructor, reading, bare.settings, wrappers).text else { continue }
        // Of several equivalent calls the shortest is the usual one.
        if (try? specification.optimizer(text)) == bare {
          if equal.map({ text.count < $0.count }) ?? true { equal = text }
        } else if other == nil {
          other = text
        }
      }
    }
    return equal ?? other
  }

  /// The call of the outermost wrapper with the rest inside, as in optax and pytorch-optimizer.
  private func nested(_ choice: OptimizerChoice) -> String? {
    guard let last = choice.wrappers.last, let first = choice.wrappers.first else { return nil }
    var rest = choice
    rest.schedule = nil
    if let outer = outer(last), outer.1.goesAround, last.entry.card.id != "sam" {
      rest.wrappers.removeLast()
      guard case .call(let inner) = call(for: rest) else { return nil }
      return CallText(outer.0, outer.1, last.settings, [], inner: inner).text
    }
    guard library.id == "optax" else { return nil }
    rest.wrappers.removeFirst()
    guard case .call(let inner) = call(for: rest) else { return nil }
    if first.entry.card.id == "sam" {
      let rho = first.settings[declared: "rho"].shortText
      return
        "optax.contrib.sam(\(inner), optax.chain(optax.contrib.normalize(), optax.sgd(\(rho))), opaque_mode=True)"
    }
    guard let outer = outer(first), !outer.1.goesAround,
      let part = CallText(outer.0, outer.1, first.settings, []).text
    else { return nil }
    let chain = "optax.chain("
    return chain + part + ", " + (inner.hasPrefix(chain) ? String(inner.dropFirst(chain.count)) : inner + ")")
  }

  /// The constructor that creates a wrapper, and its reading.
  private func outer(_ wrapper: WrapperChoice) -> (Constructor, Reading)? {
    for constructor in library.constructors {
      if let reading = constructor.readings.first(where: { $0.makes("+" + wrapper.entry.card.id) }) {
        return (constructor, reading)
      }
    }
    return nil
  }

  /// PyTorch's call of a schedule.
  private func scheduler(_ schedule: ScheduleChoice) -> String? {
    guard library.id == "torch" else { return nil }
    for constructor in library.constructors {
      for reading in constructor.readings where reading.makes("@" + schedule.entry.card.id) {
        guard let text = CallText(constructor, reading, schedule.settings, []).text else { continue }
        if (try? specification.schedule(text)) == schedule { return text }
      }
    }
    return nil
  }
}

extension Reading {
  /// Whether it creates the named item: an optimizer, or a wrapper or a schedule after its sign.
  fileprivate func makes(_ id: String) -> Bool { target.prefix { $0 != ":" } == id }

  /// Whether an optimizer is one of its parameters.
  fileprivate var goesAround: Bool {
    roles.values.contains { role in
      if case .inner = role { true } else { false }
    }
  }
}

/// The text of one call: the keywords whose values differ from the library's defaults, and the learning rate.
private struct CallText {
  /// The call; `nil` if a parameter has no value that could be written.
  private(set) var text: String?

  init(
    _ constructor: Constructor, _ reading: Reading, _ settings: SettingValues, _ wrappers: [WrapperChoice],
    inner: String? = nil
  ) {
    var words: [String] = []
    for parameter in constructor.parameters {
      guard let role = constructor.role(of: parameter.name, in: reading, settings) else { return }
      let isRequired = parameter.standard == nil
      switch role {
      case .nothing, .only, .factor, .adversary:
        if isRequired { words.append(parameter.name) }
      case .inner, .innerClass:
        guard let inner else { return }
        words.append(inner)
      case .decided:
        let condition = reading.conditions.first { $0.parameter == parameter.name }
        guard let first = condition?.constants.first, let standard = parameter.standard?.literal else {
          continue
        }
        if condition?.constants.contains(standard) == false { words.append("\(parameter.name)=\(first)") }
      case .wrapper(let made, let key, let gate):
        guard let fixed = try? Specification.wrapper(made),
          let wrapper = wrappers.first(where: { wrapper in
            wrapper.entry.card.id == fixed.entry.card.id
              && wrapper.settings.settings.allSatisfy {
                $0.key == key || wrapper.settings[declared: $0.key] == fixed.settings[declared: $0.key]
              }
          }), !words.contains(where: { $0.hasPrefix("clip") && made.hasPrefix("clip") })
        else { continue }
        if let gate { words.append("\(gate)=True") }
        let value = wrapper.settings[declared: key]
        if parameter.standard?.number != value { words.append("\(parameter.name)=\(value.shortText)") }
      case .rate: words.append("\(parameter.name)=\(settings[declared: "lr"].shortText)")
      case .setting, .count, .copied, .tuple, .list, .words:
        let value = CallText.value(role, settings)
        if isRequired || value != parameter.standard.flatMap(CallText.canonical) {
          guard let value else { return }
          words.append("\(parameter.name)=\(value)")
        }
      }
    }
    text = "\(constructor.fullName)(\(words.joined(separator: ", ")))"
  }

  /// The value of a parameter, as Python writes it.
  private static func value(_ role: Role, _ settings: SettingValues) -> String? {
    func number(_ key: String) -> String { settings[declared: key].shortText }
    switch role {
    case .setting(let key, let none):
      if settings[declared: key] == none { return "None" }
      switch settings.setting(declared: key).kind {
      case .number: return number(key)
      case .flag: return settings[declared: key] != 0 ? "True" : "False"
      case .choice: return "'\(settings.word(declared: key))'"
      }
    case .count(let key): return number(key)
    case .copied(let keys): return keys.first.map(number)
    case .tuple(let keys, let tag):
      let members =
        (tag.map { ["'\($0)'"] } ?? [])
        + keys.filter { settings.index(of: $0) != nil }
        // PyTorch requires floats here.
        .map { settings[declared: $0].description }
      return "(\(members.joined(separator: ", "))\(members.count == 1 ? "," : ""))"
    case .list(let key):
      let keys = settings.settings.map(\.key).filter { $0.hasPrefix(key) && settings[declared: $0] > 0 }
      return "[\(keys.map(number).joined(separator: ", "))]"
    case .words(let key, let words):
      let word = settings.word(declared: key)
      let constant = words.filter { $0.value == word && Double($0.key) == nil }.keys.min()
      return constant.map { ["True", "False", "None"].contains($0) ? $0 : "'\($0)'" }
    default: return nil
    }
  }

  /// A default as `value` would write it, so that the two can be compared.
  private static func canonical(_ expression: PythonExpression) -> String? {
    switch expression.kind {
    case .number(let number): number.shortText
    case .text(let text): "'\(text)'"
    case .flag, .none: expression.literal
    case .sequence(let members):
      "(\(members.compactMap { $0.number?.description ?? canonical($0) }.joined(separator: ", "))\(members.count == 1 ? "," : ""))"
    case .name, .call, .dictionary, .function, .gap, .other: nil
    }
  }
}
