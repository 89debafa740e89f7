import Experiments
import Optimization
import Testing
import Wording

@Suite("Optimizers in the libraries' words")
struct LibraryCallTests {
  @Test(
    "A call equals the program's own notation, with the library's defaults for omitted arguments",
    arguments: [
      ("torch.optim.Adam()", "adam:lr=0.001"),
      (
        "torch.optim.AdamW(lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)",
        "adamw:lr=0.0003,beta2=0.95,weight_decay=0.1"
      ),
      ("torch.optim.RMSprop(lr=0.01)", "rmsprop:beta=0.99"),
      ("optim.SGD(model.parameters(), 1e-2, .9, nesterov=True,)", "nesterov:lr=0.01"),
      ("torch.optim.SGD(net.parameters(), lr=1_0.e-3)", "gd:lr=0.01"),
      ("torch.optim.SGD([{'params': a, 'lr': 1}], lr=0.1)", "gd:lr=1"),
      (
        "torch.optim.SGD([p for p in ps if p.ok], 0.1, weight_decay=1/100)",
        "heavy_ball:lr=0.1,momentum=0,weight_decay=0.01"
      ),
      ("torch.optim.Adam(filter(lambda p: p.requires_grad, net().parameters()), lr=10**-3)", "adam:lr=0.001"),
      (
        "opt = torch.optim.Adam(\n  params,  # all @of +them (yes\n  lr=-(-2)*1e-3,\n  fused=True, foreach=False)",
        "adam:lr=0.002"
      ),
      ("torch.optim.Adam(lr=0.01, decoupled_weight_decay=True)", "adamw:lr=0.01,weight_decay=0"),
      ("pytorch_optimizer.AdamW(lr=0.01)", "adamw:lr=0.01"),
      ("optax.adam(1e-2)", "adam:lr=0.01"),
      ("adam(1e-2, nesterov=True)", "nadam:lr=0.01,convention=optax"),
      ("optax.adagrad(0.5)", "adagrad:lr=0.5,initial_accumulator=0.1,eps=1e-7,convention=optax"),
      ("optax.rmsprop(learning_rate=0.01, decay=0.9, eps_in_sqrt=False)", "rmsprop"),
      ("optax.sgd(0.1, momentum=None, nesterov=True)", "gd:lr=0.1"),
      ("contrib.prodigy(estim_lr0=0.001)", "prodigy"),
      ("optax.dowg()", "dowg:init_estim_sq_dist=0.0001"),
      (
        "optax.chain(optax.clip_by_global_norm(2.0), optax.add_decayed_weights(0.1), optax.adam(0.1))",
        "adam+clip_norm:max=2,convention=optax+weight_decay:rate=0.1,mode=coupled"
      ),
      ("optax.lookahead(optax.adam(0.1), sync_period=6, slow_step_size=0.4)", "adam+lookahead:k=6,alpha=0.4"),
      ("keras.optimizers.legacy.Adam(0.1, epsilon=1e-8)", "adam:convention=keras"),
      (
        "optax.contrib.sam(optax.sgd(0.01), optax.chain(optax.contrib.normalize(), optax.sgd(0.1)), opaque_mode=True)",
        "gd+sam:rho=0.1"
      ),
      ("optax.contrib.mechanize(optax.sgd(0.1), num_betas=4)", "gd:lr=0.1+mechanize:num_betas=4"),
      (
        "optax.adam(optax.cosine_decay_schedule(0.1, 100, alpha=0.5))",
        "adam@cosine:total=100,min=0.05,hold=true"
      ),
      (
        "optax.adam(optax.warmup_cosine_decay_schedule(0.0, 0.1, 10, 100))",
        "adam@warmup_cosine:warmup=10,total=100,start_factor=0,hold=true"
      ),
      ("optax.adam(optax.piecewise_constant_schedule(0.1, {30: 0.5, 80: 0.5}))", "adam@multi_step:gamma=0.5"),
      ("optax.adam(optax.linear_schedule(0.0, 0.1, 10))", "adam@linear_warmup:total=10,start_factor=0"),
      ("keras.optimizers.Adam(0.1, epsilon=1e-8)", "adam:convention=keras"),
      (
        "tf.keras.optimizers.SGD(clipnorm=1.0, weight_decay=0.1, use_ema=True, ema_momentum=0.9, name='x')",
        "gd+weight_decay:rate=0.1+clip_norm:convention=keras+ema:decay=0.9"
      ),
      (
        "keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.9), epsilon=1e-8)",
        "adam:convention=keras@exponential:gamma=0.9"
      ),
      ("QHAdam(lr=0.05, nus=(0.7, 1.0))", "qhadam"),
      (
        "pytorch_optimizer.QHM(lr=0.1, nu=0.7, momentum=0.9, weight_decay=0.1, weight_decouple=True)",
        "qhm+weight_decay:rate=0.1"
      ),
      ("pytorch_optimizer.Lookahead(torch.optim.Adam(params, lr=0.1), k=6)", "adam+lookahead:k=6"),
      (
        "pytorch_optimizer.SAM(params, torch.optim.SGD, rho=0.1, lr=0.01, momentum=0.9)",
        "heavy_ball:lr=0.01+sam:rho=0.1,eps=1e-12"
      ),
      ("schedulefree.SGDScheduleFree(lr=0.01)", "schedule_free_sgd:lr=0.01"),
      ("scipy.optimize.minimize(f, x0, method='Nelder-Mead', options={'maxiter': 9})", "nelder_mead"),
      (
        "bnb.optim.Adam8bit(model.parameters(), lr=0.01, weight_decay=0.1)",
        "adamw:lr=0.01,weight_decay=0.1"
      ),
      (
        "torch.optim.Adam(lr=0.1)@torch.optim.lr_scheduler.StepLR(optimizer, 40, gamma=0.5)",
        "adam@step:step_size=40,gamma=0.5"
      ),
      (
        "torch.optim.Adam(lr=0.1)+clip_norm:max=2@MultiStepLR(opt, milestones=[10])",
        "adam+clip_norm:max=2@multi_step:milestone1=10,milestone2=0"
      ),
      (
        "torch.optim.Adam(lr=0.1)@OneCycleLR(opt, max_lr=0.2, epochs=5, steps_per_epoch=20)",
        "adam@one_cycle:max=0.2,total=100"
      ),
    ])
  func meaning(call: String, text: String) throws {
    let expected = try bundled.specification.optimizer(text)
    #expect(try bundled.specification.optimizer(call) == expected)
  }

