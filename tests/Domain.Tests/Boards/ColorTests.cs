using Dots.Domain.Boards;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Domain.Tests.Boards;

public sealed class ColorTests
{
    [Fact]
    public void Parse_ReturnsEqualColors_WhenOnlyTheLetterCaseDiffers()
    {
        Color.Parse("#e6194b").Should().Be(Color.Parse("#E6194B"));
        Color.Parse("#e6194b").GetHashCode().Should().Be(Color.Parse("#E6194B").GetHashCode());
        Color.Parse("#aBcDeF").ToString().Should().Be("#ABCDEF");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("red")]
    [InlineData("E6194B")]
    [InlineData("FE6194B")]
    [InlineData("#E6194")]
    [InlineData("#E6194BFF")]
    [InlineData("#FFF")]
    [InlineData(" #E6194B")]
    [InlineData("#E6194B ")]
    [InlineData("0xE619")]
    [InlineData("#G6194B")]
    [InlineData("#+61940")]
    [InlineData("# 61940")]
    [InlineData("#E6194\0")]
    [InlineData("#١٢٣٤٥٦")]
    public void TryParse_ReturnsFalse_WhenTheTextIsMalformed(string? text)
    {
        Color.TryParse(text, out var color).Should().BeFalse();
        color.Should().Be(default(Color));
    }

    [Fact]
    public void TryParse_ParsesWhatToStringReturns_ForAnyColor()
    {
        Prop.ForAll(
                Gen.Choose(0, 0xFFFFFF).ToArbitrary(),
                rgb => Color.TryParse($"#{rgb:x6}", out var color)
                    && color.ToString() == $"#{rgb:X6}"
                    && Color.Parse(color.ToString()) == color)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_Throws_WhenTheTextIsMalformed()
    {
        FluentActions.Invoking(() => Color.Parse("red")).Should().Throw<FormatException>().WithMessage("*red*#RRGGBB*");
        FluentActions.Invoking(() => Color.Parse(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Default_EqualsNoColor_AndCannotBeParsedBack()
    {
        default(Color).Should().NotBe(Color.Parse("#000000"));
        Color.TryParse(default(Color).ToString(), out _).Should().BeFalse();
    }
}
