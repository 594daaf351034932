using AutoMapper;
using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>How boards become what the API shows.</summary>
internal sealed class BoardProfile : Profile
{
    public BoardProfile()
    {
        CreateMap<Dot, DotDto>()
            .ForCtorParam(nameof(DotDto.Row), to => to.MapFrom(dot => dot.Cell.Row))
            .ForCtorParam(nameof(DotDto.Col), to => to.MapFrom(dot => dot.Cell.Col))
            .ForCtorParam(nameof(DotDto.Color), to => to.MapFrom(dot => dot.Color.ToString()));
        CreateMap<Board, BoardDto>()
            .ForMember(dto => dto.PathCount, to => to.Ignore())
            .ForMember(dto => dto.SolvedCount, to => to.Ignore());
        CreateMap<BoardProjection, BoardDto>().IncludeMembers(reading => reading.Board);
    }
}
