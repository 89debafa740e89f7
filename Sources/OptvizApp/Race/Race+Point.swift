import Optimization

extension Race {
  /// What a run has after a step.
  ///
  /// Read through the whole chain: a timeline taken out would be copied for every point of a line.
  func point(of run: Int, at step: Int) -> Track.Point { timelines[run].track.points[step] }
}
