/// A format of files to take away, as far as a form has to know it.
public struct PictureKind: Hashable, Sendable {
  /// The word on the command line, which is also the ending of its files.
  public let id: String
  /// What is in such a file, in a few words.
  public let summary: String
  /// The options of the command line that it takes, without their dashes.
  public let options: Set<String>
  /// Whether it holds frames of the screen instead of figures.
  public var hasFrames: Bool { options.contains("columns") }

  /// Whether it always shows the race instead of one step.
  var isRace: Bool { options.contains("fps") && !options.contains("animate") }

  /// A format.
  public init(id: String, summary: String, options: Set<String>) {
    (self.id, self.summary, self.options) = (id, summary, options)
  }
}

/// A file that is asked for: the words of the command line that makes it, and where it goes.
public struct PictureRequest: Hashable, Sendable {
  /// The words after the program's name.
  public let words: [String]
  /// The file.
  public let path: String
  /// Whether a former file is replaced.
  public let replaces: Bool

  /// A request.
  public init(words: [String], path: String, replaces: Bool) {
    (self.words, self.path, self.replaces) = (words, path, replaces)
  }
}

/// What became of a file that was asked for.
public enum PictureOutcome: Hashable, Sendable {
  /// It is complete in memory.
  case made([UInt8])
  /// It has been written; its size in bytes.
  case written(bytes: Int)
  /// There is a file of that name already.
  case exists
  /// It cannot be made or written, for this reason.
  case refused(String)
}

/// A file that is being made beside the program.
struct PictureWork: Hashable, Sendable {
  let request: PictureRequest
  /// The finished share.
  var progress = 0.0

  /// The file's name without its folder.
  var name: String { String(request.path.split(separator: "/").last ?? "") }
}

/// What is remembered of the form that asks for files.
struct PictureMemory: Sendable {
  /// What was chosen last, by field.
  var texts: [PictureField: String] = [:]
  /// The step that was on display when the form was opened.
  var step = 0
  /// The file that a person has been told exists, which pressing the button again replaces.
  var replaceable: String?
}
