import Arithmetic
import Optimization
import TerminalGraphics

/// A batch on the map, for the chosen run at the step on display: dashed contours below the paths, and above them
/// arrows of the batch and of all examples, with a cloud of dots for other batches.
struct BatchShapes {
  private let scene: BatchScene?
  private let projection: Projection
  private let look: RunLook
  /// Whether arrows are drawn: not together with those of the inspector, which have other lengths.
  private let hasArrows: Bool
  private let allColor: Color
  private let cloudColor: Color

  /// What the model has computed for a map; empty while it plays or where batches are hidden.
  init(_ model: Model, on projection: Projection) {
    self.projection = projection
    hasArrows = model.derived.inspection == nil
    let isCurrent = model.derived.batchScene.map { $0.key == model.batchSceneKey } ?? false
    scene = isCurrent ? model.derived.batchScene : nil
    look =
      model.derived.race.timelines.indices.contains(model.document.chosenRun)
      ? RunLook(model.document.chosenRun, in: model) : .none
    allColor = BatchShapes.allColor(model)
    cloudColor = BatchShapes.cloudColor(look, model)
  }

  /// The batch's contours: dashed, in the run's colour.
  var contours: [Shape] {
    let stroke = Stroke(look.color, strength: 0.62, dash: Stroke.Dash(on: 3, off: 3), sign: "~")
    return (scene?.contours ?? []).map { .line(Line($0, stroke)) }
  }

  /// The cloud and the arrows.
  var arrows: [Shape] {
    guard let scene, hasArrows else { return [] }
    let reach = scene.reach(on: projection)
    guard reach > 0 else { return [] }
    let head = SIMD2(scene.key.position.x, scene.key.position.y)
    let cloud = Dots(scene.cloud.map { head + $0 * reach }, Stroke(cloudColor, .curve, sign: ":"))
    // The longer one first, so that both are visible where they point the same way.
    let arrows = [(scene.all, allColor, "all"), (scene.batch, look.color, "batch")].sorted {
      projection.columns(of: $0.0) > projection.columns(of: $1.0)
    }
    return [.dots(cloud)]
      + arrows.map { way, color, word in
        .arrow(Arrow(from: head, to: head + way * reach, Stroke(color, .curve, sign: "*"), label: word))
      }
  }

  /// The colour of the arrow of all examples: the one for important text.
  static func allColor(_ model: Model) -> Color { model.derived.theme.arrows[2] }

  /// The colour of the cloud: the run's, paler, so that its dots do not look like a path.
  static func cloudColor(_ look: RunLook, _ model: Model) -> Color {
    look.color.blended(towards: allColor(model), 0.3)
  }
}
