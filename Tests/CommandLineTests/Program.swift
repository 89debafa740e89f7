import Foundation
import Glibc

/// The built program, run as a person runs it.
struct Program {
  /// The result of a run of the program.
  struct Result {
    let output: String
    let error: String
    /// The exit code, or minus the number of the signal that ended it.
    let code: Int32
  }

  /// The program lies next to the test bundle.
  static let path: String = {
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: executable).deletingLastPathComponent().appendingPathComponent("optviz").path
  }()

  /// Runs the program to its end.
  static func run(_ words: [String]) throws -> Result { try run(path, words) }

  /// This process's environment without the developer's configuration.
  private nonisolated(unsafe) static let environment: [UnsafeMutablePointer<CChar>?] =
    ProcessInfo.processInfo.environment.merging(["XDG_CONFIG_HOME": "/nonexistent"]) { $1 }
    .map { strdup("\($0)=\($1)") } + [nil]

  /// Runs a shell command in which `$optviz` is the program.
  static func shell(_ command: String) throws -> Result {
    try run("/bin/bash", ["-c", "optviz='\(path)'; \(command)"])
  }

  /// Runs a program; its output goes to files, which unlike pipes never fill up.
  private static func run(_ executable: String, _ words: [String]) throws -> Result {
    let folder = try Folder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, folder.path("output"), O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, folder.path("error"), O_WRONLY | O_CREAT, 0o600)
    // Tests run on threads that block signals, which a child would inherit.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var arguments: [UnsafeMutablePointer<CChar>?] = ([executable] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, executable, &actions, &attributes, &arguments, Program.environment)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7f
    return Result(
      output: try folder.text("output"), error: try folder.text("error"),
      code: signal == 0 ? (status >> 8) & 0xff : -signal)
  }
}

/// A folder for one test, removed with it.
final class Folder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("optviz-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  /// The names of everything in it, hidden files too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }
}
