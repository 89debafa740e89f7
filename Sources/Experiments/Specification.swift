import Optimization

/// Reads the words of the command line: `adam:lr=0.01,beta1=0.8`, `1,1.6`, `-5,5,-5,5`.
///
/// The same grammar is read wherever such a thing is typed, and written by `Experiment.arguments`.
public enum Specification {
  /// An optimizer with settings: `id` or `id:key=value,...`.
  public static func optimizer(_ text: String) throws(InputError) -> OptimizerChoice {
    let (id, pairs) = split(text)
    guard let entry = OptimizerCatalog.entry(id) else {
      throw .unknown("optimizer", id, known: OptimizerCatalog.all.map(\.card.id))
    }
    return OptimizerChoice(entry, try settings(pairs, entry.defaults, of: id, in: text))
  }

  /// A surface with settings: `id` or `id:key=value,...`.
  public static func surface(_ text: String) throws(InputError) -> SurfaceChoice {
    let (id, pairs) = split(text)
    guard let entry = SurfaceCatalog.entry(id) else {
      throw .unknown("surface", id, known: SurfaceCatalog.all.map(\.card.id))
    }
    return SurfaceChoice(entry, try settings(pairs, entry.defaults, of: id, in: text))
  }

  /// A point: `x,y`.
  public static func point(_ text: String) throws(InputError) -> Point<Double> {
    let numbers = try numbers(text, count: 2, "a point; expected two numbers, as in 1,1.6 or -1.5,2")
    return Point(numbers[0], numbers[1])
  }

  /// A rectangle: `x0,x1,y0,y1`, each interval rising and wide enough to be drawn.
  public static func domain(_ text: String) throws(InputError) -> Domain {
    let n = try numbers(text, count: 4, "a domain; expected x0,x1,y0,y1, as in -5,5,-5,5")
    for (low, high, name) in [(n[0], n[1], "x"), (n[2], n[3], "y")] {
      guard low < high else {
        throw InputError(
          "'\(text)': the \(name) interval must rise; \(low.shortText) is not below \(high.shortText)")
      }
      guard (high - low).isFinite, high - low > 1e-12 * max(abs(low), abs(high)) else {
        throw InputError("'\(text)': the \(name) interval cannot be told apart or overflows")
      }
    }
    return Domain(x: n[0]...n[1], y: n[2]...n[3])
  }

  /// A finite decimal number; `nil` for anything else, hexadecimal and infinities included.
  public static func number(_ text: some StringProtocol) -> Double? {
    let isDecimal = text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    guard isDecimal, let value = Double(String(text)), value.isFinite else { return nil }
    return value
  }

  /// The value that a setting is given by a text: a number, `true`, `false`, `1`, `0` for a flag, a word for a choice.
  public static func value(_ text: some StringProtocol, for setting: Setting) -> Double? {
    switch setting.kind {
    case .number: number(text)
    case .flag:
      switch text.lowercased() {
      case "true", "1", "yes", "on": 1
      case "false", "0", "no", "off": 0
      default: nil
      }
    case .choice(let words): words.firstIndex(of: text.lowercased()).map(Double.init)
    }
  }

  private static func split(_ text: String) -> (id: String, pairs: Substring?) {
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    return (String(text[..<colon]), text[text.index(after: colon)...])
  }

  private static func settings(
    _ pairs: Substring?, _ defaults: SettingValues, of owner: String, in text: String
  ) throws(InputError) -> SettingValues {
    var values = defaults
    var seen: Set<Substring> = []
    guard let pairs else { return values }
    for pair in pairs.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equals = pair.firstIndex(of: "=") else {
        throw InputError("'\(text)': '\(pair)' is not a setting; expected \(owner):key=value,key=value")
      }
      let key = pair[..<equals]
      let written = pair[pair.index(after: equals)...]
      guard let index = values.index(of: String(key)) else {
        let known = values.settings.map(\.key)
        throw .setting(.unknownKey(String(key), known: known), of: owner, in: text)
      }
      let setting = values.settings[index]
      guard let value = value(written, for: setting) else {
        let kind = setting.words == nil ? "a number" : setting.accepted
        throw InputError(
          "'\(text)': \(key)='\(written)' is not \(kind); accepted: \(setting.accepted)")
      }
      guard seen.insert(key).inserted else { throw InputError("'\(text)': \(key) is given twice") }
      do {
        try values.set(setting.key, to: value)
      } catch {
        throw .setting(error, of: owner, in: text)
      }
    }
    return values
  }

  private static func numbers(_ text: String, count: Int, _ what: String) throws(InputError) -> [Double] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    var numbers: [Double] = []
    for part in parts {
      let trimmed = part.drop { $0 == " " }
      guard let number = number(trimmed) else {
        throw InputError("'\(text)' is not \(what); '\(part)' is not a finite decimal number")
      }
      numbers.append(number)
    }
    guard numbers.count == count else { throw InputError("'\(text)' is not \(what)") }
    return numbers
  }
}
