using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.Slices.SliceRuleDefinition;

namespace Dots.Architecture.Tests;

/// <summary>The folders of one layer depend on each other in one direction.</summary>
public sealed class CycleTests
{
    [Theory]
    [InlineData("Application")]
    [InlineData("Infrastructure")]
    [InlineData("Web")]
    public void Folders_AreFreeOfCycles(string layer)
    {
        Slices().Matching($"Dots.{layer}.(*)..").Should().BeFreeOfCycles().Check(Layers.Architecture);
    }
}
