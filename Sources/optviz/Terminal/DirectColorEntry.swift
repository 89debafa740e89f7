import Glibc

/// The program's own terminal descriptions, since the usual ones do not declare 24-bit colours.
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
    b64:HgIuAB0ADwBpAU0Db3B0dml6LWRpcmVjdHxhbnkgdGVybWluYWwgd2l0aCBkaXJlY3QgY29sb3JzAAABAAABAAAAAAAAAAABAQAA\
    AAAAAAAAAAAAAAABAFAAAAD_____GAAAAP____________________________________________________8AAAABAAABAP__AAAC\
    AAQA__8VAB0AIQAlAP__MABBAEMARwBOAP__UABdAP__YQBlAG8AcwD_____dwD__3sAgAD__5IAlwD_____nAChAKYAqwC0ALgAvwD_\
    _9EA1gDcAP_____________________iAP__5gD________oAP__7QD___________EA9QD7AP8AAwEHAQ0BEwEZAR8BJQEpAf__LgH_\
    _zIBNwE8AUABRwH__04BUgFaAf__________________________________YgH__2UBbgF3AYABiQGSAZsBpAGtAbYB____________\
    _________________78BwgHNAdAB0gHVAf____________________________________8yAv__ZwL_____awJxAv______________\
    ______________93AnsC__________________________________________________________________9_Av____-GAv______\
    ____jQKUApsC_____6IC__-pAv_______7AC_____________7cCvQL_________________________________________________\
    _______________________________________________________________________________________DAv______________\
    _________________________________________________________8gC____________________________________________\
    ________________________________________________________________________________________________________\
    ____0QL________VAhEDBwANABtbJWklcDElZDslcDIlZHIAG1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcAG1slaSVwMSVkOyVwMiVk\
    SAAKABtbSAAbWz8yNWwACAAbWz8xMmwbWz8yNWgAG1tDABtbQQAbWz8xMjsyNWgAG1tQABtbTQAbKDAAG1sxbQAbWz8xMDQ5aBtbMjI7\
    MDswdAAbWzJtABtbNGgAG1s3bQAbWzdtABtbNG0AG1slcDElZFgAGyhCABsoQhtbbQAbWz8xMDQ5bBtbMjM7MDswdAAbWzRsABtbMjdt\
    ABtbMjRtABtbTAB_ABtbM34AG09CABtPUAAbWzIxfgAbT1EAG09SABtPUwAbWzE1fgAbWzE3fgAbWzE4fgAbWzE5fgAbWzIwfgAbT0gA\
    G1syfgAbT0QAG1s2fgAbWzV-ABtPQwAbWzE7MkIAG1sxOzJBABtPQQAbWz8xbBs-ABtbPzFoGz0AG0UAG1slcDElZFAAG1slcDElZE0A\
    G1slcDElZEIAG1slcDElZEAAG1slcDElZFMAG1slcDElZEwAG1slcDElZEQAG1slcDElZEMAG1slcDElZFQAG1slcDElZEEAGzgAG1sl\
    aSVwMSVkZAAbNwAKABtNACU_JXA5JXQbKDAlZRsoQiU7G1swJT8lcDYldDsxJTslPyVwNSV0OzIlOyU_JXAyJXQ7NCU7JT8lcDElcDMl\
    fCV0OzclOyU_JXA0JXQ7NSU7JT8lcDcldDs4JTttAGBgYWFmZmdnaWlqamtrbGxtbW5ub29wcHFxcnJzc3R0dXV2dnd3eHh5eXp6e3t8\
    fH19fn4AG1taABtbPzdoABtbPzdsABtPRgAbT00AG1szOzJ-ABtbMTsyRgAbWzE7MkgAG1syOzJ-ABtbMTsyRAAbWzY7Mn4AG1s1OzJ-\
    ABtbMTsyQwAbWzIzfgAbWzI0fgAbWzFLABtbMzk7NDltABtbPAAbWzM4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9\
    JSYlZDslcDElezI1NX0lJiVkbQAbWzQ4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYlZDslcDElezI1NX0lJiVk\
    bQAAAwAAAAEABQAtAAEBAQAAAAAAAwAHAAoAG1s_MTAwNjsxMDAwJT8lcDElezF9JT0ldGglZWwlOwBBWABSR0IAWFQAWE0A
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
