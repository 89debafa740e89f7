import Glibc

/// Reads a file in pieces, so that a large one is never in memory as a whole.
enum InputFile {
  /// The name of standard input in place of a file.
  static let standardInput = "-"
  /// How many bytes are read at a time.
  private static let pieceSize = 1 << 20

  /// Whether a file or folder exists at a path.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether a folder can be found under a path.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Passes the bytes of a file on, in order.
  ///
  /// `-` is standard input; a named pipe or a device is read to its end.
  static func read(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    try read(path, waits: true) { piece in
      try body(piece)
      return true
    }
  }

  /// The bytes of a small file; of a larger one, just enough to show that it is too large.
  ///
  /// A pipe or a device without a writer is refused, not waited for.
  static func bytes(of path: String, atMost most: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path, waits: false) { piece in
      bytes += piece.prefix(most + 1 - bytes.count)
      return bytes.count <= most
    }
    return bytes
  }

  /// Passes bytes on until `body` has enough.
  private static func read(
    _ path: String, waits: Bool, _ body: (UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    if waits, path == standardInput { return try read(STDIN_FILENO, named: "standard input", true, body) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { throw InputFileError.cannotOpen(path, reason: OutputError.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw InputFileError.cannotOpen(path, reason: OutputError.reason(EISDIR))
    }
    try read(descriptor, named: "'\(path)'", waits, body)
  }

  private static func read(
    _ descriptor: Int32, named name: String, _ waits: Bool, _ body: (UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
      if count == 0 { return }
      if count > 0 {
        guard try body(UnsafeRawBufferPointer(rebasing: piece[..<count])) else { return }
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN where waits:
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&wait, 1, -1)
      case let number: throw InputFileError.cannotRead(name, reason: OutputError.reason(number))
      }
    }
  }
}

/// Why a file could not be read; a mistake in its content is an `InputError`.
enum InputFileError: Error, Hashable {
  /// It does not exist, is a directory, or may not be read.
  case cannotOpen(String, reason: String)
  /// Reading failed midway.
  case cannotRead(String, reason: String)

  /// One line for the person.
  var message: String {
    switch self {
    case .cannotOpen(let path, let reason): "cannot open '\(path)': \(reason)"
    case .cannotRead(let name, let reason): "cannot read \(name): \(reason)"
    }
  }

  /// The program's exit code.
  var status: ExitStatus {
    switch self {
    case .cannotOpen: .noInput
    case .cannotRead: .inputOutput
    }
  }
}
