/// Reads whole numbers that a person writes, with an error that names the accepted ones.
public enum WholeNumber {
  /// The number that a text writes in decimal digits, if it is in a range.
  public static func read<N: FixedWidthInteger>(
    _ text: String, _ option: String, in range: ClosedRange<N>
  ) throws(InputError) -> N {
    guard let number = N(text), range.contains(number) else {
      // 1e6 and 200.0 are whole, though not written so.
      let meant = Double(text).flatMap { N(exactly: $0) }.flatMap {
        range.contains($0) ? "; write \($0)" : nil
      }
      throw InputError(
        "\(option) '\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)\(meant ?? "")"
      )
    }
    return number
  }
}
