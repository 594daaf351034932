using Dots.Domain.Boards;

namespace Dots.Application.Tests;

/// <summary>Lines on the boards of <see cref="UseCase.AddBoardAsync"/>.</summary>
internal static class Lines
{
    /// <summary>Joins the red pair; on a board of one row it fills the board too.</summary>
    public static readonly Line RedRow = new(Color.Parse("#FF0000"), [new Cell(0, 0), new Cell(0, 1), new Cell(0, 2)]);

    /// <summary>Unfinished.</summary>
    public static readonly Line RedStart = new(Color.Parse("#FF0000"), [new Cell(0, 0)]);
}
