import ArgumentParser
import Glibc
import OptvizApp
import TerminalGraphics

extension ColorChoice: ExpressibleByArgument {}
extension GlyphChoice: ExpressibleByArgument {}

@main
struct Optviz: ParsableCommand {
  @Option var color = ColorChoice.auto
  @Option var glyphs = GlyphChoice.auto

  func run() throws {
    let code = MainActor.assumeIsolated { show() }
    if code != 0 { throw ExitCode(code) }
  }

  @MainActor
  private func show() -> Int32 {
    let screen: Screen
    do throws(ScreenError) {
      screen = try Screen.open(color: color, glyphs: glyphs)
    } catch {
      let line = "optviz: \(error.message)\n"
      write(STDERR_FILENO, line, line.utf8.count)
      return 2
    }
    var last = "none"
    var count = 0
    while true {
      screen.present(picture(screen, last, count))
      switch screen.wait(until: nil) {
      case .input(let inputs):
        for input in inputs {
          if input == .key(Key(.character("q"))) {
            screen.close()
            return 0
          }
          if input == .key(Key(.function(12))) { CrashTest.crashIfAsked() }
          last = "\(input)"
          count += 1
        }
      case .timeout, .woken: break
      case .hangup:
        screen.close()
        return 129
      case .terminate(let signal):
        screen.close()
        return 128 + signal
      }
    }
  }

  @MainActor
  private func picture(_ screen: Screen, _ last: String, _ count: Int) -> Frame {
    let size = screen.size
    let ground = Color(0x0D1017)
    var frame = Frame(width: size.width, height: size.height, filledWith: Cell(" ", background: ground))
    func text(
      _ string: String, _ column: Int, _ row: Int, _ color: UInt32, _ attributes: Cell.Attributes = []
    ) {
      for (index, symbol) in string.unicodeScalars.enumerated() {
        frame[column + index, row] = Cell(
          symbol, foreground: Color(color), background: ground, attributes: attributes)
      }
    }
    for row in 2..<max(2, size.height - 4) {
      for column in 0..<size.width {
        func shade(_ half: Int) -> Color {
          let x = Double(column) / Double(max(1, size.width)) - 0.5
          let y = Double(2 * row + half) / Double(max(1, 2 * size.height)) - 0.5
          let level = min(127, Int((x * x + y * y).squareRoot() * 180))
          return Color(
            red: UInt8(20 + level / 4), green: UInt8(120 - level / 2), blue: UInt8(140 - level / 2))
        }
        frame[column, row] = Cell("▀", foreground: shade(0), background: shade(1))
        if (column + row) % 11 == 0 {
          frame[column, row] = Cell("⣿", foreground: Color(0xFF7B72), background: shade(0))
        }
      }
    }
    text("optviz ● ▲ ◆ ■ ✚ ★ ✕ ✦ αβ ∇ ╭─╮ \(size.width)x\(size.height)", 0, 0, 0xC9D1D9, .bold)
    text("\(screen.capabilities)", 0, 1, 0x6B7688)
    text("#\(count) \(last)", 0, size.height - 2, 0x7EE787)
    return frame
  }
}
