namespace Dots.Application.Paths;

/// <summary>A line as the API shows and takes it; <paramref name="Color"/> is null for a free line.</summary>
public sealed record LineDto(string? Color, IReadOnlyList<CellDto?>? Cells);
