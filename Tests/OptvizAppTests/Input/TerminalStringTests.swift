import OptvizApp
import TerminalGraphics
import Testing

/// What a terminal sends by itself is never a key, whenever it comes and however much of it.
struct TerminalStringTests {
  private func decode(_ bytes: [UInt8]) -> (inputs: [Input], reports: [TerminalReport]) {
    var decoder = InputDecoder()
    for byte in bytes { decoder.feed(byte) }
    return (decoder.inputs, decoder.reports)
  }

  private func decode(_ text: String) -> (inputs: [Input], reports: [TerminalReport]) {
    decode(Array(text.utf8))
  }

  private let q = Input.key(Key(.character("q")))

  @Test(
    "Every kind of string, with every end, at the beginning, between keys and after an escape",
    arguments: [
      "]11;rgb:0000/0000/0000", "P1$r48:2:1:2:3m", "_Gi=31;OK", "^qqrr", "Xqqrr", "]", "Pq", "]0;é漢q",
    ])
  func stringsAreSwallowed(_ string: String) {
    for end in ["\u{1B}\\"] + (string.first == "]" ? ["\u{7}"] : []) {
      #expect(decode("\u{1B}\(string)\(end)").inputs == [])
      #expect(decode("q\u{1B}\(string)\(end)q").inputs == [q, q])
      #expect(decode("\u{1B}\u{1B}\(string)\(end)q").inputs == [.key(Key(.escape)), q])
    }
  }

  @Test("The other set of control characters begins them too, as one byte and as UTF-8")
  func shortIntroducers() {
    for introducer: UInt8 in [0x90, 0x98, 0x9D, 0x9E, 0x9F] {
      let content = Array("11;rgb:q".utf8)
      #expect(decode([introducer] + content + [0x9C, 0x71]).inputs == [q])
      #expect(decode([0xC2, introducer] + content + [0xC2, 0x9C, 0x71]).inputs == [q])
      #expect(decode([introducer] + content + [0x1B, 0x5C, 0x71]).inputs == [q])
    }
    #expect(decode([0x9B] + Array("?62;4cq".utf8)).inputs == [q])
  }

  @Test("A bell ends only what xterm introduced; in other strings it is content")
  func bells() {
    #expect(decode("\u{1B}P1$r\u{7}q\u{1B}\\q").inputs == [q])
    #expect(decode("\u{1B}_q\u{7}q\u{1B}\\q").inputs == [q])
  }

  @Test("However long, it is one string")
  func length() {
    let long = String(repeating: "q", count: 300_000)
    #expect(decode("\u{1B}]52;c;\(long)\u{7}q").inputs == [q])
    #expect(decode("\u{1B}]11;rgb:ffff/ffff/ffff\(long)\u{7}").reports == [])
  }

  @Test("What breaks a string off is read as what it begins")
  func brokenOff() {
    #expect(decode("\u{1B}]11;rgb:00\u{1B}[A").inputs == [.key(Key(.up))])
    #expect(decode("\u{1B}P1$r\u{1B}[200~qq\u{1B}[201~").inputs == [.paste("qq")])
    #expect(decode("\u{1B}]11;rgb:00\u{18}q").inputs == [q])
    #expect(decode("\u{1B}]11;\u{1B}]11;rgb:0/0/0\u{7}q").inputs == [q])
  }

  @Test("A cut string is given up after a pause; every part of an answer is harmless")
  func cut() {
    let answer = Array("\u{1B}]11;rgb:0000/0000/0000\u{7}".utf8)
    for count in 1..<answer.count {
      var decoder = InputDecoder()
      for byte in answer.prefix(count) { decoder.feed(byte) }
      #expect(decoder.isPending && decoder.isInString == (count > 1))
      decoder.settle()
      #expect(decoder.inputs.allSatisfy { $0 == .key(Key(.escape)) })
      #expect(!decoder.isPending)
      decoder.inputs.removeAll()
      // A key may be the rest of the string, until nothing more comes.
      decoder.feed(UInt8(ascii: "q"))
      decoder.settle()
      #expect(decoder.inputs == [q])
      decoder.inputs.removeAll()
      decoder.feed(UInt8(ascii: "q"))
      #expect(decoder.inputs == [q])
    }
  }

