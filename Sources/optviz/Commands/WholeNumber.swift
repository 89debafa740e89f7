import Experiments
import Wording

/// Reads whole numbers from the command line, with an error that names the accepted ones.
enum WholeNumber {
  /// The number that a text writes in decimal digits, if it is in a range.
  static func read<N: FixedWidthInteger>(
    _ text: String, _ option: String, in range: ClosedRange<N>
  ) throws(InputError) -> N {
    guard let number = N(text), range.contains(number) else {
      throw InputError(
        "\(option) '\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
