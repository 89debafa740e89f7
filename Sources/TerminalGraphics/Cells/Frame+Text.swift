/// How text is drawn: its colours and its attributes.
public struct Style: Hashable, Sendable {
  /// The colour of the letters; `nil` is the terminal's own.
  public var foreground: Color?
  /// The ground; `nil` keeps the present one.
  public var background: Color?
  /// Bold, reverse, underline.
  public var attributes: Cell.Attributes

  /// A style.
  public init(_ foreground: Color?, on background: Color? = nil, _ attributes: Cell.Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The style in bold.
  public var bold: Style { Style(foreground, on: background, attributes.union(.bold)) }
  /// The style in reverse.
  public var reversed: Style { Style(foreground, on: background, attributes.union(.reverse)) }
  /// The style on another ground.
  public func on(_ background: Color?) -> Style { Style(foreground, on: background, attributes) }
}

extension Frame {
  /// Writes text from a cell on, at most `width` columns, cut with `…` if it is longer; returns the columns used.
  ///
  /// A combining mark joins the symbol before it. A style without a ground keeps that of the cells.
  @discardableResult
  public mutating func put(
    _ text: String, column: Int, row: Int, _ style: Style, width: Int = .max
  ) -> Int {
    guard row >= 0, row < height, width > 0 else { return 0 }
    let available = max(0, min(width, self.width - column))
    let columns = Frame.columns(of: text)
    var written = 0
    var limit = available
    let isCut = columns > available
    if isCut { limit = max(0, available - 1) }
    for scalar in text.unicodeScalars {
      if scalar.isCombining {
        if written > 0, column + written - 1 >= 0 { self[column + written - 1, row].mark = scalar }
        continue
      }
      guard written < limit else { break }
      set(scalar, column: column + written, row: row, style)
      written += 1
    }
    if isCut && available > 0 {
      set("…", column: column + written, row: row, style)
      written += 1
    }
    return written
  }

  /// Writes text over several lines, broken between words; text that does not fit the rectangle is cut.
  ///
  /// Returns the number of lines written.
  @discardableResult
  public mutating func wrap(_ text: String, in rect: Rect, _ style: Style) -> Int {
    guard rect.width > 0 else { return 0 }
    let lines = Frame.lines(of: text, width: rect.width)
    let shown = lines.prefix(rect.height)
    for (i, line) in shown.enumerated() {
      let isCut = i == rect.height - 1 && lines.count > rect.height
      put(isCut ? line + " …" : line, column: rect.x, row: rect.y + i, style, width: rect.width)
    }
    return shown.count
  }

  /// How many rows a text takes that is broken between words.
  public static func rows(of text: String, width: Int) -> Int { lines(of: text, width: width).count }

  private static func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, Frame.columns(of: last) + 1 + Frame.columns(of: String(word)) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Writes text so that it ends just before column `end`.
  public mutating func put(_ text: String, endingAt end: Int, row: Int, _ style: Style) {
    put(text, column: end - Frame.columns(of: text), row: row, style)
  }

  /// Fills a rectangle with a symbol; a style without a ground keeps that of the cells.
  public mutating func fill(_ rect: Rect, _ symbol: Unicode.Scalar = " ", _ style: Style) {
    for row in max(0, rect.y)..<max(0, rect.y, min(height, rect.endY)) {
      for column in max(0, rect.x)..<max(0, rect.x, min(width, rect.endX)) {
        set(symbol, column: column, row: row, style)
      }
    }
  }

  /// How many columns a text takes.
  public static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.isCombining ? 0 : 1) }
  }

  /// The text of a row, for tests and plain output; trailing blanks are dropped.
  public func text(row: Int) -> String {
    var line = String.UnicodeScalarView()
    for column in 0..<width {
      let cell = self[column, row]
      line.append(cell.symbol)
      if let mark = cell.mark { line.append(mark) }
    }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// The text of all rows, each on a line.
  public var text: String { (0..<height).map { text(row: $0) }.joined(separator: "\n") }

  private mutating func set(_ symbol: Unicode.Scalar, column: Int, row: Int, _ style: Style) {
    guard column >= 0, column < width, row >= 0, row < height else { return }
    let ground = style.background ?? self[column, row].background
    self[column, row] = Cell(
      symbol, foreground: style.foreground, background: ground, attributes: style.attributes)
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is drawn onto the one before it: the combining diacritical marks.
  var isCombining: Bool { value >= 0x300 && value <= 0x36F }
}
