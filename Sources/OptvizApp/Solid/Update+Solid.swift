import Arithmetic
import Optimization
import TerminalGraphics

extension Model {
  /// Degrees for a key press.
  private static let turn = 5.0
  /// Degrees for a drag across the whole picture.
  private static let dragTurn = 200.0

  /// The cells of the picture; `nil` if it is not shown.
  private var solidRect: Rect? {
    guard let pane = derived.layout.rect(of: .solid), !pane.inside.isEmpty else { return nil }
    return pane.inside
  }

  /// Nodes along each side of the surface for a picture of these cells.
  ///
  /// Few sizes, so that resizing a window does not compute everything again each time.
  private func solidNodes(in rect: Rect) -> Int {
    guard let cell = pixelCell else { return rect.width < 56 ? 97 : rect.width < 130 ? 129 : 161 }
    // A side of the block is about two thirds of the picture's; a node for every three pixels or so looks smooth.
    let side = 0.66 * Double(min(rect.width * cell.width, rect.height * cell.height))
    return Model.pixelNodes.first { 3.2 * Double($0) >= side } ?? Model.pixelNodes[Model.pixelNodes.count - 1]
  }

  private static let pixelNodes = [97, 129, 161, 193, 257, 289]

  /// Updates the solid from the document: draws what is there, and requests the rest.
  mutating func refreshSolid() {
    guard let rect = solidRect else {
      (derived.solid.request, derived.solid.progress, derived.solid.shown) = (nil, nil, nil)
      return
    }
    let key = SolidScene.Key(
      surface: document.experiment.surface, view: document.map.view, nodes: solidNodes(in: rect))
    if let scene = derived.solid.scene, scene.key == key { showSolid(scene, in: rect) }
    let request = SolidRequest(
      key, examplesRead: derived.race.objective.examplesRead, having: derived.solid.scene)
    guard request != derived.solid.request else { return }
    derived.solid.request = request
    derived.solid.progress = nil
    if let request { outbox.append(.computeSolid(request)) }
  }

  /// Brings the picture up to date; without its rectangle, that of the picture on display.
  private mutating func showSolid(_ scene: SolidScene, in rect: Rect) {
    let figure = SolidFigure.figure(self, of: scene)
    var picture = derived.solid.shown?.picture
    derived.solid.shown = nil
    if picture?.fits(figure, in: rect, cells) != true { picture = CellPicture(figure, in: rect, cells) }
    picture?.follow(figure)
    derived.solid.shown = picture.map { (figure, $0) }
  }

  /// Moves the runs on the picture on display.
  mutating func refreshSolidRuns() {
    guard let rect = derived.solid.shown?.picture.rect, let scene = derived.solid.scene else { return }
    showSolid(scene, in: rect)
  }

  /// Takes a computed scene; one for a former view is dropped.
  mutating func take(_ scene: SolidScene) {
    if scene.key == derived.solid.request?.key {
      let isOther = scene.key.surface != derived.solid.scene?.key.surface
      derived.solid.scene = scene
      if isOther, !document.solid.isTurned { document.solid.camera = openingCamera(on: scene) }
    }
    derived.solid.progress = nil
  }

  /// Turns the solid by steps, and raises or lowers the camera.
  mutating func turnSolid(_ yaw: Int, _ pitch: Int) {
    document.solid.isTurned = true
    func step(_ count: Int) -> Double { Double(max(-36, min(36, count))) * Model.turn }
    document.solid.camera = document.solid.camera.turned(yaw: step(yaw), pitch: step(pitch))
  }

  /// Multiplies the solid's size, rounded to hundredths so that a view can be written down.
  mutating func magnifySolid(_ factor: Double) {
    let camera = document.solid.camera
    document.solid.isTurned = true
    guard factor.isFinite else { return }
    let wanted = camera.magnified(factor).magnification
    let rounded = RoundNumber.powerOfTen(-2).multiple(nearestTo: wanted)
    document.solid.camera = Camera(yaw: camera.yaw, pitch: camera.pitch, magnification: rounded)
  }

  /// Restores the opening camera; when it is already there, resets the view as on the map.
  mutating func resetSolid() {
    let opening = derived.solid.scene.map { openingCamera(on: $0) } ?? .standard
    if document.solid.camera == opening { resetView() }
    document.solid.camera = opening
    document.solid.isTurned = false
  }

  mutating func pressSolid(_ pointer: Pointer) {
    setFocus(.solid)
    pointing.solidDrag = SolidDrag(
      column: pointer.column, row: pointer.row, camera: document.solid.camera)
  }

  /// Turns the solid with the pointer, as if it were grabbed; returns whether it was.
  mutating func dragSolid(_ pointer: Pointer) -> Bool {
    guard var drag = pointing.solidDrag else { return false }
    drag.hasMoved = drag.hasMoved || pointer.column != drag.column || pointer.row != drag.row
    pointing.solidDrag = drag
    guard drag.hasMoved, let rect = derived.solid.shown?.picture.rect else { return true }
    // Rows count twice: the same distance turns by the same angle in every direction.
    let perColumn = Model.dragTurn / Double(max(1, min(rect.width, 2 * rect.height)))
    let (across, down) = (Double(pointer.column - drag.column), 2 * Double(pointer.row - drag.row))
    document.solid.isTurned = true
    let turned = drag.camera.turned(yaw: across * perColumn, pitch: down * perColumn)
    document.solid.camera = Camera(
      yaw: turned.yaw.rounded(), pitch: turned.pitch.rounded(), magnification: drag.camera.magnification)
    return true
  }

  /// A press and release on one place of the surface puts the start there; returns whether the solid was grabbed.
  mutating func releaseSolid(_ pointer: Pointer) -> Bool {
    guard let drag = pointing.solidDrag else { return false }
    pointing.solidDrag = nil
    guard lists.overlay == nil, !drag.hasMoved, pointer.column == drag.column, pointer.row == drag.row,
      let share = derived.solid.shown?.picture.solid?.share(column: pointer.column, row: pointer.row)
    else { return true }
    let grid = startGrid
    let (x, y) = (document.map.view.x, document.map.view.y)
    setStart(
      Point(
        grid.x.multiple(nearestTo: x.place(at: share.x)),
        grid.y.multiple(nearestTo: y.place(at: share.y))))
    return true
  }
}
