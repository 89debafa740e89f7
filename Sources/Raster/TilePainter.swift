import TerminalGraphics

/// Turns the layers over one tile into pixels, the later ones above.
///
/// A line that crosses an earlier one passes over it, set off by its casing. Where lines of one group coincide, they take
/// turns along the lowest of them, so that each stays visible.
struct TilePainter {
  private let width: Int
  private let height: Int
  private let columns: Int
  private let field: FieldPixels?
  private var tints: [MapColors.Tint: [UInt32]] = [:]
  /// Distances and tags of the layers over the tile at hand.
  private var squares: [Float] = []
  private var tags: [Int32] = []
  private var drawn: [Drawn] = []
  private let edges = PixelEdge.all

  private static let side = StrokeField.side
  private static let pixels = StrokeField.side * StrokeField.side

  /// A layer over the tile: numbers that do not change from pixel to pixel.
  private struct Drawn {
    /// The places of its strands in the lists; -1 for none.
    var older = -1
    var newer = -1
    /// The places of what the strands have passed over.
    var belowOlder = -1
    var belowNewer = -1
    /// Beyond it nothing is drawn, squared.
    var reach: Float = 0
    let radius: Float
    let color: SIMD4<Float>
    let oldColor: SIMD4<Float>
    let tint: MapColors.Tint
    let strength: Float
    let casing: Float
    let casingColor: SIMD4<Float>
    let casingStrength: Float
    let group: Int?
    /// The layer, for ground below a line.
    let area: Int?
  }

  init(width: Int, height: Int, field: FieldPixels?) {
    (self.width, self.height, self.field) = (width, height, field)
    columns = (width + TilePainter.side - 1) / TilePainter.side
  }

  /// The pixels of a tile in a picture.
  func rect(of tile: Int) -> PixelRect {
    let (x, y) = (tile % columns * TilePainter.side, tile / columns * TilePainter.side)
    return PixelRect(
      x: x, y: y, width: min(TilePainter.side, width - x), height: min(TilePainter.side, height - y))
  }

  /// Draws layers over the pixels of a tile, 16 in a row: transparent ones, or those of a ground.
  mutating func paint(
    _ layers: [PixelLayer], _ tile: Int, on pixels: inout [UInt32], hiding hidden: [PixelRect] = []
  ) {
    gather(layers, tile)
    guard !drawn.isEmpty else { return }
    let rect = rect(of: tile)
    var order: [Int] = []
    order.reserveCapacity(drawn.count)
    for row in 0..<rect.height {
      for column in 0..<rect.width {
        let index = row * TilePainter.side + column
        order.removeAll(keepingCapacity: true)
        for (number, layer) in drawn.enumerated() where square(layer, index) < layer.reach {
          order.append(number)
        }
        guard !order.isEmpty else { continue }
        let (x, y) = (rect.x + column, rect.y + row)
        if hidden.contains(where: { x >= $0.x && x < $0.endX && y >= $0.y && y < $0.endY }) { continue }
        if order.count > 1 { takeTurns(&order, index) }
        var light = Light(pixels[index])
        for number in order { cover(&light, number, index, x, y, layers) }
        pixels[index] = light.pixel
      }
    }
  }

  /// Collects what the layers have over a tile.
  private mutating func gather(_ layers: [PixelLayer], _ tile: Int) {
    squares.removeAll(keepingCapacity: true)
    tags.removeAll(keepingCapacity: true)
    drawn.removeAll(keepingCapacity: true)
    let bottom = Float(rect(of: tile).endY)
    let span = rect(of: tile).x..<rect(of: tile).endX
    for (number, layer) in layers.enumerated() {
      let isArea = !layer.tops.isEmpty
      var drawing = Drawn(
        radius: Float(layer.strands.first?.radius ?? 0), color: Light.color(layer.paint.color.pixel),
        oldColor: Light.color(layer.paint.oldColor.pixel), tint: layer.paint.tint,
        strength: Float(layer.paint.strength), casing: Float(layer.paint.casing),
        casingColor: Light.color(layer.paint.casingColor.pixel),
        casingStrength: Float(layer.paint.casingStrength), group: layer.group, area: isArea ? number : nil)
      if isArea {
        guard span.contains(where: { layer.tops[$0] < bottom }) else { continue }
        drawing.reach = .infinity
        drawn.append(drawing)
        continue
      }
      let reach = drawing.radius + drawing.casing + Float(StrokeField.halfDiagonal)
      drawing.reach = reach * reach
      for (age, strand) in layer.strands.enumerated() {
        let slot = Int(strand.field.slots[tile])
        guard slot >= 0 else { continue }
        let place = squares.count
        strand.field.read(slot, &squares, &tags)
        let below = squares.count
        let hasBelow = strand.field.readUnder(slot, &squares)
        // As many tags as distances.
        if hasBelow {
          tags.append(contentsOf: repeatElement(StrokeTag.unknown.value, count: TilePainter.pixels))
        }
        if age == layer.strands.count - 1 {
          (drawing.newer, drawing.belowNewer) = (place, hasBelow ? below : -1)
        } else {
          (drawing.older, drawing.belowOlder) = (place, hasBelow ? below : -1)
        }
      }
      if drawing.newer >= 0 || drawing.older >= 0 { drawn.append(drawing) }
    }
    if let field {
      for tint in Set(drawn.map(\.tint)) where tint != .own && tints[tint] == nil {
        tints[tint] = field.tints(tint)
      }
    }
  }

