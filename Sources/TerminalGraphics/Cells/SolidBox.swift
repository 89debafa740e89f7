/// The box around a solid: the edges of its floor, and what is written at them.
struct SolidBox {
  private let picture: SolidPicture
  private let solid: Solid

  /// The box of a picture.
  init(_ solid: Solid, _ picture: SolidPicture) { (self.solid, self.picture) = (solid, picture) }

  private static let corners = [SIMD2(-0.5, -0.5), SIMD2(0.5, -0.5), SIMD2(0.5, 0.5), SIMD2(-0.5, 0.5)]

  private func place(_ corner: SIMD2<Double>, _ z: Double) -> SIMD2<Double> {
    picture.onPlane(picture.projection.place(corner.x, corner.y, z))
  }

  /// The corner whose upright edge is farthest to the left: heights are written there.
  private var leftmost: SIMD2<Double> {
    SolidBox.corners.min { place($0, 0).x < place($1, 0).x } ?? SolidBox.corners[0]
  }

  /// Draws the floor's edges, and an upright one to read heights at.
  func drawEdges(on layer: inout DotLayer, _ ink: Ink) {
    for (i, a) in SolidBox.corners.enumerated() {
      let b = SolidBox.corners[(i + 1) % 4]
      picture.edge(from: SIMD3(a.x, a.y, 0), to: SIMD3(b.x, b.y, 0), on: &layer, ink)
    }
    let corner = leftmost
    picture.edge(
      from: SIMD3(corner.x, corner.y, 0), to: SIMD3(corner.x, corner.y, picture.projection.top), on: &layer,
      ink, gap: true)
  }

  /// The texts at the edges, centred on their places, in cells of the frame.
  var labels: [(text: String, column: Int, row: Int)] {
    // On a small picture they would cover everything.
    guard picture.rect.width >= 24, picture.rect.height >= 9 else { return [] }
    var labels: [(text: String, at: SIMD2<Double>)] = []
    // With its name at both ends a height is never confused with the end of another axis at the same corner.
    if let height = solid.edges.height {
      let corner = leftmost
      let (top, foot) = ("\(height.name) \(height.high)", "\(height.name) \(height.low)")
      labels.append((top, place(corner, picture.projection.top) + SIMD2(0, 5)))
      let besideFoot = SIMD2(-Double(Frame.columns(of: foot)) - 3, 5)
      labels.append((foot, place(corner, SolidPicture.floorHeight) + besideFoot))
    }
    for (axis, texts) in [(0, solid.edges.x), (1, solid.edges.y)] {
      // Of the two parallel edges the front one, which is lower on the picture.
      let edges = [-0.5, 0.5].map { side in
        [-0.5, 0, 0.5].map { along in axis == 0 ? SIMD2(along, side) : SIMD2(side, along) }
      }
      guard let edge = edges.min(by: { place($0[1], 0).y < place($1[1], 0).y }) else { continue }
      let middle = place(edge[1], 0)
      let away = middle - place(.zero, 0)
      let length = (away * away).sum().squareRoot()
      let outwards = length > 0 ? away / length : SIMD2(0, -1)
      for (text, corner) in zip([texts.low, texts.name, texts.high], edge) {
        let columns = Double(Frame.columns(of: text))
        // Far enough out that a text next to the edge does not touch it.
        let distance = SIMD2(columns + 5, 6.0)
        labels.append((text, place(corner, 0) + outwards * distance))
      }
    }
    return labels.compactMap { cell(of: $0.text, at: $0.at) }
  }

  private func cell(of text: String, at place: SIMD2<Double>) -> (text: String, column: Int, row: Int)? {
    guard place.x.isFinite, place.y.isFinite, abs(place.x) < 1e6, abs(place.y) < 1e6 else { return nil }
    let rect = picture.rect
    let columns = Frame.columns(of: text)
    // A text that would run over the left edge is moved right.
    let wanted = rect.x + Int((place.x / 2).rounded(.down)) - columns / 2
    let column = wanted < rect.x && wanted > rect.x - 4 ? rect.x : wanted
    let row = rect.y + rect.height - 1 - Int((place.y / 4).rounded(.down))
    guard column >= rect.x, column + columns <= rect.endX, row >= rect.y, row < rect.endY else { return nil }
    return (text, column, row)
  }
}
