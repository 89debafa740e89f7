import TerminalGraphics

/// A terminal of the least that the files of frames ask for, written from ECMA-48: it refuses everything else.
struct ReplayedTerminal {
  /// A cell as a terminal remembers it.
  struct Seen: Equatable {
    var text = " "
    /// The colour as it was named: `5;12` for a number, `2;r;g;b` for a value; `nil` for the terminal's own.
    var front: String?
    var ground: String?
    var attributes: Set<Int> = []
  }

  enum Surprise: Error { case unknownSequence(String), outside(column: Int, row: Int) }

  let width, height: Int
  private(set) var cells: [Seen]
  private(set) var isCursorShown = true
  private(set) var pen = Seen()
  private(set) var place = (column: 0, row: 0)

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    cells = Array(repeating: Seen(), count: width * height)
  }

  subscript(column: Int, row: Int) -> Seen { cells[row * width + column] }

  /// Takes bytes; a line feed also returns to the first column, as terminals are set for files that are shown.
  mutating func take(_ bytes: some Sequence<UInt8>) throws {
    var rest = String(decoding: Array(bytes), as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": try takeSequence(&rest)
      case "\n": place = (0, place.row + 1)
      case _ where (0x300...0x36F).contains(scalar.value):
        cells[place.row * width + place.column - 1].text.unicodeScalars.append(scalar)
      default:
        guard place.column < width, place.row < height else {
          throw Surprise.outside(column: place.column, row: place.row)
        }
        cells[place.row * width + place.column] = pen
        cells[place.row * width + place.column].text = String(scalar)
        place.column += 1
      }
    }
  }

  private mutating func takeSequence(_ rest: inout Substring.UnicodeScalarView) throws {
    guard rest.popFirst() == "[" else { throw Surprise.unknownSequence("ESC") }
    var parameters = ""
    while let next = rest.first, "0123456789;?".unicodeScalars.contains(next) {
      parameters.unicodeScalars.append(next)
      rest.removeFirst()
    }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    switch rest.popFirst() {
    case "m": try look(parameters.isEmpty ? [0] : numbers)
    case "H": place = (max(1, numbers.count > 1 ? numbers[1] : 1) - 1, max(1, numbers.first ?? 1) - 1)
    case "C": place.column += max(1, numbers.first ?? 1)
    case "J" where parameters == "2": cells = Array(repeating: Seen(), count: width * height)
    case "l" where parameters == "?25": isCursorShown = false
    case "h" where parameters == "?25": isCursorShown = true
    default: throw Surprise.unknownSequence(parameters)
    }
  }

  private mutating func look(_ numbers: [Int]) throws {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: pen = Seen()
      case 1, 4, 7: pen.attributes.insert(number)
      case 22: pen.attributes.remove(1)
      case 24, 27: pen.attributes.remove(number - 20)
      case 30...37: pen.front = "5;\(number - 30)"
      case 90...97: pen.front = "5;\(number - 82)"
      case 40...47: pen.ground = "5;\(number - 40)"
      case 100...107: pen.ground = "5;\(number - 92)"
      case 39: pen.front = nil
      case 49: pen.ground = nil
      case 38, 48:
        let count = rest.first == 2 ? 4 : 2
        let color = rest.prefix(count).map(String.init).joined(separator: ";")
        rest = rest.dropFirst(count)
        if number == 38 { pen.front = color } else { pen.ground = color }
      default: throw Surprise.unknownSequence("\(number)m")
      }
    }
  }
}
