import Optimization

/// A data set as it was asked for, with the model that is fitted to it.
public struct DataChoice: Hashable, Sendable {
  /// Where the data come from: a file as it was named, or a bundled data set.
  public let source: String
  /// The examples.
  public let data: DataSet

  /// A data set from a place.
  public init(source: String, data: DataSet) {
    self.source = source
    self.data = data
  }
}
