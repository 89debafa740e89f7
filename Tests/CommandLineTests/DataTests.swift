import Experiments
import Exports
import Foundation
import Optimization
import Testing

@Suite("Data on the command line")
struct DataTests {
  private struct Document: Decodable {
    struct Surface: Decodable {
      struct Data: Decodable {
        let name, x, y: String
        let rows: Int
      }
      let id: String
      let data: Data?
    }
    struct Run: Decodable {
      let batch_size: Int?
      let index: [Int]
      let epoch, examples: [Int]?
      let batch_loss: [Double]?
      let trajectory: [[Double]]
      let loss: [Double]
    }
    let surface: Surface
    let steps: Int
    let runs: [Run]
  }

  private func write(_ text: String, as name: String, in folder: Folder) throws -> String {
    let path = folder.path(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// What a run writes; `remark` is what it says beside.
  private func document(_ words: [String], remark: String = "") throws -> Document {
    let result = try Program.run(["run"] + words)
    #expect(result.code == 0 && result.error == remark, "\(result.error)")
    return try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
  }

  /// y = 2x + 1 without noise.
  private static let points = [(0.0, 1.0), (1, 3), (2, 5), (3, 7), (4, 9)]

  @Test(
    "A person's own table gives the same run in any notation",
    arguments: [
      ("x,y\n", ",", "\n", "\n\n"), ("", ",", "\n", ""), ("x;y\r\n", ";", "\r\n", "\r\n"),
      ("x\ty\n", "\t", "\n", "\n"),
      ("# measured\n\nx,y\n", ",", "\n", ""),
    ])
  func separators(head: String, separator: String, end: String, tail: String) throws {
    let folder = try Folder()
    let rows = DataTests.points.map { "\($0.0)\(separator)\($0.1)" }.joined(separator: end)
    let path = try write(head + rows + end + tail, as: "m.csv", in: folder)
    let document = try document(
      ["--data", path, "--start", "0,0", "--steps", "400", "--optimizer", "gd:lr=0.1"],
      remark: head.hasPrefix("#") ? "optviz: \(path): line 1 begins with # and is skipped\n" : "")
    #expect(document.surface.id == "linear")
    let data = try #require(document.surface.data)
    #expect(data.name == "m.csv" && data.rows == 5 && data.x == "x" && data.y == "y")
    let end = try #require(document.runs[0].trajectory.last)
    #expect(abs(end[0] - 2) < 1e-6 && abs(end[1] - 1) < 1e-6)
    // 1/5 (1 + 9 + 25 + 49 + 81)
    #expect(document.runs[0].loss[0] == 33 && document.runs[0].batch_size == 5)
    #expect(
      document.runs[0].epoch?.prefix(3) == [0, 1, 2] && document.runs[0].examples?.prefix(3) == [0, 5, 10])
    #expect(document.runs[0].batch_loss == nil)
  }

  @Test("Columns are chosen by name and number")
  func columns() throws {
    let folder = try Folder()
    let rows = DataTests.points.map { "a,\($0.1),\($0.0)\n" }.joined()
    let path = try write("Name,Answer,Question\n" + rows, as: "m.csv", in: folder)
    for words in [["--x", "question", "--y", "ANSWER"], ["--x", "3", "--y", "2"]] {
      let document = try document(
        ["--data", path, "--start", "0,0", "--steps", "1", "--optimizer", "gd"] + words)
      #expect(document.runs[0].loss[0] == 33 && document.surface.data?.x == "Question")
    }
  }

  @Test("A given order is followed, batch by batch, and the batch's loss is reported")
  func order() throws {
    let folder = try Folder()
    let path = try write("0,1\n1,3\n2,5\n3,7\n4,9\n", as: "m.csv", in: folder)
    let order = try write("4 0 1 2 3\n[1, 2, 3, 4, 0]\n", as: "order.txt", in: folder)
    let document = try document([
      "--data", path, "--batch-order", order, "--batch-size", "2", "--start=0,0", "--steps", "7",
      "--optimizer",
      "gd:lr=0",
    ])
    let run = document.runs[0]
    #expect(run.batch_size == 2)
    // At W = b = 0 the loss of a batch is the mean of y²: rows (4, 0), (1, 2), (3), then (1, 2), (3, 4), (0), and again.
    #expect(run.batch_loss == [41, 17, 49, 17, 65, 1, 41, 17])
    #expect(run.epoch == [0, 0, 0, 1, 1, 1, 2, 2] && run.examples == [0, 2, 4, 5, 7, 9, 10, 12])
    let csv = try Program.run([
      "run", "--data", path, "--batch-order", order, "--batch-size", "2", "--start=0,0", "--steps", "2",
      "--optimizer",
      "gd:lr=0", "--format", "csv",
    ]).output.split(separator: "\n")
    #expect(csv[0] == "run,optimizer,step,x,y,loss,gradient_norm,lr,epoch,examples,batch_loss")
    #expect(csv[1].hasSuffix(",0,0,41.0") && csv[2].hasSuffix(",0,2,17.0"))
  }

  @Test("Standard input and named pipes are read as files are")
  func pipes() throws {
    let direct = try Program.run(["run", "--data", "hubble", "--steps", "3"]).output
    let hubble = try #require(DataSetCatalog.entry("hubble"))
    let folder = try Folder()
    let path = try write(String(decoding: hubble.bytes, as: UTF8.self), as: "h.csv", in: folder)
    let piped = try Program.shell("cat '\(path)' | \"$optviz\" run --data - --steps 3")
    let named = try Program.shell("\"$optviz\" run --data <(cat '\(path)') --steps 3")
    func trajectories(_ text: String) -> Substring? {
      text.range(of: "\"runs\"").map { text[$0.lowerBound...] }
    }
    #expect(piped.code == 0 && trajectories(piped.output) == trajectories(direct), "\(piped.error)")
    #expect(named.code == 0 && trajectories(named.output) == trajectories(direct), "\(named.error)")
  }

  /// The library's output for an experiment, without the command line.
  private func written(_ experiment: Experiment) throws -> String {
    var bytes: [UInt8] = []
    var sink = ByteSink { bytes += $0 }
    try Recording(experiment).write(as: ExportCatalog.standard, into: &sink)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("An experiment on data is restored from its own words")
  func roundTrip() throws {
    let folder = try Folder()
    let table = "label,a,b\n" + (0..<20).map { "\($0 % 2),\($0 * 7 % 11),\($0)\n" }.joined()
    let path = try write(table, as: "m.csv", in: folder)
    let rows = (0..<20).map { UInt32(19 - $0) }
    let order = try write(rows.map(String.init).joined(separator: " ") + "\n", as: "order.txt", in: folder)
    var choices = DataSetCatalog.all.map { DataChoice($0) }
    choices.append(
      DataChoice(
        source: path,
        data: try DelimitedText.read(table.utf8, file: path, name: "m.csv", x: "A", y: "1", labels: true),
        model: .logistic, columns: .init(x: "A", y: "1"), order: .given([rows]), orderFile: order))
    choices.append(
      DataChoice(source: path, data: try DelimitedText.read(table.utf8, file: path, name: "m.csv")))
    for choice in choices {
      var surface = SurfaceChoice(choice)
      try surface.settings.set("batch_size", to: 7)
      for scale in [0.0, 1] {
        try surface.settings.set("scale", to: scale)
        var experiment = bundled.opening.experiment
        experiment.take(surface, in: bundled)
        experiment.steps = 20
        let result = try Program.run(["run"] + experiment.arguments(in: bundled))
        #expect(result.code == 0, "\(result.error)")
        #expect(try result.output == written(experiment), "\(experiment.arguments(in: bundled))")
      }
    }
  }

  @Test("At equal examples, all runs see the same number")
  func examples() throws {
    let document = try document([
      "--data", "line", "--batch-size", "6", "--epochs", "2", "--optimizer", "gd", "--optimizer",
      "gd+batch:size=all",
    ])
    #expect(document.runs.map { $0.examples?.last } == [120, 120])
    #expect(document.runs.map { $0.index.last } == [20, 2])
  }

  @Test(
    "Bad data is refused with line and column",
    arguments: [
      (
        "x,y\n1,2\n3,n/a\n5,6\n\n",
        "m.csv:3: column 2 'y' is not a number: 'n/a'; 1 of 3 rows has a missing cell: --missing drop leaves it out"
      ),
      (
        "x,y\n1,2\n3\n5,6\n",
        "m.csv:3: column 2 'y' is missing; 1 of 3 rows has a missing cell: --missing drop leaves it out"
      ),
      (
        "x,y\n1,2\n,4\n",
        "m.csv:3: column 1 'x' is empty; 1 of 2 rows has a missing cell: --missing drop leaves it out"
      ),
      ("", "m.csv is empty"), ("x,y\n", "m.csv has a header and no rows; a model needs two or more"),
    ])
  func badData(text: String, message: String) throws {
    let folder = try Folder()
    let path = try write(text, as: "m.csv", in: folder)
    for command in [["run"], []] {
      let result = try Program.run(command + ["--data", path])
      #expect(result.code == 65 && result.output.isEmpty)
      #expect(result.error == "optviz: \(path)\(message.dropFirst(5))\n")
    }
  }

  @Test(
    "A mistake in the data options gives one line that names it, and exit code 64",
    arguments: [
      ("--data hubbel", "unknown --data file or data set 'hubbel'; did you mean 'hubble'?"),
      ("--data hubble --surface beale", "--surface and --data both say what is descended; give one"),
      ("--scale standard", "--scale needs data; give --data FILE or a bundled data set"),
      ("--batch-size 4", "--batch-size needs data"), ("--with-replacement", "--with-replacement needs data"),
      ("--data hubble --model linaer", "unknown --model 'linaer'; did you mean 'linear'?"),
      ("--data hubble --objective bce", "--objective bce is for --model logistic; --model linear has mse"),
      (
        "--data challenger --objective mse", "--objective mse is for --model linear; --model logistic has bce"
      ),
      ("--data hubble --objective msa", "unknown --objective 'msa'; did you mean 'mse'"),
      ("--data hubble --huber-delta 2", "--huber-delta is for --objective huber"),
      (
        "--data hubble --objective huber --huber-delta 0",
        "--huber-delta '0' is out of range; accepted: 0 < delta"
      ),
      ("--data hubble --objective huber --huber-delta x", "--huber-delta 'x' is not a number"),
      ("--data hubble --scale standrad", "unknown --scale 'standrad'; did you mean 'standard'?"),
      ("--data hubble --batch-size -1", "--batch-size '-1' is not a whole number"),
      ("--data hubble --batch-size 1.5", "--batch-size '1.5' is not a whole number"),
      ("--data hubble --with-replacement --batch-order o.txt", "--with-replacement and --batch-order both"),
      ("--data hubble --x distnace", "--x 'distnace': hubble has no such column; did you mean 'distance'?"),
      ("--data hubble --header maybe", "unknown --header 'maybe'; known: yes, no"),
      ("--data hubble --missing dorp", "unknown --missing 'dorp'; did you mean 'drop'?"),
      ("--data hubble --separator .", "--separator '.' cannot separate numbers"),
      ("--data hubble --decimal x", "--decimal 'x' is not a decimal sign; accepted: . and ,"),
      ("--data hubble --thousands x", "--thousands 'x' is not a sign between thousands; accepted: , . '"),
      ("--data hubble --thousands , --decimal ,", "--thousands and --decimal are both ','"),
      ("--data hubble --skip -1", "--skip '-1' is not a whole number from 0"),
      ("--missing drop", "--missing needs data"), ("--percent", "--percent needs data"),
    ])
  func mistakes(line: String, part: String) throws {
    let result = try Program.run(["run"] + line.split(separator: " ").map(String.init))
    #expect(result.code == 64 && result.output.isEmpty)
    #expect(result.error.hasPrefix("optviz: ") && result.error.filter { $0 == "\n" }.count == 1)
    #expect(result.error.contains(part), "\(result.error)")
  }

  @Test("Data that do not suit the model are refused like any data, with exit code 65")
  func unsuitable() throws {
    let result = try Program.run(["run", "--data", "hubble", "--model", "logistic"])
    #expect(result.code == 65 && result.output.isEmpty)
    #expect(
      result.error.hasPrefix("optviz: hubble:4: column 2 'velocity' is not a label: '-130'; the labels above")
    )
  }

  @Test("A file that cannot be opened gives exit code 66")
  func unopened() throws {
    let folder = try Folder()
    let path = folder.path("none.csv")
    let missing = try Program.run(["run", "--data", path])
    #expect(
      missing.code == 66
        && missing.error == "optviz: --data: cannot open '\(path)': No such file or directory\n")
    let directory = try Program.run(["run", "--data", folder.path("")])
    #expect(directory.code == 66 && directory.error.hasSuffix(": Is a directory\n"))
    let order = try Program.run(["run", "--data", "hubble", "--batch-order", path])
    #expect(order.code == 66 && order.error.contains("No such file"))
  }

  @Test("A mistake leaves a former output file as it was")
  func keepsOutput() throws {
    let folder = try Folder()
    let output = try write("former", as: "out.json", in: folder)
    let bad = try write("x,y\n1,b\n", as: "m.csv", in: folder)
    #expect(try Program.run(["run", "--data", bad, "--output", output]).code == 65)
    #expect(try folder.text("out.json") == "former" && folder.names == ["m.csv", "out.json"])
  }

  @Test("The screen does not read its data from standard input")
  func screen() throws {
    let result = try Program.run(["--data", "-"])
    #expect(result.code == 64 && result.error.contains("the screen takes its keys from standard input"))
  }

  @Test("A description of a data set names its columns, licence and condition number")
  func described() throws {
    let text = try Program.run(["describe", "mauna_loa"]).output
    for part in ["50", "x: year, y: co2", "public domain", "condition number", "optviz --data mauna_loa"] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
