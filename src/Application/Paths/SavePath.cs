using AutoMapper;
using Dots.Application.Common;
using Dots.Domain;
using Dots.Domain.Boards;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Paths;

/// <summary>A signed-in user saves their path on a board: a new one the first time, a replacement after that.</summary>
/// <param name="BoardRevision">The revision of the board on which the path was drawn; null accepts the current one.</param>
/// <param name="Cells">Short for one line without a color, in place of <paramref name="Lines"/>.</param>
/// <param name="CreateOnly">Refuses to replace a path.</param>
public sealed record SavePath(
    long BoardId, int? BoardRevision, IReadOnlyList<LineDto?>? Lines, IReadOnlyList<CellDto?>? Cells, Caller Caller, bool CreateOnly = false)
    : ICommand<SavedPath>
{
    /// <summary>About the path; null accepts any revision, or none.</summary>
    public Precondition? Precondition { get; init; }

    /// <summary>The revision of the path that the lines are based on, 0 for none; null accepts any. Counts besides <see cref="Precondition"/>.</summary>
    public int? Revision { get; init; }

    public IReadOnlyList<LockKey> LockKeys => [LockKey.Board(BoardId).Shared];
}

public sealed record SavedPath(PathDto Path, bool Created);

internal sealed class SavePathValidator : AbstractValidator<SavePath>
{
    public SavePathValidator()
    {
        RuleFor(save => save.Lines).NotNull().When(save => save.Cells is null).WithMessage("Send lines, or cells for one free line.");
        RuleFor(save => save.Cells).Null().When(save => save.Lines is not null).WithMessage("Send either lines or cells, not both.");
        RuleFor(save => save.Revision).GreaterThanOrEqualTo(0).WithMessage("Must be a revision of the path, or 0 if there is none.");
        RuleFor(save => save.Lines).Custom((_, context) => CheckParts(context));
    }

    private static void CheckParts(ValidationContext<SavePath> context)
    {
        var errors = new FieldErrors();
        LineDrafts.CheckCells(errors, context.InstanceToValidate.Cells ?? [], "cells");
        LineDrafts.CheckLines(errors, context.InstanceToValidate.Lines ?? []);
        errors.ReportTo(context);
    }
}

internal sealed class SavePathHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock, IMapper mapper)
    : IRequestHandler<SavePath, SavedPath>
{
    public async Task<SavedPath> Handle(SavePath request, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveAsync(request, cancellationToken);
        }
        catch (DomainException broken) when (request.Cells is not null)
        {
            throw InTermsOfCells(broken);
        }
    }

    private async Task<SavedPath> SaveAsync(SavePath request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        var board = await db.Boards.FirstOrDefaultAsync(b => b.Id == request.BoardId, cancellationToken)
            ?? throw new NotFoundException("board", request.BoardId);
        if (request.BoardRevision is { } revision && revision != board.Revision)
        {
            throw new ConflictException(
                $"Board {board.Id} has changed since revision {revision}; its current revision is {board.Revision}.");
        }

        var path = await db.Paths.FirstOrDefaultAsync(p => p.BoardId == board.Id && p.UserId == user.Id, cancellationToken);
        if (path is not null && request.CreateOnly)
        {
            throw new ConflictException($"You already have a path on board {board.Id}; replace it instead.");
        }

        request.Precondition.ThrowUnlessMet(path);
        PathPreconditions.OfRevision(request.Revision).ThrowUnlessMet(path);

        var lines = ToLines(request);
        if (path is null)
        {
            path = Path.Draw(board, user.Id, user.Username, lines, clock.GetUtcNow());
            db.Paths.Add(path);
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(new PathCreated(path.Id, board.Id, board.Name, path.Revision, request.Caller, path.UpdatedAt), cancellationToken);
            await PublishFirstSolveAsync(path, board, cancellationToken);
            return new SavedPath(ToDto(path, board), Created: true);
        }

        if (path.Redraw(board, lines, clock.GetUtcNow()))
        {
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(new PathUpdated(path.Id, board.Id, board.Name, path.Revision, request.Caller, path.UpdatedAt), cancellationToken);
            await PublishFirstSolveAsync(path, board, cancellationToken);
        }

        return new SavedPath(ToDto(path, board), Created: false);
    }

    private async Task PublishFirstSolveAsync(Path path, Board board, CancellationToken cancellationToken)
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

    // A client that sent cells alone knows no lines to which the error could refer.
    private static DomainException InTermsOfCells(DomainException broken) => new(
        [.. broken.Violations.Select(violation => violation with { Field = violation.Field.Replace("lines[0].", "", StringComparison.Ordinal) })]);

    private PathDto ToDto(Path path, Board board) => mapper.Map<PathDto>(new PathProjection(path, board));

    private static List<Line> ToLines(SavePath request) => request.Cells is not null
        ? [new Line(null, LineDrafts.ToCells(request.Cells))]
        : LineDrafts.ToLines(request.Lines!);
}
