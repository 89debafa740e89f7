import RealModule
import Synchronization

/// What a scheduler of PyTorch moves: the numbers of the optimizer's one group of parameters.
struct TorchGroup: Sendable {
  var lr: Double
  /// The rate that the first scheduler found, from which the others count as well.
  var initial: Double?
  var momentum: Double?
}

/// A scheduler of PyTorch, step by step, as the library computes it: schedulers in a sequence or a chain find the rate as the
/// others left it.
protocol TorchScheduler: Sendable {
  /// What its constructor does to the group.
  mutating func begin(_ group: inout TorchGroup)
  /// The first step, which a sequence makes anew.
  mutating func makeFirstStep(_ group: inout TorchGroup)
  /// What `step()` does.
  mutating func step(_ group: inout TorchGroup)
  /// What a sequence does when it comes to this scheduler.
  mutating func enter(_ group: inout TorchGroup)
  /// Takes back a step from the count.
  mutating func undo()
}

/// A scheduler whose rate is a function of its count and of the present rate.
struct PlainTorchScheduler: TorchScheduler {
  /// What the rate may depend on.
  struct Moment {
    /// The scheduler's count.
    let epoch: Int
    /// The rate as it is, and the rate from which the scheduler counts.
    let lr, base: Double
    /// Whether it is the first step of all.
    let isFirst: Bool
    /// How many steps were made, the first one included.
    let steps: Int
  }

  typealias Rate = @Sendable (Moment) -> Double

  private let rate: Rate
  private let closed: (@Sendable (_ epoch: Int, _ base: Double) -> Double)?
  private let momentum: (@Sendable (Int) -> Double)?
  private let ownInitial: Double?
  private var epoch = -1
  private var steps = 0
  private var base = 0.0

  /// - Parameters:
  ///   - ownInitial: the rate from which it counts, where that is not the optimizer's.
  ///   - momentum: the momentum of a count; `nil` where it stays.
  ///   - closed: the rate of a count without the ones before, where the library has that.
  ///   - rate: the next rate.
  init(
    ownInitial: Double? = nil, momentum: (@Sendable (Int) -> Double)? = nil,
    closed: (@Sendable (_ epoch: Int, _ base: Double) -> Double)? = nil, _ rate: @escaping Rate
  ) {
    (self.rate, self.closed, self.momentum, self.ownInitial) = (rate, closed, momentum, ownInitial)
  }

  mutating func begin(_ group: inout TorchGroup) {
    if let ownInitial { group.initial = ownInitial }
    let initial = group.initial ?? group.lr
    group.initial = initial
    base = initial
    makeFirstStep(&group)
  }

  mutating func makeFirstStep(_ group: inout TorchGroup) {
    steps = 0
    advance(&group, isFirst: true)
  }

  mutating func step(_ group: inout TorchGroup) { advance(&group, isFirst: false) }

  private mutating func advance(_ group: inout TorchGroup, isFirst: Bool) {
    steps += 1
    epoch += 1
    group.lr = rate(Moment(epoch: epoch, lr: group.lr, base: base, isFirst: isFirst, steps: steps))
    if let momentum { group.momentum = momentum(epoch) }
  }

  mutating func enter(_ group: inout TorchGroup) {
    epoch = 0
    group.lr =
      closed?(0, base)
      ?? rate(Moment(epoch: 0, lr: group.lr, base: base, isFirst: false, steps: steps))
    if let momentum { group.momentum = momentum(0) }
  }

  mutating func undo() { epoch -= 1 }
}

/// `SequentialLR`: one scheduler after the other.
struct TorchSequence: TorchScheduler {
  private var schedulers: [any TorchScheduler]
  private let milestones: [Int]
  private var epoch = 0

  init(_ schedulers: [any TorchScheduler], milestones: [Int]) {
    (self.schedulers, self.milestones) = (schedulers, milestones)
  }

  private func index(at epoch: Int) -> Int { milestones.count { $0 <= epoch } }

  mutating func begin(_ group: inout TorchGroup) {
    // The schedulers are made first, each with its first step, which the sequence takes back.
    for i in schedulers.indices { schedulers[i].begin(&group) }
    group.lr = group.initial ?? group.lr
    epoch = 0
    for i in schedulers.indices { schedulers[i].undo() }
    schedulers[index(at: 0)].makeFirstStep(&group)
  }

  mutating func makeFirstStep(_ group: inout TorchGroup) {
    schedulers[index(at: epoch)].makeFirstStep(&group)
  }

  mutating func step(_ group: inout TorchGroup) {
    epoch += 1
    let index = index(at: epoch)
    if index > 0, milestones[index - 1] == epoch {
      schedulers[index].enter(&group)
    } else {
      schedulers[index].step(&group)
    }
  }

  mutating func enter(_ group: inout TorchGroup) { schedulers[0].enter(&group) }
  mutating func undo() { for i in schedulers.indices { schedulers[i].undo() } }
}

/// `ChainedScheduler`: all schedulers at every step.
struct TorchChain: TorchScheduler {
  private var schedulers: [any TorchScheduler]

  init(_ schedulers: [any TorchScheduler]) { self.schedulers = schedulers }

  mutating func begin(_ group: inout TorchGroup) {
    for i in schedulers.indices { schedulers[i].begin(&group) }
  }
  mutating func makeFirstStep(_ group: inout TorchGroup) {
    for i in schedulers.indices { schedulers[i].makeFirstStep(&group) }
  }
  mutating func step(_ group: inout TorchGroup) {
    for i in schedulers.indices { schedulers[i].step(&group) }
  }
  mutating func enter(_ group: inout TorchGroup) {
    for i in schedulers.indices { schedulers[i].enter(&group) }
  }
  mutating func undo() { for i in schedulers.indices { schedulers[i].undo() } }
}

/// The numbers that a scheduler gives to the steps of a run.
///
/// They follow from one another; a few of them are kept, and the scheduler's state at intervals, so that any step's are found
/// in bounded time and memory.
final class TorchRates: Sendable {
  private static let interval = 1024

  private struct State {
    let base: Double
    /// The scheduler and the group at the steps 0, `interval`, 2 `interval`, ….
    var marks: [(scheduler: any TorchScheduler, group: TorchGroup)]
    /// The groups from one mark to the next, and which.
    var chunk: [TorchGroup] = []
    var index = -1
  }

  private let scheduler: any TorchScheduler
  private let state = Mutex<State?>(nil)

  init(_ scheduler: any TorchScheduler) { self.scheduler = scheduler }

  /// The numbers of update `step`, counted from 0, for an optimizer whose own rate is `base`.
  func numbers(_ step: Int, _ base: Double) -> (rate: Double, momentum: Double?) {
    let group = state.withLock { state in
      if state?.base != base {
        var (own, group) = (scheduler, TorchGroup(lr: base))
        own.begin(&group)
        state = State(base: base, marks: [(own, group)])
      }
      return state.map { _ in TorchRates.group(step, &state!) } ?? TorchGroup(lr: base)
    }
    return (group.lr, group.momentum)
  }

  private static func group(_ step: Int, _ state: inout State) -> TorchGroup {
    let (index, place) = (step / interval, step % interval)
    while state.index != index {
      let from = min(index, state.marks.count - 1)
      var (scheduler, group) = state.marks[from]
      state.chunk = []
      for _ in 0..<interval {
        state.chunk.append(group)
        scheduler.step(&group)
      }
      state.index = from
      if from == state.marks.count - 1 { state.marks.append((scheduler, group)) }
    }
    return state.chunk[place]
  }
}
