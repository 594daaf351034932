using System.IO;
using System.Text.RegularExpressions;
using Dots.Infrastructure.Files;
using Dots.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dots.Cluster.Tests.Deploy;

/// <summary>The environment file lists exactly the settings that the server reads.</summary>
public sealed partial class SettingsFileTests
{
    private static readonly string[] Lines = File.ReadAllLines(DeployFolder.PathOf("dots.env"));

    [Fact]
    public void File_ListsEverySetting()
    {
        // The framework reads these two itself.
        var known = SettingsOf([]).Names.Concat(["Urls", "Logging:LogLevel:Default"]);

        Lines.Select(line => Setting().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)).Distinct()
            .Should().BeEquivalentTo(known);
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

        var services = new ServiceCollection();
        SettingsOf(values, services);

        services.BuildServiceProvider().GetRequiredService<IOptions<FileStoreOptions>>().Value.Folder.Should().Be("/var/lib/dots/files");
    }

    private static DotsSettings SettingsOf(Dictionary<string, string> values, ServiceCollection? services = null) =>
        new(services ?? [], new ConfigurationBuilder().AddInMemoryCollection(values!).Build(), "/opt/dots");

    [GeneratedRegex("^#?(?<name>[A-Z][A-Za-z]*(__[A-Za-z]+)*)=(?<value>.*)$")]
    private static partial Regex Setting();
}
