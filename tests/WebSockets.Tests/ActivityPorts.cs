using System.Text;
using System.Text.Json;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Web.Streams.WebSockets;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.WebSockets.Tests;

/// <summary>A test double of all ports behind activity sockets. Records its calls.</summary>
internal sealed class ActivityPorts : ISocketMessageHandler, IActivityAccess, IActivityPresence, IActivitySnapshots
{
    private readonly TaskCompletionSource _withdrawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();

    public List<string> Received { get; } = [];

    public List<string> Present { get; } = [];

    /// <summary>The names of the users who may read; null for everybody.</summary>
    public string[]? Members { get; set; }

    public Func<ActivitySnapshot?> Snapshot { get; set; } = () => null;

    /// <summary>Message handlers wait for this task before they complete.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public void Replace(IServiceCollection services) => services
        .AddSingleton<ISocketMessageHandler>(this)
        .AddSingleton<IActivityAccess>(this)
        .AddSingleton<IActivityPresence>(this)
        .AddSingleton<IActivitySnapshots>(this);

    public void Withdraw() => _withdrawn.SetResult();

    public async Task<ReadOnlyMemory<byte>?> HandleAsync(
        Guid activityId, Caller caller, Guid? sessionId, JsonElement message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Received.Add($"{activityId} {caller.User?.Username} {caller.ConnectionId} {message}");
        }

        await Gate.WaitAsync(cancellationToken);
        return message.TryGetProperty("refuse", out _) ? Encoding.UTF8.GetBytes("""{"event": "error", "data": {"detail": "stale"}}""") : null;
    }

    public Task<ActivityReader> AuthorizeAsync(Guid activityId, User? user, CancellationToken cancellationToken) =>
        Task.FromResult(new ActivityReader(
            activityId, user?.Id, Number: 1, Members is null || Members.Contains(user?.Username) ? ReadAccess.Public : ReadAccess.Hidden));

    public async Task<ActivityReader> ChangedAsync(ActivityReader reader, CancellationToken streamEnded)
    {
        await _withdrawn.Task.WaitAsync(streamEnded);
        return reader with { Access = ReadAccess.Hidden };
    }

    public Task RecheckAsync(Guid activityId) => Task.CompletedTask;

    public Task<IAsyncDisposable> EnterAsync(Guid activityId, Caller caller, CancellationToken cancellationToken)
    {
        var who = $"{caller.Required.Username} {caller.ConnectionId}";
        lock (_gate)
        {
            Present.Add(who);
        }

        return Task.FromResult<IAsyncDisposable>(new Leaving(() =>
        {
            lock (_gate)
            {
                Present.Remove(who);
            }
        }));
    }

    public Task<ActivitySnapshot?> ReadAsync(Guid activityId, User? reader, CancellationToken cancellationToken) => Task.FromResult(Snapshot());

    private sealed class Leaving(Action leave) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            leave();
            return ValueTask.CompletedTask;
        }
    }
}
