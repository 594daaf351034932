namespace Dots.Application.Paths;

/// <summary>A path as the API shows it, to its own user alone.</summary>
public record PathDto
{
    public required long Id { get; init; }

    public required long BoardId { get; init; }

    /// <summary>The board's revision on which it was drawn.</summary>
    public required int BoardRevision { get; init; }

    public required IReadOnlyList<LineDto> Lines { get; init; }

    /// <summary>Every pair is joined.</summary>
    public required bool Connected { get; init; }

    /// <summary>Every cell is used.</summary>
    public required bool Filled { get; init; }

    /// <summary>It solves the board as the board is now.</summary>
    public required bool Solved { get; init; }

    /// <summary>The board's geometry has changed since it was drawn.</summary>
    public required bool Stale { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Revision { get; init; }
}
