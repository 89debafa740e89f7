/// The functions of typed formulas on a pack: the scalar ones, lane by lane.
///
/// Kept out of line: inlined, each would be eight calls wherever a formula uses it.
extension Lanes {
  @inline(never)
  public static func tan(_ x: Lanes) -> Lanes { gather { Double.tan(x.pack[$0]) } }
  @inline(never)
  public static func asin(_ x: Lanes) -> Lanes { gather { Double.asin(x.pack[$0]) } }
  @inline(never)
  public static func acos(_ x: Lanes) -> Lanes { gather { Double.acos(x.pack[$0]) } }
  @inline(never)
  public static func atan(_ x: Lanes) -> Lanes { gather { Double.atan(x.pack[$0]) } }
  @inline(never)
  public static func atan2(_ y: Lanes, _ x: Lanes) -> Lanes {
    gather { Double.atan2(y.pack[$0], x.pack[$0]) }
  }
  @inline(never)
  public static func sinh(_ x: Lanes) -> Lanes { gather { Double.sinh(x.pack[$0]) } }
  @inline(never)
  public static func cosh(_ x: Lanes) -> Lanes { gather { Double.cosh(x.pack[$0]) } }
  @inline(never)
  public static func log10(_ x: Lanes) -> Lanes { gather { Double.log10(x.pack[$0]) } }
  @inline(never)
  public static func elementary(_ function: ElementaryFunction, _ x: Lanes) -> Lanes {
    gather { function.value(x.pack[$0]) }
  }
  @inline(never)
  public static func hypot(_ x: Lanes, _ y: Lanes) -> Lanes {
    gather { Double.hypot(x.pack[$0], y.pack[$0]) }
  }
  @inline(never)
  public static func remainder(_ x: Lanes, _ y: Lanes) -> Lanes {
    gather { Double.remainder(x.pack[$0], y.pack[$0]) }
  }
  public static func floor(_ x: Lanes) -> Lanes { Lanes(x.pack.rounded(.down)) }
  @inline(never)
  public static func sigmoid(_ x: Lanes) -> Lanes { gather { Double.sigmoid(x.pack[$0]) } }
  @inline(never)
  public static func softplus(_ x: Lanes) -> Lanes { gather { Double.softplus(x.pack[$0]) } }
  @inline(never)
  public static func power(_ base: Lanes, _ exponent: Lanes) -> Lanes {
    gather { Double.power(base.pack[$0], exponent.pack[$0]) }
  }
  @inline(never)
  public static func power(_ base: Lanes, _ exponent: Double) -> Lanes {
    gather { Double.power(base.pack[$0], exponent) }
  }
  @inline(never)
  public static func power(_ base: Double, _ exponent: Lanes) -> Lanes {
    gather { Double.power(base, exponent.pack[$0]) }
  }
}
