import Experiments
import Optimization

/// What the machine reports to the model: the time, the terminal's reports, results of requested work.
public enum Event: Sendable {
  // The clock and the terminal.
  /// The time is now, in seconds of a monotonic clock.
  case tick(now: Double)
  /// The screen has this size now.
  case resize(width: Int, height: Int)
  /// The terminal has told what it shows.
  case terminal(TerminalTraits)
  /// Drawing in pixels has ended: figures are drawn in cells until a person asks for pixels again.
  case pixels(PixelTrouble)
  /// A key that no binding took, while text is being typed.
  case type(Character)
  /// A key that means nothing.
  case unbound(Key)
  /// Text was pasted; it goes into the text being typed, and is otherwise ignored.
  case paste(String)
  /// The pointer did something on the part of the screen that it hit; `nil` for none.
  case pointer(Pointer, on: HitRegion?)
  /// The pointer has left the screen.
  case pointerLeft

  // Results of effects.
  /// A map was computed.
  case mapComputed(MapScene)
  /// A share of a map is computed.
  case mapProgress(MapRequest, Double)
  /// A surface was computed for the view in three dimensions.
  case solidComputed(SolidScene)
  /// A share of one is computed.
  case solidProgress(SolidRequest, Double)
  /// More of a race was computed.
  case raceComputed(RaceRequest, Race)
  /// The inspector's step was explained.
  case inspected(InspectionRequest, Inspection?)
  /// Small maps were computed.
  case thumbnailsComputed([Thumbnail])
  /// What is found where a table was named.
  case tableSeen(String, TableLook)
  /// A table was read: the loss of its model, or why not.
  case tableLoaded(DataRequest, SurfaceChoice?, String?)
  /// An experiment was kept in a file: the file as it is now, and a sentence.
  case experimentSaved(KeptFile, String)
  /// An experiment was read from a file.
  case experimentOpened(ExperimentFile, KeptFile)
  /// A share of a file to take away is made.
  case pictureProgress(PictureRequest, Double)
  /// What became of it.
  case pictureDone(PictureRequest, PictureOutcome)
  /// The person's own experiments.
  case experimentsFound([OwnExperiment])
  /// An effect is done; the sentence, if any, is shown to the person.
  case done(String?)
}
