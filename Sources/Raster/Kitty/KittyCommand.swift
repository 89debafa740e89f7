/// The sequences of kitty's graphics protocol; all ask the terminal for no answer.
enum KittyCommand {
  /// The most characters of content in one sequence.
  private static let piece = 4096
  private static let beginning = Array("\u{1B}_G".utf8)
  private static let end = Array("\u{1B}\\".utf8)

  /// Sends an image and shows it at a place: several sequences, which nothing of the protocol may interrupt.
  static func transmit(_ placement: KittyPlacement, _ data: KittyData) -> [[UInt8]] {
    var keys = "a=T"
    if data.format != .rgba { keys += ",f=\(data.format.rawValue)" }
    if data.format != .png { keys += ",s=\(data.width),v=\(data.height)" }
    if data.isPacked { keys += ",o=z" }
    if data.isShared { keys += ",t=s" }
    keys += "," + self.keys(placement)
    let content = Base64.encoded(data.bytes)
    var commands: [[UInt8]] = []
    var start = 0
    repeat {
      let stop = min(content.count, start + piece)
      let isLast = stop == content.count
      // Where the cursor is at the last piece is where terminals show the image.
      var command = start == 0 || isLast ? cursor(placement) : []
      command += beginning
      command += Array((start == 0 ? keys + (isLast ? "" : ",m=1") : "m=\(isLast ? 0 : 1),q=2").utf8)
      command.append(UInt8(ascii: ";"))
      command += content[start..<stop]
      command += end
      commands.append(command)
      start = stop
    } while start < content.count
    return commands
  }

  /// Shows an image that was sent at a place, or moves it there.
  static func place(_ placement: KittyPlacement) -> [UInt8] {
    cursor(placement) + beginning + Array(("a=p," + keys(placement)).utf8) + end
  }

  /// Removes an image from one place.
  static func remove(_ number: Int, of id: Int) -> [UInt8] {
    beginning + Array("a=d,d=i,i=\(id),p=\(number),q=2".utf8) + end
  }

  /// Deletes an image.
  static func delete(_ id: Int) -> [UInt8] {
    beginning + Array("a=d,d=I,i=\(id),q=2".utf8) + end
  }

  /// Deletes everything that is visible.
  static let deleteAll = Array("\u{1B}_Ga=d,d=A,q=2\u{1B}\\".utf8)

  private static func cursor(_ placement: KittyPlacement) -> [UInt8] {
    Array("\u{1B}[\(placement.row + 1);\(placement.column + 1)H".utf8)
  }

  private static func keys(_ placement: KittyPlacement) -> String {
    var keys = "i=\(placement.image.id),p=\(placement.number),z=\(placement.z),C=1,q=2"
    if placement.dx != 0 { keys += ",X=\(placement.dx)" }
    if placement.dy != 0 { keys += ",Y=\(placement.dy)" }
    if let crop = placement.crop {
      keys += ",x=\(crop.x),y=\(crop.y),w=\(crop.width),h=\(crop.height)"
    }
    if let cells = placement.cells { keys += ",c=\(cells.columns),r=\(cells.rows)" }
    return keys
  }
}
