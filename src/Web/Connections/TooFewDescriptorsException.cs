namespace Dots.Web.Connections;

/// <summary>The system's limit on open files leaves room for hardly any connection.</summary>
internal sealed class TooFewDescriptorsException(int limit, int inUse) : Exception(FormattableString.Invariant(
    $"The system allows {limit} open files, of which {inUse} are in use before the first connection."));
