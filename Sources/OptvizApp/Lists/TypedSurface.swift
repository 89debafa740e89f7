import Experiments
import Optimization

/// What a person writes into the surface list's filter that is more than a name: a formula such as `x^2 + 10y^2`.
enum TypedSurface: Hashable, Sendable {
  /// A formula that can be descended.
  case formula(SurfaceChoice)
  /// It cannot be read, and why.
  case mistaken(String)

  /// What a filter asks for; `nil` where it only filters.
  ///
  /// What a name of the list contains is a filter, also where it could be read as a formula.
  init?(_ picker: Picker) {
    guard picker.kind == .surfaces, picker.items.isEmpty else { return nil }
    let text = picker.filter.drop { $0 == " " || $0 == "=" }
    guard text.contains(where: { $0.isNumber || "+-−*·×/^()²³√π;<>=, ".contains($0) })
    else { return nil }
    do {
      self = .formula(try Specification.expression(String(text)))
    } catch {
      self = .mistaken(error.description)
    }
  }
}
