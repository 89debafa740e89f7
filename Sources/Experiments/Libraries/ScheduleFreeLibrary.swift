/// The optimizers of schedulefree 1.4.
extension Library {
  static let schedulefree = Library(
    ["schedulefree"],
    [
      constructor(
        "AdamWScheduleFree(params, lr=0.0025, betas=(0.9, 0.999), eps=1e-08, weight_decay=0, warmup_steps=0, r=0.0, "
          + "weight_lr_power=2.0, foreach=True)", "schedule_free_adamw"),
      constructor(
        "SGDScheduleFree(params, lr=1.0, momentum=0.9, weight_decay=0, warmup_steps=0, r=0.0, weight_lr_power=2, "
          + "foreach=True)", "schedule_free_sgd"),
    ])

  @inline(never) private static func constructor(_ signature: String, _ target: String) -> Constructor {
    Constructor(
      "schedulefree", signature, .readings([Reading(target)]),
      [
        "params": .nothing, "foreach": .nothing, "lr": .rate(schedules: false),
        "betas": .tuple(["beta1", "beta2"]),
      ])
  }
}
