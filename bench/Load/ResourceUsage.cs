using System.Globalization;
using System.Text.RegularExpressions;

namespace Dots.Bench.Load;

/// <summary>A snapshot of CPU time and memory.</summary>
/// <param name="ServerCpu">Of the server and its child processes, in seconds.</param>
/// <param name="ServerMemory">Of the same, in KiB; pages shared by several processes count once if the kernel reports that.</param>
/// <param name="OwnCpu">Of this load client, in seconds.</param>
/// <param name="AllCpu">Of all processes on all cores, in seconds.</param>
internal readonly partial record struct ResourceUsage(double ServerCpu, double ServerMemory, double OwnCpu, double AllCpu)
{
    // USER_HZ, which is 100 on all current architectures of Linux.
    private const double TicksPerSecond = 100;

    public static ResourceUsage Now(int server)
    {
        var (cpu, memory) = server == 0 ? default : OfProcess(server);
        return new ResourceUsage(cpu, memory, Environment.CpuUsage.TotalTime.TotalSeconds, OfMachine());
    }

    /// <summary>The peak resident set size of the process since <see cref="ResetPeak"/>, in KiB.</summary>
    public static double PeakMemoryOf(int server) => NumberIn(Read($"/proc/{server}/status"), HighWater()) ?? double.NaN;

    public static void ResetPeak(int server)
    {
        try
        {
            System.IO.File.WriteAllText($"/proc/{server}/clear_refs", "5");
        }
        catch (Exception exception) when (exception is System.IO.IOException or UnauthorizedAccessException)
        {
            // Without permission the peak is that since the start of the process.
        }
    }

    /// <summary>The kernel's memory for all TCP sockets of the machine, which includes both ends of each connection, in KiB.</summary>
    public static double TcpMemory() =>
        (NumberIn(Read("/proc/net/sockstat"), TcpPages()) ?? double.NaN) * Environment.SystemPageSize / 1024;

    private static (double Cpu, double Memory) OfProcess(int id)
    {
        var cpu = LibC.CpuTimeOf(id);
        if (double.IsNaN(cpu))
        {
            return default;
        }

        // The proportional set size is exact; the kernel updates VmRSS with a delay.
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
        // user nice system idle iowait irq softirq: all but idle and iowait.
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
            // The process or thread has ended.
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
