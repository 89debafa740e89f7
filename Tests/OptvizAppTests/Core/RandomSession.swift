import Configuration
import Experiments
import Optimization
import OptvizApp
import SeededNumbers
import TerminalGraphics

/// A person and a terminal that do anything at all, the same for a seed: keys, clicks, drags, pastes, sizes, answers.
///
/// Everything arrives as bytes, as in the program, so that the decoder takes part.
struct RandomSession {
  private(set) var player: Player
  private(set) var shown = Screenful.empty
  /// What was done last, in words.
  private(set) var trail: [String] = []
  private var dice: SeededNumbers
  private var decoder = InputDecoder()
  private var now = 0.0

  // MARK: The beginning

  private static let formulas = [
    "x^2 + 10*y^2", "a*x^2 + y^2; a=3", "sin(3*x)*cos(3*y) + 0.1*(x^2+y^2)", "-abs(x) + y^2", "0/0 + x + y",
    "log(x) + log(y)", "1e300*x^4 - 1e300*y^4", "exp(exp(x^2+y^2))", "0", "sqrt(x-1)*y", "1/(x*y)",
  ]

  /// Begins with data, a typed formula or a surface, on a screen of any size and kind.
  init(seed: UInt64) throws {
    var dice = SeededNumbers(seed)
    let experiments = bundled.entries
    var experiment = experiments[Int.random(in: 0..<experiments.count, using: &dice)].experiment
    switch Int.random(in: 0..<5, using: &dice) {
    case 0...1:
      let set = DataSetCatalog.all[Int.random(in: 0..<DataSetCatalog.all.count, using: &dice)]
      experiment.take(SurfaceChoice(DataChoice(set)), in: bundled)
      if Bool.random(using: &dice) {
        try experiment.surface.settings.set("batch_size", to: Double(Int.random(in: 1...8, using: &dice)))
      }
    case 2...3:
      let formula = Self.formulas[Int.random(in: 0..<Self.formulas.count, using: &dice)]
      experiment.take(try Specification.expression(formula), in: bundled)
    default: break
    }
    let optimizers = bundled.optimizers.entries
    if Bool.random(using: &dice) {
      let ids = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
        optimizers[Int.random(in: 0..<optimizers.count, using: &dice)].card.id
      }
      experiment.optimizers = try ids.map { try bundled.specification.optimizer($0) }
    }
    experiment.steps = [0, 1, 40, 150][Int.random(in: 0..<4, using: &dice)]
    var opening = Model.Opening(experiment)
    opening.step = [nil, 0, 7, 1000][Int.random(in: 0..<4, using: &dice)]
    opening.inspects = Bool.random(using: &dice)
    opening.showsAverages = Int.random(in: 0..<4, using: &dice) == 0
    opening.followsBackground = Bool.random(using: &dice)
    opening.view = ([nil] + MainView.allCases)[Int.random(in: 0...MainView.allCases.count, using: &dice)]
    let layouts = ["standard", "map", "lecture", "numbers", "zoom=map", "zoom=chart", "zoom=inspector"]
    opening.arrangement = try LayoutPreset.arrangement(
      layouts[Int.random(in: 0..<layouts.count, using: &dice)], among: LayoutPreset.bundled)
    let (width, height) = Self.size(&dice)
    let depths = ColorDepth.allCases
    player = Player(
      opening, width: width, height: height, depth: depths[Int.random(in: 0..<depths.count, using: &dice)],
      glyphs: Bool.random(using: &dice) ? .unicode : .ascii)
    self.dice = dice
  }

  /// From 20x5 to 240x70, small ones as often as large ones.
  private static func size(_ dice: inout SeededNumbers) -> (Int, Int) {
    let isSmall = Bool.random(using: &dice)
    return (
      Int.random(in: 20...(isSmall ? 100 : 240), using: &dice),
      Int.random(in: 5...(isSmall ? 30 : 70), using: &dice)
    )
  }

  // MARK: Events

  private static let keys: [String] =
    (32..<127).map { String(Unicode.Scalar(UInt8($0))) } + [
      "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[1;2C", "\u{1B}[1;2D", "\u{1B}[H", "\u{1B}[F",
      "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[Z", "\t", "\t", "\r", "\r", "\u{7F}", "\u{1B}[3~", "\u{1B}OP", "é",
      "\u{1B}[O",
    ]
  /// Keys that change what is shown, more often than the others.
  private static let frequent = [
    "\t", "w", "i", "v", "m", "\r", " ", ".", "[", "F", "+", "-", "P", "W", "(", "}", "c", "b", "z", "Z",
    "L", "J", "s", "o", "g", "T", ":", "?",
  ]
  private static let pastes = [
    "x^2 + 1\n0*y^2", "", "1e400", "adam:lr=0.1", "sin(x)*y", "\u{1B}[A", "漢é\u{202E}", "set lr 1e-320",
    "steps 77", "start 1,2", "zoom 3", String(repeating: "(", count: 900), "hubble", "torch.optim.SGD(lr=1)",
  ]
  private static let answers = [
    "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\",
    "\u{1B}P1$r48:2:1:2:3m\u{1B}\\",
    "\u{1B}P>|kitty(0.35.2)\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[?2026;2$y", "\u{1B}[6;17;8t",
    "\u{1B}[48;30;100;510;800t", "\u{1B}[?62;4c", "\u{1B}[?997;2n", "\u{1B}]11;rgb:zz", "\u{1B}^qqq",
    "\u{1B}Xr\u{1B}[A",
  ]

  /// Does something, and brings the picture up to date.
  mutating func step() {
    switch Int.random(in: 0..<24, using: &dice) {
    case 0..<6: type(Self.keys[Int.random(in: 0..<Self.keys.count, using: &dice)])
    case 6..<11: type(Self.frequent[Int.random(in: 0..<Self.frequent.count, using: &dice)])
    case 11..<14:
      let button = [0, 0, 0, 2, 64, 65, 35][Int.random(in: 0..<7, using: &dice)]
      let place = place()
      type("\u{1B}[<\(button);\(place)\(Int.random(in: 0..<3, using: &dice) == 0 ? "m" : "M")")
    case 14..<16:
      // A drag from press to release, in a few moves.
      type("\u{1B}[<0;\(place())M")
      for _ in 0..<Int.random(in: 1...4, using: &dice) { type("\u{1B}[<32;\(place())M") }
      type("\u{1B}[<0;\(place())m")
    case 16:
      type("\u{1B}[200~\(Self.pastes[Int.random(in: 0..<Self.pastes.count, using: &dice)])\u{1B}[201~")
    case 17:
      type(Self.answers[Int.random(in: 0..<Self.answers.count, using: &dice)])
      settle()
    case 18..<20:
      let size = Self.size(&dice)
      trail.append("size \(size)")
      player.send(.resize(width: size.0, height: size.1))
    case 20:
      let size = [(0, 0), (1, 1), (39, 12), (40, 11), (40, 12), (65_535, 1), (240, 70)][
        Int.random(in: 0..<7, using: &dice)]
      trail.append("size \(size)")
      player.send(.resize(width: size.0, height: size.1))
    case 21:
      var terminal = player.model.environment.terminal
      terminal.isLight.toggle()
      terminal.depth = ColorDepth.allCases[Int.random(in: 0..<ColorDepth.allCases.count, using: &dice)]
      terminal.glyphs = Bool.random(using: &dice) ? .unicode : .ascii
      trail.append("\(terminal.depth), \(terminal.glyphs)")
      player.send(.terminal(terminal))
    default:
      now += Double.random(in: 0...0.3, using: &dice)
      trail.append("tick")
      player.send(.tick(now: now))
    }
    if Int.random(in: 0..<8, using: &dice) == 0 { settle() }
    trail = trail.suffix(12)
    shown = shown.next(player.model)
  }

  private mutating func place() -> String {
    let size = player.model.environment.size
    return
      "\(Int.random(in: 1...max(1, size.width + 1), using: &dice));\(Int.random(in: 1...max(1, size.height + 1), using: &dice))"
  }

  private mutating func type(_ text: String) {
    trail.append(text.debugDescription)
    for byte in text.utf8 { decoder.feed(byte) }
    handle()
  }

  private mutating func settle() {
    decoder.settle()
    handle()
  }

  /// Passes on what was decoded, as the program does.
  private mutating func handle() {
    for input in decoder.inputs {
      switch input {
      case .key(let key):
        for key in KeyBindings.pressed(key) { player.press(key) }
      case .pointer(let pointer):
        let region = shown.region(column: pointer.column, row: pointer.row)
        player.send(.pointer(pointer, on: region))
      case .paste(let text): player.send(.paste(text))
      case .focus(let isHere): if !isHere { player.send(.pointerLeft) }
      case .resized, .answered: break
      }
    }
    decoder.inputs.removeAll()
    decoder.reports.removeAll()
  }
}
