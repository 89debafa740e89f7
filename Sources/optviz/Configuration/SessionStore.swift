import Experiments
import OptvizApp
import Toml
import Wording

/// The file in which the session is kept: at the end of the program, and shortly after a change, should it not end well.
enum SessionStore {
  /// The file; `nil` if no folder is known.
  static var path: String? { ConfigurationFolder.state.map { $0 + "/session.toml" } }

  /// How much of a session is kept at the end, and while the program goes on.
  private static let most = (atEnd: TomlDocument.mostBytes * 9 / 10, meanwhile: 60_000)

  /// Keeps a session; where that fails, the former one stays, and nothing is said.
  static func save(_ model: Model, isEnd: Bool) {
    guard let path, let folder = ConfigurationFolder.state else { return }
    ConfigurationFolder.make(folder)
    let text = model.session(atMost: isEnd ? most.atEnd : most.meanwhile) {
      ExperimentOutput.absolute($0) ?? $0
    }
    try? Output.write(to: path, .init(replaces: true)) { $0.append(text) }
  }

  /// The session that was kept.
  static func read() throws -> Session {
    guard let path else {
      throw InputError("--resume: no folder is known in which a session is kept; set HOME or XDG_STATE_HOME")
    }
    guard InputFile.exists(path) else {
      throw InputError.inFile("--resume: no session has been kept yet in \(path)")
    }
    let text = try InputFile.bytes(ofFound: path, atMost: TomlDocument.mostBytes)
    let memory = LossMemory()
    do {
      return try Session.read(text) { state throws in
        do throws(ExperimentFileProblems) {
          return try ExperimentInput.file(state, at: path, allowsOutside: true, memory: memory)
        } catch {
          throw InputError.inFile("'\(path)': \(error.brief)")
        }
      }
    } catch let problem as TextProblem {
      throw InputError.inFile("'\(path)', \(problem)")
    }
  }
}
