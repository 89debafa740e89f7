import CTerm
import OptvizApp
import Raster
import TerminalGraphics

/// The figures in pixels that lie under the cells: what should be seen, what the terminal has, and what is still to be
/// sent.
@MainActor
struct PixelOutput {
  /// How pixels are sent.
  private(set) var pace: PixelPace
  private let isRemote: Bool
  private var pictures = KittyPictures<PaneID>()
  private var terminal = KittyScreen()
  /// The figures of the latest frame, and whether they are not drawn yet.
  private var figures: [PlacedFigure] = []
  private var covers: [KittyCover] = []
  private var isNew = false
  /// Which of them are turning.
  private var turns = PixelTurns<PaneID>()
  /// What is being sent, and whether all of it is.
  private var scene: [KittyPlacement] = []
  private var isSent = true
  private var sharing = Sharing.unproven
  /// Since when the terminal has not read what is shared.
  private var unreadSince: Double?

  /// Whether pixels go through shared memory: only where the terminal has proved that it reads and removes it.
  private enum Sharing {
    case unproven, asked, proven, impossible
  }

  /// Objects that may wait for a terminal before it gets no more, and how long it may take in seconds.
  private static let mostUnread = 32
  private static let patience = 0.5

  init(isRemote: Bool) {
    self.isRemote = isRemote
    pace = PixelPace(isRemote: isRemote)
  }

  // MARK: What should be seen

  /// Takes the figures of the latest frame, whose cells may lie over them.
  mutating func show(_ figures: [PlacedFigure], under frame: Frame) {
    if figures.isEmpty, self.figures.isEmpty, isSent { return }
    // Pixels that were given up and are wanted again get another chance.
    if figures.isEmpty { pace = PixelPace(isRemote: isRemote) }
    self.figures = figures
    covers = figures.map { PixelOutput.cover($0.rect, frame) }
    var cameras: [PaneID: Camera] = [:]
    for figure in figures {
      if case .solid(let solid) = figure.figure.space { cameras[figure.pane] = solid.camera }
    }
    turns.see(cameras, at: Screen.now())
    isNew = true
  }

  /// When a figure that was turning is to be drawn whole; `nil` if there is none.
  var restTime: Double? { turns.restTime }

  /// Notes that time has passed: what has come to rest is drawn whole.
  mutating func rest() { if turns.rest(at: Screen.now()) { isNew = true } }

  /// The cells with a ground of their own.
  private static func cover(_ rect: Rect, _ frame: Frame) -> KittyCover {
    guard rect.endX <= frame.width, rect.endY <= frame.height else { return .none }
    var isCovered = Array(repeating: false, count: rect.width * rect.height)
    var isAny = false
    for row in 0..<rect.height {
      for column in 0..<rect.width where frame[rect.x + column, rect.y + row].background != nil {
        isCovered[row * rect.width + column] = true
        isAny = true
      }
    }
    return isAny ? KittyCover(columns: rect.width, isCovered) : .none
  }

  /// Whether the terminal shows less than it should.
  var isBehind: Bool { isNew || !isSent }

  /// Notes that the terminal was cleared, or left: nothing is there any more.
  mutating func forget() {
    terminal.forget()
    pace = PixelPace(isRemote: isRemote)
    if !scene.isEmpty || !figures.isEmpty { isSent = false }
  }

  /// Notes that images may have moved on the terminal, or be gone.
  mutating func doubt() {
    guard !terminal.isEmpty else { return }
    terminal.doubt()
    isSent = false
  }

  // MARK: Sending

