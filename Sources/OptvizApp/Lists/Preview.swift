import Experiments
import Optimization

/// The state before a formula was typed, kept while its surface is previewed, to be restored at once.
struct Preview: Sendable {
  let document: Document
  private let race: Race
  let memory: RaceMemory
  private let playback: Playback

  /// Keeps what a preview of a model changes.
  fileprivate init(of model: Model) {
    (document, race) = (model.document, model.derived.race)
    (memory, playback) = (model.memory, model.playback)
  }

  /// Restores it.
  fileprivate func end(in model: inout Model) {
    (model.document, model.derived.race) = (document, race)
    (model.memory, model.playback) = (memory, playback)
    // The map on the screen belongs to another surface.
    (model.derived.map.scene, model.derived.map.request) = (nil, nil)
  }
}

extension Model {
  /// Shows the surface of the formula that is being typed; the former state is kept, to be restored.
  mutating func previewTyped() {
    guard case .picker(let picker) = lists.overlay, case .formula(let surface) = TypedSurface(picker),
      surface != document.experiment.surface
    else { return }
    if lists.preview == nil { lists.preview = Preview(of: self) }
    setSurface(surface)
    seek(0)
  }

  /// Takes the formula that was typed; `false` if the text only filters.
  mutating func takeTypedSurface(_ picker: Picker) -> Bool {
    switch TypedSurface(picker) {
    case nil: return false
    case .mistaken: return true
    case .file(let path):
      endPreview()
      openTable(path)
      return true
    case .formula(let surface):
      lists.overlay = nil
      lists.preview = nil
      setSurface(surface)
      return true
    }
  }

  /// Restores the state from before a formula was typed.
  mutating func endPreview() {
    guard let preview = lists.preview else { return }
    preview.end(in: &self)
    (lists.preview, lists.overlay) = (nil, nil)
  }
}
