import TerminalGraphics

/// A page as a document of LaTeX that pgfplots draws, with all of its data inside.
///
/// It needs no packages beyond pgfplots and what comes with LaTeX, and `pdflatex` makes a page of the picture's size from it.
public enum TexPage {
  /// The document; the same page gives the same text.
  public static func text(_ page: Page) throws(PictureError) -> String {
    if page.panels.contains(where: { $0.figure.space != .plane }) {
      throw PictureError(
        "tex has no view in three dimensions: pgfplots does not hide what is behind a hill; svg, pdf and png have it",
        isRefusal: true)
    }
    var colors = TexColors()
    colors.define("ground", page.colors.base)
    colors.define("ink", page.colors.text)
    colors.define("quiet", page.colors.quiet)
    colors.define("strong", page.colors.strong)
    for run in page.runs { colors.define("run\(run.number)", run.color) }
    var signs: Set<Unicode.Scalar> = []
    var body = ""
    for panel in page.panels {
      var panel = TexPanel(panel, page, colors)
      panel.signs = signs
      body += panel.text()
      (colors, signs) = (panel.colors, panel.signs)
    }
    let marks = signs.sorted { $0.value < $1.value }.map(TexMark.declaration).joined()
    return preamble(page) + colors.text + marks + begin(page) + titles(page) + body
      + "\\end{tikzpicture}%\n\\end{document}\n"
  }

  private static func preamble(_ page: Page) -> String {
    let source = page.provenance
    let (width, height) = (TexPanel.length(page.size.x), TexPanel.length(page.size.y))
    return """
      % \(TexText.comment(page.title.isEmpty ? "A picture" : page.title))
      % Made by \(TexText.comment(source.creator)), seed \(source.seed), with
      %   \(TexText.comment(source.command))
      % \(TexText.comment(source.description))
      % Compile it with pdflatex. In a document of your own, load pgfplots, copy the lines from \\usetikzlibrary to
      % \\end{tikzpicture} except \\begin{document}, and scale the picture with \\resizebox.
      \\documentclass{article}
      \\usepackage[paperwidth=\(width), paperheight=\(height), margin=0pt, noheadfoot]{geometry}
      \\usepackage[utf8]{inputenc}
      \\usepackage[T1]{fontenc}
      \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
      \\usepackage{textcomp}
      \\usepackage{pgfplots}
      \\pgfplotsset{compat=1.14}
      % The same file twice.
      \\ifdefined\\pdfinfoomitdate\\pdfinfoomitdate=1 \\fi
      \\ifdefined\\pdftrailerid\\pdftrailerid{}\\fi
      \\usetikzlibrary{arrows.meta}

      """
  }

  private static func begin(_ page: Page) -> String {
    let em = page.em
    func size(_ factor: Double) -> String {
      let points = TexAxis.decimal(em * TexPanel.scale * factor, 2)
      return
        "\\fontsize{\(points)bp}{\(TexAxis.decimal(em * TexPanel.scale * factor * 1.2, 2))bp}\\selectfont"
    }
    let ground = page.colors.ground == nil ? "" : "\\pagecolor{ground}\n"
    return """
      \\renewcommand{\\normalsize}{\(size(1))}
      \\renewcommand{\\small}{\(size(0.87))}
      \\renewcommand{\\scriptsize}{\(size(0.74))}
      \\pgfplotsset{panel/.style={
        scale only axis, axis on top, unbounded coords=jump, line join=round,
        axis line style={quiet}, tick style={quiet}, tick align=outside, tick pos=left,
        ticklabel style={font=\\small, text=ink}, label style={text=ink},
        title style={text=strong, text depth=0pt}, legend style={draw=none, fill=none, font=\\normalsize, text=ink, inner sep=0pt,
        legend cell align=left, /tikz/every even column/.append style={column sep=\(TexPanel.length(em))}}}}
      \\pagestyle{empty}
      \\setlength{\\topskip}{0pt}
      \\begin{document}
      \(ground)\\normalsize\\noindent%
      \\begin{tikzpicture}
      \\useasboundingbox (0,0) rectangle (\(TexPanel.length(page.size.x)),\(TexPanel.length(page.size.y)));

      """
  }

  private static func titles(_ page: Page) -> String {
    var text = ""
    let x = TexPanel.length(page.titlePlace.x)
    if !page.title.isEmpty {
      text +=
        "\\node[anchor=base west, inner sep=0pt, text=strong, font=\\bfseries] at "
        + "(\(x),\(TexPanel.length(page.size.y - page.titlePlace.y))) {\(TexText.escaped(page.title))};\n"
    }
    if !page.subtitle.isEmpty {
      text +=
        "\\node[anchor=base west, inner sep=0pt, text=quiet, font=\\small] at "
        + "(\(x),\(TexPanel.length(page.size.y - page.titlePlace.y - 1.45 * page.em))) {\(TexText.escaped(page.subtitle))};\n"
    }
    return text
  }
}
