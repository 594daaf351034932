using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;

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
        TypesOf(Layers.Web).Where(type => TargetsOf(type).Any(target => target.FullName.StartsWith("Dots.Infrastructure.", StringComparison.Ordinal)))
            .Select(OutermostNameOf).Distinct()
            .Should().BeEquivalentTo("Dots.Web.Hosting.DotsServer", "Dots.Web.Hosting.DotsSettings");
    }

    [Fact]
    public void Controllers_NameNoDatabase()
    {
        var offenders = TypesOf(Layers.Web)
            .Where(type => TargetsOf(type).Any(target => target.FullName.StartsWith("Microsoft.EntityFrameworkCore.", StringComparison.Ordinal)))
            .Select(OutermostNameOf).Distinct().ToList();

        offenders.Should().Contain("Dots.Web.Problems.RequestErrors", "one of the exceptions that it knows is the database's");
        offenders.Should().NotContain(name => name.EndsWith("Controller", StringComparison.Ordinal));
    }

    [Fact]
    public void Product_NeverCreatesItsSchemaWithoutMigrations()
    {
        var called = Layers.Architecture.Types.SelectMany(type => type.Dependencies).OfType<MethodCallDependency>()
            .Select(call => call.TargetMember.Name).ToList();

        called.Should().Contain(name => name.StartsWith("MigrateAsync(", StringComparison.Ordinal), "calls of extension methods in other assemblies are found");
        called.Should().NotContain(name => name.StartsWith("EnsureCreated", StringComparison.Ordinal));
    }

    private static IEnumerable<IType> TypesOf(System.Reflection.Assembly layer)
    {
        var name = layer.GetName().Name!;
        return Layers.Architecture.Types.Where(type => type.Assembly.Name.Split(',')[0] == name);
    }

    private static IEnumerable<IType> TargetsOf(IType type) => type.Dependencies.Select(dependency => dependency.Target);

    // Nested types count as their outermost one's.
    private static string OutermostNameOf(IType type) => type.FullName.Split('+')[0];
}
