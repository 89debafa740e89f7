import Experiments
import Optimization
import Testing
import Wording

/// Lines as they stand in public scripts and tutorials: each is run as in its library, or refused with a sentence that helps.
@Suite("Lines of scripts")
struct ScriptLineTests {
  private let words = bundled.specification

  @Test(
    "A line is read as what it makes",
    arguments: [
      (
        "model.compile(optimizer=\"adam\", loss=\"mse\", metrics=[\"accuracy\"])",
        "adam:lr=0.001,eps=1e-07,convention=keras"
      ),
      ("model.compile(optimizer='rmsprop', loss='mse')", "rmsprop:lr=0.001,eps=1e-07,convention=keras"),
      ("optimizer = nnx.ModelAndOptimizer(model, optax.adam(1e-3))", "adam:lr=0.001"),
      (
        "def configure_optimizers(self):\n    return torch.optim.SGD(self.parameters(), lr=0.1, momentum=0.9)",
        "heavy_ball:lr=0.1"
      ),
      ("opt_init, opt_update, get_params = optimizers.momentum(0.01, mass=0.8)", "heavy_ball:momentum=0.8"),
      ("opt_init, opt_update, get_params = optimizers.adam(0.01)", "adam:lr=0.01"),
      ("tx = optax.inject_hyperparams(optax.adam)(learning_rate=1e-3)", "adam:lr=0.001"),
      (
        "res = minimize(rosen, x0, method='nelder-mead', options={'xatol': 1e-8, 'disp': True})",
        "nelder_mead"
      ),
      ("xopt = scipy.optimize.fmin(f, x0, xtol=1e-8)", "nelder_mead"),
      (
        "optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=0.005, momentum=0.9)\n"
          + "lr_scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.1)",
        "heavy_ball:lr=0.005@step:step_size=3"
      ),
      (
        "optimizer = AdamW(model.parameters(), lr=3e-5)\n"
          + "lr_scheduler = get_scheduler(\"constant\", optimizer=optimizer)\noptimizer.zero_grad()",
        "adamw:lr=3e-05@transformers.get_scheduler(name='constant')"
      ),
    ])
  func read(line: String, text: String) throws {
    #expect(try words.optimizer(line).text == text)
  }

