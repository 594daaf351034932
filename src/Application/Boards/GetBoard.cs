using AutoMapper;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Boards;

/// <exception cref="NotFoundException">There is no such board.</exception>
public sealed record GetBoard(long Id) : IQuery<BoardDto>;

internal sealed class GetBoardHandler(IDotsDbContext db, IMapper mapper) : IRequestHandler<GetBoard, BoardDto>
{
    public async Task<BoardDto> Handle(GetBoard request, CancellationToken cancellationToken) =>
        mapper.Map<BoardDto>(
            await db.Boards.AsNoTracking().Where(board => board.Id == request.Id).Select(BoardProjection.From(db))
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException("board", request.Id));
}
