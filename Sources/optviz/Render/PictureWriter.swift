import ArgumentParser
import Exports
import Glibc
import OptvizApp
import Pictures
import Wording

/// Makes the files that a person asks for on the screen, by the command line that the form shows.
enum PictureWriter {
  /// The formats, as the form offers them.
  static let kinds: [PictureKind] =
    PictureCatalog.all.map(\.card).map { card in
      PictureKind(id: card.id, summary: card.summary, options: Set(card.options.map(\.rawValue)))
    }
    + ExportCatalog.all.map(\.card).map { card in PictureKind(id: card.id, summary: card.name, options: []) }

  /// More than anyone wants to wait for beside a race; the command line writes any size.
  private static let mostBytes = 64 << 20

  /// Makes a file in memory, and returns the event that tells it; it ends early where its task is cancelled.
  static func make(_ request: PictureRequest, report: (Event) -> Void) -> Event {
    .pictureDone(request, outcome(request) { report(.pictureProgress(request, $0)) })
  }

  private static func outcome(_ request: PictureRequest, report: (Double) -> Void) -> PictureOutcome {
    let path = ConfigurationFolder.expanded(request.path)
    if !request.replaces, isReplaced(path) { return .exists }
    do {
      let command = try RenderCommand.parse(Array(request.words.dropFirst()))
      let (file, _) = try command.options.opened(readsStandardInput: false)
      var bytes: [UInt8] = []
      var sink = ByteSink { piece in
        try Task.checkCancellation()
        guard bytes.count + piece.count <= mostBytes else {
          throw InputError("more than \(mostBytes >> 20) MB; the command line below writes it")
        }
        bytes.append(contentsOf: piece)
      }
      var reported = 0.0
      try command.make(file, command: RenderJob.command(request.words), into: &sink) { share in
        try Task.checkCancellation()
        guard share >= reported + 0.01 else { return }
        reported = share
        report(share)
      }
      try sink.flush()
      return .made(bytes)
    } catch {
      return .refused(reason(error))
    }
  }

  /// Writes a file that was made, and returns the event that tells it.
  static func keep(_ request: PictureRequest, _ bytes: [UInt8]) -> Event {
    do {
      let path = ConfigurationFolder.expanded(request.path)
      if !request.replaces, isReplaced(path) { return .pictureDone(request, .exists) }
      try Output.write(to: path, .init(replaces: request.replaces)) { sink in sink.append(bytes: bytes) }
      return .pictureDone(request, .written(bytes: bytes.count))
    } catch {
      return .pictureDone(request, .refused(reason(error)))
    }
  }

  /// Whether a file would be replaced: a device is only written.
  private static func isReplaced(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case let error as OutputError: error.message
    case let error as InputFileError: error.message
    case let error as InputError: error.message
    case let error as PictureError: error.message
    // The parser of arguments wraps what a command's validation throws.
    default: RenderCommand.message(for: error)
    }
  }
}
