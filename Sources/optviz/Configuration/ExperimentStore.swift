import Exports
import Experiments
import OptvizApp
import Toml
import Wording

/// A person's own experiments: the files in `experiments` in optviz's folder of data, by the XDG Base Directory
/// Specification, and any other file by its path.
enum ExperimentStore {
  /// The folder; `nil` if the environment names none.
  static var folder: String? {
    ConfigurationFolder.folder(variable: "XDG_DATA_HOME", inHome: ".local/share").map {
      $0 + "/optviz/experiments"
    }
  }

  /// More than anyone has; reading all of a larger folder would delay the list.
  private static let most = 500

  /// The person's own experiments, by their names; a file that cannot be read has no words.
  static func all() -> [OwnExperiment] {
    guard let folder else { return [] }
    let names = ConfigurationFolder.names(in: folder).filter { $0.hasSuffix(".toml") && $0.first != "." }
    return names.prefix(most).map { name in
      let path = "\(folder)/\(name)"
      let text = (try? InputFile.bytes(ofFound: path, atMost: TomlDocument.mostBytes)) ?? []
      return OwnExperiment(path: path, name: String(name.dropLast(5)), words: ExperimentWords(text))
    }
  }

  /// The path of a name: itself if it is one, or the file in the person's folder.
  private static func path(of name: String) throws(InputError) -> String {
    if ExperimentInput.isPath(name) { return ConfigurationFolder.expanded(name) }
    let isName = name.allSatisfy { $0.isLetter || $0.isNumber || "_- .".contains($0) }
    guard isName, !name.isEmpty, name.first != ".", name.utf8.count <= 100 else {
      throw InputError(
        "'\(name)' is not a name; accepted: letters, digits, _ and -, or a path that ends in .toml")
    }
    guard let folder else { throw InputError("there is no HOME; give a path, as in ./\(name).toml") }
    return "\(folder)/\(name).toml"
  }

  /// Keeps an experiment in a file, and returns the event that tells it.
  ///
  /// A file that has comments, or that is not as it was read or written here last, is replaced only by force.
  static func save(_ request: SaveRequest) -> Event {
    do {
      let path = try path(of: request.name)
      if let refusal = refusal(of: path, request) { return .done("not saved: \(refusal)") }
      if !ExperimentInput.isPath(request.name), let folder { ConfigurationFolder.make(folder) }
      let text = try ExperimentOutput.text(of: request.file, at: path)
      try Output.write(to: path, .init(replaces: true)) { sink in sink.append(text) }
      let table = DataRequest(request.file.experiment.surface)?.source ?? ""
      let isOutside = text.contains("source = \"/") && !table.isEmpty
      let hint = isOutside ? "; its table lies elsewhere, so that opening it takes --allow-outside" : ""
      return .experimentSaved(
        KeptFile(path: path, text: Array(text.utf8)),
        ExperimentInput.isPath(request.name)
          ? "saved in \(path)\(hint)" : "saved in the gallery as \(request.name)\(hint)")
    } catch {
      return .done("not saved: \(reason(error))")
    }
  }

  /// Why a file is not replaced; `nil` where there is none, or where it may be.
  private static func refusal(of path: String, _ request: SaveRequest) -> String? {
    guard !request.isForced, InputFile.exists(path) else { return nil }
    let force = "; :save! replaces it"
    guard let text = try? InputFile.bytes(ofFound: path, atMost: TomlDocument.mostBytes) else {
      return "what is there is not an experiment's file\(force)"
    }
    guard let kept = request.kept, kept.path == path else { return "a file of that name exists\(force)" }
    if text != kept.text { return "another program has changed the file\(force)" }
    return TomlText.hasComment(text) ? "the file has comments, which would be lost\(force)" : nil
  }

  /// The experiment of a path; `nil` where it cannot be read.
  static func file(_ path: String) -> ExperimentFile? {
    (try? ExperimentInput.read(path, allowsOutside: false))?.file
  }

  /// Reads an experiment, and returns the event that tells it.
  static func open(_ name: String) -> Event {
    do {
      let path = try path(of: name)
      guard InputFile.exists(path) else {
        let known = all().map(\.name) + Catalogs.experiments.entries.map(\.id)
        if !ExperimentInput.isPath(name) {
          throw InputError.unknown("experiment", name, known: known, listing: "optviz list experiments")
        }
        throw InputError("'\(path)' does not exist")
      }
      let text = try InputFile.bytes(ofNamed: path, atMost: TomlDocument.mostBytes)
      let file = try ExperimentInput.file(text, at: path, allowsOutside: false)
      return .experimentOpened(file, KeptFile(path: path, text: text))
    } catch let error as ExperimentFileProblems {
      // The name was typed, and the notice is one line.
      return .done("not opened: \(error.brief)")
    } catch {
      return .done("not opened: \(reason(error))")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as OutputError: error.message
    case let error as InputFileError: error.message
    case let error as InputError: error.message
    default: "\(error)"
    }
  }
}
