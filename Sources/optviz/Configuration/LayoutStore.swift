import Configuration
import Exports
import OptvizApp
import Toml

/// The file of a person's own layouts: `layouts.toml` in optviz's folder of the configuration.
enum LayoutStore {
  /// The layouts in the file; if it cannot be read, the problem.
  static func read() -> (presets: [LayoutPreset], problem: String?) {
    guard let path = ConfigurationFolder.layouts, InputFile.exists(path) else { return ([], nil) }
    do {
      return (try LayoutFile.presets(in: InputFile.bytes(ofFound: path, atMost: TomlDocument.mostBytes)), nil)
    } catch {
      return ([], "\(path) is ignored: \(reason(error))")
    }
  }

  /// Adds a layout to those in the file, and returns a message about the result.
  ///
  /// A file that cannot be read stays as it is.
  static func save(_ preset: LayoutPreset) -> String {
    guard let path = ConfigurationFolder.layouts else {
      return "layout \(preset.name) is kept until the program ends: there is no HOME"
    }
    let former = read()
    if let problem = former.problem { return "not saved: \(problem)" }
    if let folder = ConfigurationFolder.path { ConfigurationFolder.make(folder) }
    let presets = former.presets.filter { $0.name != preset.name } + [preset]
    do {
      try Output.write(to: path, .init(replaces: true)) { $0.append(LayoutFile.text(presets)) }
      return "layout \(preset.name) saved in \(path)"
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
