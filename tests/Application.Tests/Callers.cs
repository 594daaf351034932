using Dots.Application.Common;

namespace Dots.Application.Tests;

/// <summary>Callers, each on a connection of its own.</summary>
internal static class Callers
{
    public static readonly Caller Ada = new(UseCase.Ada, "c-ada");
    public static readonly Caller Bob = new(UseCase.Bob, "c-bob");
    public static readonly Caller Visitor = new(null, "c-visitor");
}
