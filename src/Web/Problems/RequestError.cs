namespace Dots.Web.Problems;

/// <summary>What a failed request or socket message is answered with, before it takes the form of either.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence for the client; null where <see cref="FieldErrors"/> say all.</param>
internal sealed record RequestError(int Status, string? Detail)
{
    /// <summary>What is wrong, field by field, in the order in which it was found.</summary>
    public IReadOnlyList<(string Field, string Message)> FieldErrors { get; init; } = [];

    /// <summary>Further members of the problem document (RFC 9457 section 3.2).</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();

    /// <summary>Header fields that an HTTP answer needs, such as the challenge of a 401.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The revision that the client should have named. HTTP clients find it in the resource's ETag; a socket's reply carries it.</summary>
    public int? CurrentRevision { get; init; }

    /// <summary>A failure of the server itself, which belongs in its log.</summary>
    public bool IsUnexpected => Status == StatusCodes.Status500InternalServerError;

    /// <summary>Everything in one line, for answers that have only one.</summary>
    public string Summary => Detail ?? string.Join(" ", FieldErrors.Select(error => $"{error.Field}: {error.Message}"));
}
