namespace Dots.Domain.Boards;

/// <summary>What solves a board, in addition to the rules that apply to every drawing.</summary>
public enum BoardRule
{
    /// <summary>Every pair is connected and every cell is covered, as in Flow Free.</summary>
    AllCells,

    /// <summary>Every pair is connected; cells may stay empty, as in Numberlink.</summary>
    PairsOnly,
}
