import Experiments
import Glibc
import Wording

/// Writes experiments' files.
enum ExperimentOutput {
  /// The text of a file that will lie at a path, with the paths of tables relative to its folder.
  ///
  /// A table elsewhere keeps its whole path, which the file may read only with `--allow-outside`.
  static func text(of file: ExperimentFile, at path: String?) throws(InputError) -> String {
    let folder = path.flatMap { $0.lastIndex(of: "/") }.map { String(path?[...$0] ?? "") } ?? ""
    if DataRequest(file.experiment.surface)?.files.contains(DataRequest.standardInput) == true {
      throw InputError("standard input cannot be kept in a file; write the table into one")
    }
    let base = absolute(folder.isEmpty ? "." : folder)
    return file.text { table in
      let whole = absolute(table)
      guard let base, let whole, whole.hasPrefix(base + "/") else { return whole ?? table }
      let relative = String(whole.dropFirst(base.count + 1))
      // A bundled data set's name means that.
      return DataSetCatalog.entry(relative) == nil ? relative : "./\(relative)"
    }
  }

  /// A path from the root on, without links to what is there; `nil` where its folder is not.
  static func absolute(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
