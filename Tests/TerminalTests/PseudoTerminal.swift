import CPty
import Glibc
import KittyTerminal

/// The built program in its own terminal, read through an emulator.
///
/// No test sleeps: every wait is for a visible event, and only a wait without its event
/// runs into the deadline.
final class PseudoTerminal {
  /// How the program ended.
  enum Exit: Equatable {
    case code(Int32)
    case signal(Int32)
  }

  struct Failure: Error {
    var message: String
  }

  let emulator: Emulator
  /// The terminal's pictures and answers, if it has any.
  var pictures: KittyTerminal?
  /// Everything the program wrote to the terminal.
  private(set) var output: [UInt8] = []
  /// Its standard output, if that is not the terminal.
  private(set) var piped: [UInt8] = []
  private(set) var exit: Exit?
  /// Whether the program's output is read.
  var isReading: Bool
  private(set) var isStopped = false
  /// The speed of reading; `nil` is as fast as possible.
  private let bytesPerSecond: Double?
  private var lastRead = 0.0
  private var session: cpty_session
  private var pipeEnd: Int32 = -1
  private let found: termios
  /// What the terminal answers by itself: once each, when the question has been written.
  private var answers: [Answer]

  struct Answer {
    var question: [UInt8]
    var bytes: [UInt8]

    init(_ question: String, _ answer: String) {
      (self.question, bytes) = (Array(question.utf8), Array(answer.utf8))
    }
  }

  private static let patience = 120.0

  /// The program: that of `OPTVIZ_TEST_PROGRAM`, such as one built with a sanitizer, or else the one next to the tests.
  static var program: String {
    if let other = getenv("OPTVIZ_TEST_PROGRAM") { return String(cString: other) }
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    let own = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/optviz"
  }

  /// Starts the program, or another one, in a folder of its own where one is given; `nil` in the environment removes a
  /// variable.
  init(
    _ arguments: [String] = [], environment changes: [String: String?] = [:], columns: Int = 80,
    rows: Int = 24,
    flags: Int = 0, isReading: Bool = true, bytesPerSecond: Double? = nil, answers: [Answer] = [],
    emulates: Bool = true, pictures: KittyTerminal? = nil, program: String = PseudoTerminal.program,
    folder: String? = nil
  ) throws {
    let arguments = folder.map { ["-C", $0, program] + arguments } ?? arguments
    let program = folder == nil ? program : "/usr/bin/env"
    self.answers = answers
    self.pictures = pictures
    self.bytesPerSecond = bytesPerSecond
    // No emulator is as large as some sizes that a terminal reports.
    emulator = emulates ? Emulator(columns: columns, rows: rows) : Emulator(columns: 80, rows: 24)
    self.isReading = isReading
    var environment: [String: String?] = [
      "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
    ]
    for name in ["LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    environment.merge(changes) { $1 }
    let variables = environment.compactMap { name, value in value.map { "\(name)=\($0)" } }.sorted()

    var pipeEnds: [Int32] = [-1, -1]
    if flags & CPTY_STDOUT_PIPE != 0 { pipe(&pipeEnds) }
    pipeEnd = pipeEnds[0]
    var started = cpty_session()
    let problem = Self.withStrings([program] + arguments) { arguments in
      Self.withStrings(variables) { variables in
        cpty_start(
          &started, program, arguments, variables, Int32(columns), Int32(rows), Int32(flags), pipeEnds[1]
        )
      }
    }
    if pipeEnds[1] >= 0 { close(pipeEnds[1]) }
    guard problem == 0 else { throw Failure(message: String(cString: strerror(problem))) }
    session = started
    var settings = termios()
    tcgetattr(started.slave, &settings)
    found = settings
  }

  deinit {
    cpty_end(&session)
    if pipeEnd >= 0 { close(pipeEnd) }
  }

  // MARK: Doing

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) { _ = write(session.master, bytes, bytes.count) }

  func resize(columns: Int, rows: Int) {
    emulator.resize(columns: columns, rows: rows)
    cpty_resize(&session, Int32(columns), Int32(rows))
  }

  /// Reports a size that the emulator does not have.
  func resizeUnseen(columns: Int, rows: Int) { cpty_resize(&session, Int32(columns), Int32(rows)) }

  /// The program's process.
  var processID: Int32 { session.program }

  func send(_ signal: Int32) { kill(session.program, signal) }

  /// Continues a stopped program in the background, as a shell's `bg` does.
  func continueInBackground() {
    isStopped = false
    send(SIGCONT)
  }

  /// Brings a stopped program to the foreground, as a shell's `fg` does.
  func bringToForeground() {
    isStopped = false
    write(session.commands, "f", 1)
  }

  /// Takes the terminal away.
  func hangUp() { cpty_hang_up(&session) }

  // MARK: Waiting

  /// Waits until a condition holds in a complete frame, and returns whether it did.
  func wait(until condition: (Emulator) -> Bool) -> Bool {
    // 2026 is set while a frame is being written.
    look { !emulator.audit.modes.contains(2026) && condition(emulator) }
  }

  /// Waits until a condition holds in a complete frame after which nothing has come for a while: a picture may be drawn
  /// coarsely first.
  func waitForRest(_ condition: (Emulator) -> Bool) -> Bool {
    var lastOutput = Self.now()
    return look(onOutput: { lastOutput = Self.now() }) {
      Self.now() - lastOutput > 0.3 && !emulator.audit.modes.contains(2026) && condition(emulator)
    }
  }

