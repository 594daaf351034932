namespace Dots.Architecture.Tests;

public sealed class LayerTests
{
    [Fact]
    public void Layers_AreFourAssemblies_WhenFoundByTheirTypes()
    {
        // A rule that looks at the wrong assembly holds always.
        Layers.All.Select(assembly => assembly.GetName().Name)
            .Should().Equal("Dots.Domain", "Dots.Application", "Dots.Infrastructure", "Dots.Web");
    }

    [Fact]
    public void Domain_ReferencesTheRuntimeAlone()
    {
        Layers.ReferencesOf(Layers.Domain).Should().OnlyContain(name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void Application_ReferencesTheDomainAndItsPorts_AndNoProviderOrServer()
    {
        string[] allowed =
        [
            "AutoMapper", "FluentValidation", "MediatR", "Microsoft.EntityFrameworkCore",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Scrutor",
        ];

        var others = Layers.ReferencesOf(Layers.Application)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !allowed.Contains(name));

        others.Should().Equal("Dots.Domain");
    }

    [Fact]
    public void Infrastructure_DoesNotReferenceTheWeb()
    {
        Layers.ReferencesOf(Layers.Infrastructure).Where(name => name.StartsWith("Dots.", StringComparison.Ordinal))
            .Should().BeEquivalentTo("Dots.Application", "Dots.Domain");
    }

    [Fact]
    public void Infrastructure_NamesNoController()
    {
        Layers.ReferencesOf(Layers.Infrastructure)
            .Should().NotContain(name => name.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal));
    }

    [Fact]
    public void Web_NamesInfrastructure_OnlyWhereTheServerIsPutTogether()
    {
        var offenders = CodeReferences.WrittenTypes(Layers.Web)
            .Where(written => written.SelectMany(CodeReferences.AssembliesNamedBy).Contains(Layers.Infrastructure))
            .Select(written => written.Key.FullName);

        offenders.Should().BeEquivalentTo("Dots.Web.Hosting.DotsServer", "Dots.Web.Hosting.DotsSettings");
    }

    [Fact]
    public void Controllers_NameNoDatabase()
    {
        var offenders = CodeReferences.WrittenTypes(Layers.Web)
            .Where(written => written.Key.Name.EndsWith("Controller", StringComparison.Ordinal))
            .Where(written => written.SelectMany(CodeReferences.AssembliesNamedBy)
                .Any(assembly => assembly.GetName().Name!.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)))
            .Select(written => written.Key.FullName);

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Product_NeverCreatesItsSchemaWithoutMigrations()
    {
        var offenders = Layers.All
            .SelectMany(CodeReferences.WrittenTypes)
            .Where(written => written.SelectMany(CodeReferences.MembersNamedBy)
                .Any(member => member.Name.StartsWith("EnsureCreated", StringComparison.Ordinal)))
            .Select(written => written.Key.FullName);

        offenders.Should().BeEmpty();
    }
}
