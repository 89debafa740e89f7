import Experiments
import Optimization
import Testing
import Wording

@Suite("Tables of numbers")
struct DelimitedTextTests {
  private func read(
    _ text: String, x: String? = nil, y: String? = nil, labels: Bool = false
  ) throws(InputError) -> DataSet {
    try DelimitedText.read(text.utf8, file: "m.csv", name: "m", x: x, y: y, labels: labels)
  }

  private func message(_ text: String, x: String? = nil, y: String? = nil, labels: Bool = false) -> String {
    do throws(InputError) {
      let data = try read(text, x: x, y: y, labels: labels)
      return "(read \(data.x) \(data.y))"
    } catch { return error.message }
  }

  /// A table that holds (1, 2) and (3.5, -4) in its first two columns.
  static let good: [(String, String)] = [
    ("header", "a,b\n1,2\n3.5,-4\n"), ("no header", "1,2\n3.5,-4\n"), ("no end of line", "1,2\n3.5,-4"),
    ("blank lines", "\n\na,b\n\n1,2\n  \t\n3.5,-4\n\n\n"), ("CRLF", "a,b\r\n1,2\r\n3.5,-4\r\n\r\n"),
    ("lone CR", "a,b\r1,2\r3.5,-4\r"), ("byte order mark", "\u{FEFF}a,b\n1,2\n3.5,-4\n"),
    ("mark and numbers", "\u{FEFF}1,2\n3.5,-4\n"), ("semicolons", "a;b\n1;2\n3.5;-4\n"),
    ("tabs", "a\tb\n1\t2\n3.5\t-4\n"), ("decimal commas", "a;b\n1;2,0\n3,5;-4\n"),
    ("decimal commas without header", "1,0;2\n3,5;-4\n"), ("decimal commas, tabs", "1,0\t2\n3,5\t-4\n"),
    ("quoted decimal commas", "a,b\n\"1,0\",2\n\"3,5\",-4\n"), ("spaces", " a , b \n 1 , 2 \n  3.5 ,\t-4 \n"),
    ("comments", "# made by hand\na,b\n  # more\n1,2\n#9,9\n3.5,-4\n"),
    ("quotes", "\"a\",\"b\"\n\"1\",2\n\"3.5\" , \" -4 \"\n"),
    ("quoted line break", "\"a\nlong\",b\n1,2\n3.5,-4\n"),
    ("quotes in names", "\"say \"\"a\"\"\",b\n1,2\n3.5,-4\n"),
    ("separators in names", "\"a, of x\",b\n1,2\n3.5,-4\n"), ("more columns", "a,b,c\n1,2,x\n3.5,-4,\n"),
    ("missing other cells", "a,b,c\n1,2\n3.5,-4\n"), ("trailing commas", "a,b\n1,2,\n3.5,-4,,\n"),
    ("exponents", "a,b\n1e0,+2E+0\n35e-1,-.4e1\n"), ("points at the ends", "1.,2.\n3.5,-4.\n"),
    ("thousands elsewhere", "a;b\n1,000;2\n3,5;-4\n"), ("a stray quote", "a,5\" pipe\n1,2\n3.5,-4\n"),
    ("a half-numeric header", "a,b,2020\n1,2,3\n3.5,-4,5\n"),
    ("bars", "a|b\n1|2\n3.5|-4\n"), ("blanks", "a b\n1 2\n3.5 -4\n"),
    ("aligned blanks", "   a    b\n   1    2\n 3.5   -4  \n"), ("blanks and tabs", "1 \t 2\n3.5\t -4\n"),
    ("blanks and decimal commas", "a b\n1,0 2\n3,5 -4,0\n"),
    ("Excel's first line", "sep=|\na|b\n1|2\n3.5|-4\n"),
    ("Excel's quoted first line", "\u{FEFF}\"sep=;\"\r\na;b\r\n1;2\r\n3,5;-4\r\n"),
    ("an unusual separator", "sep=^\na^b\n1^2\n3.5^-4\n"),
  ]

  @Test("Tables of every kind are read", arguments: good)
  func reads(kind: String, text: String) throws {
    let data = try read(text)
    #expect(data.x == [1, 3.5] && data.y == [2, -4], "\(kind): \(data.x) \(data.y)")
  }

  @Test("The pieces in which a table arrives make no difference", arguments: good)
  func pieces(kind: String, text: String) throws {
    let whole = try read(text)
    let bytes = Array(text.utf8)
    for size in [1, 2, 3, 7] {
      var reader = DelimitedText(file: "m.csv", name: "m")
      for start in stride(from: 0, to: bytes.count, by: size) {
        try Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { try reader.take($0) }
      }
      #expect(try reader.finish() == whole, "\(kind) by \(size)")
    }
  }

