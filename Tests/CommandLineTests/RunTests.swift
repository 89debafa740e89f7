import Experiments
import Foundation
import Optimization
import Testing

@Suite("optviz run")
struct RunTests {
  /// Whether two numbers have the same bits, or neither is a number.
  private func isSame(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
  }

  @Test(
    "The written numbers equal the library's, bit for bit",
    arguments: SurfaceCatalog.all.map(\.card.id), bundled.optimizers.entries.map(\.card.id))
  func numbers(surface: String, optimizer: String) throws {
    let result = try Program.run(["run", "--surface", surface, "--optimizer", optimizer, "--steps", "300"])
    #expect(result.code == 0 && result.error.isEmpty, "\(result.error)")
    let document = try RunDocument(result.output)
    let choice = try bundled.specification.optimizer(optimizer)
    let objective = try Specification.surface(surface).entry.surface(
      Specification.surface(surface).settings)
    let limits = Limits(for: objective.domain)
    var timeline = Timeline(
      Optimization.Run(choice, on: objective, from: objective.start, RunConditions(limits: limits)),
      budget: 300)
    timeline.extend(to: 300)

    #expect(document.version == 1 && document.steps == 300 && document.seed == 0)
    #expect(document.surface.id == surface && document.surface.formula == objective.formula)
    #expect(document.start == [objective.start.x, objective.start.y])
    let (x, y) = (objective.domain.x, objective.domain.y)
    #expect(document.surface.domain == [[x.lowerBound, x.upperBound], [y.lowerBound, y.upperBound]])
    let run = try #require(document.runs.first)
    #expect(document.runs.count == 1 && run.optimizer == optimizer)
    #expect(Set(run.settings.keys) == Set(choice.settings.settings.map(\.key)))
    for setting in choice.settings.settings {
      if case .choice = setting.kind {
        #expect(run.settings[setting.key]?.word == setting.text(setting.standard))
      } else {
        #expect(run.settings[setting.key]?.number == setting.standard)
      }
      #expect(run.settings[setting.key]?.isFlag == (setting.kind == .flag))
    }
    #expect(run.converged_at == timeline.convergedAt && run.diverged_at == timeline.divergedAt)
    #expect(run.evaluations == timeline.evaluations)
    let track = timeline.track
    #expect(run.index == Array(0..<track.count))
    #expect(run.trajectory.count == track.count && run.loss.count == track.count)
    #expect(run.gradient_norm.count == track.count && run.lr.count == track.count)
    let rate = choice.settings.index(of: "lr").map { choice.settings.values[$0] } ?? 0
    let isEqual = run.index.allSatisfy { index in
      isSame(run.trajectory[index][0].number, track.positions[index].x)
        && isSame(run.trajectory[index][1].number, track.positions[index].y)
        && isSame(run.loss[index].number, track.losses[index])
        && isSame(run.gradient_norm[index].number, track.gradientNorms[index])
        && isSame(run.lr[index].number, rate)
    }
    #expect(isEqual)
  }

  @Test("CSV holds the numbers of JSON")
  func csv() throws {
    let words = ["run", "--experiment", "escape", "--every", "3"]
    let runs = try RunDocument(try Program.run(words).output).runs
    let lines = try Program.run(words + ["--format", "csv"]).output.split(separator: "\n")
    #expect(lines.first == "run,optimizer,step,x,y,loss,gradient_norm,lr")
    var line = 1
    for (number, run) in runs.enumerated() {
      for index in run.index.indices {
        let cells = lines[line].split(separator: ",")
        #expect(cells[0] == "\(number)" && cells[1] == run.optimizer && cells[2] == "\(run.index[index])")
        let expected =
          run.trajectory[index] + [run.loss[index], run.gradient_norm[index], run.lr[index]]
        for (cell, value) in zip(cells.dropFirst(3), expected) {
          #expect(isSame(try #require(Double(cell)), value.number))
        }
        line += 1
      }
    }
    #expect(line == lines.count)
  }

