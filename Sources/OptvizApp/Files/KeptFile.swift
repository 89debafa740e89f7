import Experiments

/// A file on the disk as it was last read or written here, so that a change by another program is noticed.
public struct KeptFile: Hashable, Sendable {
  /// Its path.
  public let path: String
  /// Its bytes.
  public let text: [UInt8]

  /// A file.
  public init(path: String, text: [UInt8]) { (self.path, self.text) = (path, text) }
}

/// A request to keep an experiment in a file.
public struct SaveRequest: Hashable, Sendable {
  /// A path, or a name in the person's own folder of experiments.
  public let name: String
  /// What is kept.
  public let file: ExperimentFile
  /// The file that was read or written last, which may be replaced if it is still the same.
  public let kept: KeptFile?
  /// Whether any file may be replaced.
  public let isForced: Bool

  /// A request.
  public init(name: String, file: ExperimentFile, kept: KeptFile?, isForced: Bool) {
    (self.name, self.file, self.kept, self.isForced) = (name, file, kept, isForced)
  }
}

/// An experiment of the person's own, as a list shows it.
public struct OwnExperiment: Hashable, Sendable {
  /// Its path.
  public let path: String
  /// The file's name without its ending.
  public let name: String
  /// Its words.
  public let words: ExperimentWords

  /// An experiment.
  public init(path: String, name: String, words: ExperimentWords) {
    (self.path, self.name, self.words) = (path, name, words)
  }
}

extension Model {
  /// Asks for what is on the screen to be kept in a file.
  ///
  /// - Parameters:
  ///   - name: a path, or a name in the person's own folder; empty for the file that was opened or saved last.
  ///   - isForced: whether a file is replaced whatever is in it.
  mutating func save(as name: String, isForced: Bool = false) {
    let name = name.isEmpty ? kept?.path ?? "" : name
    guard !name.isEmpty else {
      notice = "a name is missing, as in :save zigzag"
      return
    }
    outbox.append(.saveExperiment(SaveRequest(name: name, file: file, kept: kept, isForced: isForced)))
  }

  /// Asks for the experiment of a file; a name is one in the person's own folder, or a bundled one.
  mutating func openFile(_ name: String) {
    if let entry = environment.experiments.entry(name) { return open(entry.file) }
    outbox.append(.openExperiment(name))
  }

  /// Takes an experiment that was read.
  mutating func take(_ file: ExperimentFile, from kept: KeptFile) {
    open(file)
    self.kept = kept
    notice = notice ?? "opened \(kept.path.split(separator: "/").last ?? "")"
  }
}
