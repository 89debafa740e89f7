import Experiments
import Optimization
import Wording

/// Tables as tests read them: to numbers and sentences, or to a refusal.
enum Table {
  /// What reading gives.
  struct Reading: Equatable {
    var x: [Double] = []
    var y: [Double] = []
    var names: [String] = []
    var notes: [String] = []
    /// The sentence that refuses the table.
    var refusal: String?
  }

  static func read(
    _ bytes: some Sequence<UInt8>, x: String? = nil, y: String? = nil, labels: Bool = false,
    format: TableFormat = TableFormat(), pieces: Int = .max
  ) -> Reading {
    do {
      let bytes = Array(bytes)
      var text = DelimitedText(file: "t.csv", name: "t", x: x, y: y, labels: labels, format: format)
      var place = 0
      while place < bytes.count {
        let end = pieces == .max ? bytes.count : min(place + pieces, bytes.count)
        try Array(bytes[place..<end]).withUnsafeBytes { try text.take($0) }
        place = end
      }
      let data = try text.finish()
      return Reading(x: data.x, y: data.y, names: [data.xName, data.yName], notes: text.notes)
    } catch {
      return Reading(refusal: "\(error)")
    }
  }

  static func read(
    _ text: String, x: String? = nil, y: String? = nil, labels: Bool = false,
    format: TableFormat = TableFormat()
  ) -> Reading { read(text.utf8, x: x, y: y, labels: labels, format: format) }
}
