import Wording

/// Turns the bytes of a table into UTF-8, however they arrive in pieces.
///
/// UTF-16 is known by its byte order mark, or by the zero bytes beside its digits. Everything else is passed on as it is:
/// numbers and separators are the same bytes in UTF-8 and Latin-1. What is not text is refused by name.
struct TableEncoding: Sendable {
  private enum Encoding { case unknown, bytes, utf16(isBigEndian: Bool) }

  private let file: String
  private var encoding = Encoding.unknown
  /// The first bytes, until there are enough to tell.
  private var head: [UInt8] = []
  /// Half a unit of UTF-16, and half a pair of units.
  private var half: UInt8?
  private var highSurrogate: UInt16?

  /// How many bytes tell the encoding.
  private static let headSize = 512

  init(file: String) { self.file = file }

  /// Takes the next piece, and passes on what it means in UTF-8.
  mutating func take(
    _ piece: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(InputError) -> Void
  ) throws(InputError) {
    switch encoding {
    case .bytes: try body(piece)
    case .utf16(let isBigEndian): try decoded(piece, isBigEndian).lend(body)
    case .unknown:
      head += piece
      if head.count >= TableEncoding.headSize { try begin(body) }
    }
  }

  /// Passes on what is left.
  mutating func finish(_ body: (UnsafeRawBufferPointer) throws(InputError) -> Void) throws(InputError) {
    if case .unknown = encoding { try begin(body) }
    guard half != nil || highSurrogate != nil else { return }
    (half, highSurrogate) = (nil, nil)
    try TableEncoding.replacement.lend(body)
  }

  private mutating func begin(_ body: (UnsafeRawBufferPointer) throws(InputError) -> Void) throws(InputError)
  {
    let first = head
    head = []
    encoding = try found(in: first)
    try first.lend { bytes throws(InputError) in try take(bytes, body) }
  }

  private func found(in head: [UInt8]) throws(InputError) -> Encoding {
    if let known = TableEncoding.foreign.first(where: { head.starts(with: $0.bytes) }) {
      throw .inFile("\(file) is \(known.name)")
    }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16(isBigEndian: false) }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16(isBigEndian: true) }
    let head = head.prefix(TableEncoding.headSize)
    guard head.contains(0) else { return .bytes }
    let pairs = head.count / 2
    let evens = stride(from: 0, to: pairs * 2, by: 2).count { head[$0] == 0 }
    let odds = stride(from: 1, to: pairs * 2, by: 2).count { head[$0] == 0 }
    // Most characters of a table are ASCII; a few others have their zero on the other side.
    if odds * 2 > pairs && evens * 8 < pairs { return .utf16(isBigEndian: false) }
    if evens * 2 > pairs && odds * 8 < pairs { return .utf16(isBigEndian: true) }
    throw .inFile("\(file) is not text in UTF-8 or UTF-16; save it as a CSV file in UTF-8")
  }

  /// Formats that are often taken for tables, by their first bytes.
  private static let foreign: [(bytes: [UInt8], name: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive, such as an Excel workbook; save the sheet as a CSV file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook; save the sheet as a CSV file"),
    ([0x50, 0x41, 0x52, 0x31], "a Parquet file; save it as a CSV file"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF document, not a table"),
    ([0x1F, 0x8B], "compressed with gzip twice; unpack it once"),
    ([0x42, 0x5A, 0x68], "compressed with bzip2; use --data <(bzcat FILE)"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed with xz; use --data <(xzcat FILE)"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd; use --data <(zstdcat FILE)"),
    ([0xFF, 0xFE, 0x00, 0x00], "text in UTF-32; save it as a CSV file in UTF-8"),
    ([0x00, 0x00, 0xFE, 0xFF], "text in UTF-32; save it as a CSV file in UTF-8"),
  ]

  private static let replacement = Array("\u{FFFD}".utf8)

  /// The UTF-8 of a piece of UTF-16; units that do not form a character become U+FFFD.
  private mutating func decoded(_ piece: UnsafeRawBufferPointer, _ isBigEndian: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(piece.count)
    for byte in piece {
      guard let former = half else {
        half = byte
        continue
      }
      half = nil
      let unit = isBigEndian ? UInt16(former) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(former)
      append(unit, to: &text)
    }
    return text
  }

  private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
    if let high = highSurrogate {
      highSurrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        let scalar = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        text += UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")!
        return
      }
      text += TableEncoding.replacement
    }
    if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else {
      text += UTF8.encode(Unicode.Scalar(unit) ?? "\u{FFFD}")!
    }
  }
}

extension [UInt8] {
  /// Lends the bytes to a body that throws the mistake of a table.
  func lend(_ body: (UnsafeRawBufferPointer) throws(InputError) -> Void) throws(InputError) {
    var failure: InputError?
    withUnsafeBytes { bytes in
      do throws(InputError) { try body(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
