using System.Runtime.InteropServices;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Domain.Activities;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Activities.Documents;

/// <summary>A change of a document, in one of the forms that clients send.</summary>
public abstract record DocumentEdit
{
    private const string UpdatedFields = "updated_fields";
    private const string RemovedFields = "removed_fields";
    private const string BaseRevision = "base_revision";

    private static readonly string[] ChangeMembers = [UpdatedFields, RemovedFields, BaseRevision];

    /// <summary>The size of the edit as it was received, where it may be large.</summary>
    public int Bytes { get; private init; }

    /// <summary>The revision to which the edit itself says that it applies; null where it names none.</summary>
    public int? ForRevision { get; private init; }

    /// <summary>The request's precondition, together with <see cref="ForRevision"/> where the request itself expects no version (If-Match).</summary>
    public Precondition? RequiredBy(Precondition? precondition) =>
        ForRevision is null || precondition?.Match is not null ? precondition
        : precondition is null ? ForRevision
        : precondition with { Match = ((Precondition?)ForRevision)!.Match };

    /// <summary>Replaces the whole document.</summary>
    /// <exception cref="DocumentException">The value is not a document.</exception>
    public static DocumentEdit Replacement(JsonElement document) => new ReplaceBy(ReadDocument(document)) { Bytes = SizeOf(document) };

    /// <summary>A JSON merge patch (RFC 7396).</summary>
    /// <exception cref="DocumentException">The value cannot patch a document.</exception>
    public static DocumentEdit Patch(JsonElement patch) => new PatchBy(JsonValue.From(patch)) { Bytes = SizeOf(patch) };

    /// <summary>
    /// A <see cref="KeyedChange"/>: either a part of a document, in which <c>removed_fields</c> lists what is removed, or the form of messages,
    /// <c>{"updated_fields": {...}, "removed_fields": {...}, "base_revision": 7}</c>.
    /// </summary>
    /// <exception cref="DocumentException">The value is not such a change.</exception>
    /// <exception cref="ValidationException">The base revision is not a whole number.</exception>
    public static DocumentEdit Change(JsonElement change)
    {
        var members = ReadDocument(change);
        var edit = members.Members.All(member => ChangeMembers.Contains(member.Key))
            ? Change(members.Find(UpdatedFields), members.Find(RemovedFields), members.Find(BaseRevision))
            : new ChangeBy(
                new KeyedChange(new JsonObject(members.Members.Where(member => member.Key != RemovedFields)), RemovedOf(members.Find(RemovedFields))), null);
        return edit with { Bytes = SizeOf(change) };
    }

    /// <summary>A <see cref="KeyedChange"/> from its parts, each of which may be missing.</summary>
    /// <exception cref="DocumentException">A part has the wrong form.</exception>
    /// <exception cref="ValidationException">The base revision is not a whole number.</exception>
    public static DocumentEdit Change(JsonValue? updated, JsonValue? removed, JsonValue? baseRevision) =>
        new ChangeBy(new KeyedChange(
            (updated ?? JsonObject.Empty) as JsonObject ?? throw new DocumentException("updated_fields must be a JSON object.", DocumentException.PointerTo(UpdatedFields)),
            RemovedOf(removed)), UpdatedFields)
        {
            ForRevision = ReadBaseRevision(baseRevision),
        };

    /// <summary>The revision of an activity that results from the edit; null when nothing would change.</summary>
    /// <exception cref="DocumentException">The result is not a valid document of this activity.</exception>
    public DocumentRevision? Revise(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var result = ApplyTo(activity.Content);
        try
        {
            return activity.Prepare(result);
        }
        catch (DocumentException exception) when (exception.JsonPointer.Length > 0 && DocumentMember is { } member)
        {
            throw exception.Within(member);
        }
    }

    /// <summary>The member of the request that holds the members of the document; null where the request is nothing else.</summary>
    private protected virtual string? DocumentMember => null;

    /// <exception cref="DocumentException">The result is not a document.</exception>
    public abstract JsonObject ApplyTo(JsonObject document);

    /// <exception cref="DocumentException">The value is not a document.</exception>
    public static JsonObject ReadDocument(JsonElement element) =>
        JsonValue.From(element) as JsonObject ?? throw new DocumentException("It must be a JSON object.");

    /// <summary>The size of a document as it was received.</summary>
    public static int SizeOf(JsonElement document) =>
        document.ValueKind == JsonValueKind.Undefined ? 0 : JsonMarshal.GetRawUtf8Value(document).Length;

    // A list at the top removes members, as it does in nested objects.
    private static JsonObject RemovedOf(JsonValue? value) => value switch
    {
        null => JsonObject.Empty,
        JsonObject removed => removed,
        JsonArray list when list.Items.All(item => item is JsonString) => new JsonObject(list.Items
            .Select(item => ((JsonString)item).Value).Distinct().Select(name => KeyValuePair.Create(name, (JsonValue)JsonLiteral.True))),
        _ => throw new DocumentException(
            "removed_fields consists of objects, true, and lists of names or ids.", DocumentException.PointerTo(RemovedFields)),
    };

    private static int? ReadBaseRevision(JsonValue? value) => value switch
    {
        null => null,
        JsonLiteral literal when ReferenceEquals(literal, JsonLiteral.Null) => null,
        JsonNumber { Value: >= 0 and <= int.MaxValue } number when double.IsInteger(number.Value) => (int)number.Value,
        _ => throw new ValidationException([new ValidationFailure(BaseRevision, "Must be a revision: a whole number.")]),
    };

    private sealed record ReplaceBy(JsonObject Document) : DocumentEdit
    {
        public override JsonObject ApplyTo(JsonObject document) => Document;
    }

    private sealed record PatchBy(JsonValue Value) : DocumentEdit
    {
        public override JsonObject ApplyTo(JsonObject document) =>
            MergePatch.Apply(document, Value) as JsonObject ?? throw new DocumentException("The result would not be a JSON object.");
    }

    private sealed record ChangeBy(KeyedChange Value, string? UpdatedMember) : DocumentEdit
    {
        private protected override string? DocumentMember => UpdatedMember;

        public override JsonObject ApplyTo(JsonObject document)
        {
            try
            {
                return Value.ApplyTo(document);
            }
            catch (DocumentException exception)
            {
                // No other part of a change can be refused by a document.
                throw exception.Within(RemovedFields);
            }
        }
    }
}
