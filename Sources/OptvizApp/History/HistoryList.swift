/// The list of all changes: each row is the state after one, and the last row the beginning.
extension Model {
  /// A row for each change, done or undone, the newest first.
  var historyItems: [Picker.Item] {
    // An undone entry names the change that making it again makes.
    let changes = history.past.map(\.change) + history.future.reversed().map(\.change)
    let now = history.past.count
    func row(_ count: Int, _ name: String) -> Picker.Item {
      let state = count == now ? "now" : count > now ? "undone" : ""
      return Picker.Item(id: String(count), name: name, summary: state, formula: "")
    }
    return changes.indices.reversed().map { row($0 + 1, changes[$0]) } + [row(0, "as it opened")]
  }

  /// Goes to a row of the list.
  mutating func jump(toRow id: String) {
    guard let count = Int(id) else { return }
    let steps = count - history.past.count
    jump(to: count)
    let changes = abs(steps) == 1 ? "1 change" : "\(abs(steps)) changes"
    if steps != 0 { notice = changes + (steps < 0 ? " undone" : " made again") }
  }
}
