using System.Globalization;
using System.Text.RegularExpressions;

namespace Dots.Bench.Load;

/// <summary>What the server's processes, the kernel and everybody else had used at one moment.</summary>
/// <param name="ServerCpu">Seconds, of the server and its children.</param>
/// <param name="ServerMemory">KiB; shared pages of several processes count once where the kernel tells.</param>
/// <param name="OwnCpu">Seconds of this load client.</param>
/// <param name="AllCpu">Seconds of all cores of the machine.</param>
internal readonly partial record struct Measured(double ServerCpu, double ServerMemory, double OwnCpu, double AllCpu)
{
    // USER_HZ, which Linux gives to programs on all machines of today.
    private const double TicksPerSecond = 100;

    public static Measured Now(int server)
    {
        var (cpu, memory) = server == 0 ? default : OfProcess(server);
        return new Measured(cpu, memory, Environment.CpuUsage.TotalTime.TotalSeconds, OfMachine());
    }

    /// <summary>The most memory that the process had at any time since <see cref="ForgetPeak"/>, in KiB.</summary>
    public static double PeakOf(int server) => NumberIn(Read($"/proc/{server}/status"), HighWater()) ?? double.NaN;

    public static void ForgetPeak(int server)
    {
        try
        {
            System.IO.File.WriteAllText($"/proc/{server}/clear_refs", "5");
        }
        catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException)
        {
            // Then it is the peak since the start.
        }
    }

    /// <summary>Memory of all TCP sockets of the machine, at both ends of a connection, in KiB.</summary>
    public static double OfTcp() =>
        (NumberIn(Read("/proc/net/sockstat"), TcpPages()) ?? double.NaN) * Environment.SystemPageSize / 1024;

    private static (double Cpu, double Memory) OfProcess(int id)
    {
        var cpu = LibC.CpuTimeOf(id);
        if (double.IsNaN(cpu))
        {
            return default;
        }

        // The proportional set size is exact, where resident pages are counted a little late.
        var memory = NumberIn(Read($"/proc/{id}/smaps_rollup"), Proportional())
            ?? NumberIn(Read($"/proc/{id}/status"), Resident())
            ?? double.NaN;
        foreach (var thread in Directories($"/proc/{id}/task"))
        {
            foreach (var child in Read($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var (childCpu, childMemory) = OfProcess(int.Parse(child, CultureInfo.InvariantCulture));
                (cpu, memory) = (cpu + childCpu, memory + childMemory);
            }
        }

        return (cpu, memory);
    }

    private static double OfMachine()
    {
        // user nice system idle iowait irq softirq: all but the idle ones.
        var fields = Read("/proc/stat").Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (Number(fields[1]) + Number(fields[2]) + Number(fields[3]) + Number(fields[6]) + Number(fields[7])) / TicksPerSecond;
    }

    private static string Read(string file)
    {
        try
        {
            return System.IO.File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException)
        {
            // Processes and threads come and go.
            return "";
        }
    }

    private static string[] Directories(string folder)
    {
        try
        {
            return System.IO.Directory.GetDirectories(folder);
        }
        catch (System.IO.IOException)
        {
            return [];
        }
    }

    private static double? NumberIn(string text, Regex pattern) =>
        pattern.Match(text) is { Success: true } match ? Number(match.Groups[1].Value) : null;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Pss:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Proportional();

    [GeneratedRegex(@"^VmRSS:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex Resident();

    [GeneratedRegex(@"^VmHWM:\s+(\d+)", RegexOptions.Multiline)]
    private static partial Regex HighWater();

    [GeneratedRegex(@"^TCP:.* mem (\d+)", RegexOptions.Multiline)]
    private static partial Regex TcpPages();
}
