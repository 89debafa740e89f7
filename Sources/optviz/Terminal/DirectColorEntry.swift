import Glibc

/// The program's own terminal descriptions, since the usual ones do not declare 24-bit colours.
///
/// Where there may be pixels, nothing scrolls: images would scroll with the text.
///
/// The values are what `TERMINFO` takes in place of a directory. `assets/terminfo/optviz-direct.ti` is their source
/// and says how to compile it.
enum DirectColorEntry {
  case xterm, tmux

  /// The name under which the entry is opened.
  var name: String {
    switch self {
    case .xterm: "optviz-direct"
    case .tmux: "optviz-direct-tmux"
    }
  }

  /// Does something while the entry can be found by its name.
  func whileFindable<R>(_ body: () -> R) -> R {
    let found = getenv("TERMINFO").map { String(cString: $0) }
    setenv("TERMINFO", compiled, 1)
    defer {
      if let found { setenv("TERMINFO", found, 1) } else { unsetenv("TERMINFO") }
    }
    return body()
  }

  /// The entry, compiled.
  var compiled: String {
    switch self {
    case .xterm: Self.compiledXterm
    case .tmux: Self.compiledTmux
    }
  }

  private static let compiledXterm = """
    b64:HgIuAB0ADwBpAQsDb3B0dml6LWRpcmVjdHxhbnkgdGVybWluYWwgd2l0aCBkaXJlY3QgY29sb3JzAAABAAABAAAAAAAAAAABAQAA\
    AAAAAAAAAAAAAAABAFAAAAD_____GAAAAP____________________________________________________8AAAABAAABAP__AAAC\
    AP____8EAAwAEAAUAP__HwAwADIANgA9AP__PwBMAP__UABUAF4A________YgD__2YAawD__30AggD_____hwCMAJEAlgCfAKMAqgD_\
    _7wAwQDHAP__________________________zQD________PAP__1AD__________9gA3ADiAOYA6gDuAPQA-gAAAQYBDAEQAf__FQH_\
    _xkBHgEjAScBLgH__zUBOQFBAf__________________________________SQH__0wB__9VAV4B_____2cBcAH__3kB____________\
    _________________4IBhQGQAf____-TAf_____________________________________wAf__JQL_____KQIvAv______________\
    ______________81AjkC__________________________________________________________________89Av____9EAv______\
    ____SwJSAlkC_____2AC__9nAv_______24C_____________3UCewL_________________________________________________\
    ______________________________________________________________________________________-BAv______________\
    _________________________________________________________4YC____________________________________________\
    ________________________________________________________________________________________________________\
    ____jwL_______-TAs8CBwANABtbSBtbMkoAG1tLABtbSgAbWyVpJXAxJWRHABtbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgA\
    G1s_MTJsG1s_MjVoABtbQwAbW0EAG1s_MTI7MjVoABtbUAAbKDAAG1sxbQAbWz8xMDQ5aBtbMjI7MDswdAAbWzJtABtbNGgAG1s3bQAb\
    WzdtABtbNG0AG1slcDElZFgAGyhCABsoQhtbbQAbWz8xMDQ5bBtbMjM7MDswdAAbWzRsABtbMjdtABtbMjRtAH8AG1szfgAbT0IAG09Q\
    ABtbMjF-ABtPUQAbT1IAG09TABtbMTV-ABtbMTd-ABtbMTh-ABtbMTl-ABtbMjB-ABtPSAAbWzJ-ABtPRAAbWzZ-ABtbNX4AG09DABtb\
    MTsyQgAbWzE7MkEAG09BABtbPzFsGz4AG1s_MWgbPQAbRQAbWyVwMSVkUAAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkRAAbWyVwMSVk\
    QwAbWyVwMSVkQQAbOAAbWyVpJXAxJWRkABs3ACU_JXA5JXQbKDAlZRsoQiU7G1swJT8lcDYldDsxJTslPyVwNSV0OzIlOyU_JXAyJXQ7\
    NCU7JT8lcDElcDMlfCV0OzclOyU_JXA0JXQ7NSU7JT8lcDcldDs4JTttAGBgYWFmZmdnaWlqamtrbGxtbW5ub29wcHFxcnJzc3R0dXV2\
    dnd3eHh5eXp6e3t8fH19fn4AG1taABtbPzdoABtbPzdsABtPRgAbT00AG1szOzJ-ABtbMTsyRgAbWzE7MkgAG1syOzJ-ABtbMTsyRAAb\
    WzY7Mn4AG1s1OzJ-ABtbMTsyQwAbWzIzfgAbWzI0fgAbWzFLABtbMzk7NDltABtbPAAbWzM4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7\
    MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkbQAbWzQ4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDsl\
    cDElezI1NX0lJiVkbQAAAwAAAAEABQAtAAEBAQAAAAAAAwAHAAoAG1s_MTAwNjsxMDAwJT8lcDElezF9JT0ldGglZWwlOwBBWABSR0IA\
    WFQAWE0A
    """

