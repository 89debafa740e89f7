import OptvizApp
import Testing

/// Which answers count.
struct TerminalDialogTests {
  private func dialog(_ reports: [TerminalReport], at time: Double) -> (TerminalAnswers, isOver: Bool) {
    var dialog = TerminalDialog(TerminalQuestion.allCases)
    dialog.begin(at: 10)
    let isOver = dialog.take(reports, at: 10 + time)
    return (dialog.answers, isOver)
  }

  @Test func answersCountTogetherWithTheLastOne() {
    #expect(dialog([.directColor(true)], at: 0.1).isOver == false)
    let whole = dialog([.directColor(true), .attributes([62])], at: 0.1)
    #expect(whole.isOver && whole.0.hasDirectColor)
  }

  @Test func withoutTheLastOneTheyCountUntilTheTimeIsUp() {
    var dialog = TerminalDialog(TerminalQuestion.allCases)
    #expect(dialog.deadline == nil && !dialog.questions.isEmpty)
    dialog.begin(at: 10)
    #expect(dialog.deadline == 10.5 && dialog.questions.isEmpty)
    let ends = [
      dialog.take([.directColor(true)], at: 10.4), dialog.take([], at: 10.6),
      dialog.take([.attributes([1])], at: 10.7),
    ]
    #expect(ends == [false, true, false])
    #expect(dialog.answers.hasDirectColor && !dialog.answers.isComplete && dialog.deadline == nil)
  }

  @Test func keysWaitForAnAnswerForHalfASecondHoweverLongItCounts() {
    var dialog = TerminalDialog(TerminalQuestion.allCases, patience: 2.5)
    let before = dialog.expectsAnswer(at: 9)
    dialog.begin(at: 10)
    let expects = [before, dialog.expectsAnswer(at: 10.4), dialog.expectsAnswer(at: 10.6)]
    #expect(expects == [false, true, false])
    let isOver = dialog.take([.directColor(true), .attributes([62])], at: 12)
    #expect(isOver && dialog.answers.hasDirectColor && !dialog.expectsAnswer(at: 12))
  }

  @Test func lateAnswersChangeNothing() {
    let late = dialog([.directColor(true), .attributes([62, 4])], at: 0.6)
    #expect(late.isOver && late.0 == TerminalAnswers())
    var none = TerminalDialog([])
    #expect(none.questions.isEmpty && none.deadline == nil)
    let ends = none.take([.directColor(true), .attributes([62])], at: 0)
    #expect(!ends && none.answers == TerminalAnswers())
  }

  @Test func whatWasNotAskedYetIsNotAnAnswer() {
    var dialog = TerminalDialog(TerminalQuestion.allCases)
    let ends = dialog.take([.attributes([62]), .directColor(true), .cursor(column: 2, row: 2)], at: 1)
    #expect(!ends && dialog.answers.joinsUTF8 && !dialog.answers.hasDirectColor && !dialog.answers.isComplete)
  }
}
