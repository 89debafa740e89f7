import Wording

/// Keras' words before version 3: `lr`, and `decay`, by which the rate of update t, from 0, is lr/(1 + decay·t).
enum KerasWords {
  static let former: Set<String> = ["lr", "decay"]

  /// The call in the present words; `nil` for one that has none of the former.
  static func present(_ call: PythonCall, of constructor: Constructor, in source: PythonSource)
    throws(InputError) -> PythonCall?
  {
    guard constructor.fullName.hasPrefix("keras.optimizers."), constructor.product == .optimizer,
      call.arguments.contains(where: { $0.keyword.map(former.contains) == true })
    else { return nil }
    var arguments = call.arguments.filter { $0.keyword.map(former.contains) != true }
    let lr = call.arguments.first { $0.keyword == "lr" }
    let decay = call.arguments.first { $0.keyword == "decay" }
    let place = arguments.firstIndex { $0.keyword == "learning_rate" || $0.keyword == nil }
    if let lr, place != nil {
      throw source.error(
        "\(constructor.fullName): lr is the former word for learning_rate, and both are given", at: lr.span)
    }
    let given = lr ?? place.map { arguments[$0] }
    if let place { arguments.remove(at: place) }
    let standard = constructor.parameters.first { $0.name == "learning_rate" }?.standard
    guard var value = given?.value ?? standard?.placed(at: call.span) else { return nil }
    if let decay, decay.value.number != 0 {
      let one = PythonExpression(kind: .number(1), span: decay.span)
      let schedule = PythonCall(
        function: "keras.optimizers.schedules.InverseTimeDecay", span: decay.span,
        arguments: [value, one, decay.value].map { .init(keyword: nil, span: decay.span, value: $0) })
      value = PythonExpression(kind: .call(schedule), span: decay.span)
    }
    arguments.append(.init(keyword: "learning_rate", span: value.span, value: value))
    return PythonCall(function: call.function, span: call.span, arguments: arguments)
  }
}
