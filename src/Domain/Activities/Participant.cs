namespace Dots.Domain.Activities;

/// <summary>
/// A user who is on an activity, with a state that their clients give: <c>status</c>, such as online or busy, and whatever else the others
/// should know. Not thread-safe.
/// </summary>
public sealed class Participant
{
    /// <summary>Of the state, as UTF-8 JSON on one line.</summary>
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

    /// <summary>When they will have left, unless they come back before; null while they are connected.</summary>
    public DateTimeOffset? LeavesAt { get; private set; }

    /// <summary>Nothing has been heard of their connections, which may still believe to be open.</summary>
    public bool IsLost { get; private set; }

    public JsonObject ReadState() => (JsonObject)JsonValue.Parse(State);

    public void Stay() => (LeavesAt, IsLost) = (null, false);

    public void LeaveAt(DateTimeOffset time, bool isLost) => (LeavesAt, IsLost) = (time.ToUniversalTime(), isLost);

    /// <summary>Replaces the state; without a status it is <c>online</c>.</summary>
    /// <returns>What changed, in the id-keyed form; null when nothing did.</returns>
    /// <exception cref="DocumentException">The status is no text, or the state is too large.</exception>
    public KeyedChange? Become(JsonObject state)
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
