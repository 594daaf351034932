using AutoMapper;
using Dots.Domain.Boards;

namespace Dots.Application.Paths;

/// <summary>A path, which only its own user may read.</summary>
public record PathDto
{
    public required long Id { get; init; }

    public required long BoardId { get; init; }

    /// <summary>The revision of the board on which the path was drawn.</summary>
    public required int BoardRevision { get; init; }

    public required IReadOnlyList<LineDto> Lines { get; init; }

    /// <summary>Every pair is connected; false on a board without dots.</summary>
    public required bool Connected { get; init; }

    /// <summary>Every cell is used by a line with a color; free lines fill nothing.</summary>
    public required bool Filled { get; init; }

    /// <summary>The path solves the board in its current revision.</summary>
    public required bool Solved { get; init; }

    /// <summary>The geometry of the board has changed since the path was drawn.</summary>
    public required bool Stale { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Revision { get; init; }
}

/// <summary>A path in a list, with the name of its board.</summary>
public sealed record PathSummaryDto : PathDto
{
    public required string BoardName { get; init; }
}

/// <summary>A line in responses and requests. <paramref name="Color"/> is null for a free line.</summary>
public sealed record LineDto(string? Color, IReadOnlyList<CellDto?>? Cells);

/// <summary>A cell in responses and requests. Rows and columns count from 0.</summary>
public sealed record CellDto(int? Row, int? Col);

internal sealed class PathProfile : Profile
{
    public PathProfile()
    {
        CreateMap<Cell, CellDto>();
        CreateMap<Line, LineDto>().ForCtorParam(
            nameof(LineDto.Color), to => to.MapFrom(line => line.Color.HasValue ? line.Color.Value.ToString() : null));
        CreateMap<Path, PathDto>()
            .ForMember(dto => dto.Solved, to => to.Ignore())
            .ForMember(dto => dto.Stale, to => to.Ignore());

        // By AutoMapper's naming convention BoardRevision would be Board.Revision, the current one.
        CreateMap<PathProjection, PathDto>()
            .IncludeMembers(projection => projection.Path)
            .ForMember(dto => dto.BoardRevision, to => to.MapFrom(projection => projection.Path.BoardRevision));
        CreateMap<Path, PathSummaryDto>(MemberList.None);
        CreateMap<PathProjection, PathSummaryDto>()
            .IncludeMembers(projection => projection.Path)
            .ForMember(dto => dto.BoardRevision, to => to.MapFrom(projection => projection.Path.BoardRevision));
    }
}
