namespace Dots.Application.Paths;

/// <summary>A cell as the API shows and takes it; rows and columns count from 0.</summary>
public sealed record CellDto(int? Row, int? Col);
