import Experiments
import Optimization
import OptvizApp
import TerminalGraphics

/// The program without a terminal: a model, the messages that it receives, and its picture.
struct Player {
  var model: Model

  /// A program paused at a step; `nil` plays.
  init(
    _ experiment: Experiment? = nil, width: Int = 100, height: Int = 30, step: Int? = 20,
    depth: ColorDepth = .direct, glyphs: GlyphSet = .unicode
  ) {
    var opening = Model.Opening(experiment ?? bundled.opening.experiment)
    opening.step = step
    self.init(opening, width: width, height: height, depth: depth, glyphs: glyphs)
  }

  init(
    _ opening: Model.Opening, width: Int = 100, height: Int = 30, depth: ColorDepth = .direct,
    glyphs: GlyphSet = .unicode
  ) {
    model = Model(opening, depth: depth, glyphs: glyphs, size: (width, height))
    send(.resize(width: width, height: height))
  }

  /// Sends a message, performs its effects, and sends their events on.
  mutating func send(_ message: Message) {
    var effects = update(&model, message)
    while let effect = effects.popLast() { effects += update(&model, .event(effect.perform())) }
  }

  /// The same with a person's commands, or with the machine's events.
  mutating func send(_ commands: Command...) { for command in commands { send(.command(command)) } }
  mutating func send(_ event: Event) { send(.event(event)) }

  /// Presses a key until a condition holds; `false` where it does not after a hundred times.
  mutating func press(_ key: Key, until condition: (Player) -> Bool) -> Bool {
    for _ in 0..<100 {
      if condition(self) { return true }
      press(key)
    }
    return false
  }

  /// Presses keys; keys without a meaning are dropped.
  mutating func press(_ keys: Key...) {
    for key in keys { if let message = KeyBindings.message(for: key, in: model) { send(message) } }
  }

  /// Types text key by key.
  mutating func type(_ text: String) { for character in text { press(.character(character)) } }

  /// Moves or presses the pointer at a cell, on what is shown there.
  mutating func point(_ action: Pointer.Action, _ column: Int, _ row: Int, button: Int = 1) {
    let region = render(model).region(column: column, row: row)
    send(.pointer(Pointer(action, button: button, column: column, row: row), on: region))
  }

  mutating func click(_ column: Int, _ row: Int) {
    point(.press, column, row)
    point(.release, column, row)
  }

  /// The cells of a pane, named by its type; `nil` if it is not shown.
  func rect(_ typeName: String) -> Rect? {
    model.derived.layout.panes.first { $0.pane.typeName == typeName }?.rect
  }

  /// The cells of the map inside border and axes.
  var mapRect: Rect {
    render(model).regions.last { $0.target == .map }?.rect ?? Rect(x: 0, y: 0, width: 0, height: 0)
  }

  /// The text of a pane.
  func picture(_ typeName: String) -> String { rect(typeName).map { picture($0) } ?? "" }

  /// The text inside a rectangle.
  func picture(_ rect: Rect) -> String {
    let frame = render(model).frame
    var part = Frame(width: rect.width, height: rect.height)
    for row in 0..<rect.height {
      for column in 0..<rect.width { part[column, row] = frame[rect.x + column, rect.y + row] }
    }
    return part.text
  }

  /// The whole screen's text.
  var text: String { render(model).frame.text }

  /// The picture without the footer, which offers to undo what was done before.
  var aboveFooter: Frame {
    let frame = render(model).frame
    var part = Frame(width: frame.width, height: max(0, frame.height - 1))
    for row in 0..<part.height {
      for column in 0..<part.width { part[column, row] = frame[column, row] }
    }
    return part
  }

  /// The footer's text.
  var footer: String { picture("FooterPane") }
}

/// Updates with a person's command, or with a machine's event.
func update(_ model: inout Model, _ command: Command) -> [Effect] { update(&model, .command(command)) }
func update(_ model: inout Model, _ event: Event) -> [Effect] { update(&model, .event(event)) }

/// Messages in the order in which they are sent.
func commands(_ commands: Command...) -> [Message] { commands.map { .command($0) } }
func events(_ events: Event...) -> [Message] { events.map { .event($0) } }

extension KeyBindings {
  /// The command of a key at this moment; `nil` for none.
  static func command(for key: Key, in model: Model) -> Command? {
    if case .command(let command)? = message(for: key, in: model) { command } else { nil }
  }
}

extension MapScene {
  /// The difference between scenes: what they were computed from, and how finely.
  var source: [AnyHashable] { [key, coarseness] }
}

extension Key {
  static func character(_ character: Character) -> Key { Key(.character(character)) }
}

extension Experiment {
  /// An experiment from the words of the command line.
  init(
    _ surface: String, domain: String, start: String, _ optimizers: String..., steps: Int = 100,
    seed: UInt64 = 0
  ) throws {
    self.init(
      surface: try Specification.surface(surface), domain: try Specification.domain(domain),
      start: try Specification.point(start),
      optimizers: try optimizers.map { try bundled.specification.optimizer($0) },
      steps: steps, seed: seed)
  }

  /// A bowl with three runs, whose numbers are easy to follow.
  static func bowl(steps: Int = 100) throws -> Experiment {
    try Experiment(
      "bowl:k=20", domain: "-5,5,-3,3", start: "-4,2", "gd:lr=0.09", "momentum:lr=0.4,beta=0.8",
      "adam:lr=0.1",
      steps: steps)
  }
}