  /// The next bytes for the terminal; `nil` if there are none now.
  ///
  /// They begin and end with the cursor where ncurses left it.
  mutating func next(_ line: OutputPace, cell: PixelSize?) -> [UInt8]? {
    let now = Screen.now()
    pace.pass(now)
    if isNew, isSent || pace.mayBegin(at: now) { begin(cell, at: now) }
    guard !isSent else { return nil }
    let room = hasUnread(at: now) ? 0 : pace.room(at: now, on: line)
    guard room > 0 else { return nil }
    let share: ((PixelImage) -> String?)? = pictures.isShared ? { PixelOutput.share($0) } : nil
    let piece = terminal.next(scene, atMost: room, pixels: { pictures.pixels(of: $0) }, share: share)
    isSent = piece.isComplete
    if isSent { pace.end(at: now) }
    guard !piece.bytes.isEmpty else { return nil }
    return Array("\u{1B}7".utf8) + piece.bytes + Array("\u{1B}8".utf8)
  }

  /// Draws the latest figures.
  private mutating func begin(_ cell: PixelSize?, at now: Double) {
    pictures.isShared = sharing == .proven
    if let cell {
      let wanted = zip(figures, covers).map { figure, cover in
        KittyPictures<PaneID>.Wanted(
          figure.figure, figure.pane, in: figure.rect, under: cover, isSketch: turns.isTurning(figure.pane))
      }
      pictures.show(wanted, cell: cell)
    } else {
      pictures = KittyPictures()
    }
    scene = pictures.placements
    (isNew, isSent) = (false, false)
    pace.begin(at: now)
  }

  /// Notes that bytes were written, and that a question was written after them if that was due.
  mutating func wrote(_ bytes: Int, asking: Bool) {
    pace.wrote(bytes)
    if asking { pace.ask(at: Screen.now(), after: bytes) }
  }

  /// Notes that all before a question has arrived.
  mutating func hear() { pace.hear(at: Screen.now()) }

  /// When more can be sent if nothing else happens.
  func readyTime(_ line: OutputPace) -> Double {
    unreadSince == nil ? pace.readyTime(on: line) : Screen.now() + 0.005
  }

  /// Whether pictures take too long on this line; said once.
  mutating func takeSlowness(_ line: OutputPace) -> Bool {
    guard !figures.isEmpty, pace.isTooSlow(at: Screen.now(), on: line) else { return false }
    pace = PixelPace(isRemote: isRemote)
    return true
  }

  // MARK: Shared memory

  /// The question whether the terminal reads shared memory; `nil` where it need not be asked.
  mutating func sharingQuestion() -> [UInt8]? {
    guard sharing == .unproven, !isRemote else { return nil }
    sharing = .impossible
    guard let name = PixelOutput.share(PixelImage(width: 1, height: 1)) else { return nil }
    sharing = .asked
    return KittyScreen.sharingQuestion(name)
  }

  /// Notes that it may be another terminal now, and that what was sent in part has been ended.
  mutating func distrust() {
    terminal = KittyScreen()
    sharing = .unproven
    pictures.isShared = false
    if !figures.isEmpty { isNew = true }
  }

  /// Takes the answer, which must be true: the object is gone.
  mutating func hear(sharing isRead: Bool) {
    guard sharing == .asked else { return }
    sharing = isRead && cterm_unread_shares() == 0 ? .proven : .impossible
    cterm_remove_shares()
    if sharing == .proven, !figures.isEmpty { isNew = true }
  }

  /// Whether the terminal has much to read yet; if it never does, pixels go in the stream again.
  private mutating func hasUnread(at now: Double) -> Bool {
    guard pictures.isShared, cterm_unread_shares() > PixelOutput.mostUnread else {
      unreadSince = nil
      return false
    }
    let since = unreadSince ?? now
    unreadSince = since
    guard now - since > PixelOutput.patience else { return true }
    (sharing, unreadSince) = (.impossible, nil)
    cterm_remove_shares()
    pictures.isShared = false
    scene = pictures.placements
    terminal.forget()
    return false
  }

  private static func share(_ image: PixelImage) -> String? {
    image.pixels.withUnsafeBytes { cterm_share($0.baseAddress, $0.count) }.map { String(cString: $0) }
  }
}
