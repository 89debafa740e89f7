import TerminalGraphics

/// A race as a web page: the drawing as SVG, the numbers of the runs, and a script that moves through them.
enum HTMLPage {
  /// The text of the page.
  static func text(_ picture: Picture, progress: (Double) throws -> Void) throws -> String {
    let page = picture.page(picture.step)
    var document = SVGDocument(page, dark: picture.darkPage?(picture.step), moves: true)
    let motion = try RaceMotion(picture, document, format: "html", progress: progress)
    document.addSurroundings()
    for (index, panel) in motion.panels.enumerated() {
      document.beginPanel(index, panel.drawn)
      document.add(panel.drawn.backdrop, panel.dark?.backdrop)
      for (number, trail) in panel.drawn.trails.enumerated() {
        let other = panel.dark.flatMap { $0.trails.indices.contains(number) ? $0.trails[number] : nil }
        let name = "t\(index)_\(number)"
        if let casing = trail.casingPath {
          document.add(text: document.element(casing, other?.casingPath, name: name))
        }
        document.add(text: document.element(trail.path, other?.path, name: name))
      }
      document.add(panel.drawn.above, panel.dark?.above)
      document.endGroup()
      for (number, head) in panel.drawn.heads.enumerated() {
        var shape = head.shape
        shape.lines = shape.lines.map { $0.map { $0 - head.place } }
        var other = panel.dark.flatMap { $0.heads.indices.contains(number) ? $0.heads[number].shape : nil }
        other?.lines = shape.lines
        document.add(
          text: document.element(
            shape, other,
            extra:
              " transform=\"translate(\(SVGText.number(head.place.x)) \(SVGText.number(head.place.y)))\"",
            name: "h\(index)_\(number)"))
      }
    }
    let follows = picture.darkPage != nil
    let (colors, dark) = (page.colors, picture.darkPage?(picture.step).colors)
    func variables(_ colors: PageColors) -> String {
      "--ground:\(SVGText.color(colors.base));--text:\(SVGText.color(colors.text));"
        + "--quiet:\(SVGText.color(colors.quiet));--grid:\(SVGText.color(colors.grid))"
    }
    let title = SVGText.escaped(page.title.isEmpty ? "optviz" : page.title)
    let scheme = follows ? "light dark" : colors.isDark ? "dark" : "light"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="\(scheme)">
      <meta name="generator" content="\(SVGText.escaped(page.provenance.creator))">
      <title>\(title)</title>
      <style>
      :root{\(variables(colors))}
      \(dark.map { "@media(prefers-color-scheme:dark){:root{\(variables($0))}}" } ?? "")
      \(style)
      </style>
      </head>
      <body>
      <main style="max-width:\(SVGText.number(page.size.x))px">
      <div id="stage">
      \(document.text(attributes: " style=\"max-width:100%;height:auto;display:block\""))<output id="tip" hidden></output>
      </div>
      <div id="bar">
      <button id="play" aria-label="play">▶</button>
      <input id="step" type="range" min="0" max="\(motion.steps.count - 1)" value="\(motion.steps.count - 1)" aria-label="step">
      <output id="now">step \(picture.step)</output>
      </div>
      <table><thead><tr><th></th><th>run</th><th>step</th><th>\(picture.names.x)</th><th>\(picture.names.y)</th><th>loss</th></tr></thead><tbody id="runs"></tbody></table>
      <p>\(SVGText.escaped("\(page.provenance.creator), seed \(page.provenance.seed)")): <code>\(SVGText.escaped(page.provenance.command))</code>. Space plays; ← and → move a step, Home and End to the ends.</p>
      </main>
      <script>
      const race=\(data(picture, motion, page))
      \(script)
      </script>
      </body>
      </html>

      """
  }

  // MARK: Numbers

  /// The numbers of the race, as the script reads them.
  private static func data(_ picture: Picture, _ motion: RaceMotion, _ page: Page) -> String {
    // All points if there are few; otherwise as many as keep the file small.
    let budget = max(2, 3600 / max(1, picture.runs.count))
    let every = max(1, (motion.steps.count + budget - 1) / budget)
    let moments = motion.steps.indices.filter { $0 % every == 0 || $0 == motion.steps.count - 1 }
    let runs = picture.runs.map { run -> String in
      let points = moments.map { run.point(motion.steps[$0]) }
      return
        "{name:\(string(run.label)),color:\"\(SVGText.color(run.color))\",sign:\(string(String(run.sign))),"
        + "step:[\(points.map { String($0.step) }.joined(separator: ","))],"
        + "x:[\(points.map { number($0.place.x) }.joined(separator: ","))],"
        + "y:[\(points.map { number($0.place.y) }.joined(separator: ","))],"
        + "loss:[\(points.map { number($0.loss) }.joined(separator: ","))]}"
    }
    let panels = motion.panels.enumerated().map { index, panel -> String in
      let trails = panel.drawn.trails.enumerated().map { number, trail -> String in
        let pieces = trail.pieces.map { piece -> String in
          let places = piece.points.map { "\(SVGText.tenths($0.x)),\(SVGText.tenths($0.y))" }
          return
            "[[\(places.joined(separator: ","))],[\(piece.indices.map { String($0) }.joined(separator: ","))]]"
        }
        return
          "{n:[\(panel.counts[number].map { String($0) }.joined(separator: ","))],p:[\(pieces.joined(separator: ","))]}"
      }
      let heads = panel.heads.map { places in
        "[\(places.map { "\(SVGText.tenths($0.x)),\(SVGText.tenths($0.y))" }.joined(separator: ","))]"
      }
      let plot = panel.plane.plot
      let figure = page.panels[index].figure
      return
        "{kind:\(string(panel.drawn.kind)),plot:[\([plot.x, plot.y, plot.width, plot.height].map(SVGText.number).joined(separator: ","))],"
        + "x:[\(number(figure.x.lowerBound)),\(number(figure.x.upperBound))],"
        + "y:[\(number(figure.y.lowerBound)),\(number(figure.y.upperBound))],"
        + "trails:[\(trails.joined(separator: ","))],heads:[\(heads.joined(separator: ","))]}"
    }
    return "{times:[\(motion.steps.map { String($0) }.joined(separator: ","))],"
      + "moments:[\(moments.map { String($0) }.joined(separator: ","))],speed:\(number(picture.options.speed)),"
      + "names:[\(string(picture.names.x)),\(string(picture.names.y)),\(string(picture.names.loss))],"
      + "runs:[\(runs.joined(separator: ",\n"))],\npanels:[\(panels.joined(separator: ",\n"))]};"
  }

  /// A number that reads back as the same bits.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A text of the script that can end neither itself nor the script.
  private static func string(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "<", ">", "&", "\u{2028}", "\u{2029}": literal += escape(scalar)
      case _ where scalar.value < 0x20: literal += escape(scalar)
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  // MARK: Look and behaviour

  private static let style = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--text);font:15px/1.45 Helvetica Neue,Helvetica,Arial,Liberation Sans,sans-serif}
    main{margin:0 auto;padding:0 0 24px}
    #stage{position:relative;touch-action:pan-y}
    #tip{position:absolute;pointer-events:none;padding:6px 9px;border-radius:5px;background:var(--ground);border:1px solid var(--quiet);font-size:13px;white-space:pre;box-shadow:0 2px 8px #0003}
    #bar{display:flex;gap:12px;align-items:center;padding:4px 24px 10px}
    #step{flex:1;accent-color:var(--text)}
    #now{min-width:7em;text-align:right;font-variant-numeric:tabular-nums}
    button{font:inherit;width:2.4em;height:2em;border:1px solid var(--quiet);border-radius:5px;background:none;color:inherit;cursor:pointer}
    table{border-collapse:collapse;margin:0 24px;font-variant-numeric:tabular-nums;font-size:13.5px}
    th{font-weight:400;color:var(--quiet)}
    th,td{text-align:right;padding:3px 14px 3px 0;border-bottom:1px solid var(--grid)}
    th:nth-child(2),td:nth-child(2){text-align:left}
    p{margin:14px 24px 0;color:var(--quiet);font-size:12.5px}
    code{overflow-wrap:anywhere}
    main{overflow-x:auto}
    """

  /// Moves through the moments; points between those that are kept are the ones before.
  private static let script = """
    (()=>{
    const $=id=>document.getElementById(id),svg=document.querySelector("svg"),tip=$("tip"),slider=$("step"),label=[...svg.querySelectorAll("text")].find(t=>t.textContent===race.times[race.times.length-1]+" steps")||{};
    const last=race.times.length-1;let now=last,clock=null,start=0,from=0;
    const els=race.panels.map((p,i)=>({t:p.trails.map((_,j)=>document.querySelectorAll(".t"+i+"_"+j)),h:p.heads.map((_,j)=>document.querySelectorAll(".h"+i+"_"+j))}));
    const rows=race.runs.map(r=>{const tr=$("runs").insertRow();for(let i=0;i<6;i++)tr.insertCell();tr.cells[0].textContent=r.sign;tr.cells[0].style.color=r.color;tr.cells[1].textContent=r.name;return tr.cells});
    const known=m=>{let a=0,b=race.moments.length-1;while(a<b){const c=(a+b+1)>>1;race.moments[c]<=m?a=c:b=c-1}return a};
    const short=v=>Number.isFinite(v)?(v===0||Math.abs(v)>=1e-3&&Math.abs(v)<1e6?String(+v.toPrecision(7)):v.toExponential(4)):String(v);
    function path(pieces,n){let d="";for(const[p,x]of pieces){if(x[0]>n-1)break;d+="M"+p[0]/10+" "+p[1]/10;let i=1;for(;i<x.length&&x[i]<=n-1;i++)d+="L"+p[2*i]/10+" "+p[2*i+1]/10;
    if(i<x.length&&x[i-1]<n-1){const s=(n-1-x[i-1])/(x[i]-x[i-1]);d+="L"+(p[2*i-2]+(p[2*i]-p[2*i-2])*s)/10+" "+(p[2*i-1]+(p[2*i+1]-p[2*i-1])*s)/10}}return d}
    function show(m){now=Math.max(0,Math.min(last,m));slider.value=now;$("now").textContent=label.textContent="step "+race.times[now];
    race.panels.forEach((p,i)=>{p.trails.forEach((t,j)=>{const d=path(t.p,t.n[now]);els[i].t[j].forEach(e=>e.setAttribute("d",d))});
    p.heads.forEach((h,j)=>els[i].h[j].forEach(e=>e.setAttribute("transform","translate("+h[2*now]/10+" "+h[2*now+1]/10+")")))});
    const k=known(now);race.runs.forEach((r,i)=>{const c=rows[i];c[2].textContent=r.step[k];c[3].textContent=short(r.x[k]);c[4].textContent=short(r.y[k]);c[5].textContent=short(r.loss[k]);c[5].title=String(r.loss[k])})}
    function stop(){if(clock)cancelAnimationFrame(clock);clock=null;$("play").textContent="▶";$("play").setAttribute("aria-label","play")}
    function tick(t){const time=from+(t-start)/1000*race.speed;let m=now;while(m<last&&race.times[m+1]<=time)m++;if(m!==now)show(m);if(now>=last)return stop();clock=requestAnimationFrame(tick)}
    function play(){if(clock)return stop();if(now>=last)show(0);start=performance.now();from=race.times[now];$("play").textContent="❚❚";$("play").setAttribute("aria-label","pause");clock=requestAnimationFrame(tick)}
    $("play").onclick=play;slider.oninput=()=>{stop();show(+slider.value)};
    addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;const k=e.key;
    if(k===" "){if(e.target!==$("play")){e.preventDefault();play()}}else if(k==="ArrowRight"||k==="ArrowLeft"){e.preventDefault();stop();show(now+(k==="ArrowRight"?1:-1)*(e.shiftKey?10:1))}else if(k==="Home"||k==="End"){e.preventDefault();stop();show(k==="Home"?0:last)}});
    function near(x,y){let best=null;race.panels.forEach(p=>{const[l,t,w,h]=p.plot;if(x<l||x>l+w||y<t||y>t+h)return;const k=known(now);
    race.runs.forEach(r=>{for(let i=0;i<=k;i++){let px,py;if(p.kind==="map"){px=l+(r.x[i]-p.x[0])/(p.x[1]-p.x[0])*w;py=t+h-(r.y[i]-p.y[0])/(p.y[1]-p.y[0])*h}else{const q=r.chart&&r.chart[i];if(!q)continue;px=q[0];py=q[1]}
    const d=(px-x)**2+(py-y)**2;if(d<400&&(!best||d<best.d))best={d,r,i,px,py}}})});return best}
    svg.addEventListener("pointermove",e=>{const b=svg.getBoundingClientRect(),v=svg.viewBox.baseVal,s=v.width/b.width,f=near((e.clientX-b.left)*s,(e.clientY-b.top)*s);tip.hidden=!f;if(!f)return;const{r,i}=f;
    tip.textContent=r.name+"\\nstep "+r.step[i]+"\\n"+race.names[0]+" "+r.x[i]+"\\n"+race.names[1]+" "+r.y[i]+"\\nloss "+r.loss[i];
    tip.style.borderColor=r.color;const x=f.px/s,y=f.py/s;tip.style.left=(x>b.width/2?x-tip.offsetWidth-14:x+14)+"px";tip.style.top=Math.max(0,y-tip.offsetHeight/2)+"px"});
    svg.addEventListener("pointerleave",()=>tip.hidden=true);
    race.panels.forEach(p=>{if(p.kind!=="loss")return;race.runs.forEach((r,j)=>{const t=p.trails[j];if(!t)return;r.chart=race.moments.map(m=>{const n=t.n[m]-1;for(const[q,x]of t.p){if(n<x[0]||n>x[x.length-1])continue;let i=1;while(i<x.length-1&&x[i]<n)i++;if(x.length<2)return[q[0]/10,q[1]/10];const s=(n-x[i-1])/(x[i]-x[i-1]);return[(q[2*i-2]+(q[2*i]-q[2*i-2])*s)/10,(q[2*i-1]+(q[2*i+1]-q[2*i-1])*s)/10]}return null})})});
    show(last);
    })();
    """
}
