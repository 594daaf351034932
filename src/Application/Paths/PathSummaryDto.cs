namespace Dots.Application.Paths;

/// <summary>One of the caller's paths in a list, with the name of the board that it is on.</summary>
public sealed record PathSummaryDto : PathDto
{
    public required string BoardName { get; init; }
}
