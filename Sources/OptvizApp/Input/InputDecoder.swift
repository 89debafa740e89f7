/// Turns the bytes a terminal sends into what the person did.
///
/// Bytes go in one at a time; completed inputs are collected in `inputs`, and what the terminal tells about itself in
/// `reports`. Bytes that are not valid UTF-8 are dropped one by one, sequences without a meaning here are dropped whole,
/// and a paste stays a paste: no part of it arrives as a key, and no part of a terminal's string does.
public struct InputDecoder: Sendable {
  private enum State: Equatable {
    case ground
    /// After an escape, or two of them.
    case escape(doubled: Bool)
    /// After `ESC O`.
    case singleShift
    /// After `ESC [`, collecting up to the letter that ends it.
    case control
    /// After `ESC [ [`: the Linux console's first five function keys.
    case consoleFunction
    /// After `ESC [ M`: three bytes of an old mouse report.
    case oldMouse
    /// Inside a bracketed paste.
    case paste
    /// Inside a string that the terminal sends.
    case string
  }

  /// Completed inputs; the caller removes them.
  public var inputs: [Input] = []
  /// What the terminal told about itself; the caller removes them.
  public var reports: [TerminalReport] = []

  private var state = State.ground
  private var parameters: [UInt8] = []
  private var pasted: [UInt8] = []
  private var controlString = ControlString(.system)
  private var scalar = PartialScalar()
  /// Alt was held: an escape came before the sequence.
  private var alt = false

  private static let longestSequence = 64
  /// Far longer than any line that takes text.
  private static let longestPaste = 64 * 1024

  /// A decoder that has seen nothing.
  public init() {}

  /// Whether the bytes so far are an incomplete sequence that only more bytes, or `settle`, decide.
  public var isPending: Bool { state != .ground || scalar.isOpen }

  /// Whether a paste has begun and not ended.
  public var isPasting: Bool { state == .paste }

  /// Whether a terminal's string has begun and not ended: its rest may be on its way for longer than that of a key.
  public var isInString: Bool { state == .string }

