using System.Text;
using Dots.Application.Common;

namespace Dots.Application.Tests.Common;

public sealed class NameFoldingTests
{
    [Theory]
    [InlineData("Źo", "Z\u0301o")] // composed, decomposed
    [InlineData("STRASSE", "Straße")]
    [InlineData("STRASSE", "STRAẞE")]
    [InlineData("Żółw", "żÓŁW")]
    [InlineData("ΟΔΟΣ", "οδος")] // final sigma
    [InlineData("ΐ", "\u03B9\u0308\u0301")]
    [InlineData("ᾳ", "αι")]
    [InlineData("ﬁsh", "FISH")] // ligature
    [InlineData("Ｄｏｔｓ", "dots")] // full-width
    [InlineData("Å", "\u212B")] // ångström sign
    [InlineData("K", "\u212A")] // kelvin sign
    [InlineData("Dots", "Do\u00ADts")] // soft hyphen
    [InlineData("Dots", "D\u200Do\uFE0Fts ")] // joiner, variation selector
    [InlineData("և", "եւ")]
    [InlineData("\u01C5", "ǆ")] // title case
    [InlineData("ꭰ", "Ꭰ")] // Cherokee, which folds to capital letters
    public void Fold_IsTheSame_ForNamesThatReadTheSame(string one, string other)
    {
        NameFolding.Fold(one).Should().Be(NameFolding.Fold(other));
    }

    [Theory]
    [InlineData("ı", "i")] // Turkish letters are folded as in no particular language.
    [InlineData("Z", "Ź")]
    [InlineData("ss", "s")]
    public void Fold_Differs_ForOtherLetters(string one, string other)
    {
        NameFolding.Fold(one).Should().NotBe(NameFolding.Fold(other));
    }

    [Fact]
    public void Fold_AcceptsAnyText()
    {
        // Attributes cannot contain text that is not valid Unicode.
        NameFolding.Fold("\uD800x").Should().Be("\uFFFDX");
        NameFolding.Fold("x\uFFFE").Should().Be("X");
        NameFolding.Fold(" \u200B").Should().BeEmpty();
    }

    [Fact]
    public void Fold_IsIdempotent_ForEveryCharacter()
    {
        var changed = from value in Enumerable.Range(0, 0x110000)
                      where Rune.IsValid(value)
                      let folded = NameFolding.Fold(new Rune(value).ToString())
                      where NameFolding.Fold(folded) != folded
                      select $"U+{value:X4}";

        changed.Should().BeEmpty();
    }

    [Fact]
    public void Fold_IsTheSame_ForBothLetterCasesOfEveryCharacter()
    {
        var different = from value in Enumerable.Range(0, 0x110000)
                        where Rune.IsValid(value)
                        let rune = new Rune(value)
                        where NameFolding.Fold(Rune.ToLowerInvariant(rune).ToString()) != NameFolding.Fold(Rune.ToUpperInvariant(rune).ToString())
                        select $"U+{value:X4}";

        different.Should().BeEmpty();
    }

    [Fact]
    public void Fold_CutsOffWhatTheDatabaseCannotIndex()
    {
        var folded = NameFolding.Fold(string.Concat(Enumerable.Repeat("\uFDFA", 100)));

        folded.Length.Should().BeInRange(NameFolding.MaxLength - 1, NameFolding.MaxLength);
        NameFolding.Fold("x" + string.Concat(Enumerable.Repeat("😀", 300))).Length.Should().Be(NameFolding.MaxLength - 1, "no pair is split");
    }
}
