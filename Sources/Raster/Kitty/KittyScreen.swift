/// What a terminal shows in pixels, as far as it was told, and the bytes that bring it nearer to what it should show.
///
/// The bytes come in pieces, so that a terminal which reads slowly gets what matters first, and keys are answered between
/// them: what is gone first, then what moved, then new pixels, in the order of the scene.
public struct KittyScreen: Sendable {
  /// What is on the terminal, by the numbers of the images.
  private var shown: [Int: Entry] = [:]
  /// Sequences of an image that is sent in part: nothing else of the protocol may come between them.
  private var begun: ArraySlice<[UInt8]> = []
  /// The number of that image.
  private var begunID = 0

  private struct Entry {
    /// `nil` if its content is unknown.
    var image: KittyImage?
    var places: [Int: KittyPlacement]
  }

  /// A terminal that shows nothing.
  public init() {}

  /// Whether nothing is on the terminal.
  public var isEmpty: Bool { shown.isEmpty }

  /// Notes that the terminal shows nothing: it was cleared, with all that belonged to what it showed.
  ///
  /// An image that was sent in part is still sent to its end, since terminals would take the next one for the rest of it.
  /// Whether it is then shown depends on the terminal: it is sent again or deleted.
  public mutating func forget() {
    shown = begun.isEmpty ? [:] : [begunID: Entry(image: nil, places: [:])]
  }

  /// Notes that images may have moved, or be gone, as where text has scrolled: all are sent again.
  public mutating func doubt() {
    for id in shown.keys { shown[id] = Entry(image: nil, places: [:]) }
  }

  /// Removes everything, also where a sequence was cut off: its end, the end of an image that was sent in part, and the
  /// deletion of all that is visible, which is all there is.
  ///
  /// Written alone, it needs no state: a handler of signals can.
  public static let removal =
    Array("\u{1B}\\\u{1B}\\\u{1B}_Gm=0,q=2\u{1B}\\".utf8) + KittyCommand.deleteAll

  /// The question whether a terminal can read a shared memory object, which has one pixel; the number of its answer is 32.
  public static func sharingQuestion(_ name: String) -> [UInt8] {
    Array("\u{1B}_Gi=32,s=1,v=1,a=q,t=s;".utf8) + Base64.encoded(Array(name.utf8)) + Array("\u{1B}\\".utf8)
  }

  /// A piece of output.
  public struct Piece: Sendable {
    /// What to write; it leaves the cursor where it is not expected.
    public var bytes: [UInt8] = []
    /// Whether the terminal then shows the scene.
    public var isComplete = true
  }

  /// The next bytes towards a scene: none if the terminal shows it.
  ///
  /// - Parameters:
  ///   - scene: what should be seen; images that matter more come first.
  ///   - most: about how many bytes; at least one sequence is given.
  ///   - pixels: an image's pixels, asked when they are sent.
  ///   - share: puts bytes into a shared memory object that the terminal can read, and returns its name; without it, or
  ///     without a name, pixels go in the sequence.
  public mutating func next(
    _ scene: [KittyPlacement], atMost most: Int = .max, pixels: (KittyImage) -> PixelImage,
    share: ((PixelImage) -> String?)? = nil
  ) -> Piece {
    var piece = Piece()
    while let command = begun.popFirst() {
      piece.bytes += command
      if piece.bytes.count >= most { break }
    }
    var wanted: [Int: [KittyPlacement]] = [:]
    for placement in scene { wanted[placement.image.id, default: []].append(placement) }
    remove(allBut: wanted, most, &piece)
    for placement in scene where shown[placement.image.id]?.image == placement.image {
      guard shown[placement.image.id]?.places[placement.number] != placement else { continue }
      guard hasRoom(most, &piece) else { return piece }
      piece.bytes += KittyCommand.place(placement)
      shown[placement.image.id]?.places[placement.number] = placement
    }
    for placement in scene where shown[placement.image.id]?.places[placement.number] != placement {
      guard hasRoom(most, &piece) else { return piece }
      if shown[placement.image.id]?.image == placement.image {
        piece.bytes += KittyCommand.place(placement)
        shown[placement.image.id]?.places[placement.number] = placement
      } else {
        send(placement, pixels(placement.image), share, most, &piece)
      }
    }
    piece.isComplete = piece.isComplete && begun.isEmpty
    return piece
  }

  /// Whether another sequence can follow now.
  private func hasRoom(_ most: Int, _ piece: inout Piece) -> Bool {
    if begun.isEmpty && piece.bytes.count < most { return true }
    piece.isComplete = false
    return false
  }

  /// Removes what is not wanted.
  private mutating func remove(allBut wanted: [Int: [KittyPlacement]], _ most: Int, _ piece: inout Piece) {
    if wanted.isEmpty, !shown.isEmpty, hasRoom(most, &piece) {
      piece.bytes += KittyCommand.deleteAll
      shown = [:]
      return
    }
    // In order: the same bytes for the same scenes.
    for id in shown.keys.filter({ wanted[$0] == nil }).sorted() {
      guard hasRoom(most, &piece) else { return }
      piece.bytes += KittyCommand.delete(id)
      shown[id] = nil
    }
    for (id, placements) in wanted.sorted(by: { $0.key < $1.key }) {
      // An image that is sent again loses its places by that.
      guard let entry = shown[id], entry.image == placements[0].image else { continue }
      let numbers = Set(placements.map(\.number))
      for number in entry.places.keys.filter({ !numbers.contains($0) }).sorted() {
        guard hasRoom(most, &piece) else { return }
        piece.bytes += KittyCommand.remove(number, of: id)
        shown[id]?.places[number] = nil
      }
    }
  }

  private mutating func send(
    _ placement: KittyPlacement, _ image: PixelImage, _ share: ((PixelImage) -> String?)?, _ most: Int,
    _ piece: inout Piece
  ) {
    let data =
      share?(image).map { KittyData(image, sharedAs: $0) }
      ?? KittyData(image, isOpaque: placement.image.isOpaque)
    begun = KittyCommand.transmit(placement, data)[...]
    begunID = placement.image.id
    shown[placement.image.id] = Entry(image: placement.image, places: [placement.number: placement])
    while piece.bytes.count < most, let command = begun.popFirst() { piece.bytes += command }
  }
}
