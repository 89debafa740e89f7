/// Buffered text output: bytes gather here and leave in large pieces.
///
/// A closure decides where they go: a file, a pipe, an array in a test. Adding never fails, so exports stay
/// free of error handling; only draining can fail, and that happens only in `drainIfFull` and `flush`.
public struct ByteSink: TextOutputStream {
  /// How many bytes leave together; a pipe's own size on Linux.
  public static let pieceSize = 64 * 1024

  private var bytes: [UInt8] = []
  private let drain: (UnsafeRawBufferPointer) throws -> Void

  /// A sink that passes its bytes, in order, to `drain`.
  public init(_ drain: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    self.drain = drain
    bytes.reserveCapacity(ByteSink.pieceSize + 4096)
  }

  /// Adds a byte.
  public mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Adds bytes.
  public mutating func append(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Adds a text in UTF-8.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Adds a whole number.
  public mutating func append(_ number: Int) { append(number.description) }

  /// Adds a number in the shortest decimals that read back as the same bits, or one of `nan`, `inf`, `-inf`.
  public mutating func append(_ number: Double) {
    if number.isNaN { append("nan") } else { number.write(to: &self) }
  }

  /// Adds a text in UTF-8: what a number writes itself with.
  public mutating func write(_ text: String) { append(text) }

  /// The same for digits, which the standard library passes on without making a text of them: in half the time.
  public mutating func _writeASCII(_ digits: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: digits) }

  /// Drains the bytes if there are enough; to be called regularly, such as after each row.
  public mutating func drainIfFull() throws {
    if bytes.count >= ByteSink.pieceSize { try flush() }
  }

  /// Drains all bytes.
  public mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    // Even when it fails, so that nothing is ever written twice.
    defer { bytes.removeAll(keepingCapacity: true) }
    try bytes.withUnsafeBytes(drain)
  }
}
