import Glibc

/// A terminal that speaks kitty's graphics protocol: it keeps images and their places, answers, and shows the picture.
///
/// It is written from the protocol's description alone, is strict, and keeps images as kitty 0.26 does: clearing the screen
/// deletes what was visible, sending an image again removes its places, and a deletion frees every image without a place.
public struct KittyTerminal: Sendable {
  /// How it behaves.
  public struct Manners: Sendable {
    /// Whether it knows pictures at all.
    public var hasGraphics = true
    /// Whether it reads shared memory.
    public var readsSharedMemory = false
    /// Whether it tells the size of its cells.
    public var tellsCell = true
    /// Whether it says that what came before has arrived.
    public var tellsArrival = true

    public init() {}
  }

  /// An image.
  struct Image: Sendable {
    var width: Int
    var height: Int
    /// Red in the lowest byte, then green, blue, opacity.
    var pixels: [UInt32]
    var places: [Int: Place] = [:]
  }

  /// Where an image stands.
  struct Place: Sendable, Hashable {
    var z: Int
    var column: Int
    var row: Int
    var dx: Int
    var dy: Int
    var crop: (x: Int, y: Int, width: Int, height: Int)
    var cells: (columns: Int, rows: Int)?

    static func == (a: Place, b: Place) -> Bool {
      a.z == b.z && a.column == b.column && a.row == b.row && a.dx == b.dx && a.dy == b.dy && a.crop == b.crop
    }
    func hash(into hasher: inout Hasher) {
      hasher.combine(z)
      hasher.combine(column)
      hasher.combine(row)
    }
  }

  /// The size of a cell in pixels.
  public var cell: (width: Int, height: Int)
  public var manners = Manners()
  var images: [Int: Image] = [:]
  /// What was against the protocol.
  public private(set) var faults: [String] = []
  /// What it has to say.
  private var said: [UInt8] = []
  /// How many bytes were sequences of the protocol, and how many images were sent.
  public private(set) var graphicBytes = 0
  public private(set) var transmissions = 0
  /// How many images there were when the alternate screen was left, each time.
  public private(set) var leftBehind: [Int] = []

  private var held: [UInt8] = []
  var cursor = (column: 0, row: 0)
  private var savedCursor = (column: 0, row: 0)
  /// The rows that scroll.
  var region = 0...Int(Int32.max)
  /// An image that is being sent in pieces: its keys and its content so far.
  private var loading: (keys: [String: String], content: [UInt8])?

  /// A terminal that shows nothing.
  public init(cellWidth: Int = 8, cellHeight: Int = 17) { cell = (cellWidth, cellHeight) }

  /// How many images there are.
  public var imageCount: Int { images.count }
  /// Whether an image is sent in part.
  public var isLoading: Bool { loading != nil }

  /// Its answers since the last call.
  public mutating func takeAnswers() -> [UInt8] {
    defer { said = [] }
    return said
  }

  // MARK: Reading

  /// Shows what a program has written.
  public mutating func read(_ bytes: [UInt8]) {
    held += bytes
    var next = held.startIndex
    while let start = held[next...].firstIndex(of: 0x1B) {
      guard let end = finish(of: start) else {
        held.removeFirst(start)
        return
      }
      next = end
    }
    held = []
  }

  /// Reads the sequence at an escape, and returns where it ends; `nil` if its end has not come.
  private mutating func finish(of start: Int) -> Int? {
    guard start + 1 < held.count else { return nil }
    switch held[start + 1] {
    case UInt8(ascii: "_"), UInt8(ascii: "P"), UInt8(ascii: "]"):
      var end = start + 2
      while end < held.count, held[end] != 0x1B, held[end] != 0x07 { end += 1 }
      guard end < held.count, held[end] == 0x07 || end + 1 < held.count else { return nil }
      let content = held[start + 2..<end]
      switch held[start + 1] {
      case UInt8(ascii: "_"):
        // What another escape cuts off is not a sequence.
        if held[end] == 0x1B, held[end + 1] == UInt8(ascii: "\\") {
          graphicBytes += end + 2 - start
          obey(Array(content))
        }
      case UInt8(ascii: "]"):
        if content.elementsEqual(Array("11;?".utf8)) { say("\u{1B}]11;rgb:1010/1010/1010\u{1B}\\") }
      default:
        if content.elementsEqual(Array("$qm".utf8)) { say("\u{1B}P1$r48:2:1:2:3m\u{1B}\\") }
      }
      return held[end] == 0x07 || held[end + 1] == UInt8(ascii: "\\")
        ? end + (held[end] == 0x07 ? 1 : 2) : end
    case UInt8(ascii: "["):
      var end = start + 2
      while end < held.count, !(0x40...0x7E).contains(held[end]) { end += 1 }
      guard end < held.count else { return nil }
      control(String(decoding: held[start + 2...end], as: UTF8.self))
      // A new line at the end of what scrolls scrolls it.
      if held[end] == UInt8(ascii: "H"), end + 1 < held.count, held[end + 1] == 0x0A { moveDown() }
      return end + 1
    case UInt8(ascii: "7"): savedCursor = cursor
    case UInt8(ascii: "8"): cursor = savedCursor
    case UInt8(ascii: "D"): moveDown()
    case UInt8(ascii: "M"): moveUp()
    default: break
    }
    return start + 2
  }