  @Test(
    "A mistake is named and marked",
    arguments: [
      (
        "torch.optim.Adan(lr=1)", "Adan",
        ["torch.optim has no 'Adan'", "pytorch_optimizer.Adan", "optax.adan"]
      ),
      ("torch.optim.Adamm(lr=1)", "Adamm", ["did you mean 'Adam'"]),
      (
        "tourch.optim.Adam()", "tourch.optim",
        ["unknown library 'tourch.optim'", "did you mean 'torch.optim'?"]
      ),
      ("Adam(lr=1)", "Adam", ["torch.optim.Adam or keras.optimizers.Adam"]),
      ("keras.optimizers.legacy.Adamm()", "Adamm", ["keras.optimizers has no"]),
      ("torch.optim.Adam(lr=0.1, base=3)", "base", ["no keyword 'base'"]),
      ("optax.contrib.sam(optax.sgd(0.01), rho=0.05)", "rho", ["no keyword 'rho'"]),
      ("torch.optim.Adam(lrr=0.1)", "lrr", ["no keyword 'lrr'", "did you mean 'lr'", "betas"]),
      ("optax.adam()", "optax.adam", ["needs learning_rate"]),
      ("optax.adam(0.1, lr=0.1)", "lr", ["no keyword 'lr'", "learning_rate"]),
      ("optax.adam(0.1, 0.9, 0.9, 1e-8, 0.0, None, True)", "True", ["at most 6 positional"]),
      ("optax.adam(0.1, learning_rate=0.2)", "learning_rate", ["given twice"]),
      ("torch.optim.Adam(lr='fast')", "'fast'", ["lr='fast' is not a number"]),
      ("torch.optim.Adam(lr=-1)", "-1", ["out of range", "0 ≤ lr"]),
      ("torch.optim.Adam(betas=(0.9, 1.5))", "1.5", ["betas[1]", "beta2 < 1"]),
      ("torch.optim.Adam(betas=0.9)", "0.9", ["not a tuple"]),
      ("torch.optim.Adam(betas=(0.9,))", "(0.9,)", ["does not have 2 numbers"]),
      ("torch.optim.Adam(amsgrad='yes')", "'yes'", ["True or False"]),
      ("torch.optim.Adam(lr=1e999)", "1e999", ["finite"]),
      ("torch.optim.Adam(lr=1__0)", "1__0", ["not a finite decimal number"]),
      ("torch.optim.Adam(lr=0.1, maximize=True)", "True", ["climb"]),
      ("torch.optim.Adam(0.1)", "0.1", ["where the parameters are expected"]),
      ("torch.optim.SGD(lr=0.1, nesterov=True)", "torch.optim.SGD", ["nesterov=True needs"]),
      ("torch.optim.Adam(lr=0.1", "(", ["never closed"]),
      ("torch.optim.Adam(lr=0.1]", "]", ["expected"]),
      ("torch.optim.Adam(lr=0.1) or x", "or", ["the call ends before this"]),
      ("torch.optim.Adam(lr=0.1 0.2)", "0.2", ["',' or ')' is expected"]),
      ("torch.optim.Adam(lr='a", "'a", ["no closing quote"]),
      ("torch.optim.Adam(lr=$)", "$", ["is not accepted in a constructor call"]),
      ("torch.optim.Adam(\n  lr=0.1,\n  ups=2)", "ups", ["no keyword 'ups'"]),
      ("keras.optimizers.SGD(clipnorm=1.0, clipvalue=1.0)", "1.0", ["a second way to clip"]),
      ("optax.clip(1.0)", "optax.clip", ["changes gradients"]),
      ("optax.adam(optax.sgd(0.1))", "optax.sgd", ["does not make a learning rate"]),
      (
        "scipy.optimize.minimize(f, x0, method='BFGS')", "'BFGS'",
        ["method='BFGS' is not read", "The nearest method here is bfgs"]
      ),
      ("torch.optim.Adam(lr=0.1)@StepLR(opt)", "StepLR", ["needs step_size"]),
      ("torch.optim.Adam(lr=0.1)@StepLR(opt, 3, verbos=1)", "verbos", ["no keyword 'verbos'"]),
    ])
  func mistakes(call: String, spot: String, parts: [String]) throws {
    let error = #expect(throws: InputError.self) { _ = try bundled.specification.optimizer(call) }
    let message = try #require(error).message
    for part in parts { #expect(message.contains(part), "\(message)") }
    #expect(message.allSatisfy { !$0.isNewline })
    // The mark stands under the spot, as wide as it.
    let lines = try #require(error?.excerpt).split(separator: "\n").map { Array($0) }
    let start = try #require(lines[1].firstIndex(of: "^"))
    #expect(lines[1][start...].count == spot.count)
    #expect(String(lines[0][start...].prefix(spot.count)) == spot)
  }

  @Test("A randomly changed call is read, or refused with a reason")
  func mutations() {
    let seeds = [
      "torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)@StepLR(opt, 40, gamma=0.5)",
      "optax.chain(optax.clip_by_global_norm(1.0), optax.lookahead(optax.adam(optax.cosine_decay_schedule(0.1, 100)), 5, 0.5))",
      "optax.contrib.sam(optax.sgd(0.02), optax.chain(optax.contrib.normalize(), optax.sgd(0.05)), opaque_mode=True)",
      "keras.optimizers.SGD(keras.optimizers.schedules.PiecewiseConstantDecay([10, 20], [1.0, 0.5, 0.25]), clipnorm=1.0)",
      "pytorch_optimizer.SAM(params, torch.optim.SGD, rho=0.1, lr=0.01)+noise:std=0.1",
      "optax.adam(optax.piecewise_constant_schedule(0.1, {30: 0.5, 80: 0.5}), b1=-1e-3*2**-3, eps='x')",
    ]
    let pieces =
      Array("()[]{},.=+-*/:'\"#@\\ \n0123456789eE_abxyzNT\u{301}é").map(String.init)
      + ["None", "True", "**", "lambda x: ", "optax.", "1e308", "((((((((((", "----", "lr=", "params"]
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
    var (read, refused) = (0, 0)
    for round in 0..<20_000 {
      var text = Array(seeds[round % seeds.count])
      for _ in 0...random(4) {
        let place = random(text.count + 1)
        switch random(4) {
        case 0: text.removeSubrange(place..<min(text.count, place + 1 + random(6)))
        case 1: text.insert(contentsOf: pieces[random(pieces.count)], at: place)
        case 2:
          text.insert(
            contentsOf: text[min(place, text.count)..<min(text.count, place + random(20))], at: place)
        default: text.replaceSubrange(place..<min(text.count, place + 1), with: pieces[random(pieces.count)])
        }
      }
      do {
        _ = try bundled.specification.optimizer(String(text))
        read += 1
      } catch {
        #expect(!error.message.isEmpty)
        refused += 1
      }
    }
    #expect(read > 300 && refused > 5000, "\(read) read, \(refused) refused")
    for deep in ["(", "[", "{1:", "a(", "-", "2**"] {
      let text = "optax.adam(" + String(repeating: deep, count: 100_000)
      #expect(throws: InputError.self) { try bundled.specification.optimizer(text) }
    }
  }
}

@Suite("Writing optimizers in the libraries' words")
struct LibraryWordingTests {
  private func wording(_ text: String, _ library: String) throws -> LibraryWording {
    try LibraryWording.of(try bundled.specification.optimizer(text), in: library, bundled.specification)
  }