  @Test(
    "Whatever a terminal sends may come in two parts with a long pause between them: none of it is a key",
    arguments: [
      "]11;rgb:0000/1111/2222\u{7}", "]11;rgb:0000/1111/2222\u{1B}\\", "]52;c;cXVpdCByIHE=\u{7}",
      "P1$r48:2:1:2:3m\u{1B}\\", "P>|tmux 3.5\u{1B}\\", "_Gi=31;ENOENT:quit\u{1B}\\", "[48;30;100;510;800t",
      "[?62;4;22c", "[?2026;2$y",
    ])
  func twoParts(_ answer: String) {
    let bytes = [0x1B] + Array(answer.utf8)
    // Of a control sequence the last letters alone are like what a person types.
    let last = answer.hasPrefix("[") ? bytes.count - 4 : bytes.count - 1
    for cut in 3...last {
      var decoder = InputDecoder()
      for byte in bytes[..<cut] { decoder.feed(byte) }
      decoder.settle()
      for byte in bytes[cut...] { decoder.feed(byte) }
      decoder.settle()
      #expect(decoder.inputs.isEmpty, "\(cut): \(decoder.inputs)")
      decoder.feed(UInt8(ascii: "q"))
      #expect(decoder.inputs == [q], "\(cut)")
    }
  }

  @Test(
    "Keys after a part of a string or a sequence are keys",
    arguments: ["q", "qr", "+-", "\r", "\u{1B}[C", "\u{1B}", "\t", "5", "5q", "t", "\u{3}"])
  func afterPart(_ typed: String) {
    for part in ["]11;rgb:00", "P1$r48", "_Gi=31;", "[48;30"] {
      var (decoder, plain) = (InputDecoder(), InputDecoder())
      for byte in [0x1B] + Array(part.utf8) { decoder.feed(byte) }
      decoder.settle()
      for byte in typed.utf8 {
        decoder.feed(byte)
        plain.feed(byte)
      }
      for _ in 0..<2 {
        decoder.settle()
        plain.settle()
      }
      #expect(decoder.inputs == plain.inputs && !decoder.isPending, "\(part), \(typed)")
    }
  }

  @Test(
    "What a slow line cuts behind its escape, or behind the byte after it, is not taken for keys",
    arguments: [
      "]11;rgb:0000/1111/2222\u{7}", "]11;rgb:0000/1111/2222\u{1B}\\", "]0;q\u{7}", "P1$r48:2:1:2:3m\u{1B}\\",
      "P0$r\u{1B}\\", "P>|tmux 3.5\u{1B}\\", "_Gi=31;OK\u{1B}\\", "[?62;4c", "[?2026;2$y", "[?997;1n",
      "[6;20;10t",
      "[12;40R", "[<0;10;20m", "[>1;10;0c",
    ])
  func late(_ rest: String) {
    let bytes = Array(rest.utf8)
    for cut in 0...1 {
      if cut == 1, bytes[0] == UInt8(ascii: "[") { continue }
      var decoder = InputDecoder()
      for byte in [0x1B] + bytes.prefix(cut) { decoder.feed(byte) }
      decoder.settle()
      #expect(decoder.inputs == [.key(Key(.escape))])
      decoder.inputs.removeAll()
      for byte in bytes.dropFirst(cut) { decoder.feed(byte) }
      #expect(!decoder.isPending && decoder.inputs.allSatisfy(\.isPointer), "\(decoder.inputs)")
      decoder.inputs.removeAll()
      decoder.feed(UInt8(ascii: "q"))
      #expect(decoder.inputs == [q])
    }
  }

  @Test("A paste whose first escape came alone is a paste")
  func latePaste() {
    var decoder = InputDecoder()
    decoder.feed(0x1B)
    decoder.settle()
    for byte in Array("[200~q]q\u{1B}[201~q".utf8) { decoder.feed(byte) }
    #expect(decoder.inputs == [.key(Key(.escape)), .paste("q]q"), q])
  }

  @Test(
    "Keys after the Escape key are keys, alone, fast one after the other, or with pauses",
    arguments: [
      "[", "[[", "[q", "[A", "[5m", "[200", "[200q", "[2;5~", "]", "]1", "]q", "];", "P", "P1", "Pq", "_",
      "_G", "_q",
      "[\u{1B}", "q[", "O", "X", "^q", "[1;", "[?q", "[<q",
    ])
  func typed(_ text: String) {
    let keys = text.unicodeScalars.map { symbol in
      Input.key(symbol == "\u{1B}" ? Key(.escape) : Key(.character(Character(symbol))))
    }
    for pauses in [false, true] {
      var decoder = InputDecoder()
      decoder.feed(0x1B)
      decoder.settle()
      for byte in text.utf8 {
        decoder.feed(byte)
        if pauses { decoder.settle() }
      }
      decoder.settle()
      #expect(decoder.inputs == [.key(Key(.escape))] + keys, "\(text)")
    }
  }

  @Test("A pasted string is text")
  func pasted() {
    #expect(decode("\u{1B}[200~\u{1B}]11;q\u{7}\u{1B}[201~").inputs == [.paste("]11;q")])
  }

  // MARK: Reports

