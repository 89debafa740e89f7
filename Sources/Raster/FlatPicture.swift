import TerminalGraphics

/// A figure on the plane, in pixels.
struct FlatPicture: Sendable {
  /// What nothing can be kept without.
  private struct Place: Hashable, Sendable {
    let plane: PixelPlane
    let cell: PixelSize
    let ground: Color?
    let space: Space

    init(_ figure: Figure, _ width: Int, _ height: Int, _ cell: PixelSize) {
      plane = PixelPlane(x: figure.x, y: figure.y, width: max(0, width), height: max(0, height))
      (self.cell, ground, space) = (cell, figure.ground, figure.space)
    }
  }

  private let place: Place?
  private let weights: LineWeights
  /// What lies below all shapes in place of the ground; `nil` for the ground.
  private let paper: PixelImage?
  private(set) var base: PixelImage
  private(set) var baseRevision = 0
  private(set) var overlay: PixelImage
  private(set) var sprites: [PixelSprite] = []
  private var backdrop: (identity: Identity, field: FieldPixels?, look: SignLook)?
  private var layers: [PixelLayer] = []
  private var contents: [PixelLayer.Key: LayerContent] = [:]
  private var images = SpriteImages()
  /// The changed part of each tile.
  private var changes: [Int: PixelRect] = [:]

  /// Nothing at all.
  static let none = FlatPicture()

  private init() {
    place = nil
    weights = LineWeights(nil)
    paper = nil
    base = PixelImage(width: 0, height: 0)
    overlay = base
  }

  /// A picture on the figure's ground, or on paper of the same size; a pixel takes `scale` of the terminal's pixels across
  /// and down.
  init(
    _ figure: Figure, width: Int, height: Int, cell: PixelSize, on paper: PixelImage? = nil, scale: Int = 1
  ) {
    self.paper = paper
    let place = Place(figure, width, height, cell)
    self.place = place
    weights = LineWeights(cell, scale: scale)
    base = PixelImage(width: width, height: height)
    overlay = PixelImage(width: width, height: height)
  }

  func fits(_ figure: Figure, width: Int, height: Int, cell: PixelSize) -> Bool {
    place == Place(figure, width, height, cell)
  }

  /// What the backdrop that is drawn was made from; `nil` before one is drawn.
  var backdropIdentity: Identity? { backdrop?.identity }

  mutating func takeChanges() -> [PixelRect] {
    defer { changes = [:] }
    return changes.sorted { $0.key < $1.key }.map(\.value)
  }

  mutating func follow(_ figure: Figure) {
    guard let place else { return }
    if backdrop?.identity != figure.backdrop.identity { drawBackdrop(of: figure, place) }
    guard let backdrop else { return }
    let look = backdrop.look
    let wanted = LayerContent.contents(of: figure.shapes, look.casing, weights)
    let dirty = update(wanted, place)
    paint(dirty, backdrop.field)
    sprites = SpritePlacement(place.plane, weights, look, backdrop.field).sprites(figure.shapes, &images)
  }

  // MARK: - What stays

  private mutating func drawBackdrop(of figure: Figure, _ place: Place) {
    let (plane, shapes) = (place.plane, figure.backdrop.shapes)
    var image =
      paper
      ?? PixelImage(width: plane.width, height: plane.height, filledWith: figure.ground?.pixel ?? 0)
    var (field, map): (FieldPixels?, MapColors?) = (nil, nil)
    for case .field(let heights) in shapes {
      field = FieldPixels(heights, width: plane.width, height: plane.height)
      map = heights.colors
      field?.draw(on: &image)
    }
    let look = SignLook(map: map, ground: figure.ground, weights)
    let contents = LayerContent.contents(of: shapes, look.casing, weights)
    var layers = contents.map { PixelLayer($0.content, $0.key, place.plane, weights) }
    for index in layers.indices { _ = layers[index].takeTouched() }
    let numbers = numberGaps(shapes, place)
    var painter = TilePainter(width: plane.width, height: plane.height, field: field)
    let side = StrokeField.side
    let tiles = ((plane.width + side - 1) / side) * ((plane.height + side - 1) / side)
    var pixels = [UInt32](repeating: 0, count: side * side)
    for tile in 0..<tiles where layers.contains(where: { $0.isDrawn(on: tile) }) {
      let rect = painter.rect(of: tile)
      for row in 0..<rect.height {
        for column in 0..<rect.width {
          pixels[row * side + column] = image.pixels[(rect.y + row) * plane.width + rect.x + column]
        }
      }
      let near = numbers.filter {
        $0.x < rect.endX && $0.endX > rect.x && $0.y < rect.endY && $0.endY > rect.y
      }
      painter.paint(layers, tile, on: &pixels, hiding: near)
      for row in 0..<rect.height {
        for column in 0..<rect.width {
          image.pixels[(rect.y + row) * plane.width + rect.x + column] = pixels[row * side + column]
        }
      }
    }
    base = image
    baseRevision += 1
    if let backdrop, backdrop.look != look || !self.layers.isEmpty {
      // Another field may give lines other colours.
      for layer in self.layers { touchAll(of: layer) }
    }
    backdrop = (figure.backdrop.identity, field, look)
  }

