using Dots.Application.Boards;

namespace Dots.Application.Tests;

internal static class Drafts
{
    public static readonly DotDto[] RedPair = [new(0, 0, "#FF0000"), new(0, 2, "#FF0000")];

    public static CreateBoard Create(
        string? name = "Plansza testowa", int? rows = 1, int? cols = 3, IReadOnlyList<DotDto?>? dots = null, string? rule = null) =>
        new(name, rows, cols, dots ?? RedPair, rule, Callers.Ada);

    public static UpdateBoard Update(
        long id, int? expectedRevision = null, string? name = "Corners", int? rows = 1, int? cols = 3, string? rule = null) =>
        new(id, expectedRevision, name, rows, cols, RedPair, rule, Callers.Ada);
}