  @Test(
    "Reports are understood",
    arguments: [
      ("\u{1B}[?62;4;22c", .attributes([62, 4, 22])), ("\u{1B}[?62;c", .attributes([62])),
      ("\u{1B}[?2026;2$y", .mode(2026, isKnown: true)),
      ("\u{1B}[?2031;0$y", .mode(2031, isKnown: false)), ("\u{1B}[?2048;4$y", .mode(2048, isKnown: false)),
      ("\u{1B}[6;17;8t", .cell(width: 8, height: 17)), ("\u{1B}[2;3R", .cursor(column: 3, row: 2)),
      ("\u{1B}[48;24;80;408;640t", .resized(cell: PixelSize(width: 8, height: 17))),
      ("\u{1B}[48;24;80;0;0t", .resized(cell: nil)), ("\u{1B}[?997;1n", .scheme(isDark: true)),
      ("\u{1B}[?997;2n", .scheme(isDark: false)),
      ("\u{1B}P>|XTerm(379)\u{1B}\\", .version("XTerm(379)")),
      ("\u{1B}P1$r48:2:1:2:3m\u{1B}\\", .directColor(true)),
      ("\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\", .directColor(true)),
      ("\u{1B}P1$r0;48;2;1;2;3m\u{1B}\\", .directColor(true)),
      ("\u{1B}P1$r0;48;5;16m\u{1B}\\", .directColor(false)),
      ("\u{1B}P1$r0m\u{1B}\\", .directColor(false)), ("\u{1B}P0$r\u{1B}\\", .directColor(false)),
      ("\u{1B}P1$r48:2:1:2:30m\u{1B}\\", .directColor(false)),
      ("\u{1B}_Gi=31;OK\u{1B}\\", .graphics(true)), ("\u{1B}_Gi=31;ENOTSUPP:no\u{1B}\\", .graphics(false)),
      ("\u{1B}]11;rgb:ffff/8080/0000\u{7}", .background(Color(0xFF8000))),
      ("\u{1B}]11;rgb:f/8/0\u{1B}\\", .background(Color(0xFF8800))),
      ("\u{1B}]11;rgba:ffff/8080/0000/ffff\u{7}", .background(Color(0xFF8000))),
      ("\u{1B}]11;#ff8000\u{7}", .background(Color(0xFF8000))),
    ] as [(String, TerminalReport)])
  func understood(_ text: String, _ report: TerminalReport) {
    let decoded = decode(text)
    #expect(decoded.reports == [report] && decoded.inputs == [])
  }

  @Test(
    "Nonsense is neither a report nor a key",
    arguments: [
      "\u{1B}]11;rgb:zzzz/0/0\u{7}", "\u{1B}]11;rgb:0/0\u{7}", "\u{1B}]11;\u{7}", "\u{1B}]10;rgb:0/0/0\u{7}",
      "\u{1B}]11;rgb:00000/0/0\u{7}", "\u{1B}]11;#ff80\u{7}", "\u{1B}_Gi=7;OK\u{1B}\\", "\u{1B}_\u{1B}\\",
      "\u{1B}P\u{1B}\\", "\u{1B}P1$rq\u{1B}\\", "\u{1B}P>|\u{1B}\\", "\u{1B}[?c", "\u{1B}[?2026$y",
      "\u{1B}[?2026;9$y", "\u{1B}[6;0;0t", "\u{1B}[6;99999;8t", "\u{1B}[48;0;0;0;0t", "\u{1B}[48;1t",
      "\u{1B}[t",
      "\u{1B}[?997;3n", "\u{1B}[?997n", "\u{1B}[0;0R", "\u{1B}[4;2$y",
    ])
  func nonsense(_ text: String) {
    let decoded = decode(text)
    #expect(decoded.reports == [] && decoded.inputs == [])
  }

  @Test("Answers are kept; what is not answered is missing")
  func answers() {
    var answers = TerminalAnswers()
    #expect(answers.hasLightBackground == nil && !answers.isComplete)
    let text =
      "\u{1B}P1$r48:2:1:2:3m\u{1B}\\\u{1B}P>|foot(1.20)\u{1B}\\\u{1B}[?2026;2$y\u{1B}[?2048;1$y\u{1B}[6;17;8t"
      + "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}]11;rgb:fafa/f4f4/eded\u{7}\u{1B}[2;2R\u{1B}[?62;4c"
    for report in decode(text).reports { answers.take(report) }
    #expect(answers.hasDirectColor && answers.version == "foot(1.20)" && answers.synchronizesOutput)
    #expect(!answers.announcesScheme && answers.sendsSize && answers.hasKittyGraphics && answers.hasSixels)
    #expect(answers.cell == PixelSize(width: 8, height: 17) && answers.hasLightBackground == true)
    #expect(answers.joinsUTF8 && answers.isComplete)
  }
}
