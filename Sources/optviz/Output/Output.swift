import Exports
import Glibc

/// Writes a command's output: to standard output, or to a file that appears only when it is complete.
enum Output {
  /// The name of standard output in place of a file.
  static let standardOutput = "-"

  /// Runs `body` with a sink that leads to a file, or to standard output without a path or with `-`.
  static func write(
    to path: String? = nil, _ permission: OutputFile.Permission = .init(),
    _ body: (inout ByteSink) throws -> Void
  ) throws {
    // Both signals would end the program silently; as errors of write(2) they are reported, and a file is cleaned up.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    guard let path, path != standardOutput else {
      var sink = ByteSink { try write($0, to: STDOUT_FILENO, named: "standard output") }
      try body(&sink)
      return try sink.flush()
    }
    let file = try OutputFile(path, permission)
    do {
      var sink = ByteSink { try write($0, to: file.descriptor, named: "'\(path)'") }
      try body(&sink)
      try sink.flush()
      try file.complete()
    } catch {
      file.abandon()
      throw error
    }
  }

  /// Writes all bytes, in as many pieces as the system accepts.
  private static func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named name: String
  ) throws(OutputError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Another process made the pipe non-blocking; it takes more once its reader has read.
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, -1)
      case EPIPE: throw .closedPipe
      case let number: throw .cannotWrite(name, reason: OutputError.reason(number))
      }
    }
  }
}
