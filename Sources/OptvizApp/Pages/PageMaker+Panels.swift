import Optimization
import TerminalGraphics

/// The panels of a page: the screen's figures over plots on paper.
extension PageMaker {
  /// A panel in its box, at the model's step.
  func panel(_ kind: PageKind, in box: PageBox, _ model: Model) -> Page.Panel {
    switch kind {
    case .map: mapPanel(in: box, model)
    case .solid: solidPanel(in: box, model)
    case .chart: chartPanel(in: box, model)
    case .model: modelPanel(in: box, model)
    case .slice(let axis): slicePanel(axis, in: box, model)
    }
  }

  private var em: Double { layout.em }

  /// Whether panels have titles: where there are several.
  private var isTitled: Bool { request.view.kinds.count > 1 }

  /// The widest text, in units of its size.
  private func widest(_ ticks: [Axis.Tick]) -> Double { ticks.map { TextWidth.ems($0.label) }.max() ?? 0 }

  /// The widest number beside a colour bar.
  private static let barLabel = 3.2

  private func cells(_ plot: PageBox, x: ClosedRange<Double>, y: ClosedRange<Double>) -> Projection {
    Projection(plot.cells(em: em), x: x, y: y)
  }

  // MARK: The map

  /// The plot of a map in its box.
  func mapPlot(in box: PageBox) -> PageBox {
    let view = model.document.map.view
    func plot(_ labels: Double) -> PageBox {
      box.plot(
        em: em, labels: labels, hasNames: true, bar: model.derived.theme.heat.count > 1 ? Self.barLabel : nil,
        isTitled: isTitled, captions: 0)
    }
    let ticks = Axis(Ticks(view.y, atMost: max(2, plot(3).cells(em: em).height / 5))).ticks
    return plot(widest(ticks))
  }

  private func mapPanel(in box: PageBox, _ model: Model) -> Page.Panel {
    let plot = mapPlot(in: box)
    let figure = MapFigure.figure(model, on: model.mapProjection)
    return Page.Panel(
      "map", figure, plot: plot, bar: figure.colorBar == nil ? nil : plot.bar(em: em),
      title: isTitled ? "where the runs are" : "")
  }

  // MARK: The solid

  private func solidPanel(in box: PageBox, _ model: Model) -> Page.Panel {
    let view = model.document.map.view
    guard let solid else {
      return Page.Panel("3d", Figure(x: view.x, y: view.y, ground: nil), plot: box)
    }
    return Page.Panel("3d", SolidFigure.figure(model, of: solid), plot: box)
  }

  // MARK: The chart

  private func chartPanel(in box: PageBox, _ model: Model) -> Page.Panel {
    let series = ChartSeries(model)
    let axis = ChartAxis(model, series)
    func plot(_ labels: Double) -> PageBox {
      box.plot(em: em, labels: labels, hasNames: false, bar: nil, isTitled: true, captions: 0)
        .inset(bottom: 1.25 * em)
    }
    func ticks(_ plot: PageBox) -> [Axis.Tick] {
      axis.ticks(atMost: max(2, plot.cells(em: em).height / 4)).map {
        Axis.Tick($0.place, PageWords.power($0.label))
      }
    }
    let plot = plot(widest(ticks(plot(3))))
    let projection = cells(plot, x: 0...series.end, y: axis.range)
    var figure = ChartPane.figure(model, series, axis, projection)
    // Signs at the ends of lines tell runs of one colour apart.
    let heads = model.visibleRuns.map { run in
      let look = RunLook(run, in: model)
      let step = model.step(of: run)
      let place = SIMD2(series.place(of: run, at: step), axis.place(series.value(of: run, at: step)))
      return Mark(look.head, at: place, look.color)
    }
    figure.shapes.append(.heads(heads.reversed(), keepingFree: []))
    let across = Ticks(projection.x, atMost: max(2, Int(plot.width / (5 * em))))
    let places = zip(across.values, across.labels).map { place, label in
      Axis.Tick(place, PageWords.time(place, label, series, model))
    }
    figure.axes = Axes(
      x: Axis(places, name: PageWords.span(series, model)), y: Axis(ticks(plot)))
    let scale = axis.name == "linear" ? "" : ", \(axis.name)"
    return Page.Panel("loss", figure, plot: plot, title: series.quantity.title + scale)
  }

  // MARK: The model of data

  private func modelPanel(in box: PageBox, _ model: Model) -> Page.Panel {
    guard let regression = model.regression, regression.data.count > 0 else {
      return Page.Panel("model", Figure(x: 0...1, y: 0...1, ground: nil), plot: box)
    }
    let fit = FitPlot(regression, start: model.document.experiment.start)
    func plot(_ labels: Double) -> PageBox {
      box.plot(em: em, labels: labels, hasNames: false, bar: nil, isTitled: true, captions: 0)
        .inset(bottom: 1.25 * em)
    }
    func ticks(_ plot: PageBox) -> Axis {
      Axis(Ticks(fit.y, atMost: max(2, plot.cells(em: em).height / 4)))
    }
    let plot = plot(widest(ticks(plot(3)).ticks))
    let projection = cells(plot, x: fit.x, y: fit.y)
    var figure = FitPane.figure(fit, regression, model, projection)
    figure.axes = Axes(
      x: Axis(Ticks(fit.x, atMost: max(2, Int(plot.width / (6 * em)))), name: regression.data.xName),
      y: ticks(plot))
    var title = regression.data.yName
    if model.derived.race.timelines.indices.contains(model.document.chosenRun) {
      let run = model.document.chosenRun
      let point = model.derived.race.point(of: run, at: model.step(of: run)).position
      title =
        "\(RunLook(run, in: model).label): " + fit.formula(at: point, width: Int(plot.width / (0.5 * em)))
    }
    return Page.Panel("model", figure, plot: plot, title: title)
  }

  // MARK: Slices

  private func slicePanel(_ axis: Slice.Axis, in box: PageBox, _ model: Model) -> Page.Panel {
    let content = SliceContent(model, axis, columns: box.cells(em: em).width)
    let range = content.slice.range
    let caption = SliceCaption(
      content.wide, names: (content.names[0], content.names[1]), next: content.next,
      isData: model.regression != nil)
    let lines = caption.lines(2, width: Int(box.width / (0.48 * em))).map(\.text)
    func plot(_ labels: Double) -> PageBox {
      box.plot(em: em, labels: labels, hasNames: false, bar: nil, isTitled: true, captions: lines.count)
        .inset(bottom: 1.25 * em)
    }
    func ticks(_ plot: PageBox) -> Axis {
      Axis(Ticks(range, atMost: max(2, plot.cells(em: em).height / 4)))
    }
    let plot = plot(widest(ticks(plot(3)).ticks))
    let projection = cells(plot, x: content.interval, y: range)
    var figure = content.figure(model, on: projection)
    figure.axes = Axes(
      x: Axis(Ticks(content.interval, atMost: max(2, Int(plot.width / (5 * em)))), name: content.names[0]),
      y: ticks(plot))
    let name = content.look.map { "\($0.label): " } ?? ""
    let fixed = SliceCaption.number(axis.other(content.point))
    return Page.Panel(
      "slice", figure, plot: plot,
      title: "\(name)\(model.lossName) along \(content.names[0]), \(content.names[1]) = \(fixed)",
      caption: lines)
  }
}
