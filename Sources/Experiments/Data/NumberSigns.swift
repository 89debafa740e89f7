/// The signs that numbers of a table may have beyond plain decimal notation.
struct NumberSigns: Hashable, Sendable {
  /// The only decimal sign that is accepted; 0 for a point or a comma.
  private let decimal: UInt8
  private let thousands: ThousandsSign?
  private let hasPercent: Bool
  /// Whether plain decimal notation is all there is.
  let isPlain: Bool

  /// The signs of a format.
  init(_ format: TableFormat) {
    decimal = format.decimal ?? 0
    thousands = format.thousands
    hasPercent = format.hasPercent
    isPlain = decimal == 0 && thousands == nil && !hasPercent
  }

  /// The number in a cell.
  @inline(__always)
  func number(_ text: UnsafeRawBufferPointer) -> DecimalNumber? {
    isPlain ? DecimalNumber(text) : signed(text)
  }

  private func signed(_ text: UnsafeRawBufferPointer) -> DecimalNumber? {
    var bytes = Array(text)
    if hasPercent, bytes.last == Ascii.percent {
      bytes.removeLast()
      while bytes.last == Ascii.space { bytes.removeLast() }
      // So that it is rounded once; an exponent cannot follow another.
      guard !bytes.contains(where: { $0 | 0x20 == Ascii.e }) else { return nil }
      bytes += [Ascii.e, Ascii.minus, Ascii.zero + 2]
    }
    if let thousands {
      guard let joined = NumberSigns.joined(bytes, thousands) else { return nil }
      bytes = joined
    }
    guard let number = bytes.withUnsafeBytes({ DecimalNumber($0) }) else { return nil }
    return decimal == 0 || number.mark == 0 || number.mark == decimal ? number : nil
  }

  /// A number without its thousands signs; `nil` if they do not set groups of three digits apart.
  private static func joined(_ bytes: [UInt8], _ sign: ThousandsSign) -> [UInt8]? {
    var joined: [UInt8] = []
    // The digits since the last sign; once a sign was seen, groups have three.
    var group = 0
    var isGrouped = false
    var rest = bytes[...]
    if let first = rest.first, first == Ascii.minus || first == Ascii.plus {
      joined.append(first)
      rest = rest.dropFirst()
    }
    while let byte = rest.first {
      if byte &- Ascii.zero < 10 {
        joined.append(byte)
        group += 1
        rest = rest.dropFirst()
      } else if let form = sign.forms.first(where: { rest.starts(with: $0) }) {
        guard isGrouped ? group == 3 : 1...3 ~= group else { return nil }
        (isGrouped, group) = (true, 0)
        rest = rest.dropFirst(form.count)
      } else {
        break
      }
    }
    guard !isGrouped || group == 3 else { return nil }
    return joined + rest
  }

  /// The option that would make a number of a text that is not one; `nil` for none.
  static func remedy(for text: UnsafeRawBufferPointer) -> String? {
    if text.last == Ascii.percent {
      return format { $0.hasPercent = true }.number(text) == nil ? nil : "--percent reads it divided by 100"
    }
    for sign in ThousandsSign.allCases {
      let signs = format {
        $0.thousands = sign
        $0.decimal = sign == .point ? Ascii.comma : Ascii.point
      }
      if let number = signs.number(text) { return "--thousands \(sign.rawValue) reads it as \(number.value)" }
    }
    return nil
  }

  private static func format(_ change: (inout TableFormat) -> Void) -> NumberSigns {
    var format = TableFormat()
    change(&format)
    return NumberSigns(format)
  }
}
