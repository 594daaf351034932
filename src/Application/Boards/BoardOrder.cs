using System.Globalization;
using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Boards;

/// <summary>A sort order of boards. Ties are broken by id, newest first, so that a cursor names exactly one position.</summary>
internal abstract record BoardOrder(string Name)
{
    private static readonly BoardOrder[] All = [new Newest(), new Updated(), new ByName(), new Popular(), new Easiest(), new Hardest()];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(order => order.Name)];

    public static BoardOrder Named(string? name) => name is null ? All[0] : All.Single(order => order.Name == name);

    /// <summary>The sort key of an item, as a cursor holds it.</summary>
    public abstract string KeyOf(BoardProjection projection);

    /// <summary>The boards after the cursor, in this order.</summary>
    public abstract IQueryable<BoardProjection> After(IQueryable<BoardProjection> boards, PageCursor? cursor);

    private sealed record Newest() : BoardOrder("newest")
    {
        public override string KeyOf(BoardProjection projection) => "";

        public override IQueryable<BoardProjection> After(IQueryable<BoardProjection> boards, PageCursor? cursor) =>
            (cursor is null ? boards : boards.Where(r => r.Board.Id < cursor.Id)).OrderByDescending(r => r.Board.Id);
    }

    private sealed record Updated() : BoardOrder("updated")
    {
        public override string KeyOf(BoardProjection projection) => projection.Board.UpdatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

        public override IQueryable<BoardProjection> After(IQueryable<BoardProjection> boards, PageCursor? cursor)
        {
            if (cursor is not null)
            {
                var at = cursor.Time;
                boards = boards.Where(r => r.Board.UpdatedAt < at || (r.Board.UpdatedAt == at && r.Board.Id < cursor.Id));
            }

            return boards.OrderByDescending(r => r.Board.UpdatedAt).ThenByDescending(r => r.Board.Id);
        }
    }

    private sealed record ByName() : BoardOrder("name")
    {
        public override string KeyOf(BoardProjection projection) => NameFolding.Fold(projection.Board.Name);

        public override IQueryable<BoardProjection> After(IQueryable<BoardProjection> boards, PageCursor? cursor)
        {
            if (cursor is not null)
            {
                boards = boards.Where(r =>
                    EF.Property<string>(r.Board, NameFolding.ColumnOfBoardName).CompareTo(cursor.Key) > 0
                    || (EF.Property<string>(r.Board, NameFolding.ColumnOfBoardName) == cursor.Key
                        && r.Board.Id < cursor.Id));
            }

            return boards
                .OrderBy(r => EF.Property<string>(r.Board, NameFolding.ColumnOfBoardName))
                .ThenByDescending(r => r.Board.Id);
        }
    }

    private sealed record Popular() : BoardOrder("popular")
    {
        public override string KeyOf(BoardProjection projection) => projection.PathCount.ToString(CultureInfo.InvariantCulture);

        public override IQueryable<BoardProjection> After(IQueryable<BoardProjection> boards, PageCursor? cursor)
        {
            if (cursor is not null)
            {
                // Parsed outside the query, which would wrap the exception about a forged cursor.
                var count = cursor.Number;
                boards = boards.Where(r => r.PathCount < count || (r.PathCount == count && r.Board.Id < cursor.Id));
            }

            return boards.OrderByDescending(r => r.PathCount).ThenByDescending(r => r.Board.Id);
        }
    }

    // Boards without a difficulty come last in both orders. Indexes on these expressions spare the database the sorting.
    private sealed record Easiest() : BoardOrder("difficulty")
    {
        private const int AfterAll = 101;

        public override string KeyOf(BoardProjection projection) => (projection.Board.Difficulty ?? AfterAll).ToString(CultureInfo.InvariantCulture);

        public override IQueryable<BoardProjection> After(IQueryable<BoardProjection> boards, PageCursor? cursor)
        {
            if (cursor is not null)
            {
                var difficulty = cursor.SmallNumber;
                boards = boards.Where(r =>
                    (r.Board.Difficulty ?? AfterAll) > difficulty || ((r.Board.Difficulty ?? AfterAll) == difficulty && r.Board.Id < cursor.Id));
            }

            return boards.OrderBy(r => r.Board.Difficulty ?? AfterAll).ThenByDescending(r => r.Board.Id);
        }
    }

    private sealed record Hardest() : BoardOrder("hardest")
    {
        private const int BelowAll = 0;

        public override string KeyOf(BoardProjection projection) => (projection.Board.Difficulty ?? BelowAll).ToString(CultureInfo.InvariantCulture);

        public override IQueryable<BoardProjection> After(IQueryable<BoardProjection> boards, PageCursor? cursor)
        {
            if (cursor is not null)
            {
                var difficulty = cursor.SmallNumber;
                boards = boards.Where(r =>
                    (r.Board.Difficulty ?? BelowAll) < difficulty || ((r.Board.Difficulty ?? BelowAll) == difficulty && r.Board.Id < cursor.Id));
            }

            return boards.OrderByDescending(r => r.Board.Difficulty ?? BelowAll).ThenByDescending(r => r.Board.Id);
        }
    }
}
