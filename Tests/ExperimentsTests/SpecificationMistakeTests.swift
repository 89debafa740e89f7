import Experiments
import Optimization
import Testing
import Wording

/// What is said of each mistake in the words of the command line, as a table: an input, and its message.
@Suite("Mistakes in specifications, and their remedies")
struct SpecificationMistakeTests {
  private static let schedules = ScheduleCatalog.all.map(\.card.id).joined(separator: ", ")
  private static let wrappers = WrapperCatalog.all.map(\.card.id).joined(separator: ", ")

  private static let optimizers: [(String, String)] = [
    // A name is missing.
    ("adam@", "'adam@': a schedule's name is missing after '@'; there are \(schedules)"),
    ("adam@:total=5", "'adam@:total=5': a schedule's name is missing after '@'; there are \(schedules)"),
    ("adam+", "'adam+': a wrapper's name is missing after '+'; there are \(wrappers), and batch:size=16"),
    (
      "adam+@cosine",
      "'adam+@cosine': a wrapper's name is missing after '+'; there are \(wrappers), and batch:size=16"
    ),
    ("@cosine", "'@cosine': an optimizer is expected before '@', as in adam@cosine"),
    ("+sam", "'+sam': an optimizer is expected before '+', as in adam+sam"),
    ("", "unknown optimizer ''; 'optviz list optimizers' names all 51"),
    // A word of another kind.
    ("lookahead:k=5", "'lookahead:k=5': lookahead is a wrapper; write adam+lookahead:k=5"),
    ("cosine:total=9", "'cosine:total=9': cosine is a schedule; write adam@cosine:total=9"),
    ("batch:size=4", "'batch:size=4': batch is a run's own batches; write adam+batch:size=4"),
    ("beale", "'beale': beale is a surface, given by --surface beale"),
    ("hubble", "'hubble': hubble is a data set, given by --data hubble"),
    ("zigzag", "'zigzag': zigzag is an experiment, given by --experiment zigzag"),
    ("gd+cosine", "'cosine': cosine is a schedule; write gd@cosine"),
    ("gd@sam:rho=1", "'sam:rho=1': sam is a wrapper; write gd+sam:rho=1"),
    ("gd+adam", "'adam': adam is an optimizer, and a run has one; another run is another --optimizer adam"),
    ("gd@adam", "'adam': adam is an optimizer, and a run has one; another run is another --optimizer adam"),
    // An unknown word.
    ("adma", "unknown optimizer 'adma'; did you mean 'adam'? 'optviz list optimizers' names all 51"),
    ("nothing_like_it", "unknown optimizer 'nothing_like_it'; 'optviz list optimizers' names all 51"),
    ("gd@cosin", "unknown schedule 'cosin'; did you mean 'cosine' or 'cosine_restarts'? known: \(schedules)"),
    ("gd+sma", "unknown wrapper 'sma'; did you mean 'sam' or 'ema'? known: \(wrappers)"),
    ("gd@step@cosine", "'gd@step@cosine': '@cosine' is a second schedule; only one is accepted"),
    (
      "gd+batch:n=4",
      "'+batch:n=4' is not a batch size; expected +batch:size=16, or size=all for every example"
    ),
    // Punctuation.
    ("adam lr=0.1", "'adam lr=0.1': settings follow a colon: adam:lr=0.1"),
    ("adam,lr=0.1", "'adam,lr=0.1': settings follow a colon: adam:lr=0.1"),
    ("gd:lr", "'gd:lr': lr has no value; expected key=value, as in lr=0.01"),
    (
      "adam:lr=0.1,amsgrad",
      "'adam:lr=0.1,amsgrad': amsgrad has no value; expected key=value, as in amsgrad=true"
    ),
    (
      "adam:lr=1e-3:beta1=0.9",
      "'adam:lr=1e-3:beta1=0.9': write commas between settings: lr=1e-3,beta1=0.9"
    ),
    (
      "SGD",
      "unknown optimizer 'SGD'; plain descent is called gd here, and with momentum it is called momentum"
    ),
    ("nag:lr=0.1", "unknown optimizer 'nag'; it is called nesterov here"),
    ("gd:0.1", "'gd:0.1': '0.1' is not a setting; its name is missing, as in gd:lr=0.1"),
    ("gd:lr=0,1", "'gd:lr=0,1': '1' is not a setting; the decimal sign is a point: 0.1"),
    ("gd:", "'gd:': '' is not a setting; expected gd:key=value,key=value"),
    ("gd:lr=1,lr=2", "'gd:lr=1,lr=2': lr is given twice"),
    // Values.
    ("gd:lr=fast", "'gd:lr=fast': lr='fast' is not a number; accepted: 0 ≤ lr"),
    ("gd:lr=-1", "'gd:lr=-1': lr is out of range; accepted: 0 ≤ lr"),
    // Other words for settings.
    ("gd:learning_rate=1", "'gd:learning_rate=1': gd has no setting 'learning_rate'; it is called lr here"),
    ("gd:eta=1", "'gd:eta=1': gd has no setting 'eta'; it is called lr here"),
    ("gd:alpha=1", "'gd:alpha=1': gd has no setting 'alpha'; it is called lr here"),
    (
      "momentum:momentum=0.9",
      "'momentum:momentum=0.9': momentum has no setting 'momentum'; it is called beta here"
    ),
    ("momentum:betas=0.9", "'momentum:betas=0.9': momentum has no setting 'betas'; it is called beta here"),
    ("nesterov:beta=0.9", "'nesterov:beta=0.9': nesterov has no setting 'beta'; it is called momentum here"),
    ("adam:momentum=0.9", "'adam:momentum=0.9': adam has no setting 'momentum'; it is called beta1 here"),
    ("adam:b2=0.9", "'adam:b2=0.9': adam has no setting 'b2'; it is called beta2 here"),
    ("adam:epsilon=1", "'adam:epsilon=1': adam has no setting 'epsilon'; it is called eps here"),
    ("adam:wd=1", "'adam:wd=1': adam has no setting 'wd'; it is called weight_decay here"),
    ("rmsprop:rho=0.9", "'rmsprop:rho=0.9': rmsprop has no setting 'rho'; it is called beta here"),
    (
      "rmsprop:alpha=0.9", "'rmsprop:alpha=0.9': rmsprop has no setting 'alpha'; it is called beta or lr here"
    ),
    (
      "gd+clip_norm:max_norm=1",
      "'clip_norm:max_norm=1': clip_norm has no setting 'max_norm'; it is called max here"
    ),
    ("gd@cosine:T_max=9", "'cosine:T_max=9': cosine has no setting 'T_max'; it is called total here"),
    ("gd@cyclic:lr=9", "'cyclic:lr=9': cyclic has no setting 'lr'; it is called max here"),
    (
      "gd:batch_size=4",
      "'gd:batch_size=4': batches are set by +batch:size=16, or by --batch-size for all runs"
    ),
    ("momentum:lrr=1", "'momentum:lrr=1': momentum has no setting 'lrr'; did you mean 'lr'? it has lr, beta"),
    ("momentum:q=1", "'momentum:q=1': momentum has no setting 'q'; it has lr, beta"),
    (
      "gd@one_cycle",
      "'gd@one_cycle': gd has no momentum that one_cycle could move; write gd@one_cycle:cycle_momentum=false"
    ),
    (
      "gd:lr=1@one_cycle:max=2",
      "'gd:lr=1@one_cycle:max=2': gd has no momentum that one_cycle could move; "
        + "write gd:lr=1@one_cycle:max=2,cycle_momentum=false"
    ),
    // A library's own calls.
    (
      "torch.optim.SGD(p, learning_rate=1)",
      "torch.optim.SGD has no keyword 'learning_rate'; it is called lr here"
    ),
    ("optax.sgd(lr=1)", "optax.sgd has no keyword 'lr'; it is called learning_rate here"),
  ]

