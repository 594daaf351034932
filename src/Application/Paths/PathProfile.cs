using AutoMapper;
using Dots.Domain.Boards;

namespace Dots.Application.Paths;

/// <summary>How paths become what the API shows.</summary>
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

        // By convention BoardRevision would be the board's present Revision.
        CreateMap<PathProjection, PathDto>()
            .IncludeMembers(reading => reading.Path)
            .ForMember(dto => dto.BoardRevision, to => to.MapFrom(reading => reading.Path.BoardRevision));
        CreateMap<Path, PathSummaryDto>(MemberList.None);
        CreateMap<PathProjection, PathSummaryDto>()
            .IncludeMembers(reading => reading.Path)
            .ForMember(dto => dto.BoardRevision, to => to.MapFrom(reading => reading.Path.BoardRevision));
    }
}
