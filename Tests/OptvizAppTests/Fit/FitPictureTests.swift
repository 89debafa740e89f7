import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The data with the models, and the loss along a parameter, as pictures.
struct FitPictureTests {
  private func player(
    _ experiment: Experiment, _ view: MainView, step: Int = 4, width: Int = 90, height: Int = 24,
    depth: ColorDepth = .palette16, glyphs: GlyphSet = .unicode, chosenRun: Int? = nil
  ) -> Player {
    var opening = Model.Opening(experiment)
    opening.view = view
    opening.step = step
    opening.chosenRun = chosenRun
    return Player(opening, width: width, height: height, depth: depth, glyphs: glyphs)
  }

  @Test func aLineOnItsExamples() throws {
    let player = player(try .data(), .model, step: 2, chosenRun: 1)
    #expect(
      player.picture("FitPane") == """
        ╭─ ● height = 1.8600 · time + 0.6700 ─── J 4.11e-01 ─╮
        │                                                •⠤⠊ │
        │                                              ⡠⠄⢸ ⣠ │
        │                                            ⠐⠉ ⣀⣼●⠋ │
        │                                        ⣀⠔⠊ ⣀⣴⠾⠋⠁   │
        │                                     ⢀•  ⣀⣴⠾⠋⠁      │
        │                                    ⠖⠁⣇⣴⠾⠋⠁         │
        │                                ⡠⠔ ⢀⣤⡾⠛⠁            │
        │                               ⠈⢁⣤⡾⠛⠁               │
        │   5                       ⡠•⢁⣤⡾⠛⠁                  │
        │                        ⣠ ⢀⣠⡿⠛⠁                     │
        │                      ⠐⢊⣠⡶⠟⠉                        │
        │                  ⢀⡠⢒⣠⡶⠟⠉                           │
        │                ⡀•⣡⡶⠟⠉                              │
        │             ⠠⠔⣩⣴⠟⠋                                 │
        │          ⢀⠤⣠⣴⠟⠋                              ▲⣀⣀⣀⠤ │
        │         ⣪⣵⠟⠋                    ⣀⣀⡀⡠⠤⠤⠤⠒⠒⠒⠊⠉⠉⠁     │
        │     ⡠⣒•⠟⠋         ⣀⣀⣀⡠⠤⠤⠤⠒⠒⠒⠊⠉⠈⠉                   │
        │     ⢾⣋⣁⣀⠤⠤⠄⠔⠒⠒⠒⠉⠉⠈                                 │
        │   0 ⠁                                              │
        │       0                    2                  time │
        ╰─ condition 22.5, scaled 1 ─────────────────────────╯
        """)
  }

  @Test func aBatchStandsOut() throws {
    let player = player(try .data(batchSize: 2), .model, step: 2, chosenRun: 1)
    #expect(
      player.picture("FitPane") == """
        ╭─ ● height = 2.1800 · time + 0.7450 ─── J 7.58e-02 ─╮
        │                                              ⣠⡾●⠥⠊ │
        │                                           ⢀⣴⠟⡫⠄    │
        │                                         ⣠⡾⠛⠑⠉      │
        │                                      ⢀⣴⣟⠟⠊         │
        │                                    ⣠⣾·⠁            │
        │                                 ⢀⣴⠟⠟⠁              │
        │                               ⣠⡾⠟⠁                 │
        │                            ⢀⣴⠟⠋⠁                   │
        │   5                      ⣠⡾·⠁                      │
        │                       ⢀⣴⠟⠋                         │
        │                     ⣠⡾⠛⠁                           │
        │                  ⢀⣴⠟⠋                              │
        │                ⣠•⠛⠁                                │
        │             ⢠⣴⠟⠋                                   │
        │          ⢀⣤⡾⠛⠁                             ⢀⣀▲⣀⠤⠤⠤ │
        │        ⢀⣾⠟⠋                   ⢀⣀⣀⣀⠄⠤⠤⠒⠒⠒⠊⠉⠉⠁       │
        │     ⡠⣲·⠛⠁        ⢀⣀⣀⣀⠤⠤⠤⠒⠒⠒⠊⠉⠉                     │
        │     ⢟⣋⣀⣀⠤⠤⠄⠒⠒⠒⠊⠉⠉                                  │
        │   0 ⠁                                              │
        │       0                    2                  time │
        ╰─ condition 22.5 ────── • the example of this step ─╯
        """)
  }

  @Test func aThresholdOnItsLabels() throws {
    let player = player(try .data(.logistic, .labels, start: Point(1.5, -3), steps: 9), .model, step: 0)
    #expect(
      player.picture("FitPane") == """
        ╭─ ▲ P(y) = σ(1.500 · x − 3.000) ────────────────────╮
        │                   ⡄                                │
        │                   ⡅     •               ⢀•⣀⣀⣀⣀⣀⣀⣀⣀ │
        │ 1.0               ⡅     ⡇   ⣀⣤⣤⡶⠶⠿⠛•⠛⠛⠛⠛⠛⠫⠭⠝⠋▲⠙•●⠉ │
        │                   ⡅     ⡇⣠⣶⠿⠛⢹      ⡠⠔⠊            │
        │                   ⡅    ⣠⡿⠋   ⢸   ⢀⠄                │
        │                   ⡅  ⢀⣾⠏     ⢸  ⠔⠃                 │
        │                   ⡅ ⣠⡿⠃      ⢸⡠                    │
        │                   ⡅⣰⡟⠁       ⣼⠁                    │
        │                   ⣵⡟       ⢀ ⢸                     │
        │ 0.5              ⣴⡟       ⡠⠇ ⢸                     │
        │                 ⣼⠏⡇       ⠁  ⢸                     │
        │               ⢀⣼⠏ ⡇    ⢀⠖    ⢸                     │
        │              ⢀⣾⠋  ⡇    ⠋     ⢸                     │
        │             ⣰⡿⠁   ⡇ ⢠⠆       ⢸                     │
        │           ⣠⡾⡏     ⡇⠒⠁        ⢸                     │
        │       ⢀⣠⣴⠿⠋ ⡇ ⢀⡠⠔⠂⡇          ⢸                     │
        │ 0.0 ⣶⣟⡿⠉ ⠤⠔⠒•     ⡇          •                     │
        │       •           •                                │
        │                   ⡇                                │
        │       0                            5         hours │
        ╰─ condition number 126; with the feature scaled, 3 ─╯
        """)
  }

  @Test func plainSymbolsTellRunsApart() throws {
    let player = player(try .data(), .model, step: 3, width: 80, depth: .mono, glyphs: .ascii)
    #expect(
      player.picture("FitPane") == """
        ╭─ ▲ y = 0.7409 · x + 0.2649 ─ J 1.38e+01 ─╮
        │                                       •- │
        │                                     -1●1 │
        │                                    11 2  │
        │                                 -11   2  │
        │                              -•11     2  │
        │                             -11       2  │
        │                            11 2       2  │
        │                        --11   2       2  │
        │   5                  -•11     2       2  │
        │                     111       2       2  │
        │                   11  2       2       2  │
        │                -11    2       2       22 │
        │             -•11      2       2  22▲222  │
        │             11        2    222222        │
        │           11 2       222222              │
        │       --11   2  22222                    │
        │     -•11  222222                         │
        │     222222                               │
        │   0                                      │
        │      0                2             time │
        ╰─ condition 22.5, scaled 1 ───────────────╯
        """)
  }

  @Test func leftOfTheMinimumWGrows() throws {
    let player = player(try .bowl(), .sliceX, step: 0, chosenRun: 1)
    #expect(
      player.picture("SlicePane") == """
        ╭─ ● f along x ─────────── y = 2.00000   f 4.80e+01 ─╮
        │  50 ⠈🬧⡄                                            │
        │      ⠈🬈🬏                                           │
        │       ⠈🬁●                                          │
        │         🬁🬢⡀                                        │
        │         ⡂⠘🬈🬏                                       │
        │         ⡂ ⠈🬈🬏⡀                                     │
        │         ⡂   🬁🬢⣄                                    │
        │  45     ⡂    🬁🬢⣦⡀                                  │
        │         ⡂      🬈⠻⣦⡀                                │
        │         ⡂        ⠘⢷⣄⡀                              │
        │         ⡂          ⠉⢻⣦⡀                            │
        │         ⡂            ⠈⠻⢶⣄                          │
        │         ⡂              ⠈⠙⠻⢶⣄⡀                 ⢀⣠⣴⠟ │
        │         ⡂                  ⠉⠛⠷⣦⣤⣄⣀⡀      ⣀⣀⣤⣴⠾⠛⠉   │
        │  40     ⡂                       ⠉⠉⠛⠛⠛✦⠛⠛⠛⠋⠉⠁       │
        │     ────┴━━▶─────────────────────────┴──────────── │
        │                                      0           x │
        │ case 1: left of the minimum:                       │
        │ df/dx = −4.0000 < 0, so x grows                    │
        │ next step: x −4.00000 → −3.64000                   │
        ╰────────────────────────────────────────────────────╯
        """)
  }

  @Test func rightOfTheMinimumWShrinks() throws {
    let player = player(try .data(start: Point(3, 2)), .sliceX, step: 0, chosenRun: 1)
    #expect(
      player.picture("SlicePane") == """
        ╭─ ● J along W ─────────── b = 2.00000   J 1.10e+01 ─╮
        │                                              🬖🬀    │
        │                                            ⢀🬘⠏     │
        │                                           ⢀🬘⠇      │
        │                                          ⢀🬔●       │
        │  10                                     ⢠🬔⠃⠅       │
        │                                        ⣠🬔⠃ ⠅       │
        │                                       🬞🬅   ⠅       │
        │     ⡀                               ⢀🬞🬅    ⠅       │
        │     ⢿⣄                             ⣰🬞🬅     ⠅       │
        │   5  ⠻⣷⡀                         ⣠⡾⠋       ⠅       │
        │       ⠈⠻⣶⡀                     ⢀⣼⠏         ⠅       │
        │         ⠈⠻⢶⣄                 ⣠⡾⠛⠁          ⠅       │
        │            ⠙⠷⣦⣄⡀         ⢀⣠⡶⠟⠋             ⠅       │
        │               ⠉⠛⠻⠶⠶⣦✦⣴⠶⠶⠟⠛⠉                ⠅       │
        │   0                 ⠆                      ⠅       │
        │     ────────────────┴────────◀━━━━━━━━━━━━━┴────── │
        │          1                2                3     W │
        │ case 2: right of the minimum:                      │
        │ dJ/dW = +16.000 > 0, so W shrinks                  │
        │ next step: W 3.00000 → 2.20000                     │
        ╰────────────────────────────────────────────────────╯
        """)
  }

  /// The caption agrees with the gradient.
  @Test func theCaptionNamesTheSlope() throws {
    for (start, words) in [
      ("-4,2", "case 1: left of the minimum: df/dx = −4.0000 < 0, so x grows"),
      ("4,2", "case 2: right of the minimum: df/dx = +4.0000 > 0, so x shrinks"),
      ("0,2", "flat: df/dx = 0"),
    ] {
      let experiment = try Experiment("bowl:k=20", domain: "-5,5,-3,3", start: start, "gd:lr=0.09")
      #expect(
        player(experiment, .sliceX, step: 0, width: 140, height: 30).picture("SlicePane").contains(words),
        "\(start)")
    }
    let experiment = try Experiment("bowl:k=20", domain: "-5,5,-3,3", start: "1,-2", "gd:lr=0.09")
    #expect(
      player(experiment, .sliceY, step: 0, width: 140, height: 30).picture("SlicePane").contains(
        "case 1: left of the minimum: df/dy = −40.000 < 0, so y grows"))
  }

  /// The caption of a run that momentum carries uphill does not say that it follows the slope.
  @Test func momentumMayGoAgainstTheSlope() throws {
    let experiment = try Experiment(
      "bowl:k=1", domain: "-5,5,-5,5", start: "-4,0", "heavy_ball:lr=0.1,momentum=0.9", steps: 40)
    let run = Player(experiment, step: 40).model.derived.race.timelines[0].track.points
    let step = try #require(
      (1..<39).first { run[$0].position.x > 0 && run[$0 + 1].position.x > run[$0].position.x })
    let picture = player(experiment, .sliceX, step: step).picture("SlicePane")
    #expect(picture.contains("so x should shrink") && picture.contains("next step, against the slope: x "))
  }

  /// Beyond a hill lies another valley, not the one to which the slope leads.
  @Test func aLocalMinimumIsSaidToBeOne() throws {
    let experiment = try Experiment("styblinski_tang", domain: "-5,5,-5,5", start: "2,-2.9", "gd:lr=0.001")
    var opening = Model.Opening(experiment)
    opening.view = .sliceX
    opening.step = 0
    opening.showsDomain = true
    #expect(
      Player(opening, width: 150, height: 30).picture("SlicePane").contains(
        "left of a local minimum: df/dx = −"))
  }

  /// Each line's head is in its own column, even if the lines coincide.
  @Test func headsStandApart() throws {
    let player = player(
      try .data(steps: 3000, "gd:lr=0.05", "gd:lr=0.06", "momentum:lr=0.05"), .model, step: 3000, width: 100)
    let picture = player.picture("FitPane")
    for head in ["●", "▲", "◆"] { #expect(picture.dropFirst(20).contains(Character(head)), "\(head)") }
  }

  /// One example, constant columns, huge numbers, far starts, parameters that are not numbers.
  @Test(arguments: Regression.Model.allCases)
  func anyDataAreDrawn(_ model: Regression.Model) throws {
    let sets: [([Double], [Double])] = [
      ([3], [1]), ([0], [0]), ([2, 2, 2], [0, 1, 1]), ([1, 2, 3], [1, 1, 1]), ([1e150, -1e150], [0, 1]),
      ([1e-200, 2e-200], [1, 0]), ((0..<3000).map { Double($0 % 77) }, (0..<3000).map { Double($0 % 2) }),
    ]
    for (x, y) in sets {
      let data = DataSet(name: "any", xName: "a long name of a column", yName: "y", x: x, y: y)
      for rate in ["0.1", "1e300"] {
        for batch in [0, 1] {
          let experiment = try Experiment.data(
            model, data, start: Point(-7, 1e6), batchSize: batch, steps: 20, "gd:lr=\(rate)",
            "adam:lr=\(rate)")
          for view in MainView.allCases {
            for (width, height) in [(40, 12), (90, 30)] {
              for step in [0, 2, 20] {
                let player = player(experiment, view, step: step, width: width, height: height)
                #expect(render(player.model).frame.width == width)
              }
            }
          }
        }
      }
    }
  }

  /// However many examples there are, a picture uses no more than can be told apart, and enough of them.
  @Test(arguments: [0, 1, 2, 99_999, 100_000, 100_001, 250_000, 10_000_000])
  func thePicturesWorkIsBounded(_ count: Int) {
    let rows = Array(ExampleSample(of: count).rows)
    #expect(rows.count <= 100_000 && rows.count >= min(count, 50_000))
    #expect(rows.allSatisfy { (0..<count).contains($0) } && rows.first ?? 0 == 0)
  }

  /// A hundred thousand examples, and the highlighted ones among them.
  @Test func manyExamplesAreDrawn() throws {
    let numbers = RandomNumbers(seed: 1, stream: 9)
    let x = (0..<100_000).map { numbers.uniform(UInt64($0)) }
    let data = DataSet(name: "many", xName: "x", yName: "y", x: x, y: x.map { $0 > 0.4 ? 1 : 0 })
    for model in Regression.Model.allCases {
      let player = player(
        try .data(model, data, batchSize: 100, steps: 3), .model, step: 2, width: 120, height: 40)
      #expect(player.picture("FitPane").contains("• the 100 examples of this step"))
    }
  }
}
