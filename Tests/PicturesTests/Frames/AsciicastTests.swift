import Foundation
import Pictures
import SeededNumbers
import TerminalGraphics
import Testing

@Suite struct AsciicastTests {
  @Test(arguments: ColorDepth.allCases) func aTerminalFollowsEveryFrame(depth: ColorDepth) throws {
    var dice = SeededNumbers(5)
    for _ in 0..<10 {
      var frame = RandomFrames.frame(&dice)
      var stream = FrameStream(depth, .unicode)
      var terminal = ReplayedTerminal(width: frame.width, height: frame.height)
      for _ in 0..<20 {
        for _ in 0..<dice.below(5) {
          frame[dice.below(frame.width), dice.below(frame.height)] = RandomFrames.cell(&dice)
        }
        try terminal.take(stream.follow(frame))
        RandomFrames.expect(terminal, toShow: frame, depth)
      }
      #expect(!terminal.isCursorShown)
      try terminal.take(stream.end())
      RandomFrames.expect(terminal, toShow: frame, depth)
      #expect(terminal.isCursorShown && terminal.pen == ReplayedTerminal.Seen())
    }
  }

  @Test func onlyChangedCellsAreSent() {
    var dice = SeededNumbers(3)
    var frame = RandomFrames.frame(width: 80, height: 24, &dice)
    var stream = FrameStream(.direct, .unicode)
    _ = stream.follow(frame)
    #expect(stream.follow(frame).isEmpty)
    frame[40, 12] = Cell("x", foreground: Color(0x123456), background: Color(0x654321))
    #expect(stream.follow(frame).count < 60)
  }

  @Test func aRecordingIsLinesOfJSONWithRisingTimes() throws {
    var dice = SeededNumbers(9)
    var cast = Asciicast(.direct, .unicode)
    let header = Asciicast.Header(
      width: 9, height: 4, title: "a \"race\"\n\u{1B}[31m \\ 漢", command: "optviz render --output 'a b.cast'",
      colors: (Color(0x010203), Color(0xFFFEFD)), environment: [("OPTVIZ_SEED", "7")])
    var text = cast.line(header)
    var frame = Frame(width: 9, height: 4)
    for time in 0..<30 {
      frame = RandomFrames.frame(width: 9, height: 4, &dice)
      text += cast.line(frame, at: time * 33_333)
      if time == 12 { text += cast.line(marker: "Adam converged \"here\"", at: time * 33_333) }
    }
    text += cast.end(at: 4_000_000)

    let lines = text.split(separator: "\n").map { Data($0.utf8) }
    let first = try #require(JSONSerialization.jsonObject(with: lines[0]) as? [String: Any])
    #expect(first["version"] as? Int == 2)
    #expect(first["width"] as? Int == 9 && first["height"] as? Int == 4)
    #expect(first["title"] as? String == header.title)
    #expect(first["command"] as? String == header.command)
    #expect(first["timestamp"] == nil)
    #expect((first["env"] as? [String: String])?["OPTVIZ_SEED"] == "7")
    let theme = try #require(first["theme"] as? [String: String])
    #expect(theme["fg"] == "#010203" && theme["bg"] == "#fffefd")
    #expect(theme["palette"]?.split(separator: ":").count == 16)

    var terminal = ReplayedTerminal(width: 9, height: 4)
    var (last, markers) = (0.0, [String]())
    for line in lines.dropFirst() {
      let event = try #require(JSONSerialization.jsonObject(with: line) as? [Any])
      let (time, code, data) = (event[0] as? Double, event[1] as? String, event[2] as? String)
      #expect(try #require(time) >= last)
      last = time ?? last
      if code == "m" { markers.append(data ?? "") } else { try terminal.take((data ?? "").utf8) }
    }
    RandomFrames.expect(terminal, toShow: frame, .direct)
    #expect(markers == ["Adam converged \"here\""])
    #expect(last == 4)
  }
}
