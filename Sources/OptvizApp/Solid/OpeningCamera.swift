import Optimization
import TerminalGraphics

extension Model {
  /// Nodes along a side of the surface on which cameras are tried.
  private static let mostNodesOfScore = 161

  /// The camera that a surface opens with: the standard one, or turned by quarters to where most of the race and of
  /// the surface is visible instead of the backs of its walls.
  func openingCamera(on scene: SolidScene) -> Camera {
    let shares = scene.landmarks(of: derived.race, start: document.experiment.start)
    let field = scene.field.thinned(to: Model.mostNodesOfScore)
    var best = (camera: Camera.standard, score: -Double.infinity)
    for (steepness, pitch) in [0.0, 14].enumerated() {
      for (place, yaw) in [0.0, 90, -90, 180].enumerated() {
        let camera = Camera.standard.turned(yaw: yaw, pitch: pitch)
        // The usual side is kept unless another one shows clearly more; the shape is clearer from a low camera.
        let score = scene.score(field, camera, shares) + (place == 0 ? 0.08 : 0) - 0.3 * Double(steepness)
        if score > best.score { best = (camera, score) }
      }
    }
    return best.camera
  }
}

extension SolidScene {
  /// Points of each run that are tested.
  private static let pointsOfRun = 24
  /// Points along each side of the surface that are tested.
  private static let pointsAcross = 20

  /// The start, the minima and some points of each path, as shares of the view's sides.
  fileprivate func landmarks(of race: Race, start: Point<Double>) -> [SIMD2<Double>] {
    var points = [start] + race.objective.minima.filter(\.isGlobal).map(\.point)
    for timeline in race.timelines {
      let last = timeline.track.count - 1
      guard last >= 0 else { continue }
      let step = max(1, last / SolidScene.pointsOfRun)
      points += stride(from: 0, through: last, by: step).map { timeline.track.points[$0].position }
    }
    return points.filter { key.view.contains($0) }.map {
      SIMD2(key.view.x.share(of: $0.x), key.view.y.share(of: $0.y))
    }
  }

  /// How much a camera sees: the share of the landmarks twice, and that of the whole surface.
  fileprivate func score(_ field: HeightField, _ camera: Camera, _ landmarks: [SIMD2<Double>]) -> Double {
    // A small picture is enough to find what is hidden.
    let picture = SolidPicture(
      field, camera, in: Rect(x: 0, y: 0, width: 60, height: 30),
      ramp: ShadedRamp([], ground: nil, light: Color(0)), ground: nil)
    func seen(_ points: [SIMD2<Double>]) -> Double {
      let places = points.map(picture.place).filter(\.x.isFinite)
      return places.isEmpty ? 0 : Double(places.count(where: picture.isVisible)) / Double(places.count)
    }
    let across = SolidScene.pointsAcross
    let nodes = (0..<across * across).map {
      SIMD2(Double($0 % across) + 0.5, Double($0 / across) + 0.5) / Double(across)
    }
    return 2 * seen(landmarks) + seen(nodes)
  }
}
