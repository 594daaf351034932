namespace Dots.Application.Common;

internal static class ColorText
{
    public const string Expected = "A color is written #RRGGBB, in hexadecimal digits.";
}
