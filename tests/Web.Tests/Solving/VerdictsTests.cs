using System.Collections.Concurrent;
using Dots.Application.Solving;
using Dots.Domain.Boards;
using Dots.Domain.Solving;
using Dots.Infrastructure.Solving;
using Dots.Web.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dots.Web.Tests.Solving;

public sealed class VerdictsTests
{
    [Fact]
    public async Task Save_IsFollowedByTheVerdict()
    {
        await using var app = await DotsApp.StartAsync("Solver:Workers=1");
        using var author = await app.SignUpAsync();

        var id = await author.CreateBoardAsync();
        await UntilCheckedAsync(app, 1);
        var board = await app.Visitor.GetAsync($"/api/boards/{id}");
        (board.Text("verdict"), board.Number("difficulty")).Should().Be(("unique", 1));
        var tag = board.Header("ETag");

        (await author.PutAsync($"/api/boards/{id}", Boards.RedRow.Replace("Corners", "Edges", StringComparison.Ordinal), ("If-Match", tag)))
            .Status.Should().Be(200, "a verdict is no change of the board");
        (await author.PutAsync($"/api/boards/{id}", Boards.TwoRows)).Status.Should().Be(200);
        await UntilCheckedAsync(app, 2);

        (await VerdictAsync(app, id)).Should().Be("unsolvable");
        (await app.MessagesAsync("notifications")).Select(message => message.GetRawText()).Should().Equal(
            $$"""{"board_id": {{id}}, "board_name": "Corners", "creator_username": "{{author.Name}}"}""",
            $$"""{"board_id": {{id}}, "board_name": "Corners", "creator_username": "{{author.Name}}", "verdict": "unique"}""",
            $$"""{"board_id": {{id}}, "board_name": "Edges", "creator_username": "{{author.Name}}"}""",
            $$"""{"board_id": {{id}}, "board_name": "Corners", "creator_username": "{{author.Name}}"}""",
            $$"""{"board_id": {{id}}, "board_name": "Corners", "creator_username": "{{author.Name}}", "verdict": "unsolvable"}""");
    }

    [Fact]
    public async Task Save_DoesNotWaitForTheSolver()
    {
        var solver = new GatedSolver();
        await using var app = await StartAsync(solver);
        using var author = await app.SignUpAsync();

        var id = await author.CreateBoardAsync();
        var check = await solver.NextAsync();

        (await author.PutAsync($"/api/boards/{id}", Boards.RedRow.Replace("Corners", "Edges", StringComparison.Ordinal))).Status.Should().Be(200);
        (await author.CreateBoardAsync("Another")).Should().BePositive();
        check.SetResult(Verdict.Unique);
    }

    [Fact]
    public async Task Verdict_IsDropped_WhenTheBoardChangesWhileItIsChecked()
    {
        var solver = new GatedSolver();
        await using var app = await StartAsync(solver);
        using var author = await app.SignUpAsync();
        var id = await author.CreateBoardAsync();
        var first = await solver.NextAsync();

        await author.PutAsync($"/api/boards/{id}", Boards.TwoRows);
        first.SetResult(Verdict.Unique);
        var second = await solver.NextAsync();
        (await VerdictAsync(app, id)).Should().Be("unknown");
        second.SetResult(Verdict.Unsolvable);
        await UntilCheckedAsync(app, 1);

        (await VerdictAsync(app, id)).Should().Be("unsolvable");
        (await CheckedAsync(app)).Should().Equal((id, "unsolvable"));
    }

    [Fact]
    public async Task Verdict_IsDropped_WhenTheBoardIsDeletedWhileItIsChecked()
    {
        var solver = new GatedSolver();
        await using var app = await StartAsync(solver);
        using var author = await app.SignUpAsync();
        var deleted = await author.CreateBoardAsync();
        var first = await solver.NextAsync();

        await author.DeleteAsync($"/api/boards/{deleted}");
        first.SetResult(Verdict.Unique);
        var next = await author.CreateBoardAsync();
        (await solver.NextAsync()).SetResult(Verdict.Unique);
        await UntilCheckedAsync(app, 1);

        (await CheckedAsync(app)).Should().Equal((next, "unique"));
    }