  /// Types keys in turn, each at least once, until a condition holds in a complete frame.
  ///
  /// Both wait until the program has been silent for a while, or where a race plays, for a longer while: then an escape is
  /// not taken for the beginning of the next key, and everything typed before has been answered.
  func wait(typing keys: [String], until condition: (Emulator) -> Bool) -> Bool {
    var (next, lastKey, lastOutput) = (0, Self.now(), Self.now())
    return look(onOutput: { lastOutput = Self.now() }) {
      let now = Self.now()
      if exit == nil && now - lastOutput < 0.15 && now - lastKey < 1 { return false }
      if exit != nil || next >= keys.count && !emulator.audit.modes.contains(2026) && condition(emulator) {
        return true
      }
      type(keys[next % keys.count])
      (next, lastKey, lastOutput) = (next + 1, Self.now(), Self.now())
      return false
    }
  }

  /// Takes the output that has come, and waits for none.
  func takeOutput() { while pump(timeout: 0) {} }

  /// Waits for the first picture.
  func waitForPicture() -> Bool { wait { !$0.isBlank } }

  /// Waits until the program is stopped.
  func waitForStop() -> Bool { look { isStopped } }

  /// Waits for a number of unread bytes.
  func waitForUnread(_ count: Int) -> Bool {
    look {
      var unread: Int32 = 0
      return ioctl(session.master, UInt(FIONREAD), &unread) == 0 && unread >= Int32(count)
    }
  }

  /// Waits for the end and reads the rest.
  func waitForExit() -> Exit? {
    _ = look { exit != nil }
    // The system hands on the last bytes a moment after the end.
    let end = Self.now() + 2
    while isReading && (pump(timeout: 0) || !isRestored && Self.now() < end && waited()) {}
    return exit
  }

  /// Whether the terminal's settings are those from before the start.
  var hasFoundSettings: Bool {
    var now = termios()
    guard tcgetattr(session.slave, &now) == 0 else { return false }
    return now.c_iflag == found.c_iflag && now.c_oflag == found.c_oflag && now.c_cflag == found.c_cflag
      && now.c_lflag == found.c_lflag && now.c_cc.5 == found.c_cc.5 && now.c_cc.6 == found.c_cc.6
  }

  /// Whether terminal and settings are as before.
  var isRestored: Bool { emulator.audit.isRestored && hasFoundSettings }

  /// Waits for output a little, whether it comes or not.
  private func waited() -> Bool {
    _ = pump(timeout: 20)
    return true
  }

  // MARK: The loop

  private func look(onOutput noted: () -> Void = {}, _ condition: () -> Bool) -> Bool {
    let end = Self.now() + Self.patience
    while true {
      if condition() { return true }
      if Self.now() > end { return false }
      let moved = pump(timeout: 20)
      if moved { noted() }
      // No more output can come.
      if exit != nil && !moved { return condition() }
    }
  }

  /// Takes pending output and returns whether there was any.
  private func pump(timeout: Int32) -> Bool {
    var fds = [
      pollfd(fd: isReading ? session.master : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: exit == nil ? session.events : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipeEnd, events: Int16(POLLIN), revents: 0),
    ]
    if bytesPerSecond != nil { poll(nil, 0, 10) }
    guard poll(&fds, 3, timeout) > 0 else { return false }
    var moved = false
    var buffer = [UInt8](repeating: 0, count: roomToRead)
    if fds[0].revents != 0 {
      let count = read(session.master, &buffer, buffer.count)
      if count > 0 {
        output += buffer[..<count]
        emulator.show(Array(buffer[..<count]))
        pictures?.read(Array(buffer[..<count]))
        answer()
        moved = true
      }
    }
    if fds[1].revents != 0 { moved = takeEvents() || moved }
    if fds[2].revents != 0 {
      let count = read(pipeEnd, &buffer, buffer.count)
      if count > 0 {
        piped += buffer[..<count]
        moved = true
      } else if count == 0 {
        close(pipeEnd)
        pipeEnd = -1
      }
    }
    return moved
  }

  private func answer() {
    if let bytes = pictures?.takeAnswers(), !bytes.isEmpty { type(bytes) }
    let asked = answers.filter { output.contains($0.question) }
    guard !asked.isEmpty else { return }
    answers.removeAll { output.contains($0.question) }
    for answer in asked { type(answer.bytes) }
  }

  /// How many frames have been written.
  var frames: Int { output.count(of: Array("\u{1B}[?2026h".utf8)) }

  /// How many bytes may be read now.
  private var roomToRead: Int {
    guard let bytesPerSecond else { return 65536 }
    let now = Self.now()
    // A delayed test does not catch up.
    let elapsed = min(0.05, now - lastRead)
    lastRead = now
    return max(1, Int(bytesPerSecond * elapsed))
  }

  private func takeEvents() -> Bool {
    var kind: UInt8 = 0
    guard read(session.events, &kind, 1) == 1 else { return false }
    switch kind {
    case UInt8(ascii: "S"): isStopped = true
    case UInt8(ascii: "C"): isStopped = false
    case UInt8(ascii: "X"):
      var status: Int32 = 0
      read(session.events, &status, 4)
      exit = status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
    default: break
    }
    return true
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private static func withStrings<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
  ) -> R {
    var pointers = strings.map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    return body(pointers)
  }
}

extension [UInt8] {
  /// How often other bytes are in these.
  func count(of other: [UInt8]) -> Int {
    String(decoding: self, as: UTF8.self).split(
      separator: String(decoding: other, as: UTF8.self), omittingEmptySubsequences: false
    ).count - 1
  }
}
