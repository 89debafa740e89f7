/// The examples that a picture uses: all, or every n-th of very many; more could not be told apart.
///
/// So a picture's work is bounded, whatever the size of the data.
public struct ExampleSample: Sendable {
  /// The most examples used.
  public static let most = 100_000

  /// Their rows.
  public let rows: StrideTo<Int>

  /// A sample of a number of examples.
  public init(of count: Int) {
    rows = stride(from: 0, to: count, by: max(0, count - 1) / ExampleSample.most + 1)
  }
}