  @Test("Columns are chosen by name, in any case, or number, and keep their names")
  func columns() throws {
    let text = "day,Height,weight\n1,170,65\n2,180,80\n"
    for (x, y) in [("height", "weight"), ("2", "3"), ("Height", "3")] {
      let data = try read(text, x: x, y: y)
      #expect(
        data.x == [170, 180] && data.y == [65, 80] && data.xName == "Height" && data.yName == "weight")
    }
    #expect(try read(text, x: "weight").yName == "day")
    #expect(try read(text, x: "day").yName == "Height")
    #expect(try read(text, y: "day").xName == "Height")
    #expect(try read(text, y: "weight").xName == "day")
    let plain = try read("1,2\n3,4\n", x: "2", y: "1")
    #expect(plain.x == [2, 4] && plain.xName == "x" && plain.yName == "y" && plain.name == "m")
    // A column whose name is a number.
    #expect(try read("a,b,7\n1,2,3\n4,5,6\n", y: "7").y == [3, 6])
  }

  @Test("Labels are 0 and 1, or words")
  func labels() throws {
    let data = try read("x,label\n1,0\n2,1.0\n3,TRUE\n4,no\n5, Yes \n6,false\n", labels: true)
    #expect(data.y == [0, 1, 1, 0, 1, 0])
    #expect(try read("1,yes\n2,no\n", labels: true).count == 2)
  }

  private static let noFeature = [
    (
      "date,v\nJan,1\nFeb,2\nMar,4\n",
      "only column 2 'v' has numbers; --x row takes the number of the row as the feature (and 2 more lines are wrong)"
    ),
    (
      "d,a,b\nx,1,2\ny,2,3\n",
      "choose with --x and --y from those with numbers: column 2 'a', column 3 'b' (and 1 more line is wrong)"
    ),
  ]

  @Test("A column of words as the feature: the message says what has numbers", arguments: noFeature)
  func words(text: String, complaint: String) {
    let message = message(text)
    #expect(message.hasPrefix("m.csv:2: column 1 'd") && message.hasSuffix("; \(complaint)"), "\(message)")
  }

  private static let oneMissing = "; 1 of 2 rows has a missing cell: --missing drop leaves it out"

  @Test(
    "A mistake is reported with line, column and text",
    arguments: [
      ("", "m.csv is empty"),
      ("\n# nothing\n\n", "m.csv has no rows, only blank lines or comments"),
      ("x,y\n", "m.csv has a header and no rows; a model needs two or more"),
      ("x,y\n1,2\n", "m.csv has a single row; a model needs two or more"),
      ("1,2", "m.csv has a single row; a model needs two or more"),
      (
        "x\n1\n2\n",
        "m.csv:1: a single column; two are needed, with commas, semicolons, tabs, bars or blanks between them, or what "
          + "--separator names; --x row takes the number of the row as the feature"
      ),
      ("x y\n1 2\n", "m.csv has a single row; a model needs two or more"),
      (
        "x,y\n1,2\n3,n/a\n",
        "m.csv:3: column 2 'y' is not a number: 'n/a'; 1 of 2 rows has a missing cell: --missing drop leaves it out"
      ),
      (
        "x,y\n1,2\n\n3,n/a\n4,-\n5,6\n7,\n",
        "m.csv:4: column 2 'y' is not a number: 'n/a'; 3 of 5 rows have a missing cell: --missing drop leaves them out"
      ),
      ("x,y\na,2\n\n3,b\n", "m.csv:2: column 1 'x' is not a number: 'a' (and 1 more line is wrong)"),
      ("1,2\n3,n/a\n", "m.csv:2: column 2 is not a number: 'n/a'" + DelimitedTextTests.oneMissing),
      ("1,n/a\n3,4\n", "m.csv:1: column 2 is not a number: 'n/a'" + DelimitedTextTests.oneMissing),
      (",1\n3,4\n", "m.csv:1: column 1 is empty" + DelimitedTextTests.oneMissing),
      ("x,y\n1,\n2,3\n", "m.csv:2: column 2 'y' is empty" + DelimitedTextTests.oneMissing),
      ("x,y\n1\n2,3\n", "m.csv:2: column 2 'y' is missing" + DelimitedTextTests.oneMissing),
      ("x,y\n1,nan\n2,3\n", "m.csv:2: column 2 'y' is not a number: 'nan'" + DelimitedTextTests.oneMissing),
      ("x,y\n-Inf,1\n2,3\n", "m.csv:2: column 1 'x' is not a finite number: '-Inf'"),
      ("x,y\n1,1e999\n2,3\n", "m.csv:2: column 2 'y' is not a finite number: '1e999'"),
      ("x,y\n1,0x10\n2,3\n", "m.csv:2: column 2 'y' is not a number: '0x10'"),
      ("x,y\n1,2,3\n4,5\n", "m.csv:2: 3 columns where line 1 has 2"),
      ("x,y\n1,5,2,5\n4,5\n", "m.csv:2: 4 columns where line 1 has 2"),
      ("x;y\n1.5;2\n2,5;3\n", "m.csv:3: '2,5' has a decimal comma where line 2 has a decimal point"),
      (
        "x;y\n1.234,5;2\n2;3\n",
        "m.csv:2: column 1 'x' is not a number: '1.234,5'; --thousands . reads it as 1234.5"
      ),
      (
        "x;y\n1,234;2\n5,678;3\n",
        "m.csv:2: '1,234' may have a decimal comma or its thousands set apart; say which with --decimal , or "
          + "--thousands ,"
      ),
      ("x,y\n\"1,2\n3,4\n", "m.csv:2: a quote is never closed"),
      ("x,y\n1,\"2\"3\n3,4\n", "m.csv:2: column 2 'y' is not a number: '\"2\"3'"),
      (
        "x,y\n1,true\n3,4\n",
        "m.csv:2: column 2 'y' is not a number: 'true'; words are labels, for --model logistic and its --y"
      ),
      (
        "x,y\n1,\(String(repeating: "z", count: 99))\n3,4\n",
        "m.csv:2: column 2 'y' is not a number: '\(String(repeating: "z", count: 31))…'"
      ),
      ("x,y\n1,\u{1B}[31m\n3,4\n", "m.csv:2: column 2 'y' is not a number: '\u{FFFD}[31m'"),
    ])
  func mistakes(text: String, expected: String) { #expect(message(text) == expected) }

  @Test("A wrong label, a wrong column and a foreign file are refused in a sentence")
  func otherMistakes() {
    #expect(
      message("x,y\n1,0\n2,1\n3,2\n", labels: true)
        == "m.csv:4: column 2 'y' is not a label: '2'; the labels above are '0' and '1', and a logistic model has two"
    )
    #expect(
      message("x,y\n1,0\n2,maybe\n3,1\n4,0.5\n", labels: true)
        == "m.csv:3: column 2 'y' is not a label: 'maybe'; labels are two numbers or two words, and '0' stands above "
        + "(and 1 more line is wrong)")
    let table = "day,height,weight\n1,2,3\n4,5,6\n"
    #expect(
      message(table, x: "hieght")
        == "--x 'hieght': m.csv has no such column; did you mean 'height' or 'weight'? it has day, height, weight"
    )
    #expect(message(table, y: "4") == "--y 4: m.csv has 3 columns: day, height, weight")
    #expect(message(table, y: "0") == "--y 0: m.csv has 3 columns: day, height, weight")
    #expect(message(table, x: "day", y: "1") == "--x day and --y 1 are the same column of m.csv")
    #expect(
      message("a,A,a\n1,2,3\n4,5,6\n", x: "a")
        == "--x 'a': columns 1 and 3 of m.csv have that name; give a number")
    #expect(
      message("1,2\n3,4\n", x: "height")
        == "--x 'height': the first line of m.csv names no columns; give a number from 1 to 2")
    #expect(
      message("x,\u{0}y\n1,2\n") == "m.csv is not text in UTF-8 or UTF-16; save it as a CSV file in UTF-8")
  }

  @Test("A line without an end is refused before it fills the memory")
  func endless() throws {
    var reader = DelimitedText(file: "m.csv", name: "m")
    let piece = [UInt8](repeating: UInt8(ascii: "7"), count: 1 << 18)
    #expect(throws: InputError.self) {
      for _ in 0..<8 { try piece.withUnsafeBytes { try reader.take($0) } }
    }
  }

  @Test("A chosen column is read whatever the others contain")
  func others() throws {
    let data = try read("name,x,y\n\"Smith, J.\",1,2\n\"two\nlines\",3,4\n,5,6\n", x: "x", y: "y")
    #expect(data.x == [1, 3, 5] && data.y == [2, 4, 6])
    // Lines are counted as in an editor, also within quotes.
    #expect(
      message("name,x,y\n\"a\nb\",1,2\n,z,4\n", x: "x", y: "y")
        == "m.csv:4: column 2 'x' is not a number: 'z'")
  }

  @Test("Random bytes are read or refused, nothing else")
  func fuzz() {
    let numbers = RandomNumbers(seed: 4, stream: 0)
    let alphabet = Array("0123456789..,,;;\t\t\n\n\n\r\"\"-+eE#ax \u{0}é".utf8)
    var index: UInt64 = 0
    func next(_ count: Int) -> Int {
      index += 1
      return numbers.below(count, index)
    }
    var readable = 0
    for round in 0..<20_000 {
      var bytes: [UInt8]
      switch round % 4 {
      case 0: bytes = (0..<next(60)).map { _ in UInt8(next(256)) }
      case 1: bytes = (0..<next(60)).map { _ in alphabet[next(alphabet.count)] }
      default:
        // A good table with a few bytes exchanged.
        bytes = Array(DelimitedTextTests.good[next(DelimitedTextTests.good.count)].1.utf8)
        for _ in 0..<next(4) { bytes[next(bytes.count)] = alphabet[next(alphabet.count)] }
      }
      do throws(InputError) {
        let data = try DelimitedText.read(bytes, file: "m.csv", name: "m", labels: round % 3 == 0)
        readable += 1
        #expect(data.count >= 2 && (data.x + data.y).allSatisfy(\.isFinite))
      } catch {
        #expect(error.message.contains("m.csv"))
        #expect(!error.message.contains("\n"))
      }
    }
    #expect(readable > 2000)
  }
}