  @Test("A schedule by its name gives the rates of the function that makes it")
  func scheduler() throws {
    let line = "optimizer = AdamW(model.parameters(), lr=3e-5)\n"
    func rates(_ call: String) throws -> [Double] {
      let choice = try words.optimizer(line + "s = \(call)")
      let chosen = try #require(choice.schedule)
      let schedule = chosen.entry.make(chosen.settings, 0)
      return (0..<30).map { schedule.rate($0, base: choice.rate) }
    }
    for (name, function, arguments) in [
      ("linear", "linear_schedule_with_warmup", "optimizer, 5, 20"),
      ("cosine", "cosine_schedule_with_warmup", "optimizer, 5, 20"),
      ("constant_with_warmup", "constant_schedule_with_warmup", "optimizer, 5"),
    ] {
      #expect(
        try rates("get_scheduler('\(name)', \(arguments))") == rates("get_\(function)(\(arguments))"),
        "\(name)")
    }
  }

  @Test(
    "What cannot be run is refused with what to do",
    arguments: [
      (
        "optim_wrapper = dict(type='OptimWrapper', optimizer=dict(type='SGD', lr=0.02, momentum=0.9))",
        "this is a configuration, not a call; as a call it is torch.optim.SGD(params, lr=0.02, momentum=0.9)"
      ),
      (
        "optimizer = getattr(torch.optim, args.opt)(model.parameters(), lr=args.lr)",
        "the optimizer's class is computed here; write its name"
      ),
      ("torch.optim.adam(model.parameters(), lr=1e-3)", "torch.optim has no 'adam'; it is called Adam there"),
      ("optax.adam(1e-3, beta1=0.9)", "it is called b1 here"),
      ("torch.optim.Adam(params, beta2=0.9)", "it is member 2 of betas here"),
      ("optax.chain(optax.clip(1.0), optax.sgd)", "optax.sgd is not called; write optax.sgd(…)"),
      (
        "opt = torch.optim.Adam(params)\nsched = make_lr_scheduler(opt, warmup=10)",
        "make_lr_scheduler is not known here, and it may change the learning rate"
      ),
      (
        "optimizer = torch.optim.SGD(params, lr=0.1)\n"
          + "s = OneCycleLR(optimizer, 0.1, epochs=self.max_epochs, steps_per_epoch=100)",
        "needs epochs, and 'self.max_epochs' has no value"
      ),
      (
        "training_args = TrainingArguments(output_dir='out', learning_rate=2e-5)",
        "leaves the optimizer to the Trainer"
      ),
      ("optimizer = create_optimizer_v2(model, opt='adamw')", "paste that optimizer's own call"),
      ("Muon(model.parameters(), lr=0.02)", "orthogonalizes matrices"),
      ("pytorch_optimizer.Kron(params)", "with random vectors"),
      ("pytorch_optimizer.Shampoo(params)", "nearly singular"),
      ("pytorch_optimizer.ASGD(params)", "rounding decides when its rate stops growing"),
      ("pytorch_optimizer.Rangr(params)", "did you mean 'Ranger'"),
      ("optax.noisy_sgd(0.1)", "adds random noise"),
      (
        "scipy.optimize.minimize(f, x0)",
        "without a method is BFGS; SciPy's BFGS finds the length of its steps by another search"
      ),
      ("scipy.optimize.minimize(f, x0, method='CG')", "The nearest method here is conjugate_gradient"),
      ("scipy.optimize.minimize(f, x0, method='L-BFGS-B')", "The nearest method here is lbfgs"),
      ("scipy.optimize.minimize(f, x0, method='Newton-CG')", "The nearest method here is newton"),
      ("scipy.optimize.minimize(f, x0, method='Powell')", "is not available here"),
      ("scipy.optimize.minimize(f, x0, method='Poul')", "is not a method of SciPy's"),
      ("scipy.optimize.fmin_bfgs(f, x0)", "The nearest method here is bfgs"),
      ("scipy.optimize.minimize(f, x0, method='Nelder-Mead', bounds=[(0, 1)] * 2)", "no bounds"),
      ("optax.rmsprop(0.01, centered=True, bias_correction=True)", "rounding decides"),
      ("optax.contrib.sophia(0.1, hessian_diagonal_fn=mine)", "is not known here"),
    ])
  func refused(line: String, part: String) {
    let error = #expect(throws: InputError.self) { _ = try words.optimizer(line) }
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }

  @Test("A message stays short where a library has many names")
  func length() {
    let error = #expect(throws: InputError.self) { _ = try words.optimizer("pytorch_optimizer.Nag(params)") }
    #expect((error?.message.count ?? 1000) < 200, "\(error?.message ?? "")")
  }

  @Test("What is done otherwise than the script says is told in a sentence")
  func remarks() throws {
    let keras =
      "opt = keras.optimizers.AdamW(1e-3)\nopt.exclude_from_weight_decay(var_names=['bias'])\nopt.build(v)"
    #expect(try words.reading(keras).remarks == ["opt.exclude_from_weight_decay(…) has no effect here"])
    let sophia = try words.reading("optax.contrib.sophia(0.1)").remarks
    #expect(sophia.count == 1 && sophia[0].contains("takes the exact diagonal"))
    #expect(try words.reading("optax.contrib.muon(0.1)").remarks.count == 1)
  }

  @Test("Where a library rounds to single precision, the size of that is told")
  func roundings() throws {
    func roundings(_ text: String) throws -> [String] { try words.optimizer(text).notes.roundings }
    #expect(try roundings("optax.adam(0.1)").isEmpty)
    let decay = try roundings("optax.adam(optax.exponential_decay(0.1, 10, 0.9))")
    #expect(
      decay.count == 1 && decay[0].contains("optax.exponential_decay rounds") && decay[0].contains("1.1e-08"))
    #expect(try roundings("pytorch_optimizer.QHAdam(params)").count == 1)
    #expect(
      try roundings("keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.1, 100))").count == 1)
  }

  @Test("A mark stands where a call is written, not where its name is used")
  func place() throws {
    let lines =
      "s = torch.optim.lr_scheduler.StepLR(opt, step=3)\nopt = torch.optim.Adam(params)\nall = [opt, s]"
    let error = try #require(#expect(throws: InputError.self) { _ = try words.optimizer(lines) })
    #expect(error.excerpt?.contains("StepLR(opt, step=3)") == true, "\(error.excerpt ?? "")")
  }
}
