/// The part of a script that is the same in all: it makes the runs, writes points and compares them.
enum ScriptCheck {
  /// Its lines.
  static let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }

  private static let text = """
    def points(run):
        \"\"\"The points of a run: x, y and the loss, from the start on.\"\"\"
        for w in run():
            x, y = w.tolist()
            yield x, y, loss(w).item()
            if not (math.isfinite(x) and math.isfinite(y)):
                return


    def difference(numbers, expected):
        \"\"\"The largest difference of two points, as a share of a number or absolute below 1.\"\"\"
        pairs = list(zip(numbers, map(float, expected)))
        if not all(math.isfinite(a) and math.isfinite(b) for a, b in pairs):
            return math.inf
        return max(abs(a - b) / max(1, abs(b)) for a, b in pairs)


    def expected_points(label, number, document):
        \"\"\"What optviz got at each step: from its file, or the last compared step alone.\"\"\"
        _, last, reached, _ = RUNS[label]
        if document is None:
            return {last: reached}
        run = document["runs"][number]
        points = zip(run["index"], run["trajectory"], run["loss"])
        return {step: (x, y, loss) for step, (x, y), loss in points if step <= last}


    def main():
        parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
        parser.add_argument("--csv", metavar="FILE", help="write run,step,x,y,loss; - is standard output")
        parser.add_argument("--compare", metavar="FILE", help="compare every step with optviz's own json")
        options = parser.parse_args()
        document = None
        if options.compare:
            with open(options.compare, encoding="utf-8") as file:
                document = json.load(file)
            if len(document["runs"]) != len(RUNS):
                sys.exit(f"{options.compare} has {len(document['runs'])} runs, and this race has {len(RUNS)}")
        csv = None
        if options.csv:
            csv = sys.stdout if options.csv == "-" else open(options.csv, "w", encoding="utf-8")
            print("run,step,x,y,loss", file=csv)
        report = sys.stderr if options.csv == "-" else sys.stdout
        agree = True
        for number, (label, (run, last, _, tolerance)) in enumerate(RUNS.items()):
            expected = expected_points(label, number, document)
            worst, at, compared = 0.0, last, 0
            for step, numbers in enumerate(points(run)):
                if csv:
                    print(label, step, *map(repr, numbers), sep=",", file=csv)
                if step in expected:
                    compared += 1
                    apart = difference(numbers, expected[step])
                    if apart > worst:
                        worst, at = apart, step
            agrees = worst <= tolerance and compared == len(expected)
            agree = agree and agrees
            verdict = "agrees to" if agrees else f"DIFFERS at step {at}, by more than"
            what = f"step {last}" if document is None else f"{compared} points up to step {last}"
            print(f"{label}: {what}: {verdict} {tolerance:.2g}; the largest difference is {worst:.2g}", file=report)
        sys.exit(0 if agree else 1)


    if __name__ == "__main__":
        main()
    """
}
