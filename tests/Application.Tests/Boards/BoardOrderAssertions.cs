using Dots.Application.Boards;
using Dots.Application.Common;
using FluentAssertions.Collections;

namespace Dots.Application.Tests.Boards;

internal static class BoardOrderAssertions
{
    public static void BeInOrder(this GenericCollectionAssertions<BoardDto> boards, string sort)
    {
        var sorted = sort switch
        {
            "updated" => boards.Subject.OrderByDescending(board => board.UpdatedAt),
            "name" => boards.Subject.OrderBy(board => NameFolding.Fold(board.Name), StringComparer.Ordinal),
            "popular" => boards.Subject.OrderByDescending(board => board.PathCount),
            "difficulty" => boards.Subject.OrderBy(board => board.Difficulty ?? int.MaxValue),
            "hardest" => boards.Subject.OrderByDescending(board => board.Difficulty ?? 0),
            _ => boards.Subject.OrderBy(_ => 0),
        };
        boards.Subject.Select(board => board.Id).Should().Equal(sorted.ThenByDescending(board => board.Id).Select(board => board.Id));
    }
}
