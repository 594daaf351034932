namespace Dots.Application.Common;

internal static class Required
{
    public const string Message = "Required.";
}
