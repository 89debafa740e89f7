import Optimization
import Wording

/// PyTorch's optimizers and schedulers: torch 2.13, signatures as `inspect.signature` prints them.
extension Library {
  static let torch = Library(
    ["torch.optim", "optim"],
    [
      torch(
        "ASGD(params, lr=0.01, lambd=0.0001, alpha=0.75, t0=1000000.0, weight_decay=0, foreach=None, maximize=False, "
          + "differentiable=False, capturable=False)", [Reading("asgd")]),
      torch(
        "Adadelta(params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False, "
          + "maximize=False, differentiable=False)", [Reading("adadelta")]),
      torch(
        "Adagrad(params, lr=0.01, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10, foreach=None, *, "
          + "maximize=False, differentiable=False, fused=None)", [Reading("adagrad")]),
      torch(
        "Adam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False, *, foreach=None, "
          + "maximize=False, capturable=False, differentiable=False, fused=None, decoupled_weight_decay=False)",
        [
          Reading("adamw", when: "decoupled_weight_decay=True"),
          Reading("adam", when: "decoupled_weight_decay=False"),
        ]
      ),
      torch(
        "AdamW(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False, *, maximize=False, "
          + "foreach=None, capturable=False, differentiable=False, fused=None)", [Reading("adamw")]),
      torch(
        "Adamax(params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, foreach=None, *, maximize=False, "
          + "differentiable=False, capturable=False)", [Reading("adamax")]),
      Constructor(
        "torch.optim",
        "Adafactor(params, lr=0.01, beta2_decay=-0.8, eps=(None, 0.001), d=1.0, weight_decay=0.0, *, foreach=None, maximize=False)",
        .expansion,
        ["foreach": .nothing, "maximize": .only(["False", "0"], "would climb instead of descending")],
        expansion: "parts.torch_adafactor(lr, beta2_decay, eps, d, weight_decay)"),
      .refused(
        "torch.optim", "Muon",
        "orthogonalizes matrices; the two parameters here are a vector, for which PyTorch raises an error"),
      .refused(
        "torch.optim", "SparseAdam",
        "takes sparse gradients, and the gradient here is dense; torch.optim.Adam is the dense method"),
      torch(
        "LBFGS(params, lr=1, max_iter=20, max_eval=None, tolerance_grad=1e-07, tolerance_change=1e-09, "
          + "history_size=100, line_search_fn=None)",
        [
          Reading(
            "lbfgs",
            [
              "max_eval": .setting("max_eval", none: 0),
              "line_search_fn": .words("line_search", ["None": "none", "strong_wolfe": "strong_wolfe"]),
            ])
        ]),
      torch(
        "NAdam(params, lr=0.002, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, momentum_decay=0.004, "
          + "decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False, differentiable=False)",
        [Reading("nadam")]),
      torch(
        "RAdam(params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, decoupled_weight_decay=False, *, "
          + "foreach=None, maximize=False, capturable=False, differentiable=False)", [Reading("radam")]),
      torch(
        "RMSprop(params, lr=0.01, alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False, capturable=False, "
          + "foreach=None, maximize=False, differentiable=False)",
        [Reading("rmsprop", ["alpha": .setting("beta")])]),
      torch(
        "Rprop(params, lr=0.01, etas=(0.5, 1.2), step_sizes=(1e-06, 50), *, capturable=False, foreach=None, "
          + "maximize=False, differentiable=False)",
        [
          Reading(
            "rprop",
            ["etas": .tuple(["eta_minus", "eta_plus"]), "step_sizes": .tuple(["step_min", "step_max"])])
        ]),
      torch(
        "SGD(params, lr=0.001, momentum=0, dampening=0, weight_decay=0, nesterov=False, *, maximize=False, "
          + "foreach=None, differentiable=False, fused=None)",
        [
          Reading(
            "nesterov", when: "nesterov=True momentum=0",
            ["momentum": .only([], "is not above 0, which nesterov=True needs")]),
          Reading(
            "nesterov", when: "nesterov=True",
            ["dampening": .only(["0"], "is damped, which nesterov=True must not be")]),
          // Without a momentum torch ignores the dampening.
          Reading("gd", when: "momentum=0 weight_decay=0", ["dampening": .nothing, "nesterov": .decided]),
          Reading("heavy_ball", when: "momentum=0", ["dampening": .nothing, "nesterov": .decided]),
          Reading("heavy_ball", when: "nesterov=False"),
        ]),
    ] + torchSchedulers,
    aliases: [
      // The names in files of measured trajectories.
      "momentum": "torch.optim.SGD", "momentum_dampened": "torch.optim.SGD", "nag": "torch.optim.SGD",
      "amsgrad": "torch.optim.Adam",
    ])

  @inline(never) private static func torch(_ signature: String, _ readings: [Reading]) -> Constructor {
    // The two implementations exclude each other.
    let exclusion = Reading(
      readings[0].target, when: "foreach=True fused=True",
      ["fused": .only([], "and foreach=True exclude each other")])
    let all = signature.contains("fused") ? [exclusion] + readings : readings
    return Constructor(
      "torch.optim", signature, .readings(all),
      [
        "params": .nothing, "foreach": .nothing, "fused": .nothing, "capturable": .nothing,
        "differentiable": .nothing, "maximize": .only(["False", "0"], "would climb instead of descending"),
        "lr": .rate(schedules: false), "betas": .tuple(["beta1", "beta2"]),
        "initial_accumulator_value": .setting("initial_accumulator"),
      ])
  }
}
