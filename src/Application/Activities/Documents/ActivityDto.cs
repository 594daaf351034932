namespace Dots.Application.Activities.Documents;

/// <summary>A document as it is kept.</summary>
/// <param name="Id">The activity's id.</param>
/// <param name="Revision">Of the document, or of the configuration.</param>
/// <param name="Json">On one line; null where the reader has this revision already.</param>
public sealed record DocumentDto(Guid Id, int Revision, string? Json);

/// <summary>An activity in a list.</summary>
public sealed record ActivitySummaryDto(
    Guid Id,
    string Name,
    string CreatorUsername,
    int Revision,
    string Hash,
    bool IsPrivate,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A document's hash.</summary>
/// <param name="Hash">Of the canonical form (RFC 8785), in lower-case hexadecimal digits.</param>
/// <param name="Algorithm">sha-256.</param>
/// <param name="Revision">Of the document.</param>
public sealed record HashDto(string Hash, string Algorithm, int Revision)
{
    public const string Sha256 = "sha-256";
}

/// <summary>The hash of one of several documents.</summary>
public sealed record ActivityHashDto(Guid Id, string Hash, string Algorithm, int Revision);

/// <summary>All hashes.</summary>
public sealed record HashesDto(IReadOnlyList<ActivityHashDto> Items);

/// <summary>Who may read and write an activity.</summary>
/// <param name="Owner">Who has created it.</param>
/// <param name="IsPrivate">The owner and the members alone; otherwise everybody reads, and everybody who is signed in writes.</param>
/// <param name="Members">User names; kept while it is open to all.</param>
public sealed record AccessDto(string Owner, bool IsPrivate, IReadOnlyList<string> Members);
