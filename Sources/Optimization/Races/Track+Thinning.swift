/// A track of which only a picture is kept, and the memory that it takes.
extension Track {
  /// What a run has after a step.
  public struct Moment: Hashable, Sendable {
    /// The point.
    public let point: Point
    /// The second point that the method keeps; `nil` where it keeps none.
    public let companion: Optimization.Point<Double>?
    /// The rate of the step that leads on; `nil` where no schedule changes it.
    public let rate: Double?
    /// The loss of the batch that the next step descends; `nil` where every step sees the whole.
    public let batchLoss: Double?
  }

  /// What belongs to the point at an index.
  public func moment(at index: Int) -> Moment {
    func at<T>(_ column: [T]) -> T? { column.indices.contains(index) ? column[index] : nil }
    return Moment(
      point: points[index], companion: at(companions), rate: at(rates), batchLoss: at(batchLosses))
  }

  /// Whether no point was left out, so that an index is a number of steps.
  public var isWhole: Bool { width == 1 }

  /// How many steps had been made at the point of an index.
  public func step(at index: Int) -> Int { isWhole ? index : steps[index] }

  /// How many points there are up to a step, itself included.
  public func count(upTo step: Int) -> Int {
    guard !isWhole else { return max(0, min(count, step + 1)) }
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] <= step { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The width of the first buckets.
  static let firstWidth = 32
  /// The most points that are kept of a bucket.
  static let keptOfBucket = 9
  /// The bytes of a point with everything that may belong to it.
  static let mostBytesOfPoint =
    MemoryLayout<Point>.stride + MemoryLayout<Optimization.Point<Double>>.stride
    + 2 * MemoryLayout<Double>.stride + MemoryLayout<Int>.stride

  /// How many bytes its arrays take.
  var bytes: Int {
    func bytes<T>(_ column: [T]) -> Int { column.capacity * MemoryLayout<T>.stride }
    return bytes(points) + bytes(companions) + bytes(rates) + bytes(batchLosses) + bytes(steps)
  }

  /// Writes down the steps of points that were added since, the last of which was made by step `last`.
  mutating func number(to last: Int) {
    guard !isWhole, steps.count < count else { return }
    steps.append(contentsOf: last - (count - steps.count) + 1...last)
  }

  /// Keeps of every `width` steps the first point and those where a coordinate, the loss or the gradient is extreme.
  ///
  /// Those are the points that a picture shows, whatever is left out between them. The last point is kept too. Thinning in
  /// stages gives the same as at once.
  /// - Parameter start: The first point that is not thinned yet.
  /// - Returns: how many points are thinned now: all but those of the last bucket, which may still grow.
  mutating func thin(width: Int, from start: Int = 0) -> Int {
    if isWhole {
      steps.reserveCapacity(points.capacity)
      steps.append(contentsOf: 0..<count)
    }
    self.width = width
    revision += 1
    var (read, write, thinned) = (start, start, start)
    while read < count {
      let bucket = steps[read] / width
      var end = read
      while end < count && steps[end] / width == bucket { end += 1 }
      thinned = write
      for index in keptOfBucket(read..<end) {
        move(index, to: write)
        write += 1
      }
      read = end
    }
    removeLast(count - write)
    return thinned
  }

  /// The first point of a bucket and the extreme ones, in their order.
  ///
  /// Of equal ones the earliest; of the last bucket also its last point.
  private func keptOfBucket(_ bucket: Range<Int>) -> [Int] {
    var least = (x: bucket.lowerBound, y: bucket.lowerBound, loss: bucket.lowerBound, norm: bucket.lowerBound)
    var most = least
    for index in bucket.dropFirst() {
      let point = points[index]
      if point.position.x < points[least.x].position.x { least.x = index }
      if point.position.y < points[least.y].position.y { least.y = index }
      if point.loss < points[least.loss].loss { least.loss = index }
      if point.gradientNorm < points[least.norm].gradientNorm { least.norm = index }
      if point.position.x > points[most.x].position.x { most.x = index }
      if point.position.y > points[most.y].position.y { most.y = index }
      if point.loss > points[most.loss].loss { most.loss = index }
      if point.gradientNorm > points[most.norm].gradientNorm { most.norm = index }
    }
    let last = bucket.upperBound == count ? bucket.upperBound - 1 : bucket.lowerBound
    let all = [
      last, bucket.lowerBound, least.x, least.y, least.loss, least.norm, most.x, most.y, most.loss, most.norm,
    ].sorted()
    return all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
  }
}
