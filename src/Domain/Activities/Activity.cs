using System.Text;

namespace Dots.Domain.Activities;

/// <summary>
/// A JSON document that several people edit together, stored as they wrote it, with a configuration that is another JSON object. The
/// server interprets neither.
/// </summary>
/// <remarks>
/// The only members of the document that have a meaning here are <c>id</c> (or <c>Id</c>), a UUID that never changes, and <c>name</c> (or
/// <c>Name</c>). Times are UTC. Not thread-safe.
/// </remarks>
public sealed class Activity
{
    /// <summary>The largest size of the document, and of the configuration, in bytes of compact UTF-8 JSON.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>In Unicode characters. Names are searched for, and every list and every event of the list repeats them.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The largest number of members of a private activity.</summary>
    public const int MaxMembers = 1000;

    /// <summary>The unit of <see cref="StoredBytes"/>.</summary>
    private const int BlockSize = 4096;

    private readonly List<ActivityMember> _members = [];
    private JsonObject? _content;

    private Activity()
    {
    }

    /// <summary>The database's key, increasing in order of creation; 0 until the activity is stored.</summary>
    public long Number { get; private set; }

    public Guid Id { get; private set; }

    /// <summary>The document's name; empty if it has none.</summary>
    public string Name { get; private set; } = "";

    public long OwnerId { get; private set; }

    public string OwnerUsername { get; private set; } = "";

    /// <summary>The document as compact JSON.</summary>
    public string Document { get; private set; } = "{}";

    public JsonObject Content => _content ??= (JsonObject)JsonValue.Parse(Document);

    /// <inheritdoc cref="CanonicalJson.HashOf"/>
    public string Hash { get; private set; } = "";

    /// <summary>Starts at 1 and is incremented by every change of the document.</summary>
    public int Revision { get; private set; }

    /// <summary>The configuration as compact JSON.</summary>
    public string Config { get; private set; } = "{}";

    /// <summary>Starts at 1 and is incremented by every change of the configuration.</summary>
    public int ConfigRevision { get; private set; }

    /// <summary>
    /// The size of the document and the configuration together, in bytes of UTF-8, rounded up to 4 KiB, so that most small changes leave it as it is.
    /// </summary>
    public int StoredBytes { get; private set; }

    /// <summary>Whether access is limited to the owner and the <see cref="Members"/>; otherwise everyone has access.</summary>
    public bool IsPrivate { get; private set; }

    public IReadOnlyList<ActivityMember> Members => _members;

    /// <summary>
    /// Whether the activity was deleted while it was private. Its events are still in the log, and reading them needs the access list.
    /// </summary>
    public bool IsTombstone { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Creates an activity. A document without an id gets <paramref name="newId"/> as its first member.</summary>
    /// <exception cref="DocumentException">The id is not a UUID, the name is empty or too long, or the document is too large.</exception>
    public static Activity Create(
        JsonObject document, Guid newId, long ownerId, string ownerUsername, DateTimeOffset now, bool isPrivate = false)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(ownerUsername);

        var id = IdOf(document) ?? newId;
        var activity = new Activity
        {
            Id = id,
            OwnerId = ownerId,
            OwnerUsername = ownerUsername,
            ConfigRevision = 1,
            IsPrivate = isPrivate,
            CreatedAt = now.ToUniversalTime(),
        };
        var completed = IdOf(document) is null ? WithId(document, new JsonString(id.ToString("D"))) : document;
        activity.SetDocument(completed, Serialize(WithValidName(completed)), CanonicalJson.HashOf(completed), now);

        return activity;
    }

    /// <summary>Computes the next revision, without changing the activity. The document may omit the id.</summary>
    /// <returns>The revision to pass to <see cref="Apply(DocumentRevision, DateTimeOffset)"/>; null if the document is the same.</returns>
    /// <exception cref="DocumentException">The document has another id, or is too large.</exception>
    public DocumentRevision? Prepare(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);

        switch (IdOf(document))
        {
            case null:
                document = WithId(document, new JsonString(Content.FindString("id", "Id")!));
                break;
            case { } id when id != Id:
                throw new DocumentException($"The document's id is {id}, but this is activity {Id}.", PointerToId(document));
        }

