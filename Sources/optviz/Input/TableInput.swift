import Experiments
import OptvizApp
import Wording

/// Looks at tables and reads them for the program on the screen.
enum TableInput {
  /// As many bytes as the first rows have.
  private static let mostBytes = 64 << 10
  /// More names would not fit beside each other.
  private static let mostCandidates = 6
  private static let endings = ["csv", "tsv", "txt", "dat", "tab", "gz"]

  /// What is found at a path: a table's first rows, or the names that begin so.
  static func look(at path: String) -> TableLook {
    var look = TableLook()
    let file = ConfigurationFolder.expanded(path)
    if InputFile.exists(file), !InputFile.isFolder(file) {
      do {
        let (bytes, isWhole) = try InputFile.head(ofFound: file, atMost: mostBytes)
        look.glance = TableGlance.read(bytes, isWhole: isWhole, file: path)
        look.problem = look.glance?.problem
      } catch {
        look.problem = (error as? InputFileError)?.message ?? "\(error)"
      }
    } else {
      look.candidates = candidates(for: path)
    }
    return look
  }

  /// Reads the table that is asked for; what is wrong with it is in the event.
  static func load(_ request: DataRequest) -> Event {
    // A shell does not read `~` inside quotes, in which the final command line may stand.
    var expanded = request
    expanded.source = ConfigurationFolder.expanded(request.source)
    let files = DataFiles(exists: { InputFile.exists($0) }) { path, _, take in
      do {
        try InputFile.unpack(found: path, as: path, take)
      } catch let error as InputFileError {
        throw InputError(error.message)
      }
    }
    do {
      return .tableLoaded(request, try expanded.surface(files), nil)
    } catch {
      return .tableLoaded(request, nil, "\(error)")
    }
  }

  /// Folders and tables whose names go on from what is typed.
  private static func candidates(for path: String) -> [String] {
    let split = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, beginning) = (String(path[..<split]), path[split...])
    let names = ConfigurationFolder.names(in: folder.isEmpty ? "." : ConfigurationFolder.expanded(folder))
    var found: [String] = []
    for name in names where name.hasPrefix(beginning) && (name.first != "." || beginning.first == ".") {
      let isTable = endings.contains { name.lowercased().hasSuffix("." + $0) }
      let isFolder =
        !isTable && name != "." && name != ".."
        && InputFile.isFolder(ConfigurationFolder.expanded(folder) + name)
      if isTable || isFolder { found.append(folder + name + (isFolder ? "/" : "")) }
    }
    let sets = folder.isEmpty ? DataSetCatalog.all.map(\.id).filter { $0.hasPrefix(beginning) } : []
    return Array((found + sets).prefix(mostCandidates))
  }
}
