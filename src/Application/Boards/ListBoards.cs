using AutoMapper;
using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Domain.Boards;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Boards;

/// <summary>A page of boards.</summary>
/// <param name="Search">Part of the name, in any letter case.</param>
/// <param name="Creator">The author's full user name, in any letter case.</param>
/// <param name="Mine">Only boards of the caller.</param>
/// <param name="Sort">One of <see cref="BoardOrder.Names"/>; the default is newest first.</param>
/// <param name="Limit">1 to 100; the default is 20.</param>
/// <param name="Cursor">From the previous page.</param>
public sealed record ListBoards(string? Search, string? Creator, bool? Mine, string? Sort, int? Limit, string? Cursor, Caller Caller)
    : IQuery<Page<BoardDto>>
{
    public const int MaxLimit = 100;
    public const int DefaultLimit = 20;

    /// <summary>Only boards with this verdict.</summary>
    public string? Verdict { get; init; }

    // A search looks at the names of all boards.
    bool IQuery<Page<BoardDto>>.IsExpensive => !string.IsNullOrWhiteSpace(Search);
}

internal sealed class ListBoardsValidator : AbstractValidator<ListBoards>
{
    public ListBoardsValidator()
    {
        RuleFor(list => list.Search).MaximumLength(Board.MaxNameLength).WithMessage(FieldMessages.NoName(Board.MaxNameLength));
        RuleFor(list => list.Creator).MaximumLength(Board.MaxNameLength).WithMessage(FieldMessages.NoName(Board.MaxNameLength));
        RuleFor(list => list.Limit).InclusiveBetween(1, ListBoards.MaxLimit).WithMessage($"Must be a whole number from 1 to {ListBoards.MaxLimit}.");
        RuleFor(list => list.Verdict).Must(verdict => verdict is null || VerdictNames.TryParse(verdict, out _)).WithMessage(VerdictNames.Expected);
        RuleFor(list => list.Sort).Must(sort => sort is null || BoardOrder.Names.Contains(sort))
            .WithMessage($"The sort order is one of {string.Join(", ", BoardOrder.Names)}.");
    }
}

internal sealed class ListBoardsHandler(IDotsDbContext db, IUserDirectory users, IMapper mapper) : IRequestHandler<ListBoards, Page<BoardDto>>
{
    public async Task<Page<BoardDto>> Handle(ListBoards request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? ListBoards.DefaultLimit;
        var order = BoardOrder.Named(request.Sort);
        var boards = db.Boards.AsNoTracking();

        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            var folded = NameFolding.Fold(request.Search);
            boards = boards.Where(board => EF.Property<string>(board, NameFolding.ColumnOfBoardName).Contains(folded));
        }

        if (!string.IsNullOrWhiteSpace(request.Creator))
        {
            var creator = (await users.FindAsync(request.Creator, cancellationToken))?.Id;
            boards = boards.Where(board => board.CreatorId == creator);
        }

        if (request.Mine == true)
        {
            var me = request.Caller.Required.Id;
            boards = boards.Where(board => board.CreatorId == me);
        }

        if (VerdictNames.TryParse(request.Verdict, out var verdict))
        {
            boards = boards.Where(board => board.Verdict == verdict);
        }

        // One more than requested tells whether there is a next page.
        var page = order.After(boards.Select(BoardProjection.From(db)), PageCursor.Parse(request.Cursor, order.Name)).Take(limit + 1);
        var found = await page.ToListAsync(cancellationToken);
        var items = found.Take(limit).ToList();

        return new Page<BoardDto>(
            mapper.Map<List<BoardDto>>(items),
            found.Count > limit ? new PageCursor(order.Name, order.KeyOf(items[^1]), items[^1].Board.Id).ToString() : null);
    }
}
