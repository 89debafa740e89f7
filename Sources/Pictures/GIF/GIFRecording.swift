import Raster

/// The frames of an animation as what changes from each to the next, in true colours.
///
/// All of them are known before the palette is chosen, so that every colour that occurs has its share in it.
struct GIFRecording {
  /// A changed pixel.
  struct Change {
    let place: Int32
    /// The number of its new colour.
    let color: Int32
  }

  /// A frame.
  struct Frame {
    /// What changes.
    let changes: [Change]
    /// How long it is shown, in hundredths of a second.
    var hundredths: Int
  }

  let width: Int
  let height: Int
  /// Every colour that occurs, as a pixel, in the order in which they do.
  private(set) var colors: [UInt32] = []
  /// How many changed pixels have each colour.
  private(set) var counts: [Int] = []
  /// The frames; of the first one every pixel is new.
  private(set) var frames: [Frame] = []

  private var numbers: [UInt32: Int32] = [:]
  private var shown: [UInt32] = []

  init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  /// Adds a frame; one in which nothing changes makes the last one longer.
  mutating func add(_ image: PixelImage, hundredths: Int) {
    var changes: [Change] = []
    if shown.isEmpty { changes.reserveCapacity(image.pixels.count) }
    // Neighbours often have one colour.
    var (last, lastNumber) = (UInt32(0), Int32(-1))
    for (place, pixel) in image.pixels.enumerated() {
      if !shown.isEmpty, shown[place] == pixel { continue }
      if lastNumber < 0 || pixel != last {
        (last, lastNumber) = (pixel, number(of: pixel))
      }
      counts[Int(lastNumber)] += 1
      changes.append(Change(place: Int32(place), color: lastNumber))
    }
    shown = image.pixels
    if changes.isEmpty, !frames.isEmpty {
      frames[frames.count - 1].hundredths += hundredths
    } else {
      frames.append(Frame(changes: changes, hundredths: hundredths))
    }
  }

  /// Shows the last frame for longer.
  mutating func hold(hundredths: Int) {
    guard let last = frames.indices.last else { return }
    frames[last].hundredths += hundredths
  }

  /// Every frame whole.
  var images: [PixelImage] {
    var image = PixelImage(width: width, height: height)
    return frames.map { frame in
      for change in frame.changes { image.pixels[Int(change.place)] = colors[Int(change.color)] }
      return image
    }
  }

  private mutating func number(of pixel: UInt32) -> Int32 {
    if let known = numbers[pixel] { return known }
    let number = Int32(colors.count)
    numbers[pixel] = number
    colors.append(pixel)
    counts.append(0)
    return number
  }
}
