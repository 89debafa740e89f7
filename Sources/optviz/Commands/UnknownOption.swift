import Experiments
import Wording

/// Options that there are not: what the parser says of them, with a remedy that helps.
///
/// The parser suggests the nearest of all options, however far that is: `--x` for `--foo`.
enum UnknownOption {
  /// A message of the parser; one about an unknown option gets the option that is meant instead of the parser's guess.
  ///
  /// - Parameter command: the command that was given, as it is typed.
  static func remedied(_ message: String, of command: String) -> String {
    guard message.hasPrefix("Unknown option '"), let end = message.dropFirst(16).firstIndex(of: "'") else {
      return message
    }
    let option = String(message.dropFirst(16)[..<end])
    let word = String(option.drop { $0 == "-" }).lowercased().replacing("_", with: "-")
    let head = message[...end]
    let isRun = command.hasSuffix(" run")
    if !isRun, ofRun.contains(word) { return "\(head); it belongs to 'optviz run'" }
    if isRun, ofScreen.contains(word) { return "\(head); it belongs to the screen, 'optviz' without 'run'" }
    if let remedy = others[word] { return "\(head); \(remedy)" }
    for (known, most) in [("version", 2), ("help", 1)] where NearestMatch.distance(word, known) <= most {
      return "\(head); did you mean '--\(known)'?"
    }
    if settings.contains(word) {
      return "\(head); a setting belongs to an optimizer: --optimizer gd:lr=0.1,..."
    }
    let guess = message[end...].split(separator: "'").first { $0.hasPrefix("--") }.map { $0.dropFirst(2) }
    guard let guess, word.count > 1, !NearestMatch.words(near: word, among: [String(guess)]).isEmpty else {
      return String(head)
    }
    return message
  }

  /// Options of other programs, and the hints for them.
  private static let others: [String: String] = {
    let rows: [(String, String)] = [
      (
        "function formula expr equation objective-function f",
        "a formula is given by --expression 'x^2 + 10*y^2'"
      ),
      (
        "opt method algorithm algo solver optimiser optimizers",
        "an optimizer is given by --optimizer adam:lr=0.1"
      ),
      (
        "iterations iters iter max-iter maxiter n-steps num-steps epoch", "the length is given by --steps 200"
      ),
      ("out o outfile save", "a file is given by --output FILE, with 'optviz run'"),
      ("file csv input dataset table", "data are given by --data FILE.csv"),
      ("x0 init initial start-point startpoint begin from", "the start is given by --start=-1.5,2"),
      ("bounds window xlim ylim range limits extent", "the rectangle is given by --domain -5,5,-5,5"),
      ("scheduler schedule lr-scheduler", "a schedule follows its optimizer: --optimizer adam@cosine"),
      ("wrapper clip lookahead", "a wrapper follows its optimizer: --optimizer adam+clip_norm"),
      ("batch batchsize", "the batch size is given by --batch-size 16"),
      ("random-seed random-state", "the seed is given by --seed 1"),
      ("colour colors", "colours are given by --color, --theme, --colormap"),
    ]
    return rows.reduce(into: [:]) { table, row in
      for word in row.0.split(separator: " ") { table[String(word)] = row.1 }
    }
  }()

  /// The options that only `run` has, and those that only the screen has.
  private static let ofRun: Set<String> = ["every", "force", "format", "output", "trace", "until"]
  private static let ofScreen: Set<String> = [
    "at", "averages", "chart", "chart-axis", "choose", "color", "colormap", "glyphs", "hide", "inspect",
    "layout",
    "loss-axis", "map", "marker", "no-cloud", "no-config", "pin", "pixels", "resume", "run-colors", "speed",
    "theme",
    "turn",
    "view",
  ]

  private static let settings: Set<String> = [
    "lr", "learning-rate", "rate", "momentum", "beta", "beta1", "beta2", "betas", "eps", "epsilon",
    "weight-decay", "nesterov", "alpha", "eta",
  ]
}