  @Test(
    "The call has the arguments that differ from the library's defaults, and the rate",
    arguments: [
      ("adam", "torch", "torch.optim.Adam(params, lr=0.1)"),
      ("adam:lr=0.01,beta1=0.8", "torch", "torch.optim.Adam(params, lr=0.01, betas=(0.8, 0.999))"),
      ("adamw:weight_decay=0.1", "torch", "torch.optim.AdamW(params, lr=0.1, weight_decay=0.1)"),
      ("adam:amsgrad=true,convention=optax", "optax", "optax.amsgrad(learning_rate=0.1)"),
      ("nesterov", "keras", "keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)"),
      ("dog", "optax", "optax.contrib.dog(learning_rate=1)"),
      (
        "gd+sam:rho=0.1", "optax",
        "optax.contrib.sam(optax.sgd(learning_rate=0.01), optax.chain(optax.contrib.normalize(), optax.sgd(0.1)), opaque_mode=True)"
      ),
      (
        "adam+clip_value+lookahead", "optax",
        "optax.lookahead(optax.chain(optax.clip(max_delta=1), optax.adam(learning_rate=0.1)), sync_period=5, slow_step_size=0.5)"
      ),
      (
        "gd+clip_norm:convention=keras+ema", "keras",
        "keras.optimizers.SGD(learning_rate=0.01, clipnorm=1, use_ema=True)"
      ),
      (
        "qhm+weight_decay:rate=0.1", "pytorch_optimizer",
        "pytorch_optimizer.QHM(params, lr=0.1, momentum=0.9, nu=0.7, weight_decay=0.1, weight_decouple=True)"
      ),
      (
        "adam@step:step_size=40", "torch",
        "torch.optim.Adam(params, lr=0.1)@torch.optim.lr_scheduler.StepLR(optimizer, step_size=40)"
      ),
      ("adam+noise", "torch", "torch.optim.Adam(params, lr=0.1)+noise"),
    ])
  func calls(text: String, library: String, call: String) throws {
    #expect(try wording(text, library) == .call(call))
  }

