/// Sequences that keys and the pointer send, after `ESC O` and `ESC [`.
extension InputDecoder {
  mutating func singleShift(_ byte: UInt8) {
    state = .ground
    let held: Key.Modifiers = alt ? .alt : []
    alt = false
    switch byte {
    case UInt8(ascii: "M"): emit(.enter, held)
    case UInt8(ascii: "I"): emit(.tab, held)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      if let code = KeySequences.lettered[byte - 0x20] { emit(code, held.union(.control)) }
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      // The keypad in application mode: each letter stands for an ASCII symbol 0x40 below.
      emit(.character(Character(Unicode.Scalar(byte - 0x40))), held)
    default:
      if let code = KeySequences.lettered[byte] {
        emit(code, held)
      } else if byte < 0x20 || byte >= 0x7F {
        ground(byte)
      }
    }
  }

  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x1B:
      alt = false
      state = .escape(doubled: false)
    case UInt8(ascii: "[") where parameters.isEmpty: state = .consoleFunction
    case UInt8(ascii: "M") where parameters.isEmpty: state = .oldMouse
    // rxvt's keys with shift have one number; with more it stands before the last byte of a report.
    case UInt8(ascii: "$") where !parameters.isEmpty && parameters.allSatisfy { (0x30...0x39).contains($0) }:
      finish(byte)
    case 0x20...0x3F:
      // Past the limit nothing is kept, but the sequence is still read to its end.
      if parameters.count < Self.longestSequence { parameters.append(byte) }
    case 0x40...0x7E: finish(byte)
    default:
      alt = false
      state = .ground
      ground(byte)
    }
  }

  mutating func consoleFunction(_ byte: UInt8) {
    state = .ground
    if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) { emit(.function(Int(byte) - 0x40)) }
  }

  mutating func oldMouse(_ byte: UInt8) {
    parameters.append(byte)
    guard parameters.count == 3 else { return }
    state = .ground
    guard parameters.allSatisfy({ $0 >= 32 }) else { return }
    let code = Int(parameters[0]) - 32
    let released = code & 3 == 3 && code & 96 == 0
    point(code, column: Int(parameters[1]) - 33, row: Int(parameters[2]) - 33, released: released)
  }

  mutating func finish(_ final: UInt8) {
    state = .ground
    var held: Key.Modifiers = alt ? .alt : []
    alt = false
    guard parameters.count < Self.longestSequence else { return }
    if let report = TerminalReport(parameters: parameters, final: final) { return reports.append(report) }
    if parameters.first == UInt8(ascii: "<") {
      let numbers = KeySequences.numbers(parameters.dropFirst())
      guard final == UInt8(ascii: "M") || final == UInt8(ascii: "m"), numbers.count == 3 else { return }
      point(
        numbers[0], column: numbers[1] - 1, row: numbers[2] - 1, released: final == UInt8(ascii: "m"))
      return
    }
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else { return }
    let numbers = KeySequences.numbers(parameters[...])
    if numbers.count > 1 { held.formUnion(KeySequences.modifiers(numbers[1])) }
    let first = numbers.first ?? 0
    switch final {
    case UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "@"):
      tilde(first, numbers, final, held)
    case UInt8(ascii: "u"): spelled(first, held)
    case UInt8(ascii: "Z"): emit(.backTab, held.subtracting(.shift))
    case UInt8(ascii: "I") where parameters.isEmpty: inputs.append(.focus(true))
    case UInt8(ascii: "O") where parameters.isEmpty: inputs.append(.focus(false))
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      if let code = KeySequences.lettered[final - 0x20] { emit(code, held.union(.shift)) }
    default:
      // A report of the cursor's position ends like F3; keys have 1 as their first number.
      if let code = KeySequences.lettered[final], numbers.count < 2 || first == 1 { emit(code, held) }
    }
  }

  private mutating func tilde(_ first: Int, _ numbers: [Int], _ final: UInt8, _ held: Key.Modifiers) {
    var held = held
    if final == UInt8(ascii: "$") || final == UInt8(ascii: "@") { held.insert(.shift) }
    if final == UInt8(ascii: "^") || final == UInt8(ascii: "@") { held.insert(.control) }
    switch first {
    case 27 where numbers.count == 3: spelled(numbers[2], held)
    case 200: beginPaste()
    default: if let code = KeySequences.numbered[first] { emit(code, held) }
    }
  }

  /// A key given by its code point, as terminals with an extended keyboard protocol send it.
  private mutating func spelled(_ code: Int, _ held: Key.Modifiers) {
    switch code {
    case 9: held.contains(.shift) ? emit(.backTab, held.subtracting(.shift)) : emit(.tab, held)
    case 13: emit(.enter, held)
    case 27: emit(.escape, held)
    case 8, 127: emit(.backspace, held)
    case 0xE000...0xF8FF: break
    default:
      guard code >= 32, let symbol = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return }
      emit(.character(Character(symbol)), held)
    }
  }

  // MARK: Pointer

  private mutating func point(_ code: Int, column: Int, row: Int, released: Bool) {
    if let pointer = Pointer(code: code, column: column, row: row, released: released) {
      inputs.append(.pointer(pointer))
    }
  }
}
