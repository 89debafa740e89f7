import Optimization
import Wording

/// A library whose calls are read: its modules, and its content.
struct Library: Sendable {
  /// The word after `--as`.
  let id: String
  /// The module names before its constructors' names; calls are written with the first.
  let modules: [String]
  /// Its constructors.
  let constructors: [Constructor]
  /// Other names for constructors, with their full names.
  let aliases: [String: String]

  init(_ modules: [String], _ constructors: [Constructor], aliases: [String: String] = [:]) {
    id = modules[0].prefix { $0 != "." }.description
    self.modules = modules
    self.constructors = constructors
    self.aliases = aliases
  }

  /// The libraries in whose words optimizers are written, in the order in which they are listed.
  static let all: [Library] = [.torch, .optax, .keras, .pytorchOptimizer, .schedulefree]
  /// Every library whose calls are read.
  static let read: [Library] = all + others
  /// Every constructor that is read.
  private static let constructors: [Constructor] = read.flatMap(\.constructors)
  private static let byFullName: [String: Constructor] = Dictionary(
    constructors.map { ($0.fullName, $0) }, uniquingKeysWith: { first, _ in first })
  private static let byLastName: [String: [Constructor]] = Dictionary(
    grouping: constructors, by: { $0.lastName.lowercased() })

  /// The name without this library's module; `nil` for another module or none.
  private func local(_ name: String) -> String? {
    modules.filter { name.hasPrefix($0 + ".") }.max { $0.count < $1.count }
      .map { String(name.dropFirst($0.count + 1)) }
  }

  /// The constructor of a name inside the library: `Adam`, or `adam.Adam`, with the file that defines it.
  private func constructor(_ local: String) -> Constructor? {
    let parts = local.split(separator: ".").map { String($0) }
    guard let last = parts.last else { return nil }
    let files = parts.dropLast()
    let isInFile = !files.isEmpty && files.allSatisfy { $0 == $0.lowercased() }
    for name in [local] + (isInFile ? [last] : []) {
      let fullName = aliases[name] ?? modules[0] + "." + name
      if let found = Library.byFullName[fullName],
        aliases[name] != nil || constructors.contains(where: { $0.fullName == fullName })
      {
        return found
      }
    }
    return nil
  }

  /// Whether a name is that of a class, a function or a module that is known, and not of a variable.
  static func isKnownName(_ name: String) -> Bool {
    let first = String(name.prefix { $0 != "." })
    if first == name {
      return name.first?.isUppercase == true && byLastName[name.lowercased()] != nil
        || ["float", "int", "bool", "complex"].contains(name)
    }
    return knownModules.contains(first)
  }

  private static let knownModules: Set<String> = Set(
    read.flatMap(\.modules).map { String($0.prefix { $0 != "." }) }
      + ["jax", "jnp", "np", "numpy", "math", "tf", "tensorflow", "functools", "tree_utils"]
  ).subtracting(["optimizers", "config"])

  /// The constructor that a call names; the error names what is unknown, and libraries with similar names.
  ///
  /// The whole name is accepted, or its end as scripts import it: `optim.Adam`, `contrib.prodigy`, `QHAdam`. An end that
  /// several libraries share is decided by the call's arguments, and refused if they do not decide.
  static func find(_ call: PythonCall, in reader: CallReader) throws(InputError) -> Constructor {
    let (name, span, source) = (call.function, call.span, reader.source)
    if reader.isExpanding, let part = parts.first(where: { $0.fullName == name }) { return part }
    var owners: [Library] = []
    for library in read {
      guard let local = library.local(name) else { continue }
      owners.append(library)
      if let found = library.constructor(local) { return found }
    }
    let last = name.split(separator: ".").last.map { String($0) } ?? name
    let namesakes = (byLastName[last.lowercased()] ?? []).filter { !$0.isRefused }
    if owners.isEmpty {
      let candidates = namesakes.filter { ("." + $0.fullName).hasSuffix("." + name) }
      let refused = (byLastName[last.lowercased()] ?? []).first {
        $0.isRefused && ("." + $0.fullName).hasSuffix("." + name)
      }
      // A class that is refused is meant where the arguments are not those of its namesake.
      if let refused, !candidates.contains(where: { $0.fits(call) }) { return refused }
      if let found = try decided(candidates, call, in: reader) { return found }
    }
    // In a text that is not a call at all, the name may be of any length.
    let lastSpan = (span.upperBound - min(last.count, span.count))..<span.upperBound
    let library =
      owners.first
      ?? read.first { library in
        library.modules.contains { ("." + $0).hasSuffix("." + name.dropLast(last.count + 1)) }
      }
    let others = namesakes.isEmpty ? "" : "; there is \(alternatives(namesakes.map(\.fullName)))"
    if let library, name.contains(".") {
      if let same = library.constructors.first(where: {
        !$0.isRefused && $0.lastName.lowercased() == last.lowercased()
      }) {
        throw source.error(
          "\(library.modules[0]) has no '\(last)'; it is called \(same.name) there", at: lastSpan)
      }
      let known = library.constructors.filter { !$0.isRefused }
      let suggestion = NearestMatch.suggestion(
        for: last, among: known.map(\.lastName).filter { $0 != last })
      throw source.error(
        "\(library.modules[0]) has no '\(last)' that is read here\(others); \(suggestion)\(listing(of: known))",
        at: lastSpan)
    }
    if name.contains(".") {
      let known = all.map { $0.modules[0] }
      let word = String(name.dropLast(last.count + 1))
      throw source.error(
        "unknown library '\(word)'\(others); \(NearestMatch.suggestion(for: word, among: known))"
          + "libraries: \(known.joined(separator: ", "))",
        at: span.lowerBound..<max(span.lowerBound, lastSpan.lowerBound - 1))
    }
    if namesakes.isEmpty {
      throw source.error(
        "unknown constructor '\(name)'; \(NearestMatch.suggestion(for: name, among: constructors.filter { !$0.isRefused }.map(\.lastName)))"
          + "libraries: \(all.map { $0.modules[0] }.joined(separator: ", "))", at: span)
    }
    throw source.error("unknown constructor '\(name)'\(others)", at: span)
  }

