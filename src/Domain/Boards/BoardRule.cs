namespace Dots.Domain.Boards;

/// <summary>What it takes to solve a board, beyond the rules that every drawing keeps.</summary>
public enum BoardRule
{
    /// <summary>Every pair is joined and every cell is used, as in Flow Free.</summary>
    AllCells,

    /// <summary>Every pair is joined; cells may stay empty, as in Numberlink.</summary>
    PairsOnly,
}
