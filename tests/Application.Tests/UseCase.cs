using AutoMapper;
using Dots.Application.Activities;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Notices;
using Dots.Application.Paths;
using Dots.Application.Solving;
using Dots.Domain.Activities;
using Dots.Domain.Boards;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Postgres;
using Dots.Infrastructure.Data.Sqlite;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace Dots.Application.Tests;

/// <summary>
/// What a handler needs: a real database, and substitutes at the seams. Records what was published, and whether it had been saved by then.
/// </summary>
internal sealed class UseCase : IDisposable
{
    public static readonly User Ada = new(TestDatabase.Ada, "ada");
    public static readonly User Bob = new(TestDatabase.Bob, "bob");

    private static readonly IMapper SharedMapper = new MapperConfiguration(
        configuration => configuration.AddMaps(typeof(IDotsDbContext).Assembly)).CreateMapper();

    private readonly TestDatabase _database = TestDatabase.Create();

    public UseCase(User? user = null)
    {
        Db = NewContext();
        Caller = new Caller(user ?? Ada, ConnectionId: null);
        Mediator = Substitute.For<IMediator>();
        DocumentQuota = new DocumentQuota(Db, new NoTransaction(), ActivityLimits);
        Watch<BoardCreated>();
        Watch<BoardUpdated>();
        Watch<BoardDeleted>();
        Watch<BoardChecked>();
        Watch<PathCreated>();
        Watch<PathUpdated>();
        Watch<PathDeleted>();
        Watch<BoardSolved>();
        Watch<ActivityCreated>();
        Watch<ActivityUpdated>();
        Watch<ActivityDeleted>();
        Watch<ActivityConfigured>();
        Watch<UserJoined>();
        Watch<UserLeft>();
        Watch<UserStatusUpdated>();
        Watch<FileUploaded>();
        Watch<FileDeleted>();
        Watch<AlertSent>();
        Watch<NotificationSent>();
    }

    public DotsDbContext Db { get; }

    public IMediator Mediator { get; }

    public ActivityLimits ActivityLimits { get; } = new();

    public DocumentQuota DocumentQuota { get; }

    /// <summary>The caller that the tests put into their requests.</summary>
    public Caller Caller { get; private set; }

    public TestClock Clock { get; } = new();

    public IMapper Mapper { get; } = SharedMapper;

    /// <summary>The notifications, in the order in which they were published.</summary>
    public IReadOnlyList<object> Published => [.. Mediator.ReceivedCalls().Select(call => call.GetArguments()[0]!)];

    /// <summary>Whether something was published before it was saved.</summary>
    public bool UnsavedAtPublish { get; private set; }

    public void SignIn(User user) => Caller = new Caller(user, ConnectionId: null);

    public void SignOut() => Caller = new Caller(User: null, ConnectionId: null);

    /// <summary>Another unit of work on the same database.</summary>
    public DotsDbContext NewContext() => _database.Provider == DatabaseProvider.Postgres
        ? new PostgresDbContext(
            new DbContextOptionsBuilder<PostgresDbContext>()
                .UseNpgsql(_database.ConnectionString)
                .AddInterceptors(new PostgresText(), new FoldedNames())
                .Options)
        : new DotsDbContext(
            new DbContextOptionsBuilder<DotsDbContext>()
                .UseSqlite(_database.ConnectionString)
                .AddInterceptors(new SqlitePragmas(), new FoldedNames())
                .Options);

    /// <summary>A stored board of Ada's, with a red pair at the ends of the first row.</summary>
    public async Task<Board> AddBoardAsync(string name = "Corners", int rows = 1, BoardRule rule = BoardRule.AllCells, User? owner = null)
    {
        var red = Color.Parse("#FF0000");
        var grid = Grid.Create(rows, 3, [new Dot(new Cell(0, 0), red), new Dot(new Cell(0, 2), red)]);
        var creator = owner ?? Ada;
        var board = Board.Create(name, grid, rule, creator.Id, creator.Username, Clock.Now);
        await using var db = NewContext();
        db.Boards.Add(board);
        await db.SaveChangesAsync();
        return board;
    }

    public async Task<Path> AddPathAsync(Board board, User user, params Line[] lines)
    {
        var path = Path.Draw(board, user.Id, user.Username, lines, Clock.Now);
        await using var db = NewContext();
        db.Paths.Add(path);
        await db.SaveChangesAsync();
        return path;
    }

    /// <summary>A stored activity of Ada's.</summary>
    public async Task<Activity> AddActivityAsync(string json = """{"name":"Tea"}""", bool isPrivate = false, params User[] members)
    {
        var activity = Activity.Create(Json(json), Guid.NewGuid(), Ada.Id, Ada.Username, Clock.Now);
        activity.SetAccess(isPrivate, [.. members.Select(member => new ActivityMember(member.Id, member.Username))]);
        await using var db = NewContext();
        db.Activities.Add(activity);
        await db.SaveChangesAsync();
        return activity;
    }

    public static JsonObject Json(string json) => (JsonObject)JsonValue.Parse(json);

    private void Watch<T>()
        where T : INotification =>
        Mediator.When(mediator => mediator.Publish(Arg.Any<T>(), Arg.Any<CancellationToken>()))
            .Do(_ => UnsavedAtPublish |= Db.ChangeTracker.HasChanges());

    public void Dispose()
    {
        Db.Dispose();
        _database.Dispose();
    }

    private sealed class NoTransaction : IWriteTransaction
    {
        public Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> keys, CancellationToken cancellationToken) => work();
    }
}
