import Optimization
import Wording

/// Reads the order in which an external training run saw its examples.
///
/// An epoch is a line of row numbers, counted from 0, with spaces, commas or tabs between them; or a list in brackets,
/// `[2,0,1]`, which may span several lines, as programs print nested lists. Blank lines and lines that begin with `#`
/// are ignored. Every epoch has as many entries as there are rows, so that all epochs have the same length; an entry may
/// be repeated, as with sampling with replacement. The last epoch is followed by the first.
public struct BatchOrderText: Sendable {
  /// The most entries that are read.
  public static let mostEntries = 50_000_000

  private let file: String
  private let count: Int
  private var epochs: [[UInt32]] = []
  private var epoch: [UInt32] = []
  private var word: [UInt8] = []
  private var line = 1
  /// The line on which the epoch begins.
  private var epochLine = 1
  /// How many brackets are open.
  private var depth = 0
  private var isComment = false
  private var entries = 0

  /// A reader of orders of `exampleCount` rows; `file` names the file in errors.
  public init(file: String, exampleCount: Int) {
    precondition(exampleCount >= 1)
    self.file = file
    count = exampleCount
  }

  /// Reads a whole file.
  public static func read(
    _ bytes: some Sequence<UInt8>, file: String, exampleCount: Int
  ) throws(InputError) -> Batches.Order {
    var text = BatchOrderText(file: file, exampleCount: exampleCount)
    for byte in bytes { try text.take(byte) }
    return try text.finish()
  }

  /// Takes the next piece of the file.
  public mutating func take(_ piece: UnsafeRawBufferPointer) throws(InputError) {
    for byte in piece { try take(byte) }
  }

  /// The order, once all pieces are taken.
  public mutating func finish() throws(InputError) -> Batches.Order {
    try endWord()
    guard depth == 0 else { throw failure("a bracket is never closed") }
    try endEpoch()
    guard !epochs.isEmpty else {
      throw .inFile(
        "\(file) has no epochs; expected a line of \(count) row numbers, counted from 0, for each")
    }
    return .given(epochs)
  }

  private mutating func take(_ byte: UInt8) throws(InputError) {
    if isComment && byte != Ascii.lineFeed { return }
    switch byte {
    case Ascii.lineFeed:
      try endWord()
      isComment = false
      if depth == 0 { try endEpoch() }
      line += 1
    case Ascii.space, Ascii.tab, Ascii.comma, Ascii.carriageReturn: try endWord()
    case UInt8(ascii: "["):
      try endWord()
      guard epoch.isEmpty else { throw failure("'[' in the middle of an epoch") }
      depth += 1
    case UInt8(ascii: "]"):
      try endWord()
      guard depth > 0 else { throw failure("']' without a '['") }
      depth -= 1
      try endEpoch()
    case Ascii.hash where word.isEmpty && epoch.isEmpty: isComment = true
    default: word.append(byte)
    }
    // Longer than any number, or not text.
    if word.count > 64 { try endWord() }
  }

  private mutating func endWord() throws(InputError) {
    guard !word.isEmpty else { return }
    if epochs.isEmpty && epoch.isEmpty && word.starts(with: [0xEF, 0xBB, 0xBF]) {
      word.removeFirst(3)
      if word.isEmpty { return }
    }
    var row: UInt64 = 0
    for byte in word {
      let digit = byte &- Ascii.zero
      guard digit < 10, word.count <= 18 else { throw notARow() }
      row = row * 10 + UInt64(digit)
    }
    guard row < count else {
      throw failure("row \(row) does not exist; the \(count) rows are numbered from 0 to \(count - 1)")
    }
    if epoch.isEmpty { epochLine = line }
    guard epoch.count < count else { throw wrongCount("more than \(count)") }
    entries += 1
    guard entries <= BatchOrderText.mostEntries else {
      throw .inFile("\(file) has more than \(BatchOrderText.mostEntries) entries, the most that are read")
    }
    epoch.append(UInt32(row))
    word.removeAll(keepingCapacity: true)
  }

  private mutating func endEpoch() throws(InputError) {
    guard !epoch.isEmpty else { return }
    guard epoch.count == count else { throw wrongCount("\(epoch.count)") }
    epochs.append(epoch)
    epoch = []
  }

  private func notARow() -> InputError {
    let text = String(decoding: word, as: UTF8.self).shortened()
    return failure("'\(text)' is not a row number; expected whole numbers from 0 to \(count - 1)")
  }

  private func wrongCount(_ found: String) -> InputError {
    .inFile(
      "\(file):\(epochLine): an epoch of \(found) rows, but the data has \(count); each epoch needs as many")
  }

  private func failure(_ text: String) -> InputError { .inFile("\(file):\(line): \(text)") }
}
