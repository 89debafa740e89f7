import Glibc

/// Where a person's configuration lies, by the XDG Base Directory Specification.
///
/// The person's own files, the configuration and the themes, are only read; `LayoutStore` has a file of its own.
enum ConfigurationFolder {
  /// The folder; `nil` if the environment names none.
  static var path: String? { base.map { $0 + "/optviz" } }

  /// The folder of every program's configuration.
  private static var base: String? { folder(variable: "XDG_CONFIG_HOME", inHome: ".config") }

  /// A folder of the specification: what a variable of the environment says, or one in the person's home.
  static func folder(variable name: String, inHome usual: String) -> String? {
    // The specification says that relative paths must be ignored.
    if let folder = variable(name), folder.hasPrefix("/") { return folder }
    if let home = variable("HOME"), home.hasPrefix("/") { return "\(home)/\(usual)" }
    return nil
  }

  /// The configuration file.
  static var file: String? { path.map { $0 + "/config.toml" } }

  /// The file of the layouts that the program saves.
  static var layouts: String? { path.map { $0 + "/layouts.toml" } }

  /// The folder for what the program notes of itself; `nil` if the environment names none.
  static var state: String? {
    folder(variable: "XDG_STATE_HOME", inHome: ".local/state").map { $0 + "/optviz" }
  }

  /// A path whose `~/` is the person's home.
  static func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = variable("HOME") else { return path }
    return home + path.dropFirst()
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Makes a folder and those above it that are missing.
  static func make(_ folder: String) {
    for index in folder.indices.dropFirst() where folder[index] == "/" {
      mkdir(String(folder[..<index]), 0o700)
    }
    mkdir(folder, 0o700)
  }

  /// The names in a folder, in order; none if it cannot be read.
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
