import Foundation
import Testing
import Wording

@Suite("Words of a shell")
struct ShellWordTests {
  @Test("Plain words stay, others are quoted")
  func words() {
    #expect("adam:lr=0.1,beta1=0.9+lookahead@cosine".shellWord == "adam:lr=0.1,beta1=0.9+lookahead@cosine")
    #expect("".shellWord == "''" && "x^2 + y".shellWord == "'x^2 + y'" && "it's".shellWord == "'it'\\''s'")
    #expect("a\u{1B}]0;x\u{7}.csv".shellWord == "$'a\\033]0;x\\007.csv'")
    #expect("a\nb'\\\u{202E}1".shellWord == "$'a\\nb\\'\\\\\\342\\200\\2561'")
  }

  @Test("A shell reads back the very text, and nothing in the word can reach a terminal")
  func shell() throws {
    let texts = [
      "", "plain", "two words", "it's", "$HOME `ls` \"!\" *", "a\nb\tc\r", "\u{1B}[31m7",
      "e\u{301}\u{7F}\u{85}0",
      "\u{202E}right\u{2066}'\\", "\\", "🙂\u{0001}", "'\u{301} '",
    ]
    for text in texts {
      #expect(text.shellWord.printableLine == text.shellWord)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", "printf %s \(text.shellWord)"]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(output == Data(text.utf8), "\(text.debugDescription) as \(text.shellWord)")
    }
  }
}
