import Optimization
import TerminalGraphics

extension Model {
  /// Degrees that a key turns.
  private static let turn = 5.0
  /// Degrees that a drag across the whole picture turns.
  private static let dragTurn = 200.0

  /// Where the solid is looked at from.
  public var camera: Camera { solid.camera }

  /// Brings the solid up to date with the model: draws what is there, and asks for what is not.
  mutating func refreshSolid() -> [Effect] {
    guard let rect = SolidPane.pictureRect(self) else {
      (solid.request, solid.progress, solid.view) = (nil, nil, nil)
      return []
    }
    let key = SolidScene.Key(
      surface: experiment.surface, view: view,
      // Few sizes, so that a window that is pulled larger does not compute anew at each.
      nodes: rect.width < 56 ? 97 : rect.width < 130 ? 129 : 161)
    if let scene = solid.scene, scene.key == key {
      let wanted = SolidView.Key(
        scene: scene, camera: solid.camera, rect: rect, theme: theme, glyphs: glyphs)
      if solid.view?.key != wanted { solid.view = SolidView(wanted) }
    }
    let request = SolidRequest(key, examplesRead: race.objective.examplesRead, having: solid.scene)
    guard request != solid.request else { return [] }
    solid.request = request
    solid.progress = nil
    return request.map { [.computeSolid($0)] } ?? []
  }

  /// Takes a scene that was computed; one for a view that is gone by now is dropped.
  mutating func take(_ scene: SolidScene) {
    if scene.key == solid.request?.key {
      let isOther = scene.key.surface != solid.scene?.key.surface
      solid.scene = scene
      if isOther, !solid.isTurned { solid.camera = openingCamera(on: scene) }
    }
    solid.progress = nil
  }

  /// Turns the solid by steps, and looks from higher or lower.
  mutating func turnSolid(_ yaw: Int, _ pitch: Int) {
    solid.isTurned = true
    func step(_ count: Int) -> Double { Double(max(-36, min(36, count))) * Model.turn }
    solid.camera = solid.camera.turned(yaw: step(yaw), pitch: step(pitch))
  }

  /// Shows the solid so many times as large, in hundredths, so that a view can be written down.
  mutating func magnifySolid(_ factor: Double) {
    let camera = solid.camera
    solid.isTurned = true
    guard factor.isFinite else { return }
    let wanted = camera.magnified(factor).magnification
    solid.camera = Camera(
      yaw: camera.yaw, pitch: camera.pitch, magnification: (wanted * 100).rounded() / 100)
  }

  /// The camera as it opens; once more, the map's own way back to the race and the whole domain.
  mutating func resetSolid() {
    let opening = solid.scene.map { openingCamera(on: $0) } ?? .standard
    if solid.camera == opening { resetView() }
    solid.camera = opening
    solid.isTurned = false
  }

  mutating func pressSolid(_ pointer: Pointer) {
    setFocus(.solid)
    solid.drag = SolidDrag(column: pointer.column, row: pointer.row, camera: solid.camera)
  }

  /// Turns the solid with the pointer, as if it had been taken hold of; says whether it was.
  mutating func dragSolid(_ pointer: Pointer) -> Bool {
    guard var drag = solid.drag else { return false }
    drag.hasMoved = drag.hasMoved || pointer.column != drag.column || pointer.row != drag.row
    solid.drag = drag
    guard drag.hasMoved, let rect = solid.view?.key.rect else { return true }
    // Rows count twice: the hand's way turns as far in every direction.
    let perColumn = Model.dragTurn / Double(max(1, min(rect.width, 2 * rect.height)))
    let (across, down) = (Double(pointer.column - drag.column), 2 * Double(pointer.row - drag.row))
    solid.isTurned = true
    let turned = drag.camera.turned(yaw: across * perColumn, pitch: down * perColumn)
    solid.camera = Camera(
      yaw: turned.yaw.rounded(), pitch: turned.pitch.rounded(), magnification: drag.camera.magnification)
    return true
  }

  /// A press and release on one place of the surface puts the start there; says whether the solid was held.
  mutating func releaseSolid(_ pointer: Pointer) -> Bool {
    guard let drag = solid.drag else { return false }
    solid.drag = nil
    guard overlay == nil, !drag.hasMoved, pointer.column == drag.column, pointer.row == drag.row,
      let share = solid.view?.picture.share(column: pointer.column, row: pointer.row)
    else { return true }
    let grid = startGrid
    let (x, y) = (view.x, view.y)
    setStart(
      Point(
        ViewFit.onGrid(x.lowerBound + share.x * (x.upperBound - x.lowerBound), grid.x),
        ViewFit.onGrid(y.lowerBound + share.y * (y.upperBound - y.lowerBound), grid.y)))
    return true
  }
}
