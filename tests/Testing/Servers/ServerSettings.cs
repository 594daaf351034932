using System.Diagnostics;

namespace Dots.Testing.Servers;

/// <summary>What every server under test is started with, in this process and as a process of its own.</summary>
internal static class ServerSettings
{
    /// <summary>
    /// For servers that live for seconds. The product has everything compiled in full from its first second on, for the sake of servers that are
    /// busy at once; that costs more than twice the processor time until it answers.
    /// </summary>
    public static void CompileLater(ProcessStartInfo start)
    {
        // The runtime reads both as hexadecimal: after 256 ms without new code, what has been called 1,024 times is compiled in full.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "100";
        start.Environment["DOTNET_TC_CallCountThreshold"] = "400";
    }

    /// <param name="database">The database it uses.</param>
    /// <param name="settings">Such as <c>Streams:MaxOpen=3</c>; they take precedence.</param>
    public static IEnumerable<string> Of(TestDatabase database, IEnumerable<string> settings)
    {
        IEnumerable<string> all =
        [
            // Tests count boards and events (of which each board causes one more when it is checked), and most of them send more requests, and some
            // create more boards, than a client may. The machine is busy with other tests, which a low priority would leave the processor to.
            "Boards:SeedStarters=false", "Solver:Workers=0", "LowPriority:Niceness=0", "Boards:MaxPerUser=0", "RateLimits:Enabled=false", "Logging:LogLevel:Default=Error",
            .. database.Settings, .. settings,
        ];

        // The last one of a name counts.
        return all.Select(setting => $"--{setting}");
    }
}
