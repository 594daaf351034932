using Dots.Application.Broadcasting;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore.Storage;

namespace Dots.Infrastructure.Events;

/// <summary>Joins a command's events to the command's transaction.</summary>
internal sealed class EventAppender(DotsDbContext db, TimeProvider clock) : IEventBroadcaster
{
    /// <summary>The id of the last event appended in this transaction; 0 before the first.</summary>
    public long LastId { get; private set; }

    /// <summary>A transaction begins. What was appended in one that was rolled back never was, and its ids are given out again.</summary>
    public void Begin() => LastId = 0;

    /// <inheritdoc/>
    public Task BroadcastAsync(string channel, string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        AppendAsync(channel, type, payload, hiddenFrom: null, undo: null, cancellationToken);

    /// <inheritdoc/>
    public Task BroadcastAsync(
        string channel, string type, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> undo, CancellationToken cancellationToken) =>
        AppendAsync(channel, type, payload, hiddenFrom: null, undo, cancellationToken);

    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="channel">Where.</param>
    /// <param name="type">The event's name.</param>
    /// <param name="payload">UTF-8 JSON on one line.</param>
    /// <param name="hiddenFrom">Readers that it is not sent to, by <see cref="Application.Common.Caller.Names"/>.</param>
    /// <param name="undo">The way back past it; null where it changes no activity.</param>
    /// <param name="cancellationToken">Observed until the row is written.</param>
    public async Task AppendAsync(
        string channel,
        string type,
        ReadOnlyMemory<byte> payload,
        IReadOnlyList<string>? hiddenFrom,
        ReadOnlyMemory<byte>? undo,
        CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("An event is only ever appended inside a command's transaction.");
        LastId = await EventLog.AppendAsync(transaction, channel, type, payload, clock.GetUtcNow(), hiddenFrom, undo, cancellationToken);
    }
}
