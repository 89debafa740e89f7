import Experiments
import Testing

/// Whether the first line names the columns, told by the whole line.
@Suite("A table's header")
struct TableHeaderTests {
  /// Tables with a header, the columns to read, and what is said about the header.
  static let headers: [(text: String, x: String?, y: String?, rows: Int, says: String?)] = [
    ("x,y\n1,2\n3,4\n", nil, nil, 2, nil),
    (
      "\"\",\"1940\",\"1945\"\n\"Food\",22.2,44.5\n\"Home\",10.5,15.5\n\"Health\",3.53,5.76\n", "2", "3", 3,
      "'1940' is quoted"
    ),
    (",1940,1945\nFood,22.2,44.5\nHome,10.5,15.5\n", "2", "3", 2, "(1940 to 1945)"),
    ("region,2019,2020\nN,2,3\nS,4.1,5\nE,6,7\n", "2", "3", 3, "(2019 to 2020)"),
    ("2019;2020\n2;3\n4.1;5\n6;7\n", nil, nil, 3, "(2019 to 2020)"),
    ("city\t1990\t2000\t2010\nOslo\t0.5\t0.6\t0.7\nRome\t2.7\t2.6\t2.8\n", "2", "4", 2, "(1990 to 2010)"),
    // As pandas writes a frame without names.
    (",0,1\n0,0.5,0.25\n1,0.75,0.125\n2,0.5,0.5\n", "2", "3", 3, "(0 to 1)"),
    // As scikit-learn ships its flowers: counts, then the classes' names.
    (
      "4,3,setosa,other,virginica\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,0\n4.7,3.2,1.3,0.2,1\n", nil, nil, 3,
      "'setosa' stands"
    ),
    ("group,100\na,1\nb,2\na,3\nb,2\n", "2", "row", 4, nil),
    ("x,7\n1,2\n3,4\n", "x", "7", 2, "'x' stands above numbers"),
  ]

