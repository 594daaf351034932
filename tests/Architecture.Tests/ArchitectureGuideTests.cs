using System.Text.RegularExpressions;

namespace Dots.Architecture.Tests;

/// <summary>docs/architecture.md names types, in its drawings and in its text. Each of them exists.</summary>
public sealed partial class ArchitectureGuideTests
{
    private static readonly string Guide = System.IO.File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "architecture.md"));

    private static readonly HashSet<string> Types =
    [
        .. Layers.All.SelectMany(assembly => assembly.GetTypes())
            .Concat(typeof(MediatR.IMediator).Assembly.GetTypes())
            .Select(type => type.Name.Split('`')[0]),
    ];

    [Fact]
    public void Drawings_NameOnlyTypesThatExist()
    {
        var names = Drawing().Matches(Guide).SelectMany(drawing => CompoundName().Matches(drawing.Value)).Select(name => name.Value).Distinct().ToList();

        names.Should().Contain(["BoardsController", "EventLogReader", "Subscription"]);
        names.Should().OnlyContain(name => Types.Contains(name));
    }

    [Fact]
    public void Text_NamesOnlyTypesThatExist()
    {
        var names = TypeInText().Matches(Drawing().Replace(Guide, "")).Select(name => name.Groups[1].Value).Distinct().ToList();

        names.Should().Contain(["TransactionBehavior", "StreamHub", "FrameLog"]);
        names.Should().OnlyContain(name => Types.Contains(name) || IsNamespace(name));
    }

    private static bool IsNamespace(string name) =>
        Layers.All.SelectMany(assembly => assembly.GetTypes()).Any(type => type.Namespace?.Split('.').Contains(name) == true);

    [GeneratedRegex("```mermaid\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    // At least two words written together, or a single one that is a node of the engine.
    [GeneratedRegex(@"\b(?:I?[A-Z][a-z]+(?:[A-Z][a-z]+)+|Subscription|Retention|Coalescing)\b")]
    private static partial Regex CompoundName();

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex TypeInText();
}
