import Foundation
import Testing

@Suite("scripts/install")
struct InstallTests {
  private static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("scripts/install").path

  private static let files = [
    "bin/optviz", "share/bash-completion/completions/optviz", "share/fish/vendor_completions.d/optviz.fish",
    "share/man/man1/optviz.1", "share/zsh/site-functions/_optviz",
  ]

  /// The files below a folder, and the modes of files and folders.
  private func tree(_ folder: String) throws -> (files: [String], modes: Set<String>) {
    let listed = try Program.shell(
      "cd '\(folder)' && find . -type f | LC_ALL=C sort && find . -mindepth 1 -printf '%y%m %P\n'")
    let lines = listed.output.split(separator: "\n").map(String.init)
    return (
      lines.filter { $0.hasPrefix("./") }.map { String($0.dropFirst(2)) },
      Set(lines.filter { !$0.hasPrefix("./") })
    )
  }

  private func install(_ words: String, environment: String = "") throws -> Program.Result {
    try Program.shell("umask 077; \(environment) '\(Self.script)' \(words)")
  }

  @Test(
    "A given program is installed with its manual page and its completions, for everyone to read, and removed again"
  )
  func installs() throws {
    let folder = try Folder()
    let prefix = folder.path("usr")
    let result = try install("--prefix '\(prefix)' --binary \"$optviz\"")
    #expect(result.code == 0 && result.error.isEmpty, "\(result.error)")
    #expect(result.output.contains(prefix) && result.output.split(separator: "\n").count <= 4)
    let tree = try tree(prefix)
    #expect(tree.files == Self.files)
    #expect(tree.modes.isSuperset(of: ["f755 bin/optviz"] + Self.files.dropFirst().map { "f644 \($0)" }))
    #expect(tree.modes.filter { $0.hasPrefix("d") }.allSatisfy { $0.hasPrefix("d755 ") })
    #expect(FileManager.default.contentsEqual(atPath: prefix + "/bin/optviz", andPath: Program.path))
    for (shell, file) in zip(["bash", "fish"], Self.files[1...2]) {
      #expect(try Program.run(["--generate-completion-script", shell]).output == folder.text("usr/\(file)"))
    }
    #expect(try folder.text("usr/share/zsh/site-functions/_optviz").hasPrefix("#compdef optviz\n"))

    #expect(try install("--prefix '\(prefix)' --uninstall").code == 0)
    #expect(try self.tree(prefix).files.isEmpty)
  }

  @Test("The manual page has every command and every option")
  func manual() throws {
    let folder = try Folder()
    #expect(
      try install("--prefix /usr --binary \"$optviz\"", environment: "DESTDIR='\(folder.path(""))'").code == 0
    )
    let page = try folder.text("usr/share/man/man1/optviz.1")
    for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "EXAMPLES"] {
      #expect(page.contains("\n.Sh \(section)\n"))
    }
    for command in ["tui", "run", "render", "list", "describe"] {
      #expect(page.contains("\n.Ss optviz \(command)\n"))
      let help = try Program.run([command, "--help"]).output
      for option in help.matches(of: /\n  (?:-h, )?--([a-z-]+)/).map({ String($0.output.1) }) {
        #expect(page.contains("Fl \\-" + option.replacing("-", with: "\\-")), "\(option)")
      }
    }
    // What mdoc warns of: empty lines, and displays and lists that do not end.
    #expect(!page.contains("\n\n"))
    for (begin, end) in [("\n.Bl ", "\n.El\n"), ("\n.Bd ", "\n.Ed\n")] {
      #expect(page.components(separatedBy: begin).count == page.components(separatedBy: end).count)
    }
  }

  @Test("A failure leaves nothing, and what was there stays", arguments: ["", "echo older"])
  func failures(older: String) throws {
    let folder = try Folder()
    // A program that describes itself and then fails to write the last completion.
    let program = folder.path("program")
    try """
    #!/bin/sh
    [ "$2" != fish ] || exit 3
    exec '\(Program.path)' "$@"
    """.write(toFile: program, atomically: true, encoding: .utf8)
    #expect(chmod(program, 0o755) == 0)
    let prefix = folder.path("usr")
    let before = older.isEmpty ? [] : ["bin/optviz"]
    if !older.isEmpty {
      #expect(try Program.shell("mkdir -p '\(prefix)/bin' && \(older) >'\(prefix)/bin/optviz'").code == 0)
    }
    let result = try install("--prefix '\(prefix)' --binary '\(program)'")
    #expect(result.code != 0 && result.output.isEmpty)
    #expect(try folder.names == (older.isEmpty ? ["program"] : ["program", "usr"]))
    if !older.isEmpty {
      #expect(try tree(prefix).files == before)
      #expect(try folder.text("usr/bin/optviz") == "older\n")
    }
  }

  @Test("A wrong word is said", arguments: ["--prefix", "--no-such", "--binary /dev/null"])
  func mistakes(words: String) throws {
    let folder = try Folder()
    let result = try install("--prefix '\(folder.path("usr"))' \(words)")
    #expect(result.code != 0 && result.output.isEmpty && !result.error.isEmpty)
    #expect(try folder.names.isEmpty)
  }

  @Test("A folder where a file belongs stops it before anything is replaced")
  func folderInTheWay() throws {
    let folder = try Folder()
    let inTheWay = folder.path("usr/share/zsh/site-functions/_optviz")
    try FileManager.default.createDirectory(atPath: inTheWay, withIntermediateDirectories: true)
    let result = try install("--prefix '\(folder.path("usr"))' --binary \"$optviz\"")
    #expect(result.code == 1 && result.error.contains("_optviz is a folder"))
    #expect(try tree(folder.path("usr")).files.isEmpty)
    #expect(FileManager.default.fileExists(atPath: inTheWay))
  }
}
