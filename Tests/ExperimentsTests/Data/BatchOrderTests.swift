import Experiments
import Optimization
import Testing
import Wording

@Suite("Batch orders from files")
struct BatchOrderTests {
  private func read(_ text: String, of count: Int = 3) throws(InputError) -> Batches.Order {
    try BatchOrderText.read(text.utf8, file: "o.txt", exampleCount: count)
  }

  @Test(
    "An epoch is a line, or a list in brackets",
    arguments: [
      "2 0 1\n1 2 0\n", "2,0,1\n1,2,0", "2\t0\t1\r\n\r\n1\t2\t0\r\n", "[2,0,1]\n[1,2,0]\n",
      "[2, 0, 1],\n[1, 2, 0]\n",
      "[[2,0,1],[1,2,0]]", "[\n  [\n    2,\n    0,\n    1\n  ],\n  [1, 2,\n 0]\n]\n",
      "# seen\n2 0 1\n\n# by torch\n1 2 0\n",
      "\u{FEFF}2 0 1\n1 2 0\n", "  2  0 , 1 \n\n\n1 2 0\n\n",
    ])
  func reads(text: String) throws { #expect(try read(text) == .given([[2, 0, 1], [1, 2, 0]])) }

  @Test("Rows may be repeated, as with sampling with replacement")
  func repeats() throws { #expect(try read("1 1 1\n") == .given([[1, 1, 1]])) }

  @Test(
    "A mistake is reported with its line",
    arguments: [
      ("", "o.txt has no epochs; expected a line of 3 row numbers, counted from 0, for each"),
      ("\n# none\n", "o.txt has no epochs; expected a line of 3 row numbers, counted from 0, for each"),
      ("0 1 2\n0 1\n", "o.txt:2: an epoch of 2 rows, but the data has 3; each epoch needs as many"),
      ("0 1 2 0\n", "o.txt:1: an epoch of more than 3 rows, but the data has 3; each epoch needs as many"),
      ("1 2 3\n", "o.txt:1: row 3 does not exist; the 3 rows are numbered from 0 to 2"),
      ("0 1 2\n0 a 1\n", "o.txt:2: 'a' is not a row number; expected whole numbers from 0 to 2"),
      ("0 -1 2\n", "o.txt:1: '-1' is not a row number; expected whole numbers from 0 to 2"),
      ("0 1.0 2\n", "o.txt:1: '1.0' is not a row number; expected whole numbers from 0 to 2"),
      ("[0,1,2\n", "o.txt:2: a bracket is never closed"), ("0 1 2]\n", "o.txt:1: ']' without a '['"),
      ("[0,1,[2]]\n", "o.txt:1: '[' in the middle of an epoch"),
      (
        "99999999999999999999999\n",
        "o.txt:1: '99999999999999999999999' is not a row number; expected whole numbers from 0 to 2"
      ),
    ])
  func mistakes(text: String, expected: String) {
    var message = "(read)"
    do throws(InputError) { _ = try read(text) } catch { message = error.message }
    #expect(message == expected)
  }
}
