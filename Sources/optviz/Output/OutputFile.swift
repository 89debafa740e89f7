import Glibc

/// A file that is written next to its destination and takes its name once it is complete.
///
/// Until then, and after an error or a signal, a former file is unchanged and nothing else is left behind. A device or
/// a named pipe is written directly: replacing it would be wrong.
struct OutputFile {
  /// Where the bytes go.
  let descriptor: Int32
  private let path: String
  /// The name until it is complete; `nil` if the file is written directly.
  private let temporary: String?

  /// Begins to write to a path.
  ///
  /// - Parameter endsBySignal: whether a signal that ends the program removes the unfinished file; a program with
  ///   its own handlers ends in order.
  init(_ path: String, endsBySignal: Bool = true) throws(OutputError) {
    func failure(_ number: Int32 = errno) -> OutputError {
      .cannotCreate(path, reason: OutputError.reason(number))
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists {
      if status.st_mode & S_IFMT == S_IFDIR { throw failure(EISDIR) }
      // Renaming would replace even a read-only file.
      if access(path, W_OK) != 0 { throw failure() }
      if status.st_mode & S_IFMT != S_IFREG {
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        if descriptor < 0 { throw failure() }
        self.path = path
        temporary = nil
        return
      }
    }
    // A link is kept: its target is replaced.
    let target = exists ? OutputFile.resolved(path) : path
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    var opened: Int32 = -1
    var name = ""
    for attempt in 0..<100 {
      name = "\(folder).optviz-\(getpid())-\(attempt).tmp"
      opened = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      // The name may be left over from a killed process of the same number.
      if opened >= 0 || errno != EEXIST { break }
    }
    if opened < 0 { throw failure() }
    if exists { fchmod(opened, status.st_mode & 0o7777) }
    descriptor = opened
    self.path = target
    temporary = name
    if endsBySignal { UnfinishedFile.remember(name) }
  }

  /// Gives the file its name, replacing a former one.
  func complete() throws(OutputError) {
    // Some file systems report only here that the disk is full.
    guard close(descriptor) == 0 else {
      throw .cannotWrite("'\(path)'", reason: OutputError.reason(errno))
    }
    guard let temporary else { return }
    guard rename(temporary, path) == 0 else {
      throw .cannotCreate(path, reason: OutputError.reason(errno))
    }
    UnfinishedFile.forget()
  }

  /// Removes the unfinished file.
  func abandon() {
    if let temporary { unlink(temporary) }
    UnfinishedFile.forget()
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
