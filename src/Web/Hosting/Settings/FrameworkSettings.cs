namespace Dots.Web.Hosting.Settings;

/// <summary>
/// Settings that the framework reads. It reports a bad one with a stack trace, or only when it is used for the first time.
/// </summary>
internal static class FrameworkSettings
{
    /// <exception cref="SettingException">A setting has a value that it cannot have.</exception>
    public static void Check(IConfiguration configuration)
    {
        CheckUrls(configuration, "Urls");
        CheckLogLevels(configuration, "Logging:LogLevel");
    }

    private static void CheckUrls(IConfiguration configuration, string name)
    {
        foreach (var url in (configuration[name] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IsUrl(url))
            {
                throw new SettingException(name, $"must list addresses such as http://localhost:8000, not '{url}'");
            }
        }
    }

    private static bool IsUrl(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && (address.IsUnixPipe || address.Port is >= 0 and <= ushort.MaxValue);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void CheckLogLevels(IConfiguration configuration, string name)
    {
        foreach (var level in configuration.GetSection(name).GetChildren())
        {
            if (level.Value is { Length: > 0 } text && !Enum.TryParse<LogLevel>(text, ignoreCase: true, out _))
            {
                throw new SettingException(level.Path, $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}, not '{text}'");
            }
        }
    }
}
