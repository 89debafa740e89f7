import Experiments
import Optimization
import Testing
import Wording

/// What a person says about a table, and what is said back.
@Suite("How a table is written")
struct TableFormatTests {
  private func numbers(_ texts: [String], _ format: TableFormat) -> [Double] {
    Table.read(texts.map { "\"\($0)\";0\n" }.joined(), format: format).x
  }

  @Test("Numbers with thousands, percent and decimal signs are read as they are meant")
  func signs() throws {
    let cases: [([String], TableFormat, [Double])] = [
      (
        ["1,234", "-12,345,678.5", "+7", "999"], try TableFormat(thousands: ","),
        [1234, -12_345_678.5, 7, 999]
      ),
      (["1.234", "12.345,5"], try TableFormat(thousands: "."), [1234, 12345.5]),
      (["1'234", "1’234.5"], try TableFormat(thousands: "'"), [1234, 1234.5]),
      (
        ["1 234", "1\u{A0}234,5", "1\u{202F}234"], try TableFormat(thousands: "blank"), [1234, 1234.5, 1234]
      ),
      (["1_000", "2"], try TableFormat(thousands: "_"), [1000, 2]),
      (["12%", "12.5 %", "-0.1%", "3"], try TableFormat(percent: true), [0.12, 0.125, -0.001, 3]),
      (["1,234%", "50%"], try TableFormat(thousands: ",", percent: true), [12.34, 0.5]),
      (["1,234", "2,500"], try TableFormat(decimal: ","), [1.234, 2.5]),
    ]
    for (texts, format, expected) in cases { #expect(numbers(texts, format) == expected, "\(texts)") }
  }

  @Test("Signs in the wrong place are refused, with the option that helps")
  func wrongSigns() throws {
    let cases: [(String, TableFormat, String)] = [
      ("1,23", try TableFormat(thousands: ","), "is not a number: '1,23'; the decimal sign is '.'"),
      ("1,2345", try TableFormat(thousands: ","), "is not a number"),
      (",234", try TableFormat(thousands: ","), "is not a number"),
      ("1.5", try TableFormat(decimal: ","), "is not a number: '1.5'; the decimal sign is ','"),
      ("1,5", try TableFormat(decimal: "."), "is not a number: '1,5'; the decimal sign is '.'"),
      ("1,234.5", TableFormat(), "is not a number: '1,234.5'; --thousands , reads it as 1234.5"),
      ("1.234.567", TableFormat(), "--thousands . reads it as 1234567"),
      ("1'234", TableFormat(), "--thousands ' reads it as 1234"),
      ("1 234", TableFormat(), "--thousands blank reads it as 1234"),
      ("12%", TableFormat(), "is not a number: '12%'; --percent reads it divided by 100"),
      ("1e3%", try TableFormat(percent: true), "is not a number"),
    ]
    for (text, format, says) in cases {
      let read = Table.read("x;y\n\"\(text)\";1\n2;3\n", format: format)
      #expect(
        read.refusal?.contains("t.csv:2: column 1 'x' \(says)") == true
          || read.refusal?.contains(says) == true, "\(read)")
    }
  }

  @Test("Commas that may be anything are asked about, and those in quotes are told")
  func commas() throws {
    let doubtful = "x;y\n1,234;2,500\n2,345;4,125\n3,456;6,000\n"
    #expect(Table.read(doubtful).refusal?.hasSuffix("say which with --decimal , or --thousands ,") == true)
    #expect(Table.read(doubtful, format: try TableFormat(decimal: ",")).x == [1.234, 2.345, 3.456])
    #expect(Table.read(doubtful, format: try TableFormat(thousands: ",")).y == [2500, 4125, 6000])
    let quoted = "x,y\n1,\"12,34\"\n2,\"2,5\"\n3,\"3\"\n"
    let read = Table.read(quoted)
    #expect(read.y == [12.34, 2.5, 3] && read.notes.count == 1)
    #expect(read.notes.first?.contains("the comma in '12,34' on line 2 is read as a decimal comma") == true)
    #expect(Table.read(quoted, format: try TableFormat(decimal: ",")).notes.isEmpty)
    #expect(Table.read(quoted, format: try TableFormat(decimal: ".")).refusal != nil)
  }

