/// Images that move with the text, as kitty moves those that lie wholly in what scrolls.
extension KittyTerminal {
  /// Obeys a control sequence that scrolls, or sets what does.
  mutating func scroll(_ text: String) {
    guard let final = text.last, let first = text.first, first.isNumber || text.count == 1 else { return }
    let numbers = text.dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "d": cursor.row = count - 1
    case "r":
      let bottom = numbers.count > 1 && numbers[1] > 0 ? numbers[1] - 1 : Int(Int32.max)
      region = min(count - 1, bottom)...bottom
      cursor = (0, 0)
    case "S": scroll(region, upBy: count)
    case "T": scroll(region, upBy: -count)
    case "L" where region.contains(cursor.row): scroll(cursor.row...region.upperBound, upBy: -count)
    case "M" where region.contains(cursor.row): scroll(cursor.row...region.upperBound, upBy: count)
    default: break
    }
  }

  /// Moves the cursor to the row below, or scrolls there.
  mutating func moveDown() {
    if cursor.row == region.upperBound { scroll(region, upBy: 1) } else { cursor.row += 1 }
  }

  /// Moves the cursor to the row above, or scrolls there.
  mutating func moveUp() {
    if cursor.row == region.lowerBound { scroll(region, upBy: -1) } else { cursor.row -= 1 }
  }

  /// Moves the images in rows, and cuts what leaves them.
  private mutating func scroll(_ rows: ClosedRange<Int>, upBy count: Int) {
    for id in images.keys {
      guard let image = images[id] else { continue }
      for (number, place) in image.places {
        let height = place.cells?.rows ?? (place.dy + place.crop.height + cell.height - 1) / cell.height
        guard height > 0, place.row >= rows.lowerBound, place.row + height - 1 <= rows.upperBound else {
          continue
        }
        var moved = place
        moved.row -= count
        let above = max(0, rows.lowerBound - moved.row)
        let below = max(0, moved.row + height - 1 - rows.upperBound)
        let pixels = place.crop.height / height
        moved.row += above
        moved.crop.y += above * pixels
        moved.crop.height -= (above + below) * pixels
        if let cells = place.cells { moved.cells = (cells.columns, cells.rows - above - below) }
        images[id]?.places[number] = above + below < height ? moved : nil
      }
      if images[id]?.places.isEmpty == true { images[id] = nil }
    }
  }
}
