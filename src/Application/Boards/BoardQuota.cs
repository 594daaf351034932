using Dots.Application.Common;
using Dots.Domain.Boards;

namespace Dots.Application.Boards;

internal sealed class BoardQuota(IDotsDbContext db, BoardLimits limits) : CountQuota<CreateBoard, Board>("Boards", limits)
{
    protected override IQueryable<Board> All => db.Boards;

    protected override User OwnerIn(CreateBoard command) => command.Caller.Required;

    protected override IQueryable<Board> OwnedBy(User owner) => db.Boards.Where(board => board.CreatorId == owner.Id);
}
