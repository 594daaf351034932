using Microsoft.Extensions.Configuration.Json;

namespace Dots.Web.Hosting.Settings;

/// <summary>Settings whose old names are still accepted in this release. Not thread-safe.</summary>
internal sealed partial class RenamedSettings(IConfiguration configuration)
{
    private static readonly Dictionary<string, string> OldNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Activities:GracePeriodSeconds"] = "Activities:GraceSeconds",
        ["Activities:StaleAfterSeconds"] = "Activities:GhostSeconds",
        ["Boards:SeedStarters"] = "Boards:Starters",
        ["Shutdown:ConnectionDrainSeconds"] = "Shutdown:LingerSeconds",
        ["Shutdown:TimeoutSeconds"] = "Shutdown:PatienceSeconds",
        ["Streams:SendTimeoutSeconds"] = "Streams:SendPatienceSeconds",
    };

    private readonly List<(string Old, string New, bool IsUsed)> _found = [];

    public static bool IsOld(string name) => OldNames.Values.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <returns>The setting's old name where only that is given, otherwise its name.</returns>
    public string NameGivenFor(string name)
    {
        if (!OldNames.TryGetValue(name, out var old) || configuration[old] is not { Length: > 0 })
        {
            return name;
        }

        var isUsed = !IsGiven(name, old);
        _found.Add((old, name, isUsed));
        return isUsed ? old : name;
    }

    public void Log(ILogger logger)
    {
        foreach (var (old, name, isUsed) in _found)
        {
            if (isUsed)
            {
                LogRenamed(logger, old, name);
            }
            else
            {
                LogIgnored(logger, old, name);
            }
        }
    }

    // appsettings.json states the default of every setting, which must not count as given beside an old name in the environment.
    private bool IsGiven(string name, string old) => configuration is not IConfigurationRoot root
        ? configuration[name] is { Length: > 0 }
        : root.Providers.Any(provider => provider.TryGet(name, out var value) && value is { Length: > 0 }
            && (provider is not JsonConfigurationProvider || provider.TryGet(old, out _)));

    [LoggerMessage(LogLevel.Warning, "The setting {Old} is now called {Name}; the next release will no longer accept the old name")]
    private static partial void LogRenamed(ILogger logger, string old, string name);

    [LoggerMessage(LogLevel.Warning, "The setting {Old} is ignored, because {Name}, as it is now called, is set as well")]
    private static partial void LogIgnored(ILogger logger, string old, string name);
}
