import Configuration
import Wording

/// The form that asks for a file: its fields are those of the chosen format.
struct PictureForm {
  let kind: PictureKind
  private let fields: [PictureField]

  /// The form of a format.
  init(_ kind: PictureKind) {
    self.kind = kind
    fields = PictureField.allCases.filter { $0.applies(to: kind) }
  }

  /// The form that is open, by its first field.
  init?(_ form: Form, _ model: Model) {
    guard form.purpose == .takePicture,
      let kind = model.environment.pictures.first(where: { $0.id == form.texts.first })
    else { return nil }
    self.init(kind)
  }

  /// The fields with these texts, or what is usual.
  func fields(_ texts: [PictureField: String], _ model: Model) -> [Form.Field] {
    let isRace = isRace(texts)
    return fields.map { $0.field(kind, model, text: $0 == .format ? kind.id : texts[$0], isRace: isRace) }
  }

  /// The texts of a form, by field.
  func texts(_ form: Form) -> [PictureField: String] {
    Dictionary(zip(fields, form.texts.map(\.trimmedBlanks)), uniquingKeysWith: { first, _ in first })
  }

  /// Whether the race is shown instead of one step.
  private func isRace(_ texts: [PictureField: String]) -> Bool {
    kind.isRace || fields.contains(.animate) && texts[.animate] == PictureField.race
  }

  /// The texts of a form that a person has changed: all others follow the format and the screen.
  func changed(_ form: Form, _ model: Model) -> [PictureField: String] {
    let texts = texts(form)
    let isRace = isRace(texts)
    return texts.filter {
      $0.key != .format && $0.key != .output && $0.value != $0.key.usual(kind, model, isRace: isRace)
    }
  }

  /// The place of a field in the form.
  func place(_ field: PictureField) -> Int? { fields.firstIndex(of: field) }

  /// The field that a message about an option belongs to; the file, where it names none.
  func place(named message: String) -> Int {
    let field = fields.first {
      message.contains("--\($0.rawValue) ") || message.contains("--\($0.rawValue):")
    }
    return place(field ?? .output) ?? 0
  }

  /// The words of the command line that makes the file, after the program's name.
  func words(_ form: Form, _ model: Model) -> [String] {
    let texts = texts(form)
    let path = texts[.output] ?? ""
    var words =
      ["render"] + (kind.options.contains("view") ? model.pictureArguments : model.experimentArguments)
    if kind.hasFrames { words += model.screenArguments }
    // Text without colours has no use for those of the heights.
    if kind.options.contains("colormap"), let map = model.document.colorMap {
      words += ["--colormap", map.id]
    }
    for field in fields where field != .format && field != .output {
      words += field.words(texts[field] ?? "", kind)
    }
    // A name with another ending does not say the format.
    if PictureForm.ending(of: path) != kind.id { words += ["--format", kind.id] }
    return words + PictureField.output.words(path, kind)
  }

  /// What a file's name ends in, after a dot.
  static func ending(of path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    return name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
  }

  /// A path with another ending.
  static func path(_ path: String, ending: String) -> String {
    guard let former = PictureForm.ending(of: path) else { return "\(path).\(ending)" }
    return path.dropLast(former.count) + ending
  }
}

extension Model {
  /// Opens the form that asks for a file, with what was chosen last.
  mutating func openPictureForm() {
    guard let first = environment.pictures.first else {
      return notice = "no file can be written here"
    }
    lists.pictures.step = step
    let texts = lists.pictures.texts
    let kind = environment.pictures.first { $0.id == texts[.format] } ?? first
    showPictureForm(kind, texts)
  }

  /// Shows the form of a format with these texts.
  private mutating func showPictureForm(_ kind: PictureKind, _ texts: [PictureField: String]) {
    var texts = texts
    texts[.output] = texts[.output] ?? PictureForm.path(usualPictureName, ending: kind.id)
    var form = Form(.takePicture, PictureForm(kind).fields(texts, self))
    form.foot = pictureCommand(form)
    lists.overlay = .form(form)
  }

  /// The name of a file unless a person says another one: what is descended.
  private var usualPictureName: String {
    let id = document.experiment.surface.dataChoice?.source ?? document.experiment.surface.entry.card.id
    let name = id.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
    let letters = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return letters.isEmpty ? "race" : String(letters)
  }

  /// The command line that makes what a form asks for.
  private func pictureCommand(_ form: Form) -> String? {
    PictureForm(form, self).map {
      (["optviz"] + $0.words(form, self)).map(\.shellWord).joined(separator: " ")
    }
  }

  /// Follows a change in the form: another format has other fields and another ending, and the other way round.
  mutating func followPictureForm(from former: Form?) {
    guard case .form(var form) = lists.overlay, form.purpose == .takePicture, let former,
      former.purpose == form.purpose, former.texts != form.texts, let shown = PictureForm(former, self),
      let wanted = PictureForm(form, self)
    else { return }
    var texts = shown.texts(form)
    let path = texts[.output] ?? ""
    lists.pictures.replaceable = nil
    var kind = wanted.kind
    if kind != shown.kind {
      if PictureForm.ending(of: path) == shown.kind.id {
        texts[.output] = PictureForm.path(path, ending: kind.id)
      }
    } else if path != shown.texts(former)[.output], let ending = PictureForm.ending(of: path),
      let other = environment.pictures.first(where: { $0.id == ending })
    {
      kind = other
    }
    if kind != shown.kind {
      let (field, cursor) = (
        form.focus, form.fields.indices.contains(form.focus) ? form.fields[form.focus].line.cursor : 0
      )
      let isFile = shown.place(.output) == field
      // What was chosen for a format that has more is kept for when it comes back.
      remember(shown, form)
      var known = lists.pictures.texts
      (known[.at], known[.output]) = (shown.changed(form, self)[.at], texts[.output])
      var other = Form(.takePicture, PictureForm(kind).fields(known, self))
      other.choose(isFile ? PictureForm(kind).place(.output) ?? 0 : 0, cursor: cursor)
      form = other
    }
    if kind == shown.kind, let place = wanted.place(.at), shown.changed(former, self)[.at] == nil,
      former.texts[place] == form.texts[place]
    {
      // An animation goes to the end, unless a person said where.
      let others = wanted.texts(form).filter { $0.key != .at }
      form.fields[place].take(wanted.fields(others, self)[place].line.text)
    }
    form.note = nil
    form.foot = pictureCommand(form)
    lists.overlay = .form(form)
  }
}