  @Test("Names are recognised", arguments: headers)
  func header(text: String, x: String?, y: String?, rows: Int, says: String?) {
    let row = y == "row"
    let read = Table.read(text, x: row ? "row" : x, y: row ? x : y)
    #expect(read.refusal == nil && read.x.count == rows, "\(read)")
    if let says {
      #expect(
        read.notes.contains { $0.contains("is read as the header") && $0.contains(says) }, "\(read.notes)")
    }
    // The option says the same without a remark, and the opposite is obeyed or impossible.
    var format = TableFormat()
    format.hasHeader = true
    let asked = Table.read(text, x: row ? "row" : x, y: row ? x : y, format: format)
    #expect(asked.x == read.x && asked.names == read.names && asked.notes.isEmpty)
    format.hasHeader = false
    let refused = Table.read(text, x: row ? "row" : x, y: row ? x : y, format: format)
    #expect(refused.refusal != nil || refused.x.count == rows + 1)
  }

  /// Tables without a header, and whether that is worth a remark.
  static let rows: [(text: String, x: String?, y: String?, rows: Int, isDoubtful: Bool)] = [
    ("1,2\n3,4\n5,6\n", nil, nil, 3, false), ("0,1\n1,3\n2,5\n3,7\n", nil, nil, 4, false),
    ("-1,2\n300,400\n", nil, nil, 2, false), ("1.5,2.5\n300,400\n310,420\n", nil, nil, 3, false),
    ("N,2,3\nS,4.1,5\nE,6,7\n", "2", "3", 3, false), ("N,200,300\nN,4,5\nE,6,7\n", "2", "3", 3, true),
    ("2019,2020\n2021,2018\n2020,2024\n", nil, nil, 3, false),
    ("5,5\n100,200\n101,202\n", nil, nil, 3, false),
    ("100,200\n1,2\n2,3\n", nil, nil, 3, true), ("0,1\n0.5,0.25\n0.75,0.5\n", nil, nil, 3, true),
    ("1,2,unknown\n3,4,7\n5,6,8\n", nil, nil, 3, true), ("1,2\n", nil, nil, 1, false),
  ]

  @Test("Numbers are not taken for names", arguments: rows)
  func row(text: String, x: String?, y: String?, rows: Int, isDoubtful: Bool) {
    let read = Table.read(text, x: x, y: y)
    guard rows > 1 else {
      return #expect(read.refusal == "t.csv has a single row; a model needs two or more")
    }
    #expect(read.x.count == rows, "\(read)")
    #expect(read.notes.contains { $0.contains("--header yes") } == isDoubtful, "\(read.notes)")
    var format = TableFormat()
    format.hasHeader = false
    #expect(
      Table.read(text, x: x, y: y, format: format) == Table.Reading(x: read.x, y: read.y, names: read.names))
  }

  @Test("R's header, one cell short, leaves the first column to the names of the rows")
  func shortHeader() {
    for text in [
      "\"x\" \"y\"\n\"1\" 1 2\n\"2\" 3 4\n", "x,y\nr1,1,2\nr2,3,4\n", "x\ty\n1\t1\t2\n2\t3\t4\n",
      "1990 2000\nOslo 1 2\nRome 3 4\n",
    ] {
      let read = Table.read(text)
      #expect(read.x == [1, 3] && read.y == [2, 4], "\(read)")
      #expect(
        read.notes == [
          "t.csv: the header is one cell short, so the first column is taken for the names of the rows"
        ])
    }
    #expect(Table.read("x,y\nr1,1,2\nr2,3,4\n", x: "y", y: "x").x == [2, 4])
    #expect(Table.read("x,y\n1,2,\n3,4,\n").x == [1, 3])
    // The last cell of a row may be missing.
    var format = TableFormat()
    format.dropsMissing = true
    #expect(Table.read("x,y\nr1,1,2\nr2,3,\nr3,5,6\n", format: format).x == [1, 5])
  }

  @Test("A line that does not belong to the table is named, and --skip leaves it out")
  func skipped() {
    for text in ["My table\nx,y\n1,2\n3,4\n", "2,2,a,b\n1,2,3,4,5,6\n3,4,5,6,7,8\n"] {
      let read = Table.read(text)
      #expect(
        read.refusal?.hasSuffix("if this line does not belong to the table, --skip 1 leaves it out") == true,
        "\(read)")
      var format = TableFormat()
      format.skippedLines = 1
      #expect(Table.read(text, format: format).x == [1, 3])
    }
  }

  @Test("A column's number is a number, also where a row without a header has it")
  func numbers() {
    let read = Table.read("N,2,3\nS,4,5\nE,6,7\n", x: "3", y: "2")
    #expect(read.x == [3, 5, 7] && read.y == [2, 4, 6] && read.names == ["x", "y"])
  }

  @Test("The number of the row is a feature")
  func rowNumbers() {
    let read = Table.read("date,price\nJan 1,5\nFeb 1,7\nMar 1,6\n", x: "row", y: "price")
    #expect(read.x == [1, 2, 3] && read.y == [5, 7, 6] && read.names == ["row", "price"])
    #expect(Table.read("5\n7\n6\n", x: "row").y == [5, 7, 6])
    // Of a table with one column of numbers there is nothing to choose.
    for text in [
      "date,price\nJan,5\nFeb,7\nMar,6\n", "a;date;price\nx;Jan;5\ny;Feb;7\nz;Mar;6\n",
      "Jan 5\nFeb 7\nMar 6\n",
    ] {
      let read = Table.read(text, x: "row")
      #expect(read.x == [1, 2, 3] && read.y == [5, 7, 6], "\(text): \(read)")
    }
    #expect(Table.read("price\n5\n7\n6\n", x: "row").names == ["row", "price"])
    // A column of that name comes first, and a row that is left out has had its number.
    #expect(Table.read("row,y\n10,5\n20,7\n", x: "row", y: "y").x == [10, 20])
    var format = TableFormat()
    format.dropsMissing = true
    #expect(Table.read("a,y\n1,5\n1,\n1,6\n", x: "row", y: "y", format: format).x == [1, 3])
  }
}
