using AutoMapper;
using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Paths;

/// <summary>The caller's path on a board.</summary>
public sealed record GetPath(long BoardId, Caller Caller) : IQuery<PathDto>;

internal sealed class GetPathHandler(IDotsDbContext db, IMapper mapper) : IRequestHandler<GetPath, PathDto>
{
    public async Task<PathDto> Handle(GetPath request, CancellationToken cancellationToken) =>
        mapper.Map<PathDto>(await db.FindPathAsync(request.BoardId, request.Caller.Required, cancellationToken));
}