  @Test("An optimizer's mistake is answered with what to write", arguments: optimizers)
  func optimizer(text: String, message: String) throws {
    let error = try #require(throws: InputError.self) { try bundled.specification.optimizer(text) }
    #expect(error.message == message)
  }

  private static let surfaces: [(String, String)] = [
    ("adam:lr=1", "'adam:lr=1': adam is an optimizer, given by --optimizer adam:lr=1"),
    ("sam", "'sam': sam is a wrapper; write adam+sam"),
    ("hubble", "'hubble': hubble is a data set, given by --data hubble"),
    ("valley", "'valley': valley is an experiment, given by --experiment valley"),
    ("x^2+y^2", "'x^2+y^2' is a formula, given by --expression 'x^2+y^2'"),
    ("bowl:kk=2", "'bowl:kk=2': bowl has no setting 'kk'; did you mean 'k'? it has k"),
    ("beale:k=2", "'beale:k=2': beale has no setting 'k'; it has no settings"),
  ]

  @Test("A surface's mistake is answered with what to write", arguments: surfaces)
  func surface(text: String, message: String) throws {
    let error = try #require(throws: InputError.self) { try bundled.specification.surface(text) }
    #expect(error.message == message)
    #expect(try bundled.specification.surface("bowl:k=3") == Specification.surface("bowl:k=3"))
  }

  @Test("An experiment's mistake is answered with what to write")
  func experiments() throws {
    let misplaced = try #require(throws: InputError.self) { try bundled.named("adam") }
    #expect(misplaced.message == "'adam': adam is an optimizer, given by --optimizer adam")
    let near = try #require(throws: InputError.self) { try bundled.named("zigzga") }
    #expect(
      near.message
        == "unknown experiment 'zigzga'; did you mean 'zigzag'? 'optviz list experiments' names all \(bundled.entries.count)"
    )
    #expect(try bundled.named("zigzag").id == "zigzag")
  }

  @Test("What the remedies say to write can be read")
  func remedies() throws {
    for text in [
      "adam+lookahead:k=5", "adam@cosine:total=9", "gd@one_cycle:cycle_momentum=false",
      "gd:lr=1@one_cycle:max=2,cycle_momentum=false", "adam:lr=0.1", "gd:lr=0.1",
    ] {
      #expect(throws: Never.self) { try bundled.specification.optimizer(text) }
    }
    #expect(try bundled.specification.optimizer("adam:lr= 0.5, beta1=0.5").text == "adam:lr=0.5,beta1=0.5")
  }

  @Test("A value's mistake names its option, whatever its message begins with")
  func options() throws {
    let point = try #require(throws: InputError.self) { try "1".asValue(of: "--start", Specification.point) }
    #expect(point.message == "--start '1' is not a point; expected two numbers, as in 1,1.6 or -1.5,2")
    let formula = try #require(throws: InputError.self) {
      try "x+".asValue(of: "--expression", Specification.expression)
    }
    #expect(formula.message == "--expression: column 3: something is missing after '+'")
    #expect(formula.excerpt == "  x+\n    ^")
  }
}
