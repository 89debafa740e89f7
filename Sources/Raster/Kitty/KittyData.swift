/// The pixels of an image as they are sent.
struct KittyData: Hashable, Sendable {
  /// What the bytes are.
  enum Format: Int {
    case rgb = 24
    case rgba = 32
    case png = 100
  }

  let format: Format
  let width: Int
  let height: Int
  /// Whether the bytes are packed as zlib does.
  let isPacked: Bool
  /// Whether the bytes are the name of a shared memory object, in which the pixels are.
  let isShared: Bool
  let bytes: [UInt8]

  /// An image for a terminal on any line: in whichever form is smaller.
  init(_ image: PixelImage, isOpaque: Bool) {
    (width, height) = (image.width, image.height)
    if isOpaque {
      (format, isPacked) = (.png, false)
      bytes = PortablePicture.bytes(opaque: image)
    } else {
      (format, isPacked) = (.rgba, true)
      bytes = Deflate.packed(image.rgba, level: 9)
    }
    isShared = false
  }

  /// An image whose pixels are in a shared memory object.
  init(_ image: PixelImage, sharedAs name: String) {
    (width, height, format) = (image.width, image.height, .rgba)
    (isPacked, isShared) = (false, true)
    bytes = Array(name.utf8)
  }
}

extension PixelImage {
  /// Red, green, blue and opacity of every pixel.
  var rgba: [UInt8] {
    pixels.withUnsafeBytes { Array($0) }
  }

  /// Red, green and blue of every pixel.
  var rgb: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: pixels.count * 3) { bytes, count in
      var next = 0
      for pixel in pixels {
        bytes[next] = UInt8(truncatingIfNeeded: pixel)
        bytes[next + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
        bytes[next + 2] = UInt8(truncatingIfNeeded: pixel >> 16)
        next += 3
      }
      count = next
    }
  }
}
