import Experiments

/// The experiment file that a document began with, and what the screen said of it then.
///
/// A word that the file says stays in it for as long as the screen says the same: whether that is a default, or what the
/// person's configuration makes of it, does not matter.
public final class OpenedFile: Sendable {
  /// The file.
  public let file: ExperimentFile
  /// The view of a document that has just been opened with it.
  let shown: ViewTable

  init(_ file: ExperimentFile, shown: ViewTable) { (self.file, self.shown) = (file, shown) }
}

extension OpenedFile: Equatable {
  public static func == (a: OpenedFile, b: OpenedFile) -> Bool { a === b }
}
