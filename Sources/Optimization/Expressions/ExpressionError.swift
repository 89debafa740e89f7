/// Why a typed formula could not be read, and where.
public struct ExpressionError: Error, Hashable, Sendable {
  /// What is wrong and what to write instead, in words for somebody who has not programmed.
  public let message: String
  /// The first character concerned, counted from 1.
  public let column: Int
  /// How many characters are concerned; 0 where something is missing at the very end.
  public let length: Int
  /// The name that is not known, where that is what is wrong.
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