  private static let compiledTmux = """
    b64:HgIrAA8ADwBpASYDb3B0dml6LWRpcmVjdC10bXV4fHRtdXggd2l0aCBkaXJlY3QgY29sb3JzAAABAAABAAAAAAAAAAABAVAAAAD_\
    ____GAAAAP____________________________________________________8AAAABAAABAP__AAACAAQA__8VABwAIAAkAP__LwBA\
    AEIARgBNAP__TwBbAP__XwBiAGgAbAD_____cAD__3IAdwD__4AAhQD_____igCPAJQA__-ZAJsAoAD__6kArgC0AP______________\
    ______-6AP__vgD________AAP__xQD__________8kAzQDTANcA2wDfAOUA6wDxAPcA_QACAf__BwH__wsBEAEVARkBIAH__ycBKwEz\
    Af__________________________________OwH__z4BRwFQAVkBYgFrAXQBfQGGAY8B_____________________________5gBmwGm\
    AakBqwGuAf____________________________________8HAv__SAL_______________9MAv____________________9TAv______\
    ______________________________________________________________9YAv____9fAv__________ZgJtAnQC_____3sC__-C\
    Av_______4kC_____________5AClgL_________________________________________________________________________\
    ______________________________________________________________-cAv______________________________________\
    _________________________________6EC____________________________________________________________________\
    ____________________________________________________________________________________qgL_______-uAuoCBwAN\
    ABtbJWklcDElZDslcDIlZHIAG1tIG1tKABtbSwAbW0oAG1slaSVwMSVkRwAbWyVpJXAxJWQ7JXAyJWRIAAoAG1tIABtbPzI1bAAIABtb\
    MzRoG1s_MjVoABtbQwAbTQAbWzM0bAAbW1AAG1tNAA4AG1sxbQAbWz8xMDQ5aAAbWzJtABtbNGgAG1s3bQAbWzdtABtbNG0ADwAbW20P\
    ABtbPzEwNDlsABtbNGwAG1syN20AG1syNG0AG1tMAH8AG1szfgAbT0IAG09QABtbMjF-ABtPUQAbT1IAG09TABtbMTV-ABtbMTd-ABtb\
    MTh-ABtbMTl-ABtbMjB-ABtbMX4AG1syfgAbT0QAG1s2fgAbWzV-ABtPQwAbWzE7MkIAG1sxOzJBABtPQQAbWz8xbBs-ABtbPzFoGz0A\
    G0UAG1slcDElZFAAG1slcDElZE0AG1slcDElZEIAG1slcDElZEAAG1slcDElZFMAG1slcDElZEwAG1slcDElZEQAG1slcDElZEMAG1sl\
    cDElZFQAG1slcDElZEEAGzgAG1slaSVwMSVkZAAbNwAKABtNABtbMCU_JXA2JXQ7MSU7JT8lcDIldDs0JTslPyVwMSVwMyV8JXQ7NyU7\
    JT8lcDQldDs1JTslPyVwNSV0OzIlOyU_JXA3JXQ7OCU7bSU_JXA5JXQOJWUPJTsAKyssLC0tLi4wMGBgYWFmZmdnaGhpaWpqa2tsbG1t\
    bm5vb3BwcXFycnNzdHR1dXZ2d3d4eHl5enp7e3x8fX1-fgAbW1oAGyhCGykwABtbNH4AG1szOzJ-ABtbMTsyRgAbWzE7MkgAG1syOzJ-\
    ABtbMTsyRAAbWzY7Mn4AG1s1OzJ-ABtbMTsyQwAbWzIzfgAbWzI0fgAbWzFLABtbMzk7NDltABtbPAAbWzM4OzI7JXAxJXs2NTUzNn0l\
    LyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVkbQAbWzQ4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsy\
    NTV9JSYlZDslcDElezI1NX0lJiVkbQADAAAAAQAFAC0AAQEBAAAAAAADAAcACgAbWz8xMDA2OzEwMDAlPyVwMSV7MX0lPSV0aCVlbCU7\
    AEFYAFJHQgBYVABYTQA=
    """
}
