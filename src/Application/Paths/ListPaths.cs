using AutoMapper;
using Dots.Application.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Paths;

/// <summary>A page of the caller's paths, the newest first.</summary>
/// <param name="Limit">1 to 100; the default is 20.</param>
/// <param name="Cursor">From the previous page.</param>
public sealed record ListPaths(int? Limit, string? Cursor, Caller Caller) : IQuery<Page<PathSummaryDto>>
{
    public const int MaxLimit = 100;
    public const int DefaultLimit = 20;
}

internal sealed class ListPathsValidator : AbstractValidator<ListPaths>
{
    public ListPathsValidator() =>
        RuleFor(list => list.Limit).InclusiveBetween(1, ListPaths.MaxLimit).WithMessage($"Must be a whole number from 1 to {ListPaths.MaxLimit}.");
}

internal sealed class ListPathsHandler(IDotsDbContext db, IMapper mapper) : IRequestHandler<ListPaths, Page<PathSummaryDto>>
{
    private const string Order = "newest";

    public async Task<Page<PathSummaryDto>> Handle(ListPaths request, CancellationToken cancellationToken)
    {
        var me = request.Caller.Required.Id;
        var limit = request.Limit ?? ListPaths.DefaultLimit;
        var cursor = PageCursor.Parse(request.Cursor, Order);
        var paths = db.Paths.AsNoTracking().Where(path => path.UserId == me);
        if (cursor is not null)
        {
            paths = paths.Where(path => path.Id < cursor.Id);
        }

        var found = await paths
            .OrderByDescending(path => path.Id)
            .Join(db.Boards, path => path.BoardId, board => board.Id, (path, board) => new PathProjection(path, board))
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var items = found.Take(limit).ToList();

        return new Page<PathSummaryDto>(
            mapper.Map<List<PathSummaryDto>>(items),
            found.Count > limit ? new PageCursor(Order, "", items[^1].Path.Id).ToString() : null);
    }
}
