using Dots.Domain.Boards;
using Dots.Infrastructure.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Infrastructure.Tests.Data;

public sealed class ConverterTests
{
    private static readonly Gen<Color> Colors = Gen.Choose(0, 0xFFFFFF).Select(n => Color.Parse($"#{n:X6}"));

    private static readonly Gen<Cell> Cells = Gen.Elements(int.MinValue, -1, 0, 1, 49, int.MaxValue).Two()
        .Select(cell => new Cell(cell.Item1, cell.Item2));

    [Fact]
    public void DotsConverter_RoundTrips_WhenDotsAreArbitrary() =>
        Prop.ForAll(
                Cells.Zip(Colors, (cell, color) => new Dot(cell, color)).ArrayOf().ToArbitrary(),
                dots => RoundTrip(new DotsConverter(), dots).Should().Equal(dots))
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void LinesConverter_RoundTrips_WhenLinesAreArbitrary() =>
        Prop.ForAll(
                Gen.OneOf(Gen.Constant<Color?>(null), Colors.Select(color => (Color?)color))
                    .Zip(Cells.ArrayOf(), (color, cells) => new Line(color, cells)).ArrayOf().ToArbitrary(),
                lines => RoundTrip(new LinesConverter(), lines).Should().Equal(lines))
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void UtcTicksConverter_KeepsEveryTickInUtc_WhenATimeIsStored()
    {
        var time = new DateTimeOffset(2026, 1, 5, 8, 30, 0, TimeSpan.FromHours(2)).AddTicks(1);

        var read = RoundTrip(new UtcTicksConverter(), time);

        (read, read.Offset).Should().Be((time, TimeSpan.Zero));
    }

    private static T RoundTrip<T>(Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter converter, T value) =>
        (T)converter.ConvertFromProvider(converter.ConvertToProvider(value))!;
}
