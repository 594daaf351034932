namespace Dots.Domain.Boards;

/// <summary>One end of a pair: a line of this color starts here, or ends here.</summary>
public readonly record struct Dot(Cell Cell, Color Color);
