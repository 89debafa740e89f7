import Experiments
import Glibc

/// The only reader of files.
///
/// A file that is found in a folder must be a regular one. A file that a person names may also be a pipe, a socket or a
/// device: it is read to its end, and nothing is waited for longer than a silence of two seconds.
enum InputFile {
  /// The name of standard input in place of a file.
  static let standardInput = "-"
  /// The longest silence of a pipe, in milliseconds.
  private static let longestSilence: Int32 = 2000
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

  /// A file in a sentence.
  static func name(of path: String) -> String { path == standardInput ? "standard input" : path }

  /// Passes the bytes of a named file on, in order; a file that is compressed with gzip is unpacked.
  ///
  /// `-` is standard input.
  static func unpack(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var gunzip = Gunzip(file: name(of: path))
    try withNamed(path) { descriptor, name in
      try read(descriptor, name) { piece in
        try gunzip.take(piece, body)
        return true
      }
    }
    try gunzip.finish(body)
  }

  /// Passes the bytes of a regular file on, in order and unpacked; `name` stands for it in errors.
  ///
  /// Anything else is refused without waiting for it.
  static func unpack(found path: String, as name: String, _ body: (UnsafeRawBufferPointer) throws -> Void)
    throws
  {
    var gunzip = Gunzip(file: name)
    try withFound(path, as: name) { descriptor, quoted in
      try read(descriptor, quoted) { piece in
        try gunzip.take(piece, body)
        return true
      }
    }
    try gunzip.finish(body)
  }

  /// The bytes of a named file that has at most a number of them.
  static func bytes(ofNamed path: String, atMost most: Int) throws -> [UInt8] {
    try withNamed(path) { try bytes(of: $0, $1, atMost: most) }
  }

  /// The bytes of a file that was found in a folder and has at most a number of them.
  ///
  /// Anything but a regular file is refused without waiting for it.
  static func bytes(ofFound path: String, atMost most: Int) throws -> [UInt8] {
    try withFound(path, as: path) { try bytes(of: $0, $1, atMost: most) }
  }

  /// The first bytes of a regular file, unpacked, and whether they are all of it.
  static func head(ofFound path: String, atMost most: Int) throws -> (bytes: [UInt8], isWhole: Bool) {
    var gunzip = Gunzip(file: path)
    var bytes: [UInt8] = []
    try withFound(path, as: path) { descriptor, quoted in
      try read(descriptor, quoted) { piece in
        try gunzip.take(piece) { bytes += $0 }
        return bytes.count < most
      }
    }
    return (Array(bytes.prefix(most)), bytes.count < most)
  }

  private static func withFound<R>(_ path: String, as name: String, _ body: (Int32, String) throws -> R)
    throws -> R
  {
    // Looked at first, since opening a device may do something.
    var status = stat()
    if stat(path, &status) == 0, let kind = irregularKind(status) {
      throw InputFileError.notAFile(name, kind: kind)
    }
    return try withOpened(path, as: name) { descriptor, quoted in
      if fstat(descriptor, &status) == 0, let kind = irregularKind(status) {
        throw InputFileError.notAFile(name, kind: kind)
      }
      return try body(descriptor, quoted)
    }
  }

  private static func withNamed<R>(_ path: String, _ body: (Int32, String) throws -> R) throws -> R {
    path == standardInput ? try body(STDIN_FILENO, name(of: path)) : try withOpened(path, as: path, body)
  }

  private static func withOpened<R>(_ path: String, as name: String, _ body: (Int32, String) throws -> R)
    throws -> R
  {
    // Without O_NONBLOCK, opening a pipe waits for its writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw InputFileError.cannotOpen(name, reason: OutputError.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw InputFileError.cannotOpen(name, reason: OutputError.reason(EISDIR))
    }
    return try body(descriptor, "'\(name)'")
  }

  /// What a file is if it is not a regular one.
  private static func irregularKind(_ status: stat) -> String? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR where isTerminal(status): "a terminal"
    default: "a device"
    }
  }

  /// Whether a character device is a terminal, by the numbers that Linux gives them.
  private static func isTerminal(_ status: stat) -> Bool {
    let major = (status.st_rdev >> 8) & 0xFFF
    return [4, 5].contains(major) || 136...143 ~= major
  }

  private static func bytes(of descriptor: Int32, _ name: String, atMost most: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try read(descriptor, name) { piece in
      guard bytes.count + piece.count <= most else { throw InputFileError.tooLarge(name, most: most) }
      bytes += piece
      return true
    }
    return bytes
  }

  /// Passes bytes on until the end, or until `body` has enough.
  private static func read(
    _ descriptor: Int32, _ name: String, _ body: (UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      try wait(for: descriptor, name)
      let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
      if count == 0 { return }
      if count > 0 {
        guard try body(UnsafeRawBufferPointer(rebasing: piece[..<count])) else { return }
        continue
      }
      switch errno {
      case EINTR, EAGAIN: continue
      case let number: throw InputFileError.cannotRead(name, reason: OutputError.reason(number))
      }
    }
  }

  /// Waits until there are bytes, or the end; regular files always have one of them.
  ///
  /// A pipe that nobody has opened for writing is not at its end, as a read would tell.
  private static func wait(for descriptor: Int32, _ name: String) throws {
    while true {
      var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      switch poll(&wait, 1, longestSilence) {
      case 0: throw InputFileError.silent(name, seconds: Int(longestSilence / 1000))
      case -1 where errno == EINTR: continue
      case -1: throw InputFileError.cannotRead(name, reason: OutputError.reason(errno))
      default: return
      }
    }
  }
}
