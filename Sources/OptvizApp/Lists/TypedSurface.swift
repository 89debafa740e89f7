import Experiments
import Optimization

/// A text in the surface list's filter that is more than a name: a formula such as `x^2 + 10y^2`.
enum TypedSurface: Hashable, Sendable {
  /// A valid formula.
  case formula(SurfaceChoice)
  /// The name of a table's file.
  case file(String)
  /// It cannot be read, for this reason.
  case mistaken(String)

  /// What a filter requests; `nil` if it only filters.
  ///
  /// A part of a listed name is a filter, even if it could be read as a formula.
  init?(_ picker: Picker) {
    guard picker.kind == .surfaces, picker.items.isEmpty else { return nil }
    if let path = TypedSurface.path(picker.filter) {
      self = .file(path)
      return
    }
    let text = picker.filter.drop { $0 == " " || $0 == "=" }
    guard text.contains(where: { $0.isNumber || "+-−*·×/^()[]{}|\\√∛⌊⌈π;<>=,?% ".contains($0) })
    else { return nil }
    do {
      self = .formula(try Specification.expression(String(text)))
    } catch {
      self = .mistaken(error.description)
    }
  }

  /// The endings of tables' names.
  private static let endings = [".csv", ".tsv", ".txt", ".dat", ".tab", ".gz"]

  /// A text that is meant as a file: it begins like a path, or ends like a table's name.
  private static func path(_ filter: String) -> String? {
    let text = filter.trimmedBlanks
    let isPath = ["/", "./", "../", "~/"].contains { text.hasPrefix($0) }
    return isPath || endings.contains { text.lowercased().hasSuffix($0) } ? text : nil
  }
}