    [Fact]
    public async Task Verdict_OfUnknown_EndsTheWait_AndIsNotTriedAgain()
    {
        var solver = new GatedSolver();
        await using var app = await StartAsync(solver);
        using var author = await app.SignUpAsync();

        var givenUp = await author.CreateBoardAsync();
        (await solver.NextAsync()).SetResult(Verdict.Unknown);
        await UntilCheckedAsync(app, 1);
        var next = await author.CreateBoardAsync();
        (await solver.NextAsync()).SetResult(Verdict.Unique);
        await UntilCheckedAsync(app, 2);

        (await CheckedAsync(app)).Should().Equal((givenUp, "unknown"), (next, "unique"));
        solver.Solved.Should().Be(2);
    }

    [Fact]
    public async Task Boards_AreCheckedByOneNodeOnly_EachOnce()
    {
        const int boards = 24;
        using var database = TestDatabase.CreateForServer();
        var solver = new CountingSolver();
        await using var one = await StartOnAsync(database, solver, "Solver:Workers=2");
        await using var other = await StartOnAsync(database, solver, "Solver:Workers=2");
        using var author = await one.SignUpAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, boards).Select(_ => author.CreateBoardAsync()));
        await UntilCheckedAsync(other, boards);

        (await CheckedAsync(one)).Select(e => e.Id).Should().BeEquivalentTo(ids);
        solver.Solved.Should().Be(boards);
    }

    [Fact]
    public async Task Boards_AreChecked_WhenTheyExistedBeforeTheServerStarted()
    {
        using var database = TestDatabase.CreateForServer();
        List<long> ids = [];
        await using (var before = await DotsApp.StartOnAsync(database))
        {
            using var author = await before.SignUpAsync();
            ids.Add(await author.CreateBoardAsync());
            ids.Add(await author.CreateBoardAsync("Two", Boards.TwoRows));
        }

        await using var app = await DotsApp.StartOnAsync(database, "Solver:Workers=1");
        await UntilCheckedAsync(app, 2);

        (await CheckedAsync(app)).Should().BeEquivalentTo([(ids[0], "unique"), (ids[1], "unsolvable")]);
    }

    private static Task<DotsApp> StartAsync(ISolver solver) => DotsApp.StartWithAsync(services => Use(services, solver), "Solver:Workers=1");

    private static Task<DotsApp> StartOnAsync(TestDatabase database, ISolver solver, string settings) =>
        DotsApp.StartOnAsync(database, services => Use(services, solver), settings);

    private static void Use(IServiceCollection services, ISolver solver)
    {
        services.Replace(ServiceDescriptor.Singleton(solver));
        services.PostConfigure<SolverOptions>(options => options.PollInterval = options.BacklogPause = TimeSpan.FromMilliseconds(20));
    }

    private static Task UntilCheckedAsync(DotsApp app, int count) =>
        Waiting.UntilAsync(async () => (await CheckedAsync(app)).Count >= count, $"{count} boards are checked");

    private static async Task<List<(long Id, string Verdict)>> CheckedAsync(DotsApp app) =>
    [
        .. (await app.MessagesAsync("notifications")).Where(message => message.TryGetProperty("verdict", out _))
            .Select(message => (message.GetProperty("board_id").GetInt64(), message.GetProperty("verdict").GetString()!)),
    ];

    private static async Task<string> VerdictAsync(DotsApp app, long id) => (await app.Visitor.GetAsync($"/api/boards/{id}")).Text("verdict");

    /// <summary>Returns a verdict when the test says so.</summary>
    private sealed class GatedSolver : ISolver
    {
        private readonly BlockingCollection<TaskCompletionSource<Verdict>> _begun = [];
        private int _solved;

        public int Solved => Volatile.Read(ref _solved);

        public Task<TaskCompletionSource<Verdict>> NextAsync() => Task.Run(() =>
            _begun.TryTake(out var check, Waiting.Timeout) ? check : throw new TimeoutException("No board is checked."));

        public async Task<BoardCheck> CheckSavedAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken)
        {
            var check = new TaskCompletionSource<Verdict>(TaskCreationOptions.RunContinuationsAsynchronously);
            _begun.Add(check, cancellationToken);
            var verdict = await check.Task.WaitAsync(cancellationToken);
            Interlocked.Increment(ref _solved);
            return new BoardCheck(verdict, null);
        }

        public Task<SolverResult> SolveAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class CountingSolver : ISolver
    {
        private int _solved;

        public int Solved => Volatile.Read(ref _solved);

        public Task<BoardCheck> CheckSavedAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _solved);
            return Task.FromResult(new BoardCheck(Verdict.Unique, 1));
        }

        public Task<SolverResult> SolveAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
