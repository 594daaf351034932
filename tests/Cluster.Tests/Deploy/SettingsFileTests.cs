using System.IO;
using System.Text.RegularExpressions;
using Dots.Web.Hosting;

namespace Dots.Cluster.Tests.Deploy;

/// <summary>The environment file lists exactly the settings that the server reads.</summary>
public sealed partial class SettingsFileTests
{
    private static readonly string[] Lines = File.ReadAllLines(DeployFolder.PathOf("dots.env"));

    [Fact]
    public void File_ListsEverySetting()
    {
        // The server reads the whole section; the file shows one of its keys.
        var read = ReadKeys().Select(name => name == "Logging:LogLevel" ? "Logging:LogLevel:Default" : name);

        Lines.Select(line => Setting().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)).Distinct()
            .Should().BeEquivalentTo(read);
    }

    [Fact]
    public void File_ExplainsEverySetting()
    {
        // One comment may explain several consecutive settings.
        foreach (var i in Enumerable.Range(0, Lines.Length).Where(i => Setting().IsMatch(Lines[i])))
        {
            var above = i - 1;
            while (above >= 0 && Setting().IsMatch(Lines[above]))
            {
                above--;
            }

            Lines[above].Should().StartWith("# ", "{0} must be explained", Lines[i]);
        }
    }

    [Fact]
    public void File_IsAcceptedByTheServer()
    {
        var values = Lines.Select(line => Setting().Match(line)).Where(match => match.Success && !match.Value.StartsWith('#'))
            .GroupBy(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal))
            .ToDictionary(group => group.Key, group => group.Last().Groups["value"].Value);

        var settings = new DotsSettings(new RecordedConfiguration(values), "/opt/dots");

        settings.FilesFolder.Should().Be("/var/lib/dots/files");
    }

    private static SortedSet<string> ReadKeys()
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var backplane in new[] { "None", "Redis" })
        {
            var configuration = new RecordedConfiguration(
                new Dictionary<string, string> { ["Backplane:Provider"] = backplane, ["Backplane:Redis"] = "localhost:6379" });
            _ = new DotsSettings(configuration, "/opt/dots");
            keys.UnionWith(configuration.ReadKeys);
        }

        return keys;
    }

    [GeneratedRegex("^#?(?<name>[A-Z][A-Za-z]*(__[A-Za-z]+)*)=(?<value>.*)$")]
    private static partial Regex Setting();
}
