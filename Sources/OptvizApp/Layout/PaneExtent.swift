/// How wide or high a pane is: a number of cells, or a share of the whole.
public enum PaneExtent: Hashable, Sendable {
  case cells(Int)
  case percent(Int)

  /// The accepted numbers of cells; no screen is larger.
  private static let cellRange = 1...9999
  /// The accepted shares: all or nothing would leave no other pane.
  private static let percentRange = 5...95

  /// Reads `44` or `40%`; `nil` for anything else.
  public init?(_ text: String) {
    let isShare = text.hasSuffix("%")
    guard let number = Int(isShare ? text.dropLast() : text[...]) else { return nil }
    guard (isShare ? PaneExtent.percentRange : PaneExtent.cellRange).contains(number) else { return nil }
    self = isShare ? .percent(number) : .cells(number)
  }

  /// What is accepted, in words.
  static let accepted = "cells such as 44, or a share from 5% to 95%"

  /// The text that reads as this extent.
  public var text: String {
    switch self {
    case .cells(let count): String(count)
    case .percent(let share): "\(share)%"
    }
  }

  /// The number of cells out of a whole.
  func cells(of whole: Int) -> Int {
    switch self {
    case .cells(let count): count
    case .percent(let share): max(0, whole) * share / 100
    }
  }
}
