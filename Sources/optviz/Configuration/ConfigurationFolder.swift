import Configuration
import Glibc

/// Where a person's configuration lies, by the XDG Base Directory Specification.
///
/// Nothing here is ever written.
enum ConfigurationFolder {
  /// The folder; `nil` where the environment names none.
  static var path: String? {
    // Relative paths are to be ignored, says the specification.
    if let folder = variable("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return folder + "/optviz" }
    if let home = variable("HOME"), home.hasPrefix("/") { return home + "/.config/optviz" }
    return nil
  }

  /// The configuration file.
  static var file: String? { path.map { $0 + "/config.toml" } }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A file's bytes; no more than one that is too long needs to be refused.
  static func read(_ path: String) throws -> [UInt8] {
    // A pipe or a device that nobody writes to would keep the program waiting.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw InputFileError.cannotOpen(path, reason: OutputError.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw InputFileError.cannotOpen(path, reason: OutputError.reason(EISDIR))
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= TomlDocument.mostBytes {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw InputFileError.cannotRead("'\(path)'", reason: OutputError.reason(errno))
      }
      bytes += piece[..<count]
    }
    return bytes
  }

  /// The names in a folder, in order; none where it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }
}
