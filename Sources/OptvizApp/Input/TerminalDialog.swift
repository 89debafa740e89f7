import TerminalGraphics

/// The questions to the terminal, and what it answers.
///
/// All are asked in one write after the first frame, which therefore waits for nothing. Every terminal answers the last
/// one, and answers come in order: with that one the dialog is over, and without it after a time. What comes
/// later changes nothing.
public struct TerminalDialog: Sendable {
  /// What has been answered.
  public private(set) var answers = TerminalAnswers()
  private var state: State
  private let bytes: [UInt8]

  private enum State: Equatable {
    case unasked
    /// Asked at a time; answers count until another.
    case open(since: Double, until: Double)
    case over
  }

  /// How long answers count, in seconds.
  private let patience: Double

  /// A dialog of some questions; without any it is over.
  ///
  /// - Parameter patience: how long answers count, in seconds: those of a terminal on another continent come in half of
  ///   one, those of one that draws with a busy processor in two.
  public init(_ questions: [TerminalQuestion], patience: Double = 0.5) {
    self.patience = patience
    bytes = questions.isEmpty ? [] : questions.flatMap(\.bytes) + TerminalQuestion.fence
    state = questions.isEmpty ? .over : .unasked
    soilsFirstRow = questions.contains(.graphics)
  }

  /// Whether the questions leave something in the first row of some terminals.
  public let soilsFirstRow: Bool

  /// What to write after the first frame; nothing once it is written.
  public var questions: [UInt8] { state == .unasked ? bytes : [] }

  /// Until when answers count; `nil` if none is awaited.
  public var deadline: Double? {
    if case .open(_, let end) = state { end } else { nil }
  }

  /// Whether an answer may begin now, so that an escape may be its first byte rather than a key.
  ///
  /// That is so for half a second. An answer that comes later still counts, but keys no longer wait for it.
  public func expectsAnswer(at now: Double) -> Bool {
    if case .open(let start, _) = state { now < start + 0.5 } else { false }
  }

  /// Notes that the questions were written.
  public mutating func begin(at now: Double) {
    if state == .unasked { state = .open(since: now, until: now + patience) }
  }

  /// Takes answers, and returns whether this ended the dialog.
  public mutating func take(_ reports: [TerminalReport], at now: Double) -> Bool {
    if state == .over { return false }
    if let deadline, now > deadline {
      state = .over
      return true
    }
    for report in reports {
      // Only the place of the cursor is asked for before the first frame.
      if case .cursor = report {} else if state == .unasked { continue }
      answers.take(report)
    }
    guard answers.isComplete else { return false }
    state = .over
    return true
  }

  /// Notes the size of a cell, which the terminal's driver knows where the terminal does not tell it.
  public mutating func setCell(_ cell: PixelSize?) { answers.cell = cell ?? answers.cell }
}

/// A question to the terminal.
///
/// Answers are strings or control sequences, which `InputDecoder` turns into a `TerminalReport`.
public enum TerminalQuestion: CaseIterable, Sendable {
  /// Whether a 24-bit colour is in force after it is set: DECRQSS.
  case directColor
  /// Name and version: XTVERSION.
  case version
  /// Whether the modes 2026, 2031 and 2048 are known: DECRQM.
  case modes
  /// The size of a cell in pixels.
  case cell
  /// Whether pictures can be drawn by kitty's protocol.
  ///
  /// Terminals inside editors print it: it is asked in the first row, which has to be drawn again, and has room for it
  /// from 40 columns on.
  case graphics
  /// The colour of the ground: OSC 11.
  case background

  /// What is written.
  public var bytes: [UInt8] {
    switch self {
    case .directColor:
      // Cursor and attributes are saved, since ncurses relies on them.
      Array("\u{1B}7\u{1B}[48;2;1;2;3m\u{1B}P$qm\u{1B}\\\u{1B}[m\u{1B}8".utf8)
    case .version: Array("\u{1B}[>q".utf8)
    case .modes: Array("\u{1B}[?2026$p\u{1B}[?2031$p\u{1B}[?2048$p".utf8)
    case .cell: Array("\u{1B}[16t".utf8)
    case .graphics: Array("\u{1B}7\u{1B}[H\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}8".utf8)
    case .background: Array("\u{1B}]11;?\u{1B}\\".utf8)
    }
  }

  /// The question that every terminal answers, asked last: DA1.
  public static let fence = Array("\u{1B}[c".utf8)

  /// The question whether all that was written has arrived.
  public static let ready = Array("\u{1B}[5n".utf8)

  /// Whether two bytes are joined to one character; asked before the first frame covers it, on a screen still empty.
  public static let encoding = Array("\u{1B}[2;1H\u{E9}\u{1B}[6n\r\u{1B}[K".utf8)
}
