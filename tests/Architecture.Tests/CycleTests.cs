using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.xUnitV3;

namespace Dots.Architecture.Tests;

/// <summary>The folders of a layer depend on each other in one direction.</summary>
public sealed class CycleTests
{
    [Theory]
    [InlineData("Dots.Application.")]
    [InlineData("Dots.Infrastructure.")]
    [InlineData("Dots.Web.")]
    public void Folders_AreFreeOfCycles(string layer)
    {
        var rule = new SliceRuleCreator();
        rule.SetSliceAssignment(new SliceAssignment(type => FolderOf(type, layer), $"folders of {layer}"));

        new GivenSlices(rule).Should().BeFreeOfCycles().Check(Layers.Architecture);
    }

    // A folder with all below it. What is in none puts the layer together, and may name them all.
    private static SliceIdentifier FolderOf(IType type, string layer) =>
        type.Namespace?.FullName is { } name && name.StartsWith(layer, StringComparison.Ordinal)
            ? SliceIdentifier.Of(name[layer.Length..].Split('.')[0])
            : SliceIdentifier.Ignore();
}
