namespace Dots.Application.Paths;

/// <summary>One of the caller's paths, with the name of the board that it is on.</summary>
public sealed record PathSummaryDto
{
    public required string BoardName { get; init; }

    public required PathDto Path { get; init; }
}
