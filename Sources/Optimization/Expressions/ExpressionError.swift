/// Why a typed formula could not be read, and where.
public struct ExpressionError: Error, Hashable, Sendable {
  /// What is wrong and what to write instead, in words for people who do not program.
  public let message: String
  /// The first character of the mistake, counted from 1.
  public let column: Int
  /// The number of characters of the mistake; 0 if something is missing at the very end.
  public let length: Int
  /// The unknown name, if that is the mistake.
  public let unknownName: String?
  /// The names that could have been meant.
  public let knownNames: [String]

  init(_ message: String, at span: Range<Int>, unknownName: String? = nil, knownNames: [String] = []) {
    self.message = message
    column = span.lowerBound + 1
    length = span.count
    self.unknownName = unknownName
    self.knownNames = knownNames
  }
}
