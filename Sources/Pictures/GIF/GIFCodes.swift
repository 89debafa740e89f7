/// The packing of a GIF's pixels: the variant of Lempel, Ziv and Welch's method in GIF89a, appendix F.
///
/// Strings of pixels get numbers as they occur, of 3 bits or more each; after the number 4095 the table begins anew. A
/// pixel may be free to be one of two, as one that does not change: the one that makes the longer string is taken.
struct GIFCodes {
  /// The packed pixels: bits from the lowest on.
  private(set) var bytes: [UInt8] = []
  /// The bits of a pixel.
  let pixelBits: Int

  private var bits: UInt32 = 0
  private var bitCount = 0
  private var codeBits: Int
  private var next: Int
  /// The string read so far; -1 for none.
  private var current = -1
  /// Strings by what they continue and with which pixel: an open table, zero where it is free.
  private var keys: [UInt32]
  private var codes: [UInt16]

  private var clear: Int { 1 << pixelBits }
  private var end: Int { clear + 1 }
  /// The largest number of a string.
  private static let last = 4095
  /// Four times as many places as there can be strings.
  private static let places = 1 << 14

  /// Nothing packed yet of pixels with numbers of some bits, 2...8.
  init(pixelBits: Int) {
    self.pixelBits = max(2, min(8, pixelBits))
    (codeBits, next) = (0, 0)
    keys = Array(repeating: 0, count: GIFCodes.places)
    codes = Array(repeating: 0, count: GIFCodes.places)
    begin()
    write(clear)
  }

  private mutating func begin() {
    codeBits = pixelBits + 1
    next = end + 1
    for place in keys.indices { keys[place] = 0 }
  }

  /// Adds a pixel.
  mutating func add(_ pixel: UInt8) { add(pixel, or: pixel) }

  /// Adds a pixel that may as well be another one; without a known string, it is the first.
  mutating func add(_ pixel: UInt8, or other: UInt8) {
    guard current >= 0 else {
      current = Int(pixel)
      return
    }
    let place = self.place(of: current, pixel)
    if keys[place] != 0 {
      current = Int(codes[place])
      return
    }
    if other != pixel {
      let place = self.place(of: current, other)
      if keys[place] != 0 {
        current = Int(codes[place])
        return
      }
    }
    write(current)
    keys[place] = GIFCodes.key(current, pixel)
    codes[place] = UInt16(next)
    // A reader knows a string one number later than it is made here.
    if next == 1 << codeBits { codeBits += 1 }
    next += 1
    if next > GIFCodes.last {
      write(clear)
      begin()
    }
    current = Int(pixel)
  }

  /// Ends the pixels.
  mutating func finish() {
    if current >= 0 {
      write(current)
      // The reader adds a string for this number too, and then reads wider ones.
      if next == 1 << codeBits, codeBits < 12 { codeBits += 1 }
    }
    current = -1
    write(end)
    if bitCount > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
    (bits, bitCount) = (0, 0)
  }

  private mutating func write(_ code: Int) {
    bits |= UInt32(code) << UInt32(bitCount)
    bitCount += codeBits
    while bitCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      bitCount -= 8
    }
  }

  private static func key(_ string: Int, _ pixel: UInt8) -> UInt32 {
    // Never zero: that is a free place.
    (UInt32(string) << 8 | UInt32(pixel)) + 1
  }

  /// Where a string with another pixel stands, or would.
  private func place(of string: Int, _ pixel: UInt8) -> Int {
    let key = GIFCodes.key(string, pixel)
    var place = Int((key &* 2_654_435_761) >> 18)
    while keys[place] != 0, keys[place] != key { place = (place + 1) & (GIFCodes.places - 1) }
    return place
  }
}