  @Test(
    "Features that a library lacks are reported",
    arguments: [
      ("adam:convention=keras", "torch", "torch.optim.Adam follows another formula: convention=pytorch"),
      ("rmsprop:initial_scale=1", "torch", "torch.optim.RMSprop cannot say initial_scale=1"),
      ("lion", "torch", "torch.optim has no Lion"),
    ])
  func nothing(text: String, library: String, sentence: String) throws {
    #expect(try wording(text, library) == .none(sentence))
  }

  @Test("Every optimizer checked against a library has a call there, and every call reads back")
  func everyOptimizer() throws {
    var calls = 0
    for entry in bundled.optimizers.entries {
      for library in LibraryWording.libraries {
        for setting in entry.card.settings.indices {
          var choice = OptimizerChoice(entry)
          let changed = entry.card.settings[setting]
          let value = changed.words == nil ? changed.standard * 0.5 + 0.25 : 1
          guard changed.accepts(value) else { continue }
          try choice.settings.set(changed.key, to: value)
          guard case .call(let call) = try LibraryWording.of(choice, in: library, bundled.specification)
          else { continue }
          #expect(try bundled.specification.optimizer(call) == choice, "\(call)")
          calls += 1
        }
      }
    }
    #expect(calls > 300, "\(calls)")
  }

  @Test("The distance between formulas is measured, and zero if they do not differ")
  func distances() throws {
    let adagrad = ConventionDistance.all(of: try bundled.specification.optimizer("adagrad:eps=1"))
    #expect(adagrad.map(\.word) == ["optax", "keras"])
    #expect(adagrad[0].distance > 0.001 && adagrad[0].distance == adagrad[1].distance)
    let adam = ConventionDistance.all(of: try bundled.specification.optimizer("adam"))
    #expect(adam.first { $0.word == "optax" }?.distance == 0)
    #expect(ConventionDistance.all(of: try bundled.specification.optimizer("lion")).isEmpty)
  }
}
