import Glibc

/// The file to remove when a signal ends the program while it is being written.
enum UnfinishedFile {
  /// Read in a signal handler, so it is a plain C string that is never freed; there is one file at most.
  nonisolated(unsafe) private static var path: UnsafeMutablePointer<CChar>?

  /// The signals that end a program, unless it ignores them, and that it can catch.
  ///
  /// Output itself ignores PIPE and XFSZ.
  private static let fatal: [Int32] =
    [
      SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGUSR1, SIGSEGV, SIGUSR2, SIGALRM,
      SIGTERM,
      SIGSTKFLT, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSYS,
    ] + (__libc_current_sigrtmin()...__libc_current_sigrtmax())

  /// From now on, a signal that ends the program removes the file first.
  static func remember(_ path: String) {
    self.path = strdup(path)
    for number in fatal {
      var former = sigaction()
      sigaction(number, nil, &former)
      // A signal that was ignored at the start, as by nohup, stays ignored.
      if former.isIgnored { continue }
      signal(number) { number in
        if let path = UnfinishedFile.path { unlink(path) }
        // The default action follows when this handler returns.
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// The file is complete, or gone.
  static func forget() { path = nil }
}

extension sigaction {
  fileprivate var isIgnored: Bool {
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN as __sighandler_t?, to: Int.self)
  }
}
