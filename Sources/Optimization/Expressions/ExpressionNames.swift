/// Splits an unknown name into known ones: `xy` is x*y, `sinx` is sin(x).
struct ExpressionNames {
  private let known: [String]
  private let functions: [String]

  init(_ known: [String], _ functions: [String]) {
    self.known = known
    self.functions = functions
  }

  /// The probable meaning, as it is to be written; `nil` if the name cannot be split.
  func spelledOut(_ name: String, isCalled: Bool) -> String? {
    guard name.count > 1, name.count <= 12 else { return nil }
    if let split = split(Substring(name), isCalled: isCalled), split.count > 1 {
      return split.joined(separator: "*") + (isCalled && functions.contains(split.last ?? "") ? "(...)" : "")
    }
    // x2 may be a product or a power.
    if let first = name.first.map(String.init), known.contains(first) {
      let rest = name.dropFirst()
      if rest.allSatisfy({ "0"..."9" ~= $0 }) { return "\(first)*\(rest) or \(first)^\(rest)" }
    }
    guard !isCalled else { return nil }
    for function in functions.sorted(by: { $0.count > $1.count }) where name.hasPrefix(function) {
      let rest = name.dropFirst(function.count)
      // cos2x is the cosine of 2x.
      let factor = rest.prefix { "0"..."9" ~= $0 }
      if let argument = split(rest.dropFirst(factor.count), isCalled: false) {
        let factors = (factor.isEmpty ? [] : [String(factor)]) + argument
        return "\(function)(\(factors.joined(separator: "*")))"
      }
    }
    return nil
  }

  /// The known names that make up a name, the longest first; a function may be the last if it is called.
  private func split(_ name: Substring, isCalled: Bool) -> [String]? {
    if name.isEmpty { return nil }
    let last = isCalled ? functions : []
    for candidate in (known + last).sorted(by: { ($1.count, $0) < ($0.count, $1) })
    where name.hasPrefix(candidate) {
      let rest = name.dropFirst(candidate.count)
      if rest.isEmpty { return [candidate] }
      if last.contains(candidate) { continue }
      if let others = split(rest, isCalled: isCalled) { return [candidate] + others }
    }
    return nil
  }
}
