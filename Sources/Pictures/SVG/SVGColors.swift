import TerminalGraphics

/// The colours of a document: written where they are used, or, where a file follows the scheme of the page that shows it,
/// as classes with a rule for each scheme.
struct SVGColors {
  /// The property that a class sets.
  enum Property: String { case fill, stroke, stop = "stop-color" }

  private struct Pair: Hashable {
    let property: Property
    let light: Color
    let dark: Color
  }

  private var classes: [Pair: Int] = [:]
  private var order: [Pair] = []

  /// Attributes that set colours: those of the light scheme, and of the dark one where there is one; `name` is a class
  /// for another reason.
  mutating func attributes(
    _ inks: [(Property, light: DrawnInk?, dark: DrawnInk?)], name: String = ""
  ) -> String {
    var (text, names): (String, [String]) = ("", name.isEmpty ? [] : [name])
    for (property, light, dark) in inks {
      guard let light else {
        if property == .fill { text += " fill=\"none\"" }
        continue
      }
      if let dark, dark.color != light.color {
        names.append(self.name(Pair(property: property, light: light.color, dark: dark.color)))
      } else {
        text += " \(property.rawValue)=\"\(SVGText.color(light.color))\""
      }
      if light.opacity < 1 {
        text +=
          " \(property.rawValue.hasPrefix("stop") ? "stop" : property.rawValue)-opacity=\"\(SVGText.number(light.opacity))\""
      }
    }
    return (names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\"") + text
  }

  private mutating func name(_ pair: Pair) -> String {
    let index = classes[pair] ?? order.count
    if classes[pair] == nil {
      classes[pair] = index
      order.append(pair)
    }
    return "k\(index)"
  }

  /// The rules of all classes; empty without any.
  var rules: String {
    guard !order.isEmpty else { return "" }
    func rules(_ color: (Pair) -> Color) -> String {
      order.enumerated().map { index, pair in
        ".k\(index){\(pair.property.rawValue):\(SVGText.color(color(pair)))}"
      }.joined()
    }
    return rules(\.light) + "@media(prefers-color-scheme:dark){" + rules(\.dark) + "}"
  }
}
