using System.Diagnostics;
using System.Globalization;
using System.IO;
using Dots.Domain;
using Dots.Domain.Boards;
using Dots.Domain.Paths;
using Dots.Domain.Solving;
using Dots.Domain.Tests.Solving;
using Dots.SolverBenchmark;

// Measures the solver on boards by other people and on random ones, next to CP-SAT on a sample of them, and prints tables in Markdown.
// Exits with 1 if an answer was wrong. bench/README.md explains the columns.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = args.ElementAtOrDefault(0) ?? "../shared/boards";
var sample = int.Parse(args.ElementAtOrDefault(1) ?? "10", CultureInfo.InvariantCulture);
var limit = TimeSpan.FromSeconds(int.Parse(args.ElementAtOrDefault(2) ?? "5", CultureInfo.InvariantCulture));
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"There is no folder {folder}. The first argument names one with boards, in files of JSON Lines.");
    return 2;
}

BoardFile[] boards = [.. BoardFile.ReadAll(folder)];
var wrong = CheckPublishedSolutions(boards, folder);

// Everything is compiled before it is measured.
foreach (var board in boards.Where(board => board.Width is 7 or 10).Take(200))
{
    Measure(board.Grid, BoardRule.AllCells, TimeSpan.FromMilliseconds(200));
}

foreach (var rule in (BoardRule[])[BoardRule.AllCells, BoardRule.PairsOnly])
{
    Console.WriteLine($"\n| {rule}, width | boards | decided in 1 s | in {limit.TotalSeconds} s | median ms | 90 % | worst | MiB allocated | CP-SAT: boards | decided in 5 s | median ms | Dots on these |");
    Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    foreach (var group in boards.GroupBy(board => GroupOf(board.Width)).OrderBy(group => group.Min(board => board.Width)))
    {
        wrong += Report(group.Key, [.. group], rule, sample, limit);
    }
}

wrong += ReportRandom(BoardRule.AllCells) + ReportRandom(BoardRule.PairsOnly);
Console.WriteLine($"\nWrong answers: {wrong}");
return wrong == 0 ? 0 : 1;

static string GroupOf(int width) => width switch { < 9 => "up to 8", <= 10 => $"{width}", <= 13 => "11 to 13", <= 15 => "14, 15", _ => "16 and more" };

static int CheckPublishedSolutions(BoardFile[] boards, string folder)
{
    var published = boards.Where(board => board.Solution is not null).ToArray();
    var refused = published.Count(board => !IsAccepted(board.Grid, board.Solution!));
    var rejected = BoardFile.ReadRejected(folder).ToArray();
    var accepted = rejected.Count(board => IsAccepted(board.Grid, board.Lines));
    Console.WriteLine($"Published solutions: {published.Length}, of which the rules refuse {refused}. Wrong ones: {rejected.Length}, of which they accept {accepted}.");
    return refused + accepted;
}

static bool IsAccepted(Grid grid, IReadOnlyList<Line> lines)
{
    try
    {
        return Drawing.Create(grid, lines).Solves(BoardRule.PairsOnly);
    }
    catch (DomainException)
    {
        return false;
    }
}

static int Report(string name, BoardFile[] boards, BoardRule rule, int sample, TimeSpan limit)
{
    var (wrong, most) = (0, 0L);
    var times = new List<(BoardFile Board, double Time, SolverResult Result)>();
    foreach (var board in boards)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var (time, result) = Measure(board.Grid, rule, limit);
        most = Math.Max(most, GC.GetTotalAllocatedBytes(precise: true) - before);
        times.Add((board, time, result));
        var known = board.CountUnder(rule);
        if ((result.Count is { } count && known is { } expected && count != expected)
            || !result.Solutions.All(lines => Drawing.Create(board.Grid, lines).Solves(rule)))
        {
            wrong++;
            Console.Error.WriteLine($"{board.Collection} {board.Name}, {rule}: {result.Count}, and not {known}.");
        }
    }

    var decided = times.Where(board => board.Result.Count is not null).Select(board => board.Time).Order().ToArray();
    var random = new Random(1);
    var compared = times.OrderBy(_ => random.Next()).Take(sample).ToArray();
    var others = new List<double>();
    foreach (var (board, _, result) in compared)
    {
        var began = Stopwatch.GetTimestamp();
        var count = new CpSat(board.Grid, rule).Count(TimeSpan.FromSeconds(5));
        if (count is not null)
        {
            others.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (result.Count is { } own && own != count)
            {
                wrong++;
                Console.Error.WriteLine($"{board.Collection} {board.Name}, {rule}: {own}, but CP-SAT says {count}.");
            }
        }
    }

    others.Sort();
    var same = compared.Where(board => board.Result.Count is not null).Select(board => board.Time).Order().ToArray();
    Console.WriteLine(
        $"| {name} | {boards.Length} | {Percent(decided.Count(time => time <= 1000), boards.Length)} | {Percent(decided.Length, boards.Length)} "
        + $"| {Quantile(decided, 0.5)} | {Quantile(decided, 0.9)} | {Quantile(decided, 1)} | {most / 1048576} "
        + $"| {compared.Length} | {Percent(others.Count, compared.Length)} | {Quantile([.. others], 0.5)} | {Quantile(same, 0.5)} |");
    return wrong;
}

static int ReportRandom(BoardRule rule)
{
    var random = new Random(1);
    var times = new List<double>();
    var undecided = 0;
    for (var nth = 0; nth < 1000; nth++)
    {
        var cells = Enumerable.Range(0, 100).Select(i => new Cell(i / 10, i % 10)).ToArray();
        random.Shuffle(cells);
        var pairs = random.Next(1, 15);
        var grid = Grid.Create(10, 10, [.. cells.Take(2 * pairs).Select((cell, i) => new Dot(cell, Color.Parse($"#{i / 2 * 1000:X6}")))]);
        var (time, result) = Measure(grid, rule, TimeSpan.FromSeconds(5));
        times.Add(time);
        undecided += result.Count is null ? 1 : 0;
    }

    times.Sort();
    Console.WriteLine(
        $"\n1,000 boards of 10 by 10 with random dots, {rule}: undecided {undecided}, median {Quantile([.. times], 0.5)} ms, "
        + $"99 % {Quantile([.. times], 0.99)} ms, worst {Quantile([.. times], 1)} ms.");
    return 0;
}

static (double Milliseconds, SolverResult Result) Measure(Grid grid, BoardRule rule, TimeSpan limit)
{
    var began = Stopwatch.GetTimestamp();
    var result = BoardSolver.Solve(grid, rule, SolverLimits.Default with { Time = limit }, CancellationToken.None);
    return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, result);
}

static string Percent(int part, int whole) => whole == 0 ? "–" : $"{100.0 * part / whole:0} %";

static string Quantile(double[] sorted, double share) =>
    sorted.Length == 0 ? "–" : $"{sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))]:0.##}";
