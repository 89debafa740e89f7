/// Turns the bytes a terminal sends into what the person did.
///
/// Bytes go in one at a time; completed inputs are collected in `inputs`, and what the terminal tells about itself in
/// `reports`. Bytes that are not valid UTF-8 are dropped one by one, sequences without a meaning here are dropped whole,
/// and a paste stays a paste: no part of it arrives as a key, and no part of a terminal's string does.
public struct InputDecoder: Sendable {
  enum State: Equatable {
    case ground
    /// After an escape, or two of them.
    case escape(doubled: Bool)
    /// After an escape that was taken for a key, within what may be the rest of a sequence or a string.
    case late(LateSequence)
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

  var state = State.ground
  var parameters: [UInt8] = []
  private var pasted: [UInt8] = []
  private var controlString = ControlString(.system)
  private var scalar = PartialScalar()
  /// Alt was held: an escape came before the sequence.
  var alt = false
  /// What the next byte may go on with, after what was settled because nothing came after it.
  private var expected: LateSequence?

  static let longestSequence = 64
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

  /// Whether a terminal is in the middle of what it sends, beyond what a person types: the rest may be on its way.
  public var isReceiving: Bool { isInString || state == .control && !parameters.isEmpty }

  /// Takes the next byte.
  public mutating func feed(_ byte: UInt8) {
    switch state {
    case .ground:
      if let late = expected {
        expected = nil
        goOn(late, byte)
      } else {
        ground(byte)
      }
    case .late(let late): goOn(late, byte)
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
  /// A lone escape is the Escape key, `ESC [` is Alt with a bracket, half a sequence or string is dropped. What comes after
  /// any of them is keys, unless it is unmistakably the rest of something that the terminal sends.
  /// In a paste only an escape at its end counts: it ends a paste whose end was lost.
  public mutating func settle() {
    expected = nil
    switch state {
    case .ground: break
    case .escape(let doubled):
      if doubled { emit(.escape) }
      emit(.escape)
      state = .ground
      expected = LateSequence()
    case .late(let late):
      state = .ground
      if !late.isCertain { for byte in late.keys { ground(byte) } }
    case .singleShift:
      emit(.character("O"), .alt)
      state = .ground
    case .control:
      if parameters.isEmpty { emit(.character("["), .alt) } else { expected = .restOfControl }
      state = .ground
    case .consoleFunction, .oldMouse: state = .ground
    case .string:
      // No key with Alt has a meaning of its own, and a string may be late: what follows the escape is not taken.
      if controlString.isEmpty {
        emit(.escape)
        expected = LateSequence(controlString.kind)
      } else {
        expected = LateSequence(restOf: controlString)
      }
      state = .ground
    case .paste: if pasted.last == 0x1B { endPaste() }
    }
    alt = false
    scalar = PartialScalar()
  }

  // MARK: Keys that type

  mutating func ground(_ byte: UInt8, _ modifiers: Key.Modifiers = []) {
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

  /// Takes a byte of what may be the rest of a sequence or a string whose escape was taken for a key.
  private mutating func goOn(_ late: LateSequence, _ byte: UInt8) {
    var late = late
    switch late.take(byte) {
    case .open: state = .late(late)
    case .keys:
      state = .ground
      for byte in late.keys { feed(byte) }
    case .dropped: state = .ground
    case .sequence(let collected):
      (parameters, alt) = (collected, false)
      finish(byte)
    case .string(let kind, let content):
      (state, controlString) = (.string, ControlString(kind))
      for byte in content { string(byte) }
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

  /// Begins a paste.
  mutating func beginPaste() {
    pasted.removeAll(keepingCapacity: true)
    state = .paste
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

  mutating func emit(_ code: Key.Code, _ modifiers: Key.Modifiers = []) {
    inputs.append(.key(Key(code, modifiers)))
  }
}
