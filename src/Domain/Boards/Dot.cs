namespace Dots.Domain.Boards;

/// <summary>One of the two endpoints that a line of this color connects.</summary>
public readonly record struct Dot(Cell Cell, Color Color);
