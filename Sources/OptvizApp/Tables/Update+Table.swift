import Experiments
import Optimization

extension Model {
  /// Opens the form that loads a table, perhaps with a name.
  mutating func openTable(_ path: String) {
    lists.tableLook = nil
    openForm(.loadTable(path: path))
    outbox.append(.lookAtTable(path))
  }

  /// Looks at the table again where its name has changed, and shows which columns are chosen.
  mutating func followTableForm(from former: Form?) {
    guard case .form(var form) = lists.overlay, case .loadTable = form.purpose else { return }
    if let former, former.purpose == form.purpose, former.path != form.path {
      outbox.append(.lookAtTable(form.path))
    } else if let glance = lists.tableLook?.glance, former?.texts != form.texts {
      if former?.text(.y) != form.text(.y),
        let column = glance.columns.firstIndex(where: { $0.name == form.text(.y) })
      {
        form.fields[TableField.model.rawValue].take(glance.model(ofTarget: column).rawValue)
      }
      form.showPreview(glance)
      lists.overlay = .form(form)
    }
  }

  /// Takes what was found under a name, unless another one is typed by now.
  mutating func take(_ look: TableLook, at path: String) {
    guard case .form(var form) = lists.overlay, case .loadTable = form.purpose, form.text(.file) == path
    else {
      return
    }
    lists.tableLook = look
    form.take(look)
    lists.overlay = .form(form)
  }

  /// Completes the name of a file as far as all candidates agree.
  mutating func completeTableName() -> Bool {
    guard case .form(var form) = lists.overlay, case .loadTable = form.purpose, form.focus == 0,
      form.fields[0].line.parts.after.isEmpty, let candidates = lists.tableLook?.candidates,
      var common = candidates.first
    else { return false }
    for other in candidates.dropFirst() {
      common = String(zip(common, other).prefix { $0 == $1 }.map(\.0))
    }
    guard common.count > form.text(.file).count else { return false }
    form.fields[0].take(common)
    lists.overlay = .form(form)
    outbox.append(.lookAtTable(common))
    return true
  }

  /// Loads the table that the form describes.
  mutating func loadTable(_ form: Form) {
    guard !form.path.isEmpty else {
      return changeForm { $0.tell(["the name of a file is expected"]) }
    }
    changeForm { $0.note = "reading …" }
    outbox.append(.loadTable(form.request(lists.tableLook)))
  }

  /// Takes a loaded table; a mistake is shown in the form.
  mutating func take(_ surface: SurfaceChoice?, _ problem: String?, of request: DataRequest) {
    guard case .form(let form) = lists.overlay, case .loadTable = form.purpose,
      form.request(lists.tableLook) == request
    else { return }
    if let surface {
      lists.overlay = nil
      setSurface(surface)
      notice =
        (document.experiment.remarks.last ?? surface.notes.first ?? surface.conditioningNote)?.withoutDashes
    } else if let problem {
      let field = TableField.named(in: problem).rawValue
      changeForm { form in
        form.note = nil
        form.tell(form.fields.indices.map { $0 == field ? problem.withoutDashes : nil })
      }
    }
  }
}
