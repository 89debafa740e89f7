import Exports
import Glibc
import OptvizApp

/// The file of a person's own layouts: `layouts.toml` in optviz's folder of the configuration.
enum LayoutStore {
  /// More than this is no file of layouts.
  private static let mostBytes = 1 << 20

  /// The file's folder and path; `nil` where the environment names no place for configuration.
  private static var place: (folder: [String], path: String)? {
    let named = TerminalEnvironment.value("XDG_CONFIG_HOME")
    let home = TerminalEnvironment.value("HOME")
    // By its specification a path that is not absolute is ignored.
    let base = named.hasPrefix("/") ? named : home.hasPrefix("/") ? home + "/.config" : nil
    return base.map { ([$0, $0 + "/optviz"], $0 + "/optviz/layouts.toml") }
  }

  /// The layouts in the file; where it cannot be read, what is wrong in it.
  static func read() -> (presets: [LayoutPreset], problem: String?) {
    guard let path = place?.path, InputFile.exists(path) else { return ([], nil) }
    do {
      var bytes: [UInt8] = []
      try InputFile.read(path) { piece in
        guard bytes.count + piece.count <= mostBytes else {
          throw InputFileError.cannotRead(path, reason: "too long")
        }
        bytes += piece
      }
      return (try LayoutFile.presets(in: String(decoding: bytes, as: UTF8.self)), nil)
    } catch {
      return ([], "\(path) is ignored: \(reason(error))")
    }
  }

  /// Writes a layout beside those that the file has, and says how that went.
  ///
  /// A file that cannot be read stays as it is.
  static func save(_ preset: LayoutPreset) -> String {
    guard let place else { return "layout \(preset.name) is kept until the program ends: there is no HOME" }
    let former = read()
    if let problem = former.problem { return "not saved: \(problem)" }
    for folder in place.folder { mkdir(folder, 0o700) }
    let presets = former.presets.filter { $0.name != preset.name } + [preset]
    do {
      // The screen's handlers stay: a signal ends the program in order, after this.
      try Output.write(to: place.path, endsBySignal: false) { $0.append(LayoutFile.text(presets)) }
      return "layout \(preset.name) saved in \(place.path)"
    } catch {
      return "not saved: \(reason(error))"
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as OutputError: error.message
    case let error as InputFileError: error.message
    default: "\(error)"
    }
  }
}