  /// Where numbers and words stand: no line is drawn below them.
  private func numberGaps(_ shapes: [Shape], _ place: Place) -> [PixelRect] {
    let (cell, plane) = (place.cell, place.plane)
    let rect = Rect(x: 0, y: 0, width: plane.width / cell.width, height: plane.height / cell.height)
    let projection = Projection(rect, x: plane.x, y: plane.y)
    return shapes.flatMap { shape -> [PixelRect] in
      let texts: [Rect] =
        switch shape {
        case .contours(let contours): contours.numberCells(on: projection)
        case .label(let label): [label.cells(in: rect)]
        default: []
        }
      return texts.map { cells in
        // Half a cell is left free at either end.
        PixelRect(
          x: cells.x * cell.width - cell.width / 2, y: cells.y * cell.height,
          width: (cells.width + 1) * cell.width, height: cell.height)
      }
    }
  }

  // MARK: - What moves

  /// Tiles that have to be drawn again whatever the layers say.
  private var stale: Set<Int32> = []

  private mutating func touchAll(of layer: PixelLayer) {
    if layer.tops.isEmpty {
      for strand in layer.strands { stale.formUnion(strand.field.tiles) }
    } else {
      stale.formUnion(0..<Int32(tileCount))
    }
  }

  private var tileCount: Int {
    let side = StrokeField.side
    return ((overlay.width + side - 1) / side) * ((overlay.height + side - 1) / side)
  }

  /// Brings the layers up to date, and returns the tiles that have changed.
  private mutating func update(
    _ wanted: [(key: PixelLayer.Key, content: LayerContent)], _ place: Place
  ) -> [Int] {
    let old = layers
    layers = []
    var known: [PixelLayer.Key: PixelLayer] = [:]
    for layer in old { known[layer.key] = layer }
    let former = old.map(\.key)
    let now = Set(wanted.map(\.key))
    // A layer that has come before others than it did lies over or under other lines.
    let kept = former.filter(now.contains)
    let again = wanted.map(\.key).filter { known[$0] != nil }
    if kept != again { for layer in old { touchAll(of: layer) } }
    var newContents: [PixelLayer.Key: LayerContent] = [:]
    for (key, content) in wanted {
      newContents[key] = content
      if var layer = known.removeValue(forKey: key), let before = contents[key] {
        if layer.extend(before, content, place.plane, weights) {
          if layer.paint != content.paint || layer.group != content.group { touchAll(of: layer) }
          (layer.paint, layer.group) = (content.paint, content.group)
          stale.formUnion(layer.takeTouched())
          layers.append(layer)
          continue
        }
        touchAll(of: layer)
      }
      var layer = PixelLayer(content, key, place.plane, weights)
      _ = layer.takeTouched()
      touchAll(of: layer)
      layers.append(layer)
    }
    for layer in known.values { touchAll(of: layer) }
    contents = newContents
    defer { stale = [] }
    return stale.map(Int.init).sorted()
  }

  /// Draws tiles again, and notes which of their pixels have changed.
  private mutating func paint(_ tiles: [Int], _ field: FieldPixels?) {
    guard !tiles.isEmpty else { return }
    let side = StrokeField.side
    var painter = TilePainter(width: overlay.width, height: overlay.height, field: field)
    var pixels = [UInt32](repeating: 0, count: side * side)
    for tile in tiles {
      for index in pixels.indices { pixels[index] = 0 }
      painter.paint(layers, tile, on: &pixels)
      let rect = painter.rect(of: tile)
      var (left, right, top, bottom) = (Int.max, Int.min, Int.max, Int.min)
      overlay.pixels.withUnsafeMutableBufferPointer { shown in
        for row in 0..<rect.height {
          let first = (rect.y + row) * overlay.width + rect.x
          for column in 0..<rect.width where shown[first + column] != pixels[row * side + column] {
            shown[first + column] = pixels[row * side + column]
            (left, right) = (min(left, column), max(right, column))
            (top, bottom) = (min(top, row), max(bottom, row))
          }
        }
      }
      guard left <= right else { continue }
      note(
        PixelRect(
          x: rect.x + left, y: rect.y + top, width: right - left + 1, height: bottom - top + 1), tile)
    }
  }

  private mutating func note(_ rect: PixelRect, _ tile: Int) {
    guard let known = changes[tile] else { return changes[tile] = rect }
    let (x, y) = (min(known.x, rect.x), min(known.y, rect.y))
    changes[tile] = PixelRect(
      x: x, y: y, width: max(known.endX, rect.endX) - x, height: max(known.endY, rect.endY) - y)
  }
}
