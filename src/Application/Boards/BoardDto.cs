using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>A board as the API shows it.</summary>
public sealed record BoardDto
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required int Rows { get; init; }

    public required int Cols { get; init; }

    public required IReadOnlyList<DotDto> Dots { get; init; }

    public required BoardRule Rule { get; init; }

    public required Verdict Verdict { get; init; }

    public required string CreatorUsername { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Revision { get; init; }

    /// <summary>How many users have drawn on it.</summary>
    public required int PathCount { get; init; }

    /// <summary>How many of the paths on it solve it as it is now.</summary>
    public required int SolvedCount { get; init; }
}
