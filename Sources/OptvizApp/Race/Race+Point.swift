import Optimization

extension Race {
  /// What a run has after a step, exactly.
  func point(of run: Int, at step: Int) -> Track.Point { timelines[run].point(at: step) }
}
