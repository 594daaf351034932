namespace Dots.Application.Boards;

/// <summary>A dot as the API shows and takes it; rows and columns count from 0.</summary>
public sealed record DotDto(int? Row, int? Col, string? Color);
