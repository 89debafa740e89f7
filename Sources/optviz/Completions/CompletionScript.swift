import ArgumentParser

/// The scripts that make shells complete the program's words, as `optviz --generate-completion-script SHELL` prints them:
/// the argument parser's own, with what this program needs besides.
///
/// The parser offers nothing for the command that needs no name, so the scripts put the name in where an option comes
/// first. Settings such as `adam:lr=` go on without a space.
enum CompletionScript {
  private static let option = "--generate-completion-script"

  /// The script that the words of the command line ask for; `nil` where they ask for something else, or for a shell that
  /// the parser does not know and says so.
  static func asked(by words: [String]) -> String? {
    guard let first = words.first, words.count < 3 else { return nil }
    let shell: CompletionShell? =
      switch (first, words.dropFirst().first) {
      case (option, let name?): CompletionShell(rawValue: name)
      case (option, nil): .autodetected()
      default:
        first.hasPrefix(option + "=")
          ? CompletionShell(rawValue: String(first.dropFirst(option.count + 1))) : nil
      }
    return shell.map(script)
  }

  private static func script(for shell: CompletionShell) -> String {
    let script = Optviz.completionScript(for: shell)
    switch shell {
    case .zsh:
      // The last lines call the function, which is changed before.
      let call = script.firstRange(of: "if [[ \"${funcstack[1]}\"")?.lowerBound ?? script.endIndex
      return script[..<call] + zsh + "\n" + script[call...]
    case .fish: return script + "\n\n" + fish
    default: return script + "\n\n" + bash
    }
  }

  private static let bash = #"""
    # Bash breaks words at ':', '=' and '@', which settings have inside: they are put together again, completed whole, and
    # handed back without what stands before the last break.
    __optviz_whole_words() {
        local rest="${COMP_LINE:0:COMP_POINT}" breaks="${COMP_WORDBREAKS//[^:=@]/}" word bare
        local -a words=()
        local -i index
        for ((index = 0; index <= COMP_CWORD; index++)); do
            word="${COMP_WORDS[index]}"
            bare="${rest#"${rest%%[![:space:]]*}"}"
            # What follows the cursor does not count.
            [[ "${index}" -lt "${COMP_CWORD}" ]] || word="${bare}"
            if [[ "${index}" -gt 0 && "${bare}" = "${rest}" ]]; then
                words[${#words[@]}-1]+="${word}"
            else
                words+=("${word}")
            fi
            rest="${bare#"${word}"}"
        done
        local -i last=$((${#words[@]} - 1))
        case "${words[last]}" in
        # Nothing is broken inside quotes.
        [\'\"]*) words[last]="${words[last]:1}" breaks='' ;;
        --*=*) words=("${words[@]:0:last}" "${words[last]%%=*}" "${words[last]#*=}") ;;
        esac
        [[ "${words[1]}" != -* ]] || words=("${words[0]}" tui "${words[@]:1}")
        last=$((${#words[@]} - 1))

        local -a COMP_WORDS=("${words[@]}")
        local -i COMP_CWORD=last
        local IFS=' '
        local COMP_LINE="${words[*]}"
        local -i COMP_POINT=${#COMP_LINE}
        IFS=$' \t\n'
        _optviz "${1}" "${words[last]}" "${words[last-1]}"

        case "${words[last-1]}" in
        --data | --theme | --output | --batch-order | --experiment | check) ;;
        *) compopt +o filenames 2>/dev/null ;;
        esac
        [[ "${#COMPREPLY[@]}" -eq 0 || "${COMPREPLY[0]}" != *[:=/] ]] || compopt -o nospace 2>/dev/null
        [[ -z "${breaks}" ]] || COMPREPLY=("${COMPREPLY[@]#"${words[last]%"${words[last]##*[${breaks}]}"}"}")
    }

    complete -o filenames -F __optviz_whole_words optviz
    """#

  private static let zsh = #"""
    # Without a command, options are those of the screen.
    functions[__optviz_commands]="${functions[_optviz]}"
    _optviz() {
        if [[ "${words[2]}" = -* ]]; then
            words=("${words[1]}" tui "${(@)words[2,-1]}")
            ((CURRENT++))
        fi
        __optviz_commands "${@}"
    }

    # What ends in a sign goes on without a space.
    __optviz_complete() {
        local -a whole=("${(@)@:#*[:=\/]}") begun=("${(@M)@:#*[:=\/]}")
        local -i ret=1
        compadd -V whole -a whole && ret=0
        compadd -V begun -S '' -a begun && ret=0
        return "${ret}"
    }

    """#

  private static let fish = #"""
    # Without a command, options are those of the screen.
    functions -c __optviz_tokens __optviz_typed_tokens
    function __optviz_tokens
        set -l tokens (__optviz_typed_tokens $argv)
        set -l first $tokens[2] (commandline -t)
        if test "$argv" = -pc; and string match -q -- '-*' "$first[1]"
            set tokens $tokens[1] tui $tokens[2..]
        end
        string join -- \n $tokens
    end
    """#
}
