namespace Dots.Domain.Activities;

/// <summary>
/// A collaborative session: a JSON document that several people edit, kept as they wrote it, and beside it a configuration that the
/// server does not interpret either.
/// </summary>
/// <remarks>
/// Of the document only <c>id</c> (or <c>Id</c>), which is a UUID and never changes, and <c>name</c> (or <c>Name</c>) are looked at. Times
/// are UTC. Not thread-safe.
/// </remarks>
public sealed class Activity
{
    /// <summary>Of the document, and of the configuration, as UTF-8 JSON on one line.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The most members that a private activity has.</summary>
    public const int MaxMembers = 1000;

    private readonly List<ActivityMember> _members = [];
    private JsonObject? _content;

    private Activity()
    {
    }

    /// <summary>In the order of creation; 0 until the activity is stored.</summary>
    public long Number { get; private set; }

    public Guid Id { get; private set; }

    /// <summary>From the document; empty where it has none.</summary>
    public string Name { get; private set; } = "";

    public long OwnerId { get; private set; }

    public string OwnerUsername { get; private set; } = "";

    /// <summary>The document as JSON on one line.</summary>
    public string Document { get; private set; } = "{}";

    public JsonObject Content => _content ??= (JsonObject)JsonValue.Parse(Document);

    /// <inheritdoc cref="CanonicalJson.HashOf"/>
    public string Hash { get; private set; } = "";

    /// <summary>1 at first, and one more for each change of the document.</summary>
    public int Revision { get; private set; }

    /// <summary>The configuration as JSON on one line.</summary>
    public string Config { get; private set; } = "{}";

    /// <summary>1 at first, and one more for each change of the configuration.</summary>
    public int ConfigRevision { get; private set; }

    /// <summary>Only the owner and the <see cref="Members"/> may read it; otherwise everybody may.</summary>
    public bool IsPrivate { get; private set; }

    public IReadOnlyList<ActivityMember> Members => _members;

    /// <summary>
    /// It was deleted while it was private. Its messages are still in the log, so who may read them must still be known.
    /// </summary>
    public bool IsTombstone { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <param name="document">With an id, or without: then it gets <paramref name="newId"/> in front.</param>
    /// <param name="newId">For a document that comes without one.</param>
    /// <param name="ownerId">Who creates it.</param>
    /// <param name="ownerUsername">Their name.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="DocumentException">The id is no UUID, or the document is too large.</exception>
    public static Activity Create(JsonObject document, Guid newId, long ownerId, string ownerUsername, DateTimeOffset now)
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
            CreatedAt = now.ToUniversalTime(),
        };
        var whole = IdOf(document) is null ? WithId(document, new JsonText(id.ToString("D"))) : document;
        activity.Take(whole, Bounded(whole), CanonicalJson.HashOf(whole), now);

        return activity;
    }

    /// <summary>Makes a revision of a document with the same id, or without one.</summary>
    /// <returns>For <see cref="Take(DocumentRevision, DateTimeOffset)"/>; null when nothing would change.</returns>
    /// <exception cref="DocumentException">It has another id, or is too large.</exception>
    public DocumentRevision? Prepare(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);

        switch (IdOf(document))
        {
            case null:
                document = WithId(document, new JsonText(Content.FindText("id", "Id")!));
                break;
            case { } id when id != Id:
                throw new DocumentException($"The document's id is {id}, and this is the activity {Id}.", PlaceOfId(document));
        }

        return document.Equals(Content) ? null : new DocumentRevision(this, document, Bounded(document));
    }

    /// <summary>Whether the revision was made from the activity as it is.</summary>
    public bool IsBasisOf(DocumentRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return revision.BasisNumber == Number && revision.BasisRevision == Revision;
    }

    /// <summary>Replaces the document.</summary>
    /// <exception cref="InvalidOperationException">The revision was made from another one.</exception>
    public void Take(DocumentRevision revision, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(revision);
        if (!IsBasisOf(revision))
        {
            throw new InvalidOperationException($"The revision follows on {revision.BasisRevision}, and the activity has {Revision}.");
        }

        Take(revision.Document, revision.Json, revision.Hash, now);
    }

    /// <summary>Replaces the configuration. The document's revision and time stay.</summary>
    /// <returns>What changed, in the id-keyed form, there and back; null when nothing did.</returns>
    /// <exception cref="DocumentException">It is too large.</exception>
    public (KeyedChange Change, KeyedChange Undo)? Configure(JsonObject config)
    {
        ArgumentNullException.ThrowIfNull(config);

        var old = ReadConfig();
        if (config.Equals(old))
        {
            return null;
        }

        Config = Bounded(config);
        ConfigRevision++;
        return (KeyedChange.Between(old, config), KeyedChange.Between(config, old));
    }

    public JsonObject ReadConfig() => (JsonObject)JsonValue.Parse(Config);

    /// <summary>Whether this user, or a visitor (null), may read it and, once signed in, write it.</summary>
    public bool IsAccessibleTo(long? userId) => !IsPrivate || userId == OwnerId || _members.Any(member => member.UserId == userId);

    public bool IsOwnedBy(long userId) => OwnerId == userId;

    /// <summary>Decides who may read it. Members are kept while it is open to all.</summary>
    public void Restrict(bool isPrivate, IReadOnlyList<ActivityMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);

        IsPrivate = isPrivate;
        _members.RemoveAll(member => members.All(kept => kept.UserId != member.UserId));
        _members.AddRange(members.DistinctBy(member => member.UserId)
            .Where(member => member.UserId != OwnerId && _members.All(present => present.UserId != member.UserId)));
    }

    /// <summary>Deletes all but who may read what was told of it.</summary>
    public void Tombstone()
    {
        IsTombstone = true;
        (Name, Document, Config, Hash) = ("", "{}", "{}", "");
        _content = null;
        Revision++;
    }

    private static Guid? IdOf(JsonObject document) => (document.Find("id") ?? document.Find("Id")) switch
    {
        null => null,
        JsonText text when Guid.TryParseExact(text.Value, "D", out var id) => id,
        _ => throw new DocumentException(
            "The document's id must be a UUID, such as 63b76319-68ef-4412-9dd4-bb2a13315ee2.", PlaceOfId(document)),
    };

    private static string PlaceOfId(JsonObject document) => DocumentException.PlaceOf(document.Find("id") is null ? "Id" : "id");

    private static JsonObject WithId(JsonObject document, JsonText id) => new([new("id", id), .. document.Members]);

    private static string Bounded(JsonObject document)
    {
        var json = document.ToUtf8();
        return json.Length <= MaxBytes
            ? System.Text.Encoding.UTF8.GetString(json)
            : throw new DocumentException($"It has {json.Length} bytes; at most {MaxBytes} are kept.");
    }

    private void Take(JsonObject document, string json, string hash, DateTimeOffset now)
    {
        Document = json;
        _content = document;
        Name = document.FindText("name", "Name") ?? "";
        Hash = hash;
        UpdatedAt = now.ToUniversalTime();
        Revision++;
    }
}
