using AutoMapper;
using Dots.Domain.Boards;

namespace Dots.Application.Boards;

public sealed record BoardDto
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required int Rows { get; init; }

    public required int Cols { get; init; }

    public required IReadOnlyList<DotDto> Dots { get; init; }

    public required BoardRule Rule { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>
    /// 1 (easiest) to 100: how much of the board has to be tried because it does not follow from what is known. Null if the board has no solution, or
    /// is not rated.
    /// </summary>
    public required int? Difficulty { get; init; }

    public required string CreatorUsername { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Revision { get; init; }

    /// <summary>The number of users who have a path on the board.</summary>
    public required int PathCount { get; init; }

    /// <summary>The number of paths that solve the board in its current revision.</summary>
    public required int SolvedCount { get; init; }
}

/// <summary>A dot in responses and requests. Rows and columns count from 0.</summary>
public sealed record DotDto(int? Row, int? Col, string? Color);

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
        CreateMap<BoardProjection, BoardDto>().IncludeMembers(projection => projection.Board);
    }
}