  @Test("Any character separates cells")
  func separators() throws {
    for (word, sign) in [
      ("blank", " "), ("blank", "  \t"), ("tab", "\t"), ("|", "|"), (":", ":"), ("^", "^"), ("~", "~"),
      ("/", "/"),
      ("§", "§"), ("¦", "¦"), ("→", "→"), ("::", "::"), ("x", "x"), (",", ","), ("#", "#"),
    ] {
      let text = ["a\(sign)b", "1\(sign)\"2\"", "3.5\(sign)-4"].joined(separator: "\n")
      let read = Table.read(text, format: try TableFormat(separator: word))
      #expect(read.x == [1, 3.5] && read.y == [2, -4] && read.names == ["a", "b"], "\(word): \(read)")
    }
    // The characters of a longer one may also stand alone.
    let times = Table.read(
      "at::x::y\n12:30::1::2\n12:45::3::4.5\n", x: "2", y: "3", format: try TableFormat(separator: "::"))
    #expect(times.x == [1, 3] && times.y == [2, 4.5], "\(times)")
    // Blanks win over commas that are decimal.
    let label = Table.read("-1 7,5\n1 8,25\n1 9,5\n", x: "2", y: "1", labels: true)
    #expect(label.x == [7.5, 8.25, 9.5] && label.y == [0, 1, 1])
    #expect(Table.read("1, 2, big cat\n3, 4, dog\n").y == [2, 4])
    #expect(Table.read("a:b\n1:2\n3:4\n").refusal?.contains("or what --separator names") == true)
    #expect(
      Table.read("a,b\n1,2\n", format: try TableFormat(separator: ":")).refusal
        == "t.csv:1: a single column; two are needed, with ':' between them, as --separator says")
    #expect(
      Table.read("a b c\n1 2 3\n4 5\n", format: try TableFormat(separator: "blank")).refusal
        == "t.csv:3: 2 columns where line 1 has 3")
    for word in ["", ".", "1", "-", "\"", "\n", "123456789"] {
      #expect(throws: InputError.self) { try TableFormat(separator: word) }
    }
  }

  @Test("Missing cells are counted, and rows with one are left out on request")
  func missing() throws {
    let text = "x,y,z\n1,2,\n3,NA,1\n,,1\n4,5,1\n6\n7,8,1\n"
    let refusal =
      "t.csv:3: column 2 'y' is not a number: 'NA'; 3 of 6 rows have a missing cell: --missing drop leaves them out"
    #expect(Table.read(text).refusal == refusal)
    let read = Table.read(text, format: try TableFormat(missing: "drop"))
    #expect(read.x == [1, 4, 7] && read.y == [2, 5, 8])
    #expect(read.notes == ["t.csv: 3 of 6 rows are left out, since a cell is missing"])
    for word in ["", "NA", "N/A", "nan", "NaN", "null", "None", "#N/A", "-", "?", ".", "<NA>"] {
      #expect(
        Table.read("x,y\n1,2\n3,\(word)\n5,6\n", format: try TableFormat(missing: "drop")).x == [1, 5],
        "\(word)")
    }
    // What is wrong stays wrong.
    let wrong = "x,y\n1,\n2,abc\n3,inf\n4,5\n"
    #expect(
      Table.read(wrong).refusal
        == "t.csv:3: column 2 'y' is not a number: 'abc' (and 1 more line is wrong; 1 of 4 rows has a missing cell)"
    )
    #expect(
      Table.read(wrong, format: try TableFormat(missing: "drop")).refusal
        == "t.csv:3: column 2 'y' is not a number: 'abc' (and 1 more line is wrong)")
    #expect(
      Table.read("x,y\n1,\n2,\n", format: try TableFormat(missing: "drop")).refusal
        == "t.csv has no row without a missing cell; a model needs two or more")
  }

  @Test("Skipped lines are told")
  func comments() {
    #expect(Table.read("x,y\n1,2\n# bad\n3,6\n").notes == ["t.csv: line 3 begins with # and is skipped"])
    #expect(
      Table.read("# a\nx,y\n1,2\n#3,4\n5,6\n").notes
        == ["t.csv: 2 lines begin with # and are skipped, the first is line 1"])
  }

  @Test("Two numbers or two words are labels, and the assignment is told")
  func labels() {
    let cases: [([String], [Double], String?)] = [
      (["0", "1", "1"], [0, 1, 1], nil), (["yes", "no", "No"], [1, 0, 0], nil),
      (["TRUE", "false", "1"], [1, 0, 1], nil),
      (["1", "1", "1"], [1, 1, 1], nil), (["-1", "1", "-1"], [0, 1, 0], "'-1' is taken for 0, '1' for 1"),
      (["2", "1", "2.0"], [1, 0, 1], "'1' is taken for 0, '2' for 1"),
      (["4", "2", "4"], [1, 0, 1], "'2' is taken for 0, '4' for 1"),
      (["setosa", "iris", "iris"], [1, 0, 0], "'iris' is taken for 0, 'setosa' for 1"),
      (["b c", "a d", "b c"], [1, 0, 1], "'a d' is taken for 0, 'b c' for 1"),
    ]
    for (labels, expected, note) in cases {
      let text = "x,kind\n" + labels.enumerated().map { "\($0),\($1)\n" }.joined()
      let read = Table.read(text, labels: true)
      #expect(read.y == expected, "\(labels): \(read)")
      #expect(read.notes == (note.map { ["t.csv: column 2 'kind': the label \($0)"] } ?? []))
      // Without a header, too.
      #expect(Table.read(String(text.dropFirst(7)), labels: true).y == expected, "\(labels)")
    }
    #expect(Table.read("x,k\n1,a\n2,a\n", labels: true).refusal?.contains("the single label 'a'") == true)
    #expect(
      Table.read("x,k\n1,a\n2,b\n3,c\n4,d\n", labels: true).refusal?.hasPrefix(
        "t.csv:4: column 2 'k' is not a label: 'c'") == true)
    #expect(Table.read("x,k\n1,a\n2,3\n", labels: true).refusal?.contains("two numbers or two words") == true)
  }

  @Test("A format is written as the options that say it")
  func arguments() throws {
    let formats = [
      TableFormat(), try TableFormat(separator: "tab", decimal: ",", header: "no"),
      try TableFormat(separator: "§", thousands: "blank", percent: true, missing: "drop", skip: "3"),
      try TableFormat(separator: "blank", thousands: ".", header: "yes"), try TableFormat(decimal: "."),
    ]
    for format in formats {
      let choice = DataChoice(
        source: "t.csv", data: DataSet(name: "t", xName: "x", yName: "y", x: [1, 2], y: [3, 4]),
        format: format)
      var experiment = bundled.opening.experiment
      experiment.take(SurfaceChoice(choice), in: bundled)
      let words = experiment.arguments(in: bundled)
      func value(_ option: String) -> String? {
        words.firstIndex(of: option).map { words[$0 + 1] }
      }
      let again = try TableFormat(
        separator: value("--separator"), decimal: value("--decimal"), thousands: value("--thousands"),
        percent: words.contains("--percent"), header: value("--header"), missing: value("--missing"),
        skip: value("--skip"))
      #expect(again == format, "\(words)")
    }
  }

  @Test("Data without a finite loss near the start are told, others are not")
  func finiteness() throws {
    func notes(_ x: [Double], _ y: [Double]) -> [String] {
      var experiment = bundled.opening.experiment
      let data = DataSet(name: "t", xName: "x", yName: "y", x: x, y: y)
      experiment.take(SurfaceChoice(DataChoice(source: "t.csv", data: data)), in: bundled)
      return experiment.remarks
    }
    #expect(
      notes([1e200, 2e200, 3e200], [1, 2, 3]).first?.contains("the loss has no finite value") == true)
    #expect(notes([1, 2, 3], [1e300, -1e300, 1e299]).count == 1)
    for scale in [1e-100, 1e-10, 1, 1e10, 1e60] {
      #expect(notes([1 * scale, 2 * scale, 3 * scale], [1, 2, 4]).isEmpty)
    }
  }
}
