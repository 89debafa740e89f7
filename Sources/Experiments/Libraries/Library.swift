import Optimization
import Wording

/// A library whose calls are read: its module, and its content.
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

  /// Every library, in the order in which they are listed.
  static let all: [Library] = [.torch, .optax, .keras, .pytorchOptimizer, .schedulefree]

  /// The name without this library's module; `nil` for another module or none.
  private func local(_ name: String) -> String? {
    modules.filter { name.hasPrefix($0 + ".") }.max { $0.count < $1.count }
      .map { String(name.dropFirst($0.count + 1)) }
  }

  private static var constructors: [Constructor] { all.flatMap(\.constructors) }

  /// The constructor that a call names; the error names what is unknown, and libraries with similar names.
  ///
  /// The whole name is accepted, or its end as scripts import it: `optim.Adam`, `contrib.prodigy`, `QHAdam`. An end
  /// that two libraries share is refused.
  static func find(_ name: String, at span: Range<Int>, in source: PythonSource) throws(InputError)
    -> Constructor
  {
    for library in all {
      guard let local = library.local(name) else { continue }
      let fullName = library.aliases[local] ?? library.modules[0] + "." + local
      if let found = constructors.first(where: { $0.fullName == fullName }) { return found }
    }
    let candidates = constructors.filter { $0.fullName.hasSuffix("." + name) }
    if candidates.count == 1 { return candidates[0] }
    let last = name.split(separator: ".").last.map { String($0) } ?? name
    if candidates.count > 1 {
      throw source.error(
        "'\(name)' is in several libraries; write \(alternatives(candidates.map(\.fullName)))", at: span)
    }
    let namesakes = constructors.filter { $0.lastName.lowercased() == last.lowercased() }.map(\.fullName)
    let lastSpan = (span.upperBound - last.count)..<span.upperBound
    let library =
      all.first { $0.local(name) != nil }
      ?? all.first { library in
        library.modules.contains { ("." + $0).hasSuffix("." + name.dropLast(last.count + 1)) }
      }
    if let library, name.contains(".") {
      let known = library.constructors.map(\.lastName)
      let others = namesakes.isEmpty ? "" : "; there is \(alternatives(namesakes))"
      let suggestion = namesakes.isEmpty ? NearestMatch.suggestion(for: last, among: known) : ""
      throw source.error(
        "\(library.modules[0]) has no '\(last)' that is read here\(others); "
          + "\(suggestion)known: \(library.constructors.map(\.name).joined(separator: ", "))", at: lastSpan)
    }
    if namesakes.isEmpty || name.contains(".") {
      let known = name.contains(".") ? all.map { $0.modules[0] } : constructors.map(\.lastName)
      let word = name.contains(".") ? String(name.dropLast(last.count + 1)) : name
      let what = name.contains(".") ? "library" : "constructor"
      throw source.error(
        "unknown \(what) '\(word)'; \(NearestMatch.suggestion(for: word, among: known))"
          + "libraries: \(all.map { $0.modules[0] }.joined(separator: ", "))",
        at: name.contains(".") ? span.lowerBound..<lastSpan.lowerBound - 1 : span)
    }
    throw source.error("unknown constructor '\(name)'; there is \(alternatives(namesakes))", at: span)
  }

  /// The full name of the optimizer that files of trajectories call `base`, for a constructor around it.
  static func base(_ word: String, of constructor: Constructor) -> String? {
    let own = all.first { $0.constructors.contains { $0.fullName == constructor.fullName } }
    for library in [own, .torch].compactMap({ $0 }) {
      if let alias = library.aliases[word] { return alias }
      if let found = library.constructors.first(where: { $0.lastName.lowercased() == word.lowercased() }) {
        return found.fullName
      }
    }
    return nil
  }

  private static func alternatives(_ words: [String]) -> String {
    words.count < 2
      ? words.first ?? "" : words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}

extension Constructor {
  /// Its name without any module.
  fileprivate var lastName: String { String(name.split(separator: ".").last ?? "") }
}
