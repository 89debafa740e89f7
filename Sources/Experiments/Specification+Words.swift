import Optimization
import Wording

/// Surfaces, data, points and settings as words.
extension Specification {
  /// A surface with settings: `id` or `id:key=value,...`; a word of another kind is refused with the place for it.
  public func surface(_ text: String) throws(InputError) -> SurfaceChoice {
    if let remedy = MisplacedWord.remedy(for: text, in: .surface, of: optimizers) {
      throw InputError("'\(text)': \(remedy)")
    }
    if text.contains(where: { "^*()=²".contains($0) }), !text.contains(":") {
      throw InputError("'\(text)' is a formula, given by --expression '\(text)'")
    }
    return try Self.surface(text)
  }

  /// A surface with settings: `id` or `id:key=value,...`.
  public static func surface(_ text: String) throws(InputError) -> SurfaceChoice {
    let (id, pairs) = split(text)
    let entry = try SurfaceCatalog.all.entry(
      id, kind: "surface", listing: "optviz list surfaces", by: \.card.id)
    return SurfaceChoice(entry, try settings(pairs, entry.defaults, of: id, in: text))
  }

  /// A bundled data set under its model, with settings like a surface's: `scale=standard,batch_size=8`.
  public static func data(_ id: String, _ settings: String = "") throws(InputError) -> SurfaceChoice {
    let entry = try DataSetCatalog.all.entry(id, kind: "data set", by: \.id)
    let choice = SurfaceChoice(DataChoice(entry))
    guard !settings.isEmpty else { return choice }
    let values = try Specification.settings(Substring(settings), choice.settings, of: id, in: settings)
    return SurfaceChoice(choice.entry, values, origin: choice.origin)
  }

  /// A point: `x,y`.
  public static func point(_ text: String) throws(InputError) -> Point<Double> {
    let numbers = try numbers(text, count: 2, "a point; expected two numbers, as in 1,1.6 or -1.5,2")
    return Point(numbers[0], numbers[1])
  }

  /// A rectangle: `x0,x1,y0,y1`, each interval ascending and wide enough to be drawn.
  public static func domain(_ text: String) throws(InputError) -> Domain {
    let n = try numbers(text, count: 4, "a domain; expected x0,x1,y0,y1, as in -5,5,-5,5")
    if let mistake = mistake(inDomain: n) { throw InputError("'\(text)': \(mistake)") }
    return Domain(x: n[0]...n[1], y: n[2]...n[3])
  }

  /// What keeps the ends x0, x1, y0, y1 from being a rectangle; `nil` where they are one.
  static func mistake(inDomain n: [Double]) -> String? {
    for (low, high, name) in [(n[0], n[1], "x"), (n[2], n[3], "y")] {
      guard low < high else {
        return "the \(name) interval must rise; \(low.shortText) is not below \(high.shortText)"
      }
      guard (high - low).isFinite, high - low > 1e-12 * max(abs(low), abs(high)) else {
        return "the \(name) interval cannot be told apart or overflows"
      }
    }
    return nil
  }

  /// A finite decimal number; `nil` for anything else, including hexadecimal and infinities.
  public static func number(_ text: some StringProtocol) -> Double? {
    let isDecimal = text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    guard isDecimal, let value = Double(String(text)), value.isFinite else { return nil }
    return value
  }

  /// The value of a setting as a text: a number, `true`, `false`, `1`, `0` for a flag, a word for a choice.
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

  /// An identifier and the settings behind its colon.
  static func split(_ text: String) -> (id: String, pairs: Substring?) {
    guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
    return (String(text[..<colon]), text[text.index(after: colon)...])
  }

  /// Settings as words: `lr=0.01,betas=0.9,0.99`.
  static func settings(
    _ pairs: Substring?, _ defaults: SettingValues, of owner: String, in text: String
  ) throws(InputError) -> SettingValues {
    var values = defaults
    var seen: Set<String> = []
    guard let pairs else { return values }
    // The open tuple: its name, and how many of its members were given.
    var tuple: (name: Substring, count: Int)?
    for piece in pairs.split(separator: ",", omittingEmptySubsequences: false) {
      let key: String
      let written: Substring
      if let equals = piece.firstIndex(of: "=") {
        let name = piece[..<equals].trimmed(of: " ")
        written = piece[piece.index(after: equals)...]
        tuple = values.index(of: String(name)) == nil ? (name, 1) : nil
        key = tuple.flatMap { member($0.count, of: $0.name, in: values) } ?? String(name)
      } else if let begun = tuple, let next = member(begun.count + 1, of: begun.name, in: values) {
        tuple = (begun.name, begun.count + 1)
        key = next
        written = piece
      } else {
        let name = String(piece.trimmed(of: " "))
        if let index = values.index(of: name) {
          let setting = values.settings[index]
          let example = setting.kind == .flag ? "true" : setting.text(setting.standard)
          throw InputError("'\(text)': \(name) has no value; expected key=value, as in \(name)=\(example)")
        }
        throw InputError(
          "'\(text)': '\(piece)' is not a setting; \(remedy(for: piece, of: owner, values, in: pairs))")
      }
      guard let index = values.index(of: key) else {
        let known = values.settings.map(\.key)
        throw .setting(.unknownKey(key, known: known), of: owner, in: text)
      }
      let setting = values.settings[index]
      let bare = written.trimmed(of: tuple == nil ? " " : "()[] ")
      guard let value = value(bare, for: setting) else {
        if let colon = written.firstIndex(of: ":"), written[colon...].contains("=") {
          throw InputError(
            "'\(text)': write commas between settings: "
              + "\(key)=\(written[..<colon]),\(written[written.index(after: colon)...])")
        }
        throw InputError("'\(text)': \(InputError.notAValue(of: setting, written: "'\(written)'"))")
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

  /// What to write for a piece without an =.
  private static func remedy(
    for piece: Substring, of owner: String, _ values: SettingValues, in pairs: Substring
  ) -> String {
    let key = String(piece.trimmed(of: " "))
    // lr=0,1 has two pieces.
    let before = pairs[..<piece.startIndex].dropLast()
    let last = before.split(separator: ",").last?.split(separator: "=").last ?? ""
    if piece.allSatisfy(\.isNumber), !piece.isEmpty, Int(last) != nil {
      return "the decimal sign is a point: \(last).\(piece)"
    }
    if number(key) != nil, let first = values.settings.first {
      return "its name is missing, as in \(owner):\(first.key)=\(key)"
    }
    return "expected \(owner):key=value,key=value"
  }

  /// The setting that is the `number`th member of a tuple: `beta2` for the second of `betas`; `nil` for none.
  private static func member(_ number: Int, of tuple: Substring, in values: SettingValues) -> String? {
    guard tuple.hasSuffix("s") else { return nil }
    let key = "\(tuple.dropLast())\(number)"
    return values.index(of: key) == nil ? nil : key
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

extension Substring {
  /// The text without these characters at either end.
  func trimmed(of characters: String) -> Substring {
    var text = drop { characters.contains($0) }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return text
  }
}
