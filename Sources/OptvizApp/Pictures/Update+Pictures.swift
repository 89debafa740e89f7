import Wording

/// Files that are made beside the program: asked for, followed, stopped, and told of at the end.
extension Model {
  /// Asks for the file that the form describes.
  mutating func requestPicture(_ form: Form) {
    guard let asked = PictureForm(form, self) else { return }
    let texts = asked.texts(form)
    let path = texts[.output] ?? ""
    if path.isEmpty { return tell("the name of a file is expected", at: asked.place(.output) ?? 0) }
    if path == "-" { return tell("a file is expected; the screen is in use", at: asked.place(.output) ?? 0) }
    if let writing { return tell("\(writing.name) is being written; esc stops it", at: nil) }
    remember(asked, form)
    lists.pictures.texts[.format] = asked.kind.id
    let request = PictureRequest(
      words: asked.words(form, self), path: path, replaces: lists.pictures.replaceable == path)
    lists.overlay = nil
    lists.pictures.replaceable = nil
    start(request)
  }

  /// Asks for what the form would give for a file, without opening it.
  mutating func writePicture(_ path: String, isForced: Bool) {
    guard let ending = PictureForm.ending(of: path),
      let kind = environment.pictures.first(where: { $0.id == ending })
    else {
      return notice =
        "a file is expected that ends in \(environment.pictures.map(\.id).joined(separator: ", "))"
    }
    if let writing { return notice = "\(writing.name) is being written; esc stops it" }
    lists.pictures.step = step
    var texts = lists.pictures.texts
    texts[.output] = path
    let asked = PictureForm(kind)
    let form = Form(.takePicture, asked.fields(texts, self))
    // The form that may open with what is wrong is that of this format.
    lists.pictures.texts[.format] = kind.id
    start(PictureRequest(words: asked.words(form, self), path: path, replaces: isForced))
  }

  private mutating func start(_ request: PictureRequest) {
    writing = PictureWork(request: request)
    outbox.append(.makePicture(request))
  }

  /// Keeps what was chosen for the next file; what the program chose stays its choice.
  mutating func remember(_ asked: PictureForm, _ form: Form) {
    let changed = asked.changed(form, self)
    for field in asked.texts(form).keys where field.isRemembered {
      lists.pictures.texts[field] = changed[field]
    }
  }

  /// Notes how far a file is.
  mutating func takeProgress(_ share: Double, of request: PictureRequest) {
    if writing?.request == request { writing?.progress = share }
  }

  /// Takes what became of a file; one that was stopped is dropped.
  mutating func take(_ outcome: PictureOutcome, of request: PictureRequest) {
    guard let work = writing, work.request == request else { return }
    switch outcome {
    case .made(let bytes):
      writing?.progress = 1
      outbox.append(.keepPicture(request, bytes))
    case .written(let bytes):
      writing = nil
      notice = "wrote \(request.path), \(Model.size(bytes))"
    case .exists:
      writing = nil
      reopen(request, "\(work.name) exists; enter again replaces it", .output)
      lists.pictures.replaceable = request.path
    case .refused(let reason):
      writing = nil
      reopen(request, reason, nil)
    }
  }

  /// Stops a file that is being made; nothing of it is left.
  mutating func stopPicture() {
    guard let work = writing else { return }
    writing = nil
    outbox.append(.abandonWork(.file))
    notice = "stopped: \(work.name) is not written"
  }

  /// Opens the form again with what is wrong, unless a person does something else by now.
  private mutating func reopen(_ request: PictureRequest, _ message: String, _ field: PictureField?) {
    guard lists.overlay == nil, settings.typedValue == nil else {
      return notice = "not written: \(message)"
    }
    lists.pictures.texts[.output] = request.path
    openPictureForm()
    lists.pictures.texts[.output] = nil
    guard case .form(let form) = lists.overlay, let asked = PictureForm(form, self) else { return }
    tell(message, at: field.flatMap { asked.place($0) } ?? asked.place(named: message))
  }

  /// Shows what is wrong in the open form: at a field, or below all.
  private mutating func tell(_ message: String, at field: Int?) {
    changeForm { form in
      guard let field else { return form.note = message }
      form.tell(form.fields.indices.map { $0 == field ? message : nil })
    }
  }

  /// A number of bytes in words.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: return "\(bytes) bytes"
    case ..<999_500: return "\((bytes + 500) / 1000) kB"
    default:
      let tenths = (bytes + 50_000) / 100_000
      return "\(tenths / 10).\(tenths % 10) MB"
    }
  }
}
