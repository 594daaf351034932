namespace Dots.Domain.Activities;

/// <summary>
/// A user who is present on an activity, with the state that their clients set: <c>status</c>, such as online or busy, and any other members
/// that the other participants should know. Not thread-safe.
/// </summary>
public sealed class Participant
{
    /// <summary>The limit for <see cref="State"/>, encoded in UTF-8.</summary>
    public const int MaxStateBytes = 4096;

    private const string Status = "status";

    private Participant()
    {
    }

    public Participant(Guid activityId, long userId, string username, DateTimeOffset now)
    {
        ActivityId = activityId;
        UserId = userId;
        Username = username;
        JoinedAt = now.ToUniversalTime();
    }

    public Guid ActivityId { get; private set; }

    public long UserId { get; private set; }

    public string Username { get; private set; } = "";

    /// <summary>The state as JSON on one line.</summary>
    public string State { get; private set; } = """{"status":"online"}""";

    public DateTimeOffset JoinedAt { get; private set; }

    /// <summary>When the user leaves, unless they connect before; null while they are connected.</summary>
    public DateTimeOffset? LeavesAt { get; private set; }

    /// <summary>Whether the user's departure is a timeout, as opposed to connections that were closed.</summary>
    public bool IsLost { get; private set; }

    public JsonObject ReadState() => (JsonObject)JsonValue.Parse(State);

    /// <summary>Schedules the departure, which replaces one that was scheduled before.</summary>
    public void ScheduleDeparture(DateTimeOffset time, bool isLost) => (LeavesAt, IsLost) = (time.ToUniversalTime(), isLost);

    /// <summary>
    /// Delays a scheduled departure until a time, unless it is later anyway. It counts as a timeout then, because the user was active after
    /// their last connection was closed. Does nothing for a user who is connected.
    /// </summary>
    public void PostponeDeparture(DateTimeOffset time)
    {
        if (LeavesAt is { } leavesAt)
        {
            ScheduleDeparture(time > leavesAt ? time : leavesAt, isLost: true);
        }
    }

    public void CancelDeparture() => (LeavesAt, IsLost) = (null, false);

    /// <summary>Replaces the state. A state without a status gets the status <c>online</c>.</summary>
    /// <returns>The difference, in the id-keyed form; null if there is none.</returns>
    /// <exception cref="DocumentException">The status is not text, or the state is too large.</exception>
    public KeyedChange? SetState(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);

        if (state.Find(Status) is not { } status)
        {
            state = new JsonObject([new(Status, new JsonString("online")), .. state.Members]);
        }
        else if (status is not JsonString)
        {
            throw new DocumentException("The status must be text.", DocumentException.PointerTo(Status));
        }

        var change = KeyedChange.Between(ReadState(), state);
        if (change.IsEmpty)
        {
            return null;
        }

        var json = state.ToUtf8();
        State = json.Length <= MaxStateBytes
            ? System.Text.Encoding.UTF8.GetString(json)
            : throw new DocumentException($"The state has {json.Length} bytes; at most {MaxStateBytes} are kept.");
        return change;
    }
}
