using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using Dots.Application.Activities;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Domain.Activities;
using Dots.Infrastructure.Activities.Documents;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Streaming;
using Dots.Infrastructure.Tests.Streaming;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Activities.Documents;

/// <summary>The cost of whole-document streams, and their isolation from ordinary streams.</summary>
public sealed class DocumentStreamsTests : IAsyncLifetime
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);
    private static readonly Caller Ada = new(new User(TestDatabase.Ada, "ada"), ConnectionId: null);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly Guid _id = Guid.NewGuid();
    private readonly CancellationTokenSource _readersGone = new();
    private readonly List<Task> _streams = [];
    private readonly List<JsonObject> _expected = [];
    private GatedDataSource? _documents;
    private Node? _node;

    private string Channel => Channels.OfActivity(_id);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _documents?.Open();
        await _readersGone.CancelAsync();
        await Task.WhenAll(_streams).WaitAsync(Generous);
        await _node!.DisposeAsync();
        _readersGone.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(1, 2_000)]
    [InlineData(20, 100)]
    public async Task Replay_UndoesEachEventAtMostOnce_WhenTheHistoryIsLong(int lives, int revisions)
    {
        await StartAsync();
        var live = Open(_node!.Get<IEventStreams>(), after: 0);
        await WriteAsync(async publish =>
        {
            for (var life = 0; life < lives; life++)
            {
                await publish(null);
                for (var revision = 1; revision <= revisions; revision++)
                {
                    await publish(Document(revision));
                }
            }
        });

        // Once the log has been published, so that the look-ups of the replay are the only ones.
        await live.UntilAsync(() => live.Lines.Count >= _expected.Count);
        var output = OpenWhole(after: 0);

        await output.UntilAsync(() => output.Lines.Count >= _expected.Count);
        Documents(output).Should().Equal(_expected);
        _node!.Get<DocumentHistory>().UndosRead.Should().BeLessThanOrEqualTo(_expected.Count);
    }

    [Fact]
    public async Task Replay_IsRefused_WhileAnotherOfTheSameClientHoldsAllPermits()
    {
        await StartAsync(options => (options.MaxReplaysPerClient, options.ReplayTimeoutSeconds) = (3, 0.2));
        await CreateAsync();
        for (var revision = 1; revision <= 20; revision++)
        {
            await WriteAsync(publish => publish(Document(revision, padding: 5_000)));
        }

        var first = new TestOutput();
        first.Block();
        Open(_node!.Get<IDocumentStreams>().Of(Channel), first, after: 0, _readersGone.Token);
        await first.UntilAsync(() => first.Sends == 1);
        var second = OpenWhole(after: 0);
        (await ((Task<StreamEnd>)_streams[^1]).WaitAsync(Generous)).Should().Be(StreamEnd.Overloaded);

        first.Unblock();
        await first.UntilAsync(() => first.Lines.Count == _expected.Count);
        var third = OpenWhole(after: 0);
        await third.UntilAsync(() => third.Lines.Count == _expected.Count);

        second.Lines.Should().BeEmpty();
        Documents(first).Should().Equal(_expected);
        Documents(third).Should().Equal(_expected);
    }

    [Fact]
    public async Task Replays_RunAtALowPriorityAndInOrder_WhenThereAreMany()
    {
        await StartAsync();
        await CreateAsync();
        for (var revision = 1; revision <= 60; revision++)
        {
            await WriteAsync(publish => publish(Document(revision, padding: 5_000)));
        }

        var outputs = Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? OpenWhole(after: 0) : Open(_node!.Get<IEventStreams>(), after: 0)).ToList();
        foreach (var output in outputs)
        {
            await output.UntilAsync(() => output.Lines.Count == _expected.Count);
        }

        foreach (var whole in outputs.Where((_, i) => i % 2 == 0))
        {
            Documents(whole).Should().Equal(_expected);
            whole.Senders.Should().HaveCountGreaterThan(1).And.OnlyContain(thread => thread!.StartsWith("low priority"));
        }
    }

    [Fact]
    public async Task OrdinaryStreams_Continue_WhenDocumentQueriesHang()
    {
        await StartAsync();
        var head = await CreateAsync();
        var (whole, ordinary) = (OpenWhole(head), Open(_node!.Get<IEventStreams>(), head));
        _documents!.Close();

        await WriteAsync(publish => publish(Document(1)));
        await WriteAsync(publish => publish(Document(2)));

        await ordinary.UntilAsync(() => ordinary.Lines.Count == 2);
        whole.Lines.Should().BeEmpty();
        _documents.Open();
        await whole.UntilAsync(() => whole.Lines.Count == 2);
        Documents(whole).Should().Equal(_expected.TakeLast(2));
    }

    [Fact]
    public async Task Live_ReadsTheDocumentOnce_WhenManyReadersFollowManyEvents()
    {
        await StartAsync();
        var head = await CreateAsync();
        var readers = Enumerable.Range(0, 5).Select(_ => OpenWhole(head)).ToList();
        var before = _documents!.Connections;

        for (var revision = 1; revision <= 10; revision++)
        {
            await WriteAsync(publish => publish(Document(revision)));
        }

        foreach (var reader in readers)
        {
            await reader.UntilAsync(() => reader.Lines.Count == 10);
            Documents(reader).Should().Equal(_expected.TakeLast(10));
        }

        (_documents.Connections - before).Should().Be(1);
    }

    [Fact]
    public async Task Live_ContinuesWithoutAGap_WhenThePublisherFallsBehindByMoreThanTheWindow()
    {
        await StartAsync(options => options.WindowBytes = StreamOptions.MinWindowBytes);
        var head = await CreateAsync();
        var (whole, ordinary) = (OpenWhole(head), Open(_node!.Get<IEventStreams>(), head));
        _documents!.Close();
        for (var revision = 1; revision <= 40; revision++)
        {
            await WriteAsync(publish => publish(Document(revision, padding: 5_000)));
            await ordinary.UntilAsync(() => ordinary.Lines.Count == revision);
        }

        _documents.Open();
        await WriteAsync(publish => publish(Document(41)));

        await whole.UntilAsync(() => whole.Lines.Count == 41);
        Documents(whole).Should().Equal(_expected.TakeLast(41));
    }

    [Fact]
    public async Task Live_SendsTheRightDocuments_WhenReadersReconnect()
    {
        await StartAsync();
        var head = await CreateAsync();
        for (var round = 1; round <= 5; round++)
        {
            using var disconnected = new CancellationTokenSource();
            var reader = OpenWhole(head, disconnected.Token);
            head = await WriteAsync(publish => publish(Document(round)));
            await reader.UntilAsync(() => reader.Lines.Count == 1);
            Documents(reader).Should().Equal(_expected[^1]);
            await disconnected.CancelAsync();
            await _streams[^1].WaitAsync(Generous);
            head = await WriteAsync(publish => publish(Document(-round)));
        }
    }

    private static IEnumerable<JsonObject> Documents(TestOutput output) =>
        output.Lines.Select(line => (JsonObject)JsonValue.From(JsonElement.Parse(line).GetProperty("data")));

    private JsonObject Document(int number, int padding = 0) =>
        (JsonObject)JsonValue.Parse($$"""{"id":"{{_id}}","name":"n","number":{{number}},"padding":"{{new string((char)('a' + Math.Abs(number % 20)), padding)}}"}""");

    private Task StartAsync(Action<StreamOptions>? configure = null)
    {
        _node = new Node(_database, services => services
            .Configure<StreamOptions>(options => configure?.Invoke(options))
            .AddSingleton(provider => new DocumentHistory(_documents = new GatedDataSource(provider.GetRequiredService<DbDataSource>()))));
        return _node.StartReaderAsync();
    }

    /// <summary>
    /// Creates the activity, and returns once the log's reader has published that: a stream that is opened earlier would receive it, and know the
    /// document without a query.
    /// </summary>
    private async Task<long> CreateAsync()
    {
        var head = await WriteAsync(publish => publish(null));
        await Waiting.UntilAsync(() => _node!.Get<StreamHub>().Head >= head, "the creation has been published");
        return head;
    }

    /// <summary>Commits events of the activity in one transaction. Null creates the activity, after deleting an existing one.</summary>
    /// <returns>The last event's id.</returns>
    private async Task<long> WriteAsync(Func<Func<JsonObject?, Task>, Task> write)
    {
        await using var scope = _node!.Get<IServiceScopeFactory>().CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        await scope.ServiceProvider.GetRequiredService<IWriteTransaction>().RunAsync(
            async () =>
            {
                await write(next => PublishAsync(scope.ServiceProvider.GetRequiredService<IMediator>(), next));
                await db.Database.ExecuteSqlRawAsync("DELETE FROM activities");
                db.Activities.Add(Activity.Create(_expected[^1], _id, TestDatabase.Ada, "ada", DateTimeOffset.UnixEpoch));
                return await db.SaveChangesAsync();
            },
            [],
            default);
        return scope.ServiceProvider.GetRequiredService<PendingEvents>().LastId;
    }

    private async Task PublishAsync(IMediator mediator, JsonObject? next)
    {
        var (before, at) = (_expected.LastOrDefault(), DateTimeOffset.UnixEpoch);
        if (next is not null)
        {
            await mediator.Publish(new ActivityUpdated(
                _id, "n", false, 2, "", KeyedChange.Between(before!, next), KeyedChange.Between(next, before!), Ada, at));
            _expected.Add(next);
            return;
        }

        if (before is not null)
        {
            var none = new KeyedChange(JsonObject.Empty, JsonObject.Empty);
            await mediator.Publish(new ActivityDeleted(_id, "n", false, 3, KeyedChange.Between(JsonObject.Empty, before), none, Ada, at));
            _expected.Add((JsonObject)JsonValue.Parse($$"""{"id":"{{_id}}","name":"n"}"""));
        }

        next = Document(0);
        await mediator.Publish(new ActivityCreated(_id, "n", "ada", false, 1, "", KeyedChange.Between(next, JsonObject.Empty), Ada, at));
        _expected.Add(next);
    }

    private TestOutput OpenWhole(long after, CancellationToken? disconnected = null) => Open(_node!.Get<IDocumentStreams>().Of(Channels.OfActivity(_id)), after, disconnected);

    private TestOutput Open(IEventStreams streams, long after, CancellationToken? disconnected = null) =>
        Open(streams, new TestOutput(), after, disconnected ?? _readersGone.Token);

    private TestOutput Open(IEventStreams streams, TestOutput output, long after, CancellationToken disconnected)
    {
        _streams.Add(streams.RunAsync(new StreamRequest([Channel], after, null, PayloadFormat.Instance), output, disconnected));
        return output;
    }

    private sealed class PayloadFormat : IFrameFormat
    {
        public static readonly PayloadFormat Instance = new();

        public ReadOnlyMemory<byte> KeepAlive => default;

        public ReadOnlyMemory<byte> Heartbeat => default;

        public void Write(ServerEvent serverEvent, IBufferWriter<byte> output)
        {
            output.Write(serverEvent.Payload.Span);
            output.Write("\n"u8);
        }
    }
}
