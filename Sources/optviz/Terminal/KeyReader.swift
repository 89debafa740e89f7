import CNcurses
import Glibc
import OptvizApp

/// Reads the keyboard through ncurses and decodes the sequences that ncurses does not.
///
/// ncurses tells an Escape from the start of a sequence and knows the keys of unusual terminals. Everything that begins
/// with `ESC [` or `ESC O` is passed, after the prefix, to one decoder that knows modifiers, mouse, paste and focus.
@MainActor
final class KeyReader {
  /// A pad: reading from any other window would also draw it.
  private let window: UnsafeMutablePointer<WINDOW>
  /// What decodes; it goes on where ncurses is started again.
  private(set) var decoder: InputDecoder
  private let keys: [Int32: Key]

  /// Past every number that ncurses assigns to keys of a description without a name.
  private static let controlSequence = cnc_first_free_key + 1000
  private static let singleShift = controlSequence + 1
  private static let mostAtOnce = 1024
  /// Milliseconds after which an escape is a key.
  private static let escapeDelay: Int32 = 25

  /// Prepares reading from the terminal just opened.
  init?(_ decoder: InputDecoder = InputDecoder()) {
    self.decoder = decoder
    guard let pad = newpad(1, 1) else { return nil }
    window = pad
    set_escdelay(Self.escapeDelay)
    mouseinterval(0)
    cnc_prepare_input(pad)
    Self.takeOver("\u{1B}[", as: Self.controlSequence)
    Self.takeOver("\u{1B}O", as: Self.singleShift)
    keys = Self.table()
  }

  /// Whether an incomplete sequence waits for more input or for a pause.
  var isPending: Bool { decoder.isPending && !decoder.isPasting }
  /// How long to wait for it, in seconds: a terminal's string may come in pieces over a slow line.
  var patience: Double { decoder.isReceiving || awaitsAnswers ? 0.5 : 0.1 }
  /// Whether the terminal is about to answer, so that an escape may be the beginning of an answer rather than a key.
  var awaitsAnswers = false
  /// Counts the bytes that have been read.
  private(set) var count = 0

  /// Takes all available input.
  func drain() -> [Input] {
    var pieces = 0
    while true {
      if decoder.isPasting {
        // A paste is read in pieces: ncurses makes a system call a byte, two seconds a megabyte.
        let hasMore = readPiece()
        // An escape after which nothing comes ends a paste whose end was lost.
        if !hasMore && lastByte == 0x1B { decoder.settle() }
        if !hasMore || pieces == Self.mostPieces { return taken() }
        pieces += 1
        continue
      }
      let code = wgetch(window)
      switch code {
      case cnc_error:
        // ncurses has already waited for a trailing escape.
        let isString = decoder.isInString || awaitsAnswers
        if lastByte == 0x1B && decoder.isPending && !isString { decoder.settle() }
        return taken()
      case 0...255: feed(UInt8(code))
      case Self.controlSequence:
        feed(0x1B)
        feed(UInt8(ascii: "["))
      case Self.singleShift:
        feed(0x1B)
        feed(UInt8(ascii: "O"))
      // As a byte it also works after an escape.
      case KEY_BACKSPACE: feed(0x7F)
      default: if let key = keys[code] { decoder.feed(key) }
      }
      // A flood of input must not keep the screen from being drawn.
      if decoder.inputs.count + decoder.reports.count >= Self.mostAtOnce { return taken() }
    }
  }

  /// What the terminal has told about itself since the last call.
  func takeReports() -> [TerminalReport] {
    defer { decoder.reports.removeAll() }
    return decoder.reports
  }

  /// Decides an incomplete sequence, because nothing more has come for a while.
  func settle() -> [Input] {
    decoder.settle()
    return taken()
  }

  /// Pieces of a paste that are read before the screen is drawn again.
  private static let mostPieces = 16
  private static let pieceSize = 64 * 1024

  /// Reads what has come of a paste, and what follows it at once; `false` where nothing has.
  private func readPiece() -> Bool {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    // After an escape the rest of the end mark has the time that ncurses gives it.
    guard poll(&ready, 1, lastByte == 0x1B ? Self.escapeDelay : 0) > 0, ready.revents & Int16(POLLIN) != 0
    else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.pieceSize) { piece in
      let count = read(STDIN_FILENO, piece.baseAddress, piece.count)
      guard count > 0 else { return false }
      for byte in piece[..<count] { feed(byte) }
      return true
    }
  }

  private var lastByte: UInt8 = 0

  private func taken() -> [Input] {
    defer { decoder.inputs.removeAll(keepingCapacity: true) }
    return decoder.inputs
  }

  private func feed(_ byte: UInt8) {
    lastByte = byte
    count &+= 1
    decoder.feed(byte)
  }

  /// Makes a prefix a key of its own; ncurses must forget every longer key that begins with it.
  private static func takeOver(_ prefix: String, as code: Int32) {
    for key in 256..<controlSequence {
      var index: Int32 = 0
      while let sequence = keybound(key, index) {
        defer { free(sequence) }
        if strncmp(sequence, prefix, prefix.utf8.count) == 0 {
          define_key(sequence, 0)
        } else {
          index += 1
        }
      }
    }
    define_key(prefix, code)
  }

  /// The keys to which the terminal's description gives other sequences than the two prefixes.
  private static func table() -> [Int32: Key] {
    var keys: [Int32: Key] = [
      KEY_UP: Key(.up), KEY_DOWN: Key(.down), KEY_LEFT: Key(.left), KEY_RIGHT: Key(.right),
      KEY_HOME: Key(.home), KEY_END: Key(.end), KEY_PPAGE: Key(.pageUp), KEY_NPAGE: Key(.pageDown),
      KEY_IC: Key(.insert), KEY_DC: Key(.delete), KEY_BTAB: Key(.backTab), KEY_ENTER: Key(.enter),
      KEY_SR: Key(.up, .shift), KEY_SF: Key(.down, .shift),
      KEY_SLEFT: Key(.left, .shift), KEY_SRIGHT: Key(.right, .shift), KEY_SHOME: Key(.home, .shift),
      KEY_SEND: Key(.end, .shift), KEY_SPREVIOUS: Key(.pageUp, .shift), KEY_SNEXT: Key(.pageDown, .shift),
      KEY_SIC: Key(.insert, .shift), KEY_SDC: Key(.delete, .shift),
    ]
    for number in 1...12 { keys[cnc_function_key(Int32(number))] = Key(.function(number)) }
    return keys
  }
}
