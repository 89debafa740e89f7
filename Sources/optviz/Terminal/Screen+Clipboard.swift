import OptvizApp

extension Screen {
  /// Gives the terminal a text for its clipboard once the present frame is shown, and returns what was done.
  ///
  /// No terminal tells whether it took the text. Multiplexers pass it on only where they are told to: that is the
  /// person's choice, so it is not smuggled through them.
  func copy(_ text: String) -> String {
    guard takesClipboard else { return "this terminal has no clipboard; :share shows the command line" }
    guard let sequence = Clipboard.sequence(text) else {
      return "not copied: the command line is longer than \(Clipboard.mostBytes) bytes; :share shows it"
    }
    clipboard = sequence
    let sent = "sent to the clipboard"
    if isInTmux { return sent + "; tmux passes it on with 'set -g set-clipboard on'" }
    if isInScreen { return sent + "; GNU screen may drop it: :share shows the line" }
    return sent + " (OSC 52); if it did not arrive, :share shows the line"
  }
}
