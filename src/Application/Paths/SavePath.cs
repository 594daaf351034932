using AutoMapper;
using Dots.Application.Common;
using Dots.Application.Paths.Events;
using Dots.Domain.Boards;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Paths;

/// <summary>A signed-in user keeps what they have drawn on a board: the first time a new path, after that in its place.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="BoardRevision">The board's revision on which it was drawn; null takes the present one.</param>
/// <param name="Lines">The lines, any number of them.</param>
/// <param name="Cells">Short for one free line; instead of <paramref name="Lines"/>.</param>
/// <param name="CreateOnly">Refuse when there is a path already.</param>
public sealed record SavePath(
    long BoardId, int? BoardRevision, IReadOnlyList<LineDto?>? Lines, IReadOnlyList<CellDto?>? Cells, bool CreateOnly = false)
    : ICommand<SavedPath>;

/// <summary>What <see cref="SavePath"/> did.</summary>
public sealed record SavedPath(PathDto Path, bool Created);

internal sealed class SavePathValidator : AbstractValidator<SavePath>
{
    public SavePathValidator()
    {
        RuleFor(save => save.Lines).NotNull().When(save => save.Cells is null).WithMessage("Send lines, or cells for one free line.");
        RuleFor(save => save.Cells).Null().When(save => save.Lines is not null).WithMessage("Send either lines or cells, not both.");
        RuleForEach(save => save.Cells).Cascade(CascadeMode.Stop).NotNull().WithMessage(Required.Message).SetValidator(new CellValidator()!);
        RuleForEach(save => save.Lines).Cascade(CascadeMode.Stop).NotNull().WithMessage(Required.Message).ChildRules(line =>
        {
            line.RuleFor(l => l!.Color).Must(color => color is null || Color.TryParse(color, out _)).WithMessage(ColorText.Expected);
            line.RuleFor(l => l!.Cells).NotNull().WithMessage(Required.Message);
            line.RuleForEach(l => l!.Cells).Cascade(CascadeMode.Stop).NotNull().WithMessage(Required.Message).SetValidator(new CellValidator()!);
        });
    }

    private sealed class CellValidator : AbstractValidator<CellDto>
    {
        public CellValidator()
        {
            RuleFor(cell => cell.Row).NotNull().WithMessage(Required.Message);
            RuleFor(cell => cell.Col).NotNull().WithMessage(Required.Message);
        }
    }
}

internal sealed class SavePathHandler(IDotsDbContext db, IMediator mediator, ICurrentUser currentUser, TimeProvider clock, IMapper mapper)
    : IRequestHandler<SavePath, SavedPath>
{
    public async Task<SavedPath> Handle(SavePath request, CancellationToken cancellationToken)
    {
        var user = currentUser.Required;
        var board = await db.Boards.FirstOrDefaultAsync(b => b.Id == request.BoardId, cancellationToken)
            ?? throw new NotFoundException("board", request.BoardId);
        if (request.BoardRevision is { } revision && revision != board.Revision)
        {
            throw new ConflictException(
                $"Board {board.Id} has changed since revision {revision}; its present revision is {board.Revision}.");
        }

        var path = await db.Paths.FirstOrDefaultAsync(p => p.BoardId == board.Id && p.UserId == user.Id, cancellationToken);
        if (path is not null && request.CreateOnly)
        {
            throw new ConflictException($"You have a path on board {board.Id} already; PUT /api/boards/{board.Id}/path replaces it.");
        }

        var lines = ReadLines(request);
        if (path is null)
        {
            path = Path.Draw(board, user.Id, user.Username, lines, clock.GetUtcNow());
            db.Paths.Add(path);
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(new PathCreated(path.Id, board.Id, board.Name, user.Username), cancellationToken);
            await AnnounceFirstSolveAsync(path, board, cancellationToken);
            return new SavedPath(Show(path, board), Created: true);
        }

        if (path.Redraw(board, lines, clock.GetUtcNow()))
        {
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(new PathUpdated(path.Id, board.Id, board.Name, user.Username), cancellationToken);
            await AnnounceFirstSolveAsync(path, board, cancellationToken);
        }

        return new SavedPath(Show(path, board), Created: false);
    }

    private async Task AnnounceFirstSolveAsync(Path path, Board board, CancellationToken cancellationToken)
    {
        if (!path.IsSolved(board)
            || await db.Solves.AnyAsync(s => s.BoardId == board.Id && s.UserId == path.UserId, cancellationToken))
        {
            return;
        }

        db.Solves.Add(new Solve(board.Id, path.UserId, path.UpdatedAt));
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new BoardSolved(path.Id, board.Id, board.Name, path.Username), cancellationToken);
    }

    private PathDto Show(Path path, Board board) => mapper.Map<PathDto>(new PathReading(path, board));

    private static List<Line> ReadLines(SavePath request) =>
        request.Cells is not null
            ? [new Line(null, ReadCells(request.Cells))]
            : [.. request.Lines!.Select(line => new Line(line!.Color is null ? null : Color.Parse(line.Color), ReadCells(line.Cells!)))];

    private static List<Cell> ReadCells(IReadOnlyList<CellDto?> cells) =>
        [.. cells.Select(cell => new Cell(cell!.Row!.Value, cell.Col!.Value))];
}
