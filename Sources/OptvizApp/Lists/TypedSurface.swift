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

extension Model {
  /// Shows the surface of the formula that is being typed; what was there is kept, to be brought back.
  mutating func previewTyped() {
    guard case .picker(let picker) = overlay, case .formula(let surface) = TypedSurface(picker) else {
      return
    }
    guard surface != experiment.surface else { return }
    if beforePreview.isEmpty { beforePreview = [self] }
    take(surface)
    goTo(0)
  }

  /// Takes the formula that was typed; `false` where the text only filters.
  mutating func takeTypedSurface(_ picker: Picker) -> Bool {
    switch TypedSurface(picker) {
    case nil: return false
    case .mistaken: return true
    case .formula(let surface):
      overlay = nil
      beforePreview = []
      take(surface)
      return true
    }
  }

  /// Brings back what was there before a formula was typed.
  mutating func endPreview() {
    guard let before = beforePreview.first else { return }
    let (size, edition) = (size, edition)
    self = before
    // An edition is never told twice.
    (self.size, self.edition) = (size, edition)
    overlay = nil
    map = nil
    mapRequest = nil
  }
}
