import OptvizApp
import Testing

struct InputDecoderTests {
  private func decode(_ bytes: [UInt8], settle: Bool = true) -> [Input] {
    var decoder = InputDecoder()
    for byte in bytes { decoder.feed(byte) }
    if settle { decoder.settle() }
    return decoder.inputs
  }

  private func decode(_ text: String) -> [Input] { decode(Array(text.utf8)) }

  private func key(_ code: Key.Code, _ modifiers: Key.Modifiers = []) -> [Input] {
    [.key(Key(code, modifiers))]
  }

  @Test func characters() {
    #expect(decode("aÄ→😀") == ["a", "Ä", "→", "😀"].flatMap { key(.character($0)) })
    #expect(
      decode("\r\n\t\u{7F}\u{8}") == key(.enter) + key(.enter) + key(.tab) + key(.backspace) + key(.backspace)
    )
    #expect(decode([1, 0, 28]) == ["a", " ", "\\"].flatMap { key(.character($0), .control) })
  }

  @Test func invalidBytesSwallowNothing() {
    #expect(decode([0xFF, 0x61]) == key(.character("a")))
    #expect(decode([0xE2, 0x86, 0x61]) == key(.character("a")))
    #expect(decode([0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF5, 0x62]) == key(.character("b")))
    #expect(decode([0xE2, 0x1B, 0x5B, 0x41]) == key(.up))
    #expect(decode([0xC2]) == [])
  }

  @Test func arrowsAndTheirModifiers() {
    #expect(decode("\u{1B}[A\u{1B}OB") == key(.up) + key(.down))
    #expect(decode("\u{1B}[1;2C") == key(.right, .shift))
    #expect(decode("\u{1B}[1;5D") == key(.left, .control))
    #expect(decode("\u{1B}[1;8H") == key(.home, [.shift, .alt, .control]))
    #expect(decode("\u{1B}\u{1B}[A") == key(.up, .alt))
    #expect(decode("\u{1B}[a\u{1B}Ob") == key(.up, .shift) + key(.down, .control))
  }

  @Test func editingAndFunctionKeys() {
    #expect(decode("\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~") == [.home, .end, .home, .end].flatMap { key($0) })
    #expect(decode("\u{1B}[5;2~\u{1B}[3^") == key(.pageUp, .shift) + key(.delete, .control))
    #expect(decode("\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[B") == [1, 5, 12, 2].flatMap { key(.function($0)) })
    #expect(decode("\u{1B}[Z") == key(.backTab))
    #expect(decode("\u{1B}[97;5u") == key(.character("a"), .control))
  }

  @Test func escapeAndAlt() {
    #expect(decode("\u{1B}") == key(.escape))
    #expect(decode("\u{1B}\u{1B}") == key(.escape) + key(.escape))
    #expect(decode("\u{1B}x") == key(.character("x"), .alt))
    #expect(decode("\u{1B}é") == key(.character("é"), .alt))
    #expect(decode("\u{1B}[") == key(.character("["), .alt))
    #expect(decode("\u{1B}O") == key(.character("O"), .alt))
  }

  @Test func unknownSequencesAreDroppedWhole() {
    #expect(
      decode("\u{1B}[?1;2c\u{1B}[>0;10;1c\u{1B}[12;40R\u{1B}[99~\u{1B}[?2026;2$ya") == key(.character("a")))
    #expect(decode("\u{1B}[" + String(repeating: "1;", count: 500) + "Ab") == key(.character("b")))
    #expect(decode("\u{1B}[12") == [])
    #expect(decode("\u{1B}[99999999999999999999;99999999999999999999~") == [])
  }

  @Test func pointer() {
    #expect(decode("\u{1B}[<0;3;5M") == [.pointer(Pointer(.press, button: 1, column: 2, row: 4))])
    #expect(decode("\u{1B}[<2;3;5m") == [.pointer(Pointer(.release, button: 3, column: 2, row: 4))])
    #expect(
      decode("\u{1B}[<36;300;1M")
        == [.pointer(Pointer(.drag, button: 1, column: 299, row: 0, modifiers: .shift))])
    #expect(decode("\u{1B}[<35;1;1M") == [.pointer(Pointer(.move, column: 0, row: 0))])
    #expect(
      decode("\u{1B}[<64;1;1M\u{1B}[<81;1;1M")
        == [
          .pointer(Pointer(.scrollUp, column: 0, row: 0)),
          .pointer(Pointer(.scrollDown, column: 0, row: 0, modifiers: .control)),
        ])
    #expect(decode("\u{1B}[<0;0;0M\u{1B}[<0;1M\u{1B}[<;;M\u{1B}[<66;1;1M\u{1B}[<128;1;1M") == [])
    #expect(
      decode([0x1B, 0x5B, 0x4D, 32, 35, 37]) == [.pointer(Pointer(.press, button: 1, column: 2, row: 4))])
  }

  @Test func pastesAreNeverKeys() {
    #expect(
      decode("\u{1B}[200~qq\u{3}\u{1B}[A\r\nä\u{1B}[201~x") == [.paste("qq[A\nä")] + key(.character("x")))
    #expect(decode("\u{1B}[200~abc") == [])
    #expect(decode("\u{1B}[200~abc\u{1B}") == [.paste("abc")])
    let long = decode(
      Array("\u{1B}[200~".utf8) + Array(repeating: 0x61, count: 3_000_000) + Array("\u{1B}[201~q".utf8))
    #expect(long.count == 2 && long.last == .key(Key(.character("q"))))
  }

  @Test func focus() {
    #expect(decode("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test func anythingGoes() {
    var state: UInt64 = 1
    var decoder = InputDecoder()
    for _ in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let byte = UInt8(truncatingIfNeeded: state >> 56)
      decoder.feed(byte & 3 == 0 ? Array("\u{1B}[<;M12~O".utf8)[Int(byte >> 2) % 9] : byte)
      if byte == 7 { decoder.settle() }
      decoder.inputs.removeAll()
    }
    decoder.feed(0x1B)
    decoder.settle()
    decoder.settle()
    decoder.inputs.removeAll()
    decoder.feed(UInt8(ascii: "q"))
    #expect(decoder.inputs.last == .key(Key(.character("q"))))
  }
}