  /// Takes the next byte.
  public mutating func feed(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape(let doubled): escape(byte, doubled: doubled)
    case .singleShift: singleShift(byte)
    case .control: control(byte)
    case .consoleFunction: consoleFunction(byte)
    case .oldMouse: oldMouse(byte)
    case .paste: paste(byte)
    case .string: string(byte)
    }
  }

  /// Takes a key that was recognised before the decoder.
  public mutating func feed(_ key: Key) {
    guard state != .paste, !isInString else { return }
    var key = key
    if case .escape = state {
      key.modifiers.insert(.alt)
      state = .ground
    }
    settle()
    inputs.append(.key(key))
  }

  /// Decides an incomplete sequence, because no more bytes came.
  ///
  /// A lone escape is the Escape key, `ESC [` is Alt with a bracket, half a sequence or string is dropped.
  /// In a paste only an escape at its end counts: it ends a paste whose end was lost.
  public mutating func settle() {
    switch state {
    case .ground: break
    case .escape(let doubled):
      if doubled { emit(.escape) }
      emit(.escape)
      state = .ground
    case .singleShift:
      emit(.character("O"), .alt)
      state = .ground
    case .control:
      if parameters.isEmpty { emit(.character("["), .alt) }
      state = .ground
    case .consoleFunction, .oldMouse: state = .ground
    case .string:
      // No key with Alt has a meaning of its own, and a string may be late: what follows the escape is not taken.
      if controlString.isEmpty { emit(.escape) }
      state = .ground
    case .paste: if pasted.last == 0x1B { endPaste() }
    }
    alt = false
    scalar = PartialScalar()
  }

  // MARK: Keys that type

  private mutating func ground(_ byte: UInt8, _ modifiers: Key.Modifiers = []) {
    if byte >= 0x80 || scalar.isOpen {
      // The second set of control characters, as one byte or as UTF-8, types nothing, but may begin a string.
      if !scalar.isOpen, begins(control: UInt32(byte)) { return }
      switch scalar.take(byte) {
      case .complete(let symbol):
        if begins(control: symbol.value) { return alt = false }
        if symbol.value >= 0xA0 { emit(.character(Character(symbol)), modifiers.union(alt ? .alt : [])) }
        alt = false
      case .open: if modifiers.contains(.alt) { alt = true }
      case .invalid: alt = false
      case .brokenOff:
        alt = false
        ground(byte)
      }
      return
    }
    switch byte {
    case 0x1B: state = .escape(doubled: false)
    case 0x09: emit(.tab, modifiers)
    case 0x0A, 0x0D: emit(.enter, modifiers)
    case 0x08, 0x7F: emit(.backspace, modifiers)
    case 0x00: emit(.character(" "), modifiers.union(.control))
    case 0x01...0x1A: emit(.character(Character(Unicode.Scalar(byte + 0x60))), modifiers.union(.control))
    case 0x1C...0x1F: emit(.character(Character(Unicode.Scalar(byte + 0x40))), modifiers.union(.control))
    default: emit(.character(Character(Unicode.Scalar(byte))), modifiers)
    }
  }

  /// Whether a control character of the second set begins a string, or a sequence.
  private mutating func begins(control: UInt32) -> Bool {
    if let kind = ControlString.Kind(control: control) {
      (state, controlString) = (.string, ControlString(kind, isShort: true))
      return true
    }
    guard control == 0x9B else { return false }
    parameters.removeAll(keepingCapacity: true)
    state = .control
    return true
  }

  // MARK: Sequences

  private mutating func escape(_ byte: UInt8, doubled: Bool) {
    switch byte {
    case 0x1B where !doubled: state = .escape(doubled: true)
    case 0x1B: emit(.escape)
    case UInt8(ascii: "["):
      alt = doubled
      parameters.removeAll(keepingCapacity: true)
      state = .control
    case UInt8(ascii: "O"):
      alt = doubled
      state = .singleShift
    default:
      if doubled { emit(.escape) }
      if let kind = ControlString.Kind(rawValue: byte) {
        (state, controlString) = (.string, ControlString(kind))
        return
      }
      state = .ground
      ground(byte, .alt)
    }
  }

  private mutating func string(_ byte: UInt8) {
    switch controlString.take(byte) {
    case .open: break
    case .complete:
      state = .ground
      if let report = TerminalReport(controlString) { reports.append(report) }
    case .cancelled: state = .ground
    case .brokenOff:
      state = .escape(doubled: false)
      escape(byte, doubled: false)
    }
  }

  private mutating func singleShift(_ byte: UInt8) {
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

  private mutating func control(_ byte: UInt8) {
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

  private mutating func consoleFunction(_ byte: UInt8) {
    state = .ground
    if (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) { emit(.function(Int(byte) - 0x40)) }
  }

  private mutating func oldMouse(_ byte: UInt8) {
    parameters.append(byte)
    guard parameters.count == 3 else { return }
    state = .ground
    guard parameters.allSatisfy({ $0 >= 32 }) else { return }
    let code = Int(parameters[0]) - 32
    let released = code & 3 == 3 && code & 96 == 0
    point(code, column: Int(parameters[1]) - 33, row: Int(parameters[2]) - 33, released: released)
  }

  private mutating func finish(_ final: UInt8) {
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
    case 200:
      pasted.removeAll(keepingCapacity: true)
      state = .paste
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

  // MARK: Paste

  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  private mutating func paste(_ byte: UInt8) {
    pasted.append(byte)
    if byte == UInt8(ascii: "~"), pasted.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) {
      pasted.removeLast(Self.pasteEnd.count)
      endPaste()
    } else if pasted.count > Self.longestPaste + Self.pasteEnd.count {
      // A paste that is too long is cut, except for the bytes that may begin its end mark.
      pasted.removeSubrange(Self.longestPaste..<(pasted.count - Self.pasteEnd.count))
    }
  }

  private mutating func endPaste() {
    state = .ground
    let normal = String(decoding: pasted, as: UTF8.self).unicodeScalars
    var text = String.UnicodeScalarView()
    var afterReturn = false
    for symbol in normal {
      switch symbol {
      case "\r": text.append("\n")
      case "\n": if !afterReturn { text.append("\n") }
      case "\t": text.append("\t")
      default: if symbol.properties.generalCategory != .control { text.append(symbol) }
      }
      afterReturn = symbol == "\r"
    }
    pasted.removeAll(keepingCapacity: false)
    inputs.append(.paste(String(text)))
  }

  private mutating func emit(_ code: Key.Code, _ modifiers: Key.Modifiers = []) {
    inputs.append(.key(Key(code, modifiers)))
  }
}
