import TerminalGraphics

/// What a terminal tells about itself: the answer to a question, or a change that it was asked to announce.
///
/// What is malformed or unknown is none.
public enum TerminalReport: Hashable, Sendable {
  /// The answer to `CSI c`, which every terminal gives: what it is, in numbers.
  case attributes([Int])
  /// Whether it knows a private mode.
  case mode(Int, isKnown: Bool)
  /// The size of a cell in pixels.
  case cell(width: Int, height: Int)
  /// The window has another size; the cell's in pixels, if it is known.
  case resized(cell: PixelSize?)
  /// Where the cursor is, counted from 1.
  case cursor(column: Int, row: Int)
  /// Its name and version.
  case version(String)
  /// Whether a 24-bit colour that was set is in force as it was set.
  case directColor(Bool)
  /// Whether it draws pictures by kitty's protocol.
  case graphics(Bool)
  /// The colour of its ground.
  case background(Color)
  /// Whether it has read pixels from shared memory.
  case sharedMemory(Bool)
  /// The person has chosen dark or light colours.
  case scheme(isDark: Bool)
  /// All that was written before the question has arrived.
  case ready

  /// Whether it says that the window's size has changed.
  public var tellsSize: Bool {
    if case .resized = self { true } else { false }
  }
}

// MARK: Control sequences

extension TerminalReport {
  /// The colour that the question about 24-bit colours sets; each part differs from the others.
  public static let probe = Color(red: 1, green: 2, blue: 3)

  /// The report of a control sequence, by what stands between `CSI` and its last byte; `nil` if it is none.
  init?(parameters: [UInt8], final: UInt8) {
    let isPrivate = parameters.first == UInt8(ascii: "?")
    var rest = parameters[...]
    if isPrivate { rest = rest.dropFirst() }
    switch (isPrivate, final) {
    case (true, UInt8(ascii: "c")):
      // kitty ends the list with a semicolon.
      if rest.last == UInt8(ascii: ";") { rest = rest.dropLast() }
      guard let numbers = Self.numbers(rest), !numbers.isEmpty else { return nil }
      self = .attributes(numbers)
    case (true, UInt8(ascii: "y")):
      guard rest.last == UInt8(ascii: "$"), let numbers = Self.numbers(rest.dropLast()), numbers.count == 2,
        (0...4).contains(numbers[1])
      else { return nil }
      // 0 is unknown, 4 can never be set.
      self = .mode(numbers[0], isKnown: (1...3).contains(numbers[1]))
    case (true, UInt8(ascii: "n")):
      guard let numbers = Self.numbers(rest), numbers.count == 2, numbers[0] == 997,
        (1...2).contains(numbers[1])
      else { return nil }
      self = .scheme(isDark: numbers[1] == 1)
    case (false, UInt8(ascii: "t")):
      guard let numbers = Self.numbers(rest) else { return nil }
      self.init(window: numbers)
    case (false, UInt8(ascii: "n")):
      guard rest.elementsEqual([UInt8(ascii: "0")]) else { return nil }
      self = .ready
    case (false, UInt8(ascii: "R")):
      // A key's first number is 1.
      guard let numbers = Self.numbers(rest), numbers.count == 2, numbers[0] > 1, numbers[1] > 0 else {
        return nil
      }
      self = .cursor(column: numbers[1], row: numbers[0])
    default: return nil
    }
  }

  private init?(window numbers: [Int]) {
    switch numbers.first {
    case 6 where numbers.count == 3:
      guard let size = PixelSize(width: numbers[2], height: numbers[1]) else { return nil }
      self = .cell(width: size.width, height: size.height)
    case 48 where numbers.count == 5:
      let (rows, columns) = (numbers[1], numbers[2])
      guard rows > 0, columns > 0 else { return nil }
      self = .resized(cell: PixelSize(width: numbers[4] / columns, height: numbers[3] / rows))
    default: return nil
    }
  }

  /// Decimal numbers between semicolons; `nil` if it is anything else.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    var numbers: [Int] = []
    for field in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard !field.isEmpty, field.count <= 7, field.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      numbers.append(field.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    return numbers
  }
}

// MARK: Strings

extension TerminalReport {
  /// The report in a string; `nil` if it is none.
  init?(_ string: ControlString) {
    guard let content = string.content else { return nil }
    let text = String(decoding: content, as: UTF8.self)
    switch string.kind {
    case .device:
      if text.hasPrefix("1$r"), text.hasSuffix("m") {
        self = .directColor(Self.isProbe(text.dropFirst(3).dropLast()))
      } else if text.hasPrefix("0$r") {
        self = .directColor(false)
      } else if text.hasPrefix(">|") {
        let name = String(text.dropFirst(2).prefix(64)).filter { (" "..."~").contains($0) }
        guard !name.isEmpty else { return nil }
        self = .version(name)
      } else {
        return nil
      }
    case .system:
      guard text.hasPrefix("11;"), let color = Self.color(text.dropFirst(3)) else { return nil }
      self = .background(color)
    case .application:
      // Only answers carry the number of the question.
      let parts = text.split(separator: ";", maxSplits: 1)
      guard parts.count == 2, parts[0].first == "G" else { return nil }
      let keys = parts[0].dropFirst().split(separator: ",")
      if keys.contains("i=31") {
        self = .graphics(parts[1] == "OK")
      } else if keys.contains("i=32") {
        self = .sharedMemory(parts[1] == "OK")
      } else {
        return nil
      }
    case .privacy, .start: return nil
    }
  }

  /// Whether attributes contain the probe as the ground: `48;2;1;2;3`, `48:2:1:2:3` or, with an empty number for the
  /// colour space, `48:2::1:2:3`.
  private static func isProbe(_ attributes: Substring) -> Bool {
    let groups = attributes.split(separator: ";", omittingEmptySubsequences: false)
    if groups.contains("48:2:1:2:3") || groups.contains("48:2::1:2:3") { return true }
    return groups.indices.contains { groups[$0...].starts(with: ["48", "2", "1", "2", "3"]) }
  }

  /// A colour as X writes it: `rgb:` and three parts of one to four digits, also with a fourth for its opacity,
  /// or `#` and six digits.
  private static func color(_ text: Substring) -> Color? {
    if text.first == "#" {
      let digits = text.dropFirst()
      guard digits.count == 6, digits.allSatisfy(\.isHexDigit) else { return nil }
      return UInt32(digits, radix: 16).map { Color($0) }
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, ["rgb": 3, "rgba": 4][parts[0]] != nil else { return nil }
    let fields = parts[1].split(separator: "/", omittingEmptySubsequences: false)
    guard fields.count == ["rgb": 3, "rgba": 4][parts[0]] else { return nil }
    var channels: [UInt8] = []
    for field in fields {
      guard (1...4).contains(field.count), field.allSatisfy({ $0.isASCII && $0.isHexDigit }),
        let value = Int(field, radix: 16)
      else { return nil }
      let most = 1 << (4 * field.count) - 1
      channels.append(UInt8((value * 255 + most / 2) / most))
    }
    return Color(red: channels[0], green: channels[1], blue: channels[2])
  }
}