  @Test("Adam on Rosenbrock's function passes where PyTorch's does")
  func reference() throws {
    // PyTorch 2.13.0 in double precision: the point after a number of steps.
    let reference: [(Int, [Double])] = [
      (1, [-1.1500000000023192, 1.0499999999943181]), (10, [-1.0149912069367495, 1.1573089781233625]),
      (50, [-0.9985842631407017, 1.0010263411605043]), (200, [-0.6077687938925047, 0.3745609807292311]),
      (500, [0.6093124966364992, 0.3699388321464275]),
    ]
    let result = try Program.run(
      "run --surface rosenbrock --optimizer adam:lr=0.05 --start=-1.2,1 --steps 500 --format json"
        .split(separator: " ").map(String.init))
    let run = try #require(try RunDocument(result.output).runs.first)
    for (step, point) in reference {
      #expect(abs(run.trajectory[step][0].number - point[0]) < 1e-11)
      #expect(abs(run.trajectory[step][1].number - point[1]) < 1e-11)
    }
  }

  @Test(
    "Adam's textbook loop, written out, gives the same path",
    arguments: [["--start=-1.5,2"], ["--start", "-1.5,2"]])
  func textbook(start: [String]) throws {
    let result = try Program.run(
      ["run", "--surface", "rosenbrock", "--optimizer", "adam:lr=0.05"] + start + ["--steps", "200"])
    let run = try #require(try RunDocument(result.output).runs.first)
    #expect(run.evaluations == 200 && run.index.count == 201)
    var w = [-1.5, 2.0]
    var (v, s) = ([0.0, 0.0], [0.0, 0.0])
    for t in 1...200 {
      let g = [-2 * (1 - w[0]) - 400 * w[0] * (w[1] - w[0] * w[0]), 200 * (w[1] - w[0] * w[0])]
      for i in 0..<2 {
        v[i] = 0.9 * v[i] + 0.1 * g[i]
        s[i] = 0.999 * s[i] + 0.001 * g[i] * g[i]
        let (first, second) = (v[i] / (1 - pow(0.9, Double(t))), s[i] / (1 - pow(0.999, Double(t))))
        w[i] -= 0.05 * first / (second.squareRoot() + 1e-8)
        #expect(abs(run.trajectory[t][i].number - w[i]) < 1e-10)
      }
    }
  }

  @Test("A diverged run ends at its first point that is not a number")
  func lost() throws {
    let words = ["run", "--surface", "bowl", "--optimizer", "gd:lr=0.2", "--start=0,1", "--steps", "5000"]
    let run = try #require(try RunDocument(try Program.run(words).output).runs.first)
    #expect(run.diverged_at == 9 && run.converged_at == nil)
    #expect(run.index.last == 644 && run.evaluations == 644)
    #expect(run.trajectory.last?.map(\.number) == [0, .infinity])
    let csv = try Program.run(words + ["--format", "csv"]).output
    #expect(csv.hasSuffix("\n0,gd,644,0.0,inf,inf,nan,0.2\n"))
  }

  @Test("Options change the experiment that they are given with")
  func options() throws {
    func document(_ words: String...) throws -> RunDocument {
      let result = try Program.run(["run"] + words)
      #expect(result.code == 0, "\(result.error)")
      return try RunDocument(result.output)
    }
    let opening = try document()
    #expect(opening.surface.id == "beale" && opening.start == [1, 1.6] && opening.steps == 198)
    #expect(opening.runs.map(\.optimizer).first == "gd" && opening.runs.count == 6)
    let zigzag = try document("--experiment", "zigzag", "--steps", "4", "--seed", "18446744073709551615")
    #expect(zigzag.surface.domain == [[-5, 5], [-3, 3]] && zigzag.start == [-4.6, 1.6])
    #expect(zigzag.steps == 4 && zigzag.seed == .max && zigzag.runs.count == 3)
    let moved = try document(
      "--experiment", "zigzag", "--surface", "bowl:k=3", "--domain", "-1,1,-2,2", "--optimizer", "gd",
      "--optimizer", "gd:lr=0.5")
    #expect(moved.surface.domain == [[-1, 1], [-2, 2]] && moved.start == [-4.1, 1.7])
    #expect(moved.surface.settings["k"]?.number == 3 && moved.steps == 80)
    #expect(moved.runs.map { $0.lr[0].number } == [0.01, 0.5])
    let ended = try document(
      "--surface", "bowl:k=1", "--optimizer", "gd:lr=0.5", "--start", "1,1", "--until", "converged",
      "--every",
      "8")
    #expect(ended.runs[0].index == [0, 8, 16, 20] && ended.runs[0].converged_at == 20)
    #expect(ended.runs[0].evaluations == 20)
  }
}