        return document.Equals(Content) ? null : new DocumentRevision(this, document, Serialize(WithValidName(document)));
    }

    /// <summary>Whether what was computed from the document of another instance holds for this one as well.</summary>
    /// <remarks>The number differs if the activity was deleted and created again under its id.</remarks>
    public bool HasDocumentOf(Activity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Number == Number && other.Revision == Revision;
    }

    /// <inheritdoc cref="HasDocumentOf"/>
    public bool HasConfigOf(Activity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Number == Number && other.ConfigRevision == ConfigRevision;
    }

    /// <summary>Replaces the document by a prepared revision.</summary>
    /// <exception cref="InvalidOperationException">The document has changed since the revision was prepared.</exception>
    public void Apply(DocumentRevision revision, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(revision);
        if (revision.BaseNumber != Number || revision.BaseRevision != Revision)
        {
            throw new InvalidOperationException($"The revision was prepared from revision {revision.BaseRevision}, but the activity is at {Revision}.");
        }

        SetDocument(revision.Document, revision.Json, revision.Hash, now);
    }

    /// <summary>Computes the next configuration, without changing the activity.</summary>
    /// <param name="edit">Turns the present configuration into the next one.</param>
    /// <returns>What to pass to <see cref="Apply(ConfigReplacement)"/>; null if the configuration is the same.</returns>
    /// <exception cref="DocumentException">The configuration is too large.</exception>
    public ConfigReplacement? PrepareConfig(Func<JsonObject, JsonObject> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);

        var old = ParseConfig();
        var config = edit(old);
        return config.Equals(old) ? null : new ConfigReplacement(this, old, config, Serialize(config));
    }

    /// <summary>Replaces the configuration by a prepared one. The document's revision and time stay the same.</summary>
    /// <exception cref="InvalidOperationException">The configuration has changed since the replacement was prepared.</exception>
    public void Apply(ConfigReplacement replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        if (replacement.BaseNumber != Number || replacement.BaseRevision != ConfigRevision)
        {
            throw new InvalidOperationException(
                $"The configuration was prepared from revision {replacement.BaseRevision}, but it is at {ConfigRevision}.");
        }

        Config = replacement.Json;
        ConfigRevision++;
        MeasureStoredBytes();
    }

    public JsonObject ParseConfig() => (JsonObject)JsonValue.Parse(Config);

    /// <summary>Whether this user, or an anonymous visitor (null), has access. Writing requires signing in as well.</summary>
    public bool IsAccessibleTo(long? userId) => !IsPrivate || userId == OwnerId || _members.Any(member => member.UserId == userId);

    public bool IsOwnedBy(long userId) => OwnerId == userId;

    /// <summary>Sets who has access. A public activity keeps its members for the day it becomes private again.</summary>
    public void SetAccess(bool isPrivate, IReadOnlyList<ActivityMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);

        IsPrivate = isPrivate;
        var remaining = members.Select(member => member.UserId).ToHashSet();
        _members.RemoveAll(member => !remaining.Contains(member.UserId));
        var present = _members.Select(member => member.UserId).Append(OwnerId).ToHashSet();
        _members.AddRange(members.Where(member => present.Add(member.UserId)));
    }

    /// <summary>Erases the contents and keeps the access list, which the activity's events in the log still need.</summary>
    public void Tombstone()
    {
        IsTombstone = true;
        (Name, Document, Config, Hash, StoredBytes) = ("", "{}", "{}", "", 0);
        _content = null;
        Revision++;
    }

    private static Guid? IdOf(JsonObject document) => (document.Find("id") ?? document.Find("Id")) switch
    {
        null => null,
        JsonString text when Guid.TryParseExact(text.Value, "D", out var id) => id,
        _ => throw new DocumentException(
            "The document's id must be a UUID, such as 63b76319-68ef-4412-9dd4-bb2a13315ee2.", PointerToId(document)),
    };

    private static string PointerToId(JsonObject document) => DocumentException.PointerTo(document.Find("id") is null ? "Id" : "id");

    private static JsonObject WithId(JsonObject document, JsonString id) => new([new("id", id), .. document.Members]);

    private static string Serialize(JsonObject document)
    {
        var json = document.ToUtf8();
        return json.Length <= MaxBytes
            ? Encoding.UTF8.GetString(json)
            : throw new DocumentException($"It has {json.Length} bytes; at most {MaxBytes} are allowed.");
    }

    private static JsonObject WithValidName(JsonObject document) =>
        document.FindString("name", "Name") is not { } name || name.EnumerateRunes().Count() is > 0 and <= MaxNameLength
            ? document
            : throw new DocumentException(
                $"A name has 1 to {MaxNameLength} characters.", DocumentException.PointerTo(document.Find("name") is JsonString ? "name" : "Name"));

    private void SetDocument(JsonObject document, string json, string hash, DateTimeOffset now)
    {
        Document = json;
        _content = document;
        Name = document.FindString("name", "Name") ?? "";
        Hash = hash;
        UpdatedAt = now.ToUniversalTime();
        Revision++;
        MeasureStoredBytes();
    }

    private void MeasureStoredBytes()
    {
        var bytes = Encoding.UTF8.GetByteCount(Document) + Encoding.UTF8.GetByteCount(Config);
        StoredBytes = (bytes + BlockSize - 1) / BlockSize * BlockSize;
    }
}