  private mutating func control(_ text: String) {
    switch text {
    case "2J": images = [:]
    case "?1049l":
      leftBehind.append(images.count)
      images = [:]
    case "?1049h": images = [:]
    case "c": say("\u{1B}[?62;c")
    case "5n": if manners.tellsArrival { say("\u{1B}[0n") }
    case "16t": if manners.tellsCell { say("\u{1B}[6;\(cell.height);\(cell.width)t") }
    case ">q": say("\u{1B}P>|kitty(0.26.5)\u{1B}\\")
    case _ where text.hasPrefix("?") && text.hasSuffix("$p"):
      say("\u{1B}[\(text.dropLast(2));\(text.hasPrefix("?2026") ? 2 : 0)$y")
    case _ where text.hasSuffix("H"):
      let numbers = text.dropLast().split(separator: ";", omittingEmptySubsequences: false).map {
        Int($0) ?? 1
      }
      cursor = (column: (numbers.count > 1 ? numbers[1] : 1) - 1, row: numbers[0] - 1)
    default: scroll(text)
    }
  }

  private mutating func say(_ text: String) { said += Array(text.utf8) }

  private mutating func fault(_ text: String) { if faults.count < 20 { faults.append(text) } }

  // MARK: The protocol

  private static let known: Set<String> = [
    "a", "q", "f", "t", "s", "v", "S", "O", "i", "I", "p", "o", "m", "x", "y", "w", "h", "X", "Y", "c", "r",
    "C", "z",
    "d",
  ]

  private mutating func obey(_ content: [UInt8]) {
    guard content.first == UInt8(ascii: "G"), manners.hasGraphics else { return }
    let parts = content.dropFirst().split(
      separator: UInt8(ascii: ";"), maxSplits: 1, omittingEmptySubsequences: false)
    var keys: [String: String] = [:]
    for pair in parts[0].split(separator: UInt8(ascii: ",")) {
      let sides = String(decoding: pair, as: UTF8.self).split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, KittyTerminal.known.contains(sides[0]) else {
        fault("key \(String(decoding: pair, as: UTF8.self))")
        continue
      }
      keys[sides[0]] = sides[1]
    }
    let payload = parts.count > 1 ? Array(parts[1]) : []
    if payload.count > 4096 { fault("a piece of \(payload.count) bytes") }
    if var open = loading, keys["a"] == nil {
      open.content += payload
      loading = keys["m"] == "1" ? open : nil
      if loading == nil { finish(open.keys, open.content) }
      return
    }
    if loading != nil {
      if keys["a"] != "d" { fault("another sequence inside of an image") }
      loading = nil
    }
    switch keys["a"] ?? "t" {
    case "q": answer(keys, payload)
    case "t", "T":
      guard keys["i"] != nil else { return }
      if keys["m"] == "1" { loading = (keys, payload) } else { finish(keys, payload) }
    case "p": place(keys)
    case "d": delete(keys)
    default: fault("action \(keys["a"] ?? "")")
    }
  }

  private mutating func answer(_ keys: [String: String], _ payload: [UInt8]) {
    let isRead: Bool
    if keys["t"] == "s" {
      isRead = manners.readsSharedMemory && KittyTerminal.shared(payload) != nil
    } else {
      isRead = KittyData.bytes(inBase64: payload)?.count == 3
    }
    say("\u{1B}_Gi=\(keys["i"] ?? "0");\(isRead ? "OK" : "EBADF:no")\u{1B}\\")
  }

  /// The content of a shared memory object, which is removed.
  private static func shared(_ payload: [UInt8]) -> [UInt8]? {
    guard let name = KittyData.bytes(inBase64: payload) else { return nil }
    let path = "/dev/shm" + String(decoding: name, as: UTF8.self)
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    unlink(path)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
    }
  }

  private mutating func finish(_ keys: [String: String], _ payload: [UInt8]) {
    guard let id = keys["i"].flatMap({ Int($0) }), id > 0 else { return fault("an image without a number") }
    let content = keys["t"] == "s" ? KittyTerminal.shared(payload) : KittyData.bytes(inBase64: payload)
    guard let content, let image = KittyData.image(content, keys) else {
      images[id] = nil
      return fault("image \(id) cannot be read")
    }
    transmissions += 1
    images[id] = Image(width: image.width, height: image.height, pixels: image.pixels)
    if keys["a"] == "T" { place(keys) }
  }

  private mutating func place(_ keys: [String: String]) {
    func number(_ key: String) -> Int { keys[key].flatMap { Int($0) } ?? 0 }
    guard var image = images[number("i")] else { return fault("image \(number("i")) is not there") }
    if keys["C"] != "1" { fault("the cursor moves") }
    var place = Place(
      z: number("z"), column: cursor.column, row: cursor.row, dx: number("X"), dy: number("Y"),
      crop: (0, 0, image.width, image.height))
    if keys["w"] != nil { place.crop = (number("x"), number("y"), number("w"), number("h")) }
    if keys["c"] != nil { place.cells = (number("c"), number("r")) }
    if place.dx >= cell.width || place.dy >= cell.height { fault("offset \(place.dx), \(place.dy)") }
    if place.z >= -1_073_741_824 { fault("z is \(place.z): no cell covers it") }
    image.places[number("p")] = place
    images[number("i")] = image
  }

  private mutating func delete(_ keys: [String: String]) {
    let id = keys["i"].flatMap { Int($0) } ?? 0
    let what = keys["d"] ?? "a"
    switch what {
    case "a", "A": for id in images.keys { images[id]?.places = [:] }
    case "i", "I":
      if let place = keys["p"].flatMap({ Int($0) }) {
        images[id]?.places[place] = nil
      } else {
        images[id]?.places = [:]
      }
    default: fault("deletion \(what)")
    }
    // As kitty 0.26: whatever has no place then goes with it.
    if what == "A" || what == "I" { images = images.filter { !$0.value.places.isEmpty } }
  }
}
