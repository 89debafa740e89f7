import Experiments
import Glibc
import OptvizApp
import Toml
import Wording

/// Reads experiments' files, and the tables that they name.
enum ExperimentInput {
  /// Whether a word names a file rather than a bundled experiment.
  static func isPath(_ word: String) -> Bool { word.contains("/") || word.hasSuffix(".toml") }

  /// The experiment of a file, and the file's bytes.
  static func read(_ path: String, allowsOutside: Bool) throws -> (file: ExperimentFile, text: [UInt8]) {
    let text = try InputFile.bytes(ofNamed: path, atMost: TomlDocument.mostBytes)
    do throws(ExperimentFileProblems) {
      return (try file(text, at: path, allowsOutside: allowsOutside), text)
    } catch {
      throw InputError.inFile("'\(path)', \(error.brief)")
    }
  }

  /// The experiment of a text that lies at a path.
  ///
  /// - Parameter memory: losses that were read already.
  static func file(
    _ text: [UInt8], at path: String, allowsOutside: Bool, memory: LossMemory? = nil
  ) throws(ExperimentFileProblems) -> ExperimentFile {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
    // The person's files are read only where the view names something.
    var shelf: ViewWords.Shelf?
    var files = tables(in: folder, allowsOutside: allowsOutside)
    files.memory = memory
    return try ExperimentFile.read(
      text, with: Catalogs.optimizers, in: folder, files: files,
      allowsOutside: allowsOutside
    ) { key, word, experiment in
      let known = shelf ?? PersonalSetup.read().words
      shelf = known
      return ViewWords.mistake(word, of: key, experiment, from: known, Catalogs.experiments)
    }
  }

  /// The tables that a file in a folder may name: regular files, beside or below it, also where links lead elsewhere.
  private static func tables(in folder: String, allowsOutside: Bool) -> DataFiles {
    DataFiles(exists: InputFile.exists) { path, _, take in
      do {
        guard let table = resolved(path) else {
          throw InputFileError.cannotOpen(path, reason: OutputError.reason(errno))
        }
        let base = resolved(folder.isEmpty ? "." : folder) ?? ""
        let isInside = table.hasPrefix(base.hasSuffix("/") ? base : base + "/")
        guard isInside || allowsOutside else { throw InputError(DataRequest.outside(path)) }
        try InputFile.unpack(found: table, as: path, take)
      } catch let error as InputFileError {
        throw InputError(error.message)
      }
    }
  }

  /// Where a path leads through all links; `nil` where nothing is there.
  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}

extension PersonalSetup {
  /// What the words of a view choose from.
  var words: ViewWords.Shelf { ViewWords.Shelf(themes: shelf, layouts: layouts) }
}
