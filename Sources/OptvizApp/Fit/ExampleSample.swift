/// The examples that are looked at for a picture: all, or of very many every so many; more could not be told apart.
///
/// So a picture's work is bounded, whatever the size of the data.
public struct ExampleSample: Sendable {
  /// At most so many are looked at.
  public static let most = 100_000

  /// Their rows.
  public let rows: StrideTo<Int>

  /// The sample of so many examples.
  public init(of count: Int) {
    rows = stride(from: 0, to: count, by: max(0, count - 1) / ExampleSample.most + 1)
  }
}
