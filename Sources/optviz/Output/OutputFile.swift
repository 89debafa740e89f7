import CTerm
import Glibc

/// A file that is written next to its destination and takes its name once it is complete.
///
/// Until then, and after an error or a signal, a former file is unchanged and nothing else is left behind. A device or
/// a named pipe is written directly: replacing it would be wrong. A symbolic link stays one, and its target is written.
struct OutputFile {
  /// What may be there already.
  struct Permission {
    /// Whether a former file may be replaced.
    var replaces = false
    /// The files that are read, which are never replaced.
    var inputs: [String] = []
  }

  /// Where the bytes go.
  let descriptor: Int32
  private let path: String
  /// The name until it is complete; `nil` if the file is written directly.
  private let temporary: String?
  private let replaces: Bool

  /// Begins to write to a path.
  init(_ path: String, _ permission: Permission) throws(OutputError) {
    func failure(_ number: Int32 = errno) -> OutputError {
      .cannotCreate(path, reason: OutputError.reason(number))
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if !exists && errno != ENOENT { throw failure() }
    if exists {
      if status.st_mode & S_IFMT == S_IFDIR { throw failure(EISDIR) }
      if status.st_mode & S_IFMT != S_IFREG {
        descriptor = open(path, O_WRONLY | O_CLOEXEC)
        if descriptor < 0 { throw failure() }
        self.path = path
        temporary = nil
        replaces = true
        return
      }
      if permission.inputs.contains(where: { OutputFile.isFile($0, status) }) {
        throw .cannotCreate(path, reason: "it is the file that is read")
      }
      if !permission.replaces { throw .cannotCreate(path, reason: OutputFile.isThere) }
      // Renaming would replace even a read-only file.
      if access(path, W_OK) != 0 { throw failure() }
    }
    let target = try OutputFile.target(of: path)
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    var opened: Int32 = -1
    var name = ""
    for attempt in 0..<100 {
      name = "\(folder).optviz-\(getpid())-\(attempt).tmp"
      // Before the file is there, so that a signal at any moment finds the name.
      cterm_remember_unfinished(name)
      opened = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if opened >= 0 { break }
      let number = errno
      cterm_forget_unfinished()
      // The name may be left over from a killed process of the same number.
      if number != EEXIST { throw failure(number) }
    }
    if opened < 0 { throw failure(EEXIST) }
    if exists { fchmod(opened, status.st_mode & 0o7777) }
    descriptor = opened
    self.path = target
    temporary = name
    replaces = permission.replaces
  }

  /// Why a file is not replaced.
  private static let isThere = "it exists; --force replaces it"

  /// Gives the file its name, replacing a former one if that is permitted.
  func complete() throws(OutputError) {
    CrashTest.crashIfAsked(.write)
    // Some file systems report only here that the disk is full.
    guard close(descriptor) == 0 else {
      throw .cannotWrite("'\(path)'", reason: OutputError.reason(errno))
    }
    guard let temporary else { return }
    try give(temporary, its: path)
    cterm_forget_unfinished()
  }

  private func give(_ temporary: String, its name: String) throws(OutputError) {
    if !replaces {
      // A file that has come meanwhile stays.
      if link(temporary, name) == 0 {
        unlink(temporary)
        return
      }
      if errno == EEXIST { throw .cannotCreate(name, reason: OutputFile.isThere) }
      // Some file systems have no links.
    }
    guard rename(temporary, name) == 0 else { throw .cannotCreate(name, reason: OutputError.reason(errno)) }
  }

  /// Removes the unfinished file.
  func abandon() {
    if let temporary { unlink(temporary) }
    cterm_forget_unfinished()
  }

  /// Whether a path leads to the file with a status; `-` is what standard input comes from.
  private static func isFile(_ path: String, _ status: stat) -> Bool {
    var other = stat()
    let isThere = path == InputFile.standardInput ? fstat(STDIN_FILENO, &other) : stat(path, &other)
    return isThere == 0 && other.st_dev == status.st_dev && other.st_ino == status.st_ino
  }

  /// Where a path leads after all its symbolic links, whether or not there is a file.
  private static func target(of path: String) throws(OutputError) -> String {
    var path = path
    // As many as the system itself follows.
    for _ in 0..<40 {
      let link = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(PATH_MAX)) { buffer in
        guard let bytes = buffer.baseAddress else { return [UInt8]?.none }
        let count = readlink(path, bytes, buffer.count)
        return count < 0 ? nil : [UInt8](buffer[..<count])
      }
      guard let link else { return path }
      guard let link = String(validating: link, as: UTF8.self) else {
        throw .cannotCreate(path, reason: "it is a link to a name that is not UTF-8")
      }
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      path = link.hasPrefix("/") ? link : folder + link
    }
    throw .cannotCreate(path, reason: OutputError.reason(ELOOP))
  }
}