  @inline(__always)
  private func square(_ layer: Drawn, _ index: Int) -> Float {
    if layer.area != nil { return 0 }
    let newer = layer.newer >= 0 ? squares[layer.newer + index] : StrokeField.far
    let older = layer.older >= 0 ? squares[layer.older + index] : StrokeField.far
    return min(newer, older)
  }

  /// The place of the strand that is nearer to a pixel.
  private func nearest(_ layer: Drawn, _ index: Int) -> Int {
    let newer = layer.newer >= 0 ? squares[layer.newer + index] : StrokeField.far
    let older = layer.older >= 0 ? squares[layer.older + index] : StrokeField.far
    return layer.newer >= 0 && newer <= older ? layer.newer : layer.older
  }

  private func tag(_ layer: Drawn, _ index: Int) -> StrokeTag {
    let place = nearest(layer, index)
    return place >= 0 ? StrokeTag(tags[place + index]) : .unknown
  }

  /// Puts the line whose turn it is above the others with which it runs.
  private func takeTurns(_ order: inout [Int], _ index: Int) {
    for first in order.indices.dropLast() {
      let lowest = drawn[order[first]]
      guard let group = lowest.group else { continue }
      let own = tag(lowest, index)
      var together = [first]
      for next in order.indices[(first + 1)...] where drawn[order[next]].group == group {
        if own.isParallel(to: tag(drawn[order[next]], index)) { together.append(next) }
      }
      guard together.count > 1 else { continue }
      let turn = together[Int(own.piece) % together.count]
      let owner = order[turn]
      // Above the last of those that run together.
      order.insert(owner, at: together[together.count - 1] + 1)
      order.remove(at: turn)
      return
    }
  }

  /// Lays a layer over a pixel.
  private func cover(
    _ light: inout Light, _ number: Int, _ index: Int, _ x: Int, _ y: Int, _ layers: [PixelLayer]
  ) {
    let layer = drawn[number]
    if let area = layer.area {
      let top = layers[area].tops[x]
      light.cover(layer.color, layer.strength * max(0, min(1, Float(y) + 1 - top)))
      return
    }
    let own = tinted(layer.tint, x, y)
    func strand(_ place: Int, _ color: SIMD4<Float>) {
      guard place >= 0, squares[place + index] < layer.reach else { return }
      light.cover(own ?? color, coverage(place + index, layer.radius) * layer.strength)
    }
    func casing(_ place: Int) {
      guard place >= 0, squares[place + index] < layer.reach else { return }
      light.cover(
        layer.casingColor, coverage(place + index, layer.radius + layer.casing) * layer.casingStrength)
    }
    if layer.casingStrength > 0 {
      // The line's own earlier course, and then what passes over it.
      casing(layer.belowOlder)
      strand(layer.belowOlder, layer.oldColor)
      casing(layer.belowNewer)
      strand(layer.belowNewer, layer.color)
      casing(nearest(layer, index))
    }
    strand(layer.older, layer.oldColor)
    strand(layer.newer, layer.color)
  }

  /// The share of a pixel that a line of a radius covers.
  @inline(__always)
  private func coverage(_ place: Int, _ radius: Float) -> Float {
    edges[StrokeTag(tags[place]).direction].share(squares[place].squareRoot(), radius: radius)
  }

  private func tinted(_ tint: MapColors.Tint, _ x: Int, _ y: Int) -> SIMD4<Float>? {
    guard tint != .own, let field, let table = tints[tint], !table.isEmpty,
      let index = field.index(at: SIMD2(Double(x) + 0.5, Double(y) + 0.5))
    else { return nil }
    return Light.color(table[index])
  }
}