  /// The names of constructors, as many as a message can hold.
  private static func listing(of known: [Constructor]) -> String {
    let most = 16
    guard known.count > most else { return "known: \(known.map(\.name).joined(separator: ", "))" }
    return "\(known.count) of its names are read, such as "
      + known.prefix(most / 2).map(\.name).joined(separator: ", ")
  }

  /// The one of several constructors of a name that the arguments fit; `nil` where there is none at all.
  private static func decided(_ candidates: [Constructor], _ call: PythonCall, in reader: CallReader)
    throws(InputError) -> Constructor?
  {
    guard candidates.count > 1 else { return candidates.first }
    let fitting = candidates.filter { $0.fits(call) }
    // Wrappers of small libraries are meant where the name is theirs alone.
    let usual = fitting.filter { constructor in
      all.contains { library in library.constructors.contains { $0.fullName == constructor.fullName } }
    }
    for group in [usual, fitting] where group.count == 1 { return group[0] }
    // Several names of one formula.
    if let first = fitting.first, first.expansion != nil,
      fitting.allSatisfy({ $0.expansion == first.expansion })
    {
      return first
    }
    let open = usual.isEmpty ? fitting.isEmpty ? candidates : fitting : usual
    throw reader.source.error(
      "'\(call.function)' is in several libraries; write \(alternatives(open.map(\.fullName)))", at: call.span
    )
  }

  private static func alternatives(_ words: [String]) -> String {
    words.count < 2
      ? words.first ?? "" : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}

extension Constructor {
  /// Its name without any module.
  var lastName: String { String(name.split(separator: ".").last ?? "") }

  /// Whether PyTorch's schedulers can move its rate.
  var takesTorchSchedulers: Bool {
    parameters.first?.isSubject == true || fullName.hasPrefix("pytorch_optimizer.")
      || fullName.hasPrefix("schedulefree.")
  }

  /// Whether a call's arguments could be its own: the keywords are known, and what comes first is what is expected.
  fileprivate func fits(_ call: PythonCall) -> Bool {
    let keywords = call.arguments.compactMap(\.keyword)
    let isKeras = fullName.hasPrefix("keras.optimizers.")
    guard
      inheritsKeywords
        || keywords.allSatisfy({ word in
          parameters.contains { $0.name == word } || isKeras && KerasWords.former.contains(word)
        })
    else {
      return false
    }
    let positional = call.arguments.filter { $0.keyword == nil && !$0.isUnknownKeywords }
    let places = parameters.filter { !$0.isKeywordOnly }
    guard isVariadic || positional.count <= places.count else { return false }
    guard let first = positional.first?.value, let place = places.first else {
      // A learning rate by its old name is PyTorch's and Keras'.
      return true
    }
    guard !keywords.contains(place.name) else { return false }
    if place.isSubject { return first.literal == nil && !first.makesRate }
    if isVariadic || product != .optimizer { return true }
    guard place.name.hasSuffix("learning_rate") || place.name == "lr" else { return true }
    switch first.kind {
    case .number, .function, .gap: return !keywords.contains("lr")
    case .name(let name): return !name.lowercased().contains("param") && !keywords.contains("lr")
    case .call: return first.makesRate
    default: return false
    }
  }
}

extension PythonExpression {
  /// Whether it is a call whose name says that it makes a rate.
  fileprivate var makesRate: Bool {
    guard let name = call?.function.split(separator: ".").last?.lowercased() else { return false }
    return ["schedule", "decay", "restarts"].contains { name.hasSuffix($0) }
  }
}
