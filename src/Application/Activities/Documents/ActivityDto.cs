namespace Dots.Application.Activities.Documents;

/// <summary>A document or a configuration as it is stored.</summary>
/// <param name="Id">The id of the activity.</param>
/// <param name="Revision">Of the document, or of the configuration.</param>
/// <param name="Json">On one line; null where the reader already has this revision.</param>
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

/// <param name="Hash">Of the canonical form (RFC 8785), in lower-case hexadecimal digits.</param>
/// <param name="Algorithm">sha-256.</param>
/// <param name="Revision">Of the document.</param>
public sealed record HashDto(string Hash, string Algorithm, int Revision)
{
    public const string Sha256 = "sha-256";
}

public sealed record ActivityHashDto(Guid Id, string Hash, string Algorithm, int Revision);

public sealed record HashesDto(IReadOnlyList<ActivityHashDto> Items);
