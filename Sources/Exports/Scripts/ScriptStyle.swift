import Experiments
import Optimization

/// A library in whose words a race is repeated.
///
/// To add one: a file with its style, and a line in `ScriptStyleCatalog`.
protocol ScriptStyle: Sendable {
  /// What is known of the style.
  var card: ScriptStyleCard { get }
  /// The lines that import the library and set it to double precision.
  var imports: [String] { get }
  /// How it writes functions.
  var functions: PythonFunctions { get }
  /// What makes an array of a list.
  var array: String { get }
  /// The population's standard deviation of X.
  var deviation: String { get }
  /// The mean of a loss of z and y.
  var deviations: String { get }
  func huber(delta: String) -> String
  var crossEntropy: String { get }
  /// A list of rows as an index.
  func rows(_ list: String) -> String
  /// The lines between the loss and the runs.
  func derivatives(isCompiled: Bool) -> [String]
  /// The body of a run's function.
  func body(_ run: ScriptRun, _ specification: Specification) throws(ScriptRefusal) -> [String]
}

/// What is known of a style.
public struct ScriptStyleCard: Hashable, Sendable {
  /// The word after `--style`, which is also that of the library after `--as`.
  public let id: String
  /// The library's name.
  public let name: String
  /// One sentence: what the script needs.
  public let summary: String
}

/// Every style, in the order in which they are tried.
public enum ScriptStyleCatalog {
  static let all: [any ScriptStyle] = [TorchStyle(), OptaxStyle()]

  /// What is known of each style.
  public static let cards: [ScriptStyleCard] = all.map(\.card)

  /// How a style makes an optimizer with settings, or why it cannot.
  public static func wording(
    of choice: OptimizerChoice, in style: ScriptStyleCard, _ specification: Specification
  ) -> LibraryWording {
    do throws(ScriptRefusal) {
      return .call(try ScriptCall(choice, of: style.id, specification).text)
    } catch {
      return .none(error.reason)
    }
  }
}

/// A library's call that makes an optimizer.
struct ScriptCall {
  /// The call, with `params` for the parameters.
  let text: String
  /// What the call's rate is multiplied by, as text; empty where it is the program's own rate.
  let factor: String

  /// Settings that are numbers of something, which the program rounds and a library does not take otherwise.
  private static let counts: Set<String> = [
    "history_size", "max_iter", "max_eval", "k", "num_betas", "warmup_steps",
  ]

  /// The call for an optimizer without wrappers and schedule, or with wrappers that the library has.
  ///
  /// - Throws: why the library does not make this optimizer.
  init(_ choice: OptimizerChoice, of library: String, _ specification: Specification) throws(ScriptRefusal) {
    var bare = choice
    (bare.schedule, bare.batchSize, bare.label, bare.fork) = (nil, nil, nil, nil)
    for settings in [choice.settings] + choice.wrappers.map(\.settings) {
      for (setting, value) in zip(settings.settings, settings.values)
      where Self.counts.contains(setting.key) && value != value.rounded() {
        throw ScriptRefusal("\(setting.key)=\(value.shortText) is not a whole number, which \(library) needs")
      }
    }
    if choice.entry.card.id == "momentum", let ball = specification.optimizers.entry("heavy_ball") {
      // The average V is (1 − β) times the library's velocity, from the first step on.
      let (lr, beta) = (choice.settings[declared: "lr"], choice.settings[declared: "beta"])
      factor = " * (1 - \(PythonText.number(beta)))"
      var settings = ball.defaults
      guard (try? settings.set("lr", to: lr)) != nil, (try? settings.set("momentum", to: beta)) != nil else {
        throw ScriptRefusal("its rate or β is out of range for the heavy ball")
      }
      bare = OptimizerChoice(ball, settings, wrappers: choice.wrappers)
      let call = try ScriptCall.call(bare, library, specification)
      let rate = (library == "torch" ? "lr=" : "learning_rate=") + PythonText.number(lr)
      guard let place = call.firstRange(of: rate) else { throw ScriptRefusal("its rate cannot be written") }
      text = call.replacingCharacters(in: place, with: rate + factor)
      return
    }
    factor = ""
    text = try ScriptCall.call(bare, library, specification)
  }

  private static func call(_ choice: OptimizerChoice, _ library: String, _ specification: Specification)
    throws(ScriptRefusal) -> String
  {
    let id = choice.entry.card.id
    if specification.optimizers.entry(id) == nil {
      // A call that was given as such, and is made of stages.
      guard choice.wrappers.isEmpty, id.hasPrefix(library + ".") else {
        throw ScriptRefusal("the call is another library's, or has wrappers around it")
      }
      guard choice.notes.roundings.isEmpty else {
        throw ScriptRefusal(choice.notes.roundings[0].withoutPoint)
      }
      guard ScriptCall.isWhole(id, library) else {
        throw ScriptRefusal("its call names something whose value is not in it")
      }
      return id
    }
    let wording: LibraryWording
    do {
      wording = try LibraryWording.of(choice, in: library, specification)
    } catch {
      throw ScriptRefusal(error.message)
    }
    switch wording {
    case .none(let reason): throw ScriptRefusal(reason)
    case .call(let text):
      guard text.hasSuffix(")") else {
        throw ScriptRefusal("\(library) has no constructor for what is around it")
      }
      // Where the library rounds to single precision, the numbers would not be the same.
      if let roundings = try? specification.reading(text).choices[0].notes.roundings,
        let first = roundings.first
      {
        throw ScriptRefusal(first.withoutPoint)
      }
      return text
    }
  }

  /// Whether a call names nothing but the library, its keywords and constants.
  private static func isWhole(_ call: String, _ library: String) -> Bool {
    let known: Set<String> = [library, "params", "True", "False", "None"]
    var (word, before, isText): (String, Character, Bool) = ("", " ", false)
    for character in call + " " {
      if character == "'" || character == "\"" { isText.toggle() }
      if isText { continue }
      if character.isLetter || character == "_" || (!word.isEmpty && (character.isNumber || character == "."))
      {
        word.append(character)
        continue
      }
      let first = String(word.prefix { $0 != "." })
      // The e of an exponent is not a name.
      if !word.isEmpty, character != "=", !known.contains(first), !before.isNumber, before != "." {
        return false
      }
      if !word.isEmpty { word = "" }
      before = character
    }
    return true
  }
}

extension String {
  /// The string with another text in a place.
  func replacingCharacters(in place: Range<Index>, with text: String) -> String {
    self[..<place.lowerBound] + text + self[place.upperBound...]
  }

  /// A sentence without its point, as it stands inside another one.
  var withoutPoint: String { hasSuffix(".") ? String(dropLast()) : self }
}
