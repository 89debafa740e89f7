import Synchronization

/// How the memory of a run's history is divided: half for the picture, most of the rest for checkpoints.
struct MemoryShare: Sendable {
  /// The most points of a history that keeps all of them.
  let points: Int
  /// The most points of the picture where some are left out.
  let picture: Int
  /// The most points that are added before the picture is thinned.
  let block: Int
  /// The most bytes of checkpoints, apart from the first two.
  let checkpointBytes: Int
  /// How many exact points are kept around a moment.
  let window: Int

  /// Eight points for each dot of the widest picture; drawing more would take longer than a key may wait.
  private static let enoughForPicture = 16_384

  /// The division of a number of bytes; at least 64 kB.
  init(_ memory: Int) {
    let memory = max(64 * 1024, memory)
    let most = memory / 2 / Track.mostBytesOfPoint
    block = max(32, min(4096, most / 8))
    points = most - 2 * block
    picture = min(points, MemoryShare.enoughForPicture)
    checkpointBytes = memory / 4
    window = max(32, min(1024, memory / 16 / Track.mostBytesOfPoint))
  }
}

/// Exact points of a run around the last moment that was asked for.
///
/// Copies of a history share it: what a step leads to is the same in all of them.
final class ReplayedWindow: Sendable {
  private let kept = Mutex<(first: Int, track: Track)>((0, Track()))

  /// The moment after a step; `replay` gives the points around it, and the step of the first.
  func moment(at step: Int, replay: (Int) -> (first: Int, track: Track)) -> Track.Moment {
    kept.withLock { kept in
      if !(kept.first..<kept.first + kept.track.count).contains(step) { kept = replay(step) }
      return kept.track.moment(at: step - kept.first)
    }
  }

  /// How much memory the points take.
  var bytes: Int { kept.withLock { $0.track.bytes } }
}

/// A state that keeps something beside its own fields, such as an array.
public protocol HoldsMemory {
  /// How many bytes that is.
  var heldBytes: Int { get }
}

/// How many bytes a value takes: its fields, and what it says that it holds.
func bytes(of value: some Any) -> Int {
  MemoryLayout.size(ofValue: value) + ((value as? any HoldsMemory)?.heldBytes ?? 0)
}
