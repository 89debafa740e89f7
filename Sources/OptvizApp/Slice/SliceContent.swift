import Optimization
import TerminalGraphics

/// What a slice of the model's race shows: the curve through the chosen run's point, and where the next step leads.
struct SliceContent {
  /// Which parameter moves.
  let axis: Slice.Axis
  /// The chosen run; `nil` without any.
  let run: Int?
  /// The step that it has made.
  let step: Int
  /// Where it stands.
  let point: Point<Double>
  /// Where the next step leads along the axis; `nil` without a next step.
  let next: Double?
  /// The run's look; `nil` without any.
  let look: RunLook?
  /// Its colour.
  let color: Color
  /// The loss along the axis, near where the run is.
  let slice: Slice
  /// The same over the whole view: what is said of the minimum counts for that.
  let wide: Slice
  /// What of the axis is shown.
  let interval: ClosedRange<Double>
  /// The moving and the fixed parameter.
  let names: [String]

  /// The slice of a model; `columns` is the number of columns that the curve is computed for.
  init(_ model: Model, _ axis: Slice.Axis, columns: Int) {
    self.axis = axis
    let whole = axis == .x ? model.document.map.view.x : model.document.map.view.y
    names = axis == .x ? model.parameterNames : model.parameterNames.reversed()
    run =
      model.derived.race.timelines.indices.contains(model.document.chosenRun) ? model.document.chosenRun : nil
    let timeline = run.map { model.derived.race.timelines[$0] }
    step = run.map { model.step(of: $0) } ?? 0
    point = timeline?.point(at: step).position ?? model.document.experiment.start
    let step = step
    next = timeline.flatMap { step < $0.last ? axis.of($0.point(at: step + 1).position) : nil }
    look = run.map { RunLook($0, in: model) }
    color = look?.color ?? model.derived.theme.strongColor

    let objective = model.derived.race.objective
    wide = Slice(of: objective, through: point, along: axis, over: whole, count: 2 * columns)
    interval = wide.neighbourhood(next: next, in: whole)
    slice =
      interval == whole
      ? wide : Slice(of: objective, through: point, along: axis, over: interval, count: 2 * columns)
  }

  /// The loss of the batch of the run's next step, along the same line; empty if that is the whole.
  func batchCurve(_ model: Model) -> [SIMD2<Double>] {
    guard let run, point.isFinite, let batches = model.derived.race.batches(of: run), !batches.isWhole else {
      return []
    }
    let batch = model.derived.race.objective.taking(batchSize: batches.size).batch(
      ofStep: step, seed: model.derived.race.conditions.seed)
    // Not every point: a batch's loss is as smooth as the whole's.
    let stride = max(4, slice.curve.count * batches.size / 500_000)
    let last = slice.curve.count - 1
    return Swift.stride(from: 0, to: slice.curve.count + stride - 1, by: stride).map { index in
      let place = slice.curve[min(index, last)].x
      let value = batch.value(at: axis == .x ? Point(place, point.y) : Point(point.x, place))
      return SIMD2(place, value)
    }
  }

  /// The figure over the cells where it is drawn, which choose the tangent's length.
  func figure(_ model: Model, on projection: Projection) -> Figure {
    SliceContent.figure(
      slice, batchCurve(model), model, projection, color, head: look?.head ?? MapSign.start.sign)
  }

  /// The curve over its area, the tangent, the point and the minimum.
  private static func figure(
    _ slice: Slice, _ batch: [SIMD2<Double>], _ model: Model, _ projection: Projection, _ color: Color,
    head: Unicode.Scalar
  ) -> Figure {
    let theme = model.derived.theme
    let foot = projection.y.lowerBound
    let here = SIMD2(slice.place, slice.loss)
    let text = theme.textColor
    let curve = slice.curve
    var shapes: [Shape] = [.area(Line(curve, Stroke(text, strength: 0.12)))]
    // From the point and the minimum down to the axis, where their coordinates are read.
    if let lowest = slice.lowest, !lowest.isOutside {
      let ends = [SIMD2(lowest.place, lowest.loss), SIMD2(lowest.place, foot)]
      shapes.append(.line(Line(ends, Stroke(text, strength: 0.35, dash: Stroke.Dash(on: 1, off: 2)))))
    }
    shapes.append(
      .line(
        Line(
          [here, SIMD2(slice.place, foot)], Stroke(color, strength: 0.5, dash: Stroke.Dash(on: 1, off: 1)))))
    shapes.append(.line(Line(batch, Stroke(color, strength: 0.55))))
    shapes.append(.line(Line(curve, Stroke(text, .curve, strength: 0.6))))
    let ends = tangentEnds(slice, projection)
    shapes.append(.line(Line([ends.0, ends.1], Stroke(color, .path, sign: "*"))))
    if let lowest = slice.lowest, !lowest.isOutside {
      shapes.append(
        .mark(Mark(MapSign.minimum.sign, at: SIMD2(lowest.place, lowest.loss), theme.strong, isBold: true)))
    }
    shapes.append(.mark(Mark(head, at: here, theme.strong, isBold: true, showsWay: true)))
    return Figure(x: projection.x, y: projection.y, ground: theme.ground, shapes: shapes)
  }

  /// The ends of the tangent: of the same length to the eye whatever its slope.
  private static func tangentEnds(_ slice: Slice, _ projection: Projection) -> (SIMD2<Double>, SIMD2<Double>)
  {
    let rect = projection.rect
    let across = Double(rect.width) / projection.x.length
    let up = 2 * Double(rect.height) / projection.y.length * slice.slope
    let length = (across * across + up * up).squareRoot()
    let reach = 0.45 * Double(min(rect.width, 2 * rect.height)) / length
    let here = SIMD2(slice.place, slice.loss)
    let d = SIMD2(reach, reach * slice.slope)
    return (here - d, here + d)
  }
}
