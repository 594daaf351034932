#pragma warning disable
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
namespace Dots.Architecture.Tests;
public sealed class TempCompare
{
    [Fact]
    public void Same()
    {
        var byIl = CodeReferences.WrittenTypes(Layers.Web)
            .Where(written => written.SelectMany(CodeReferences.AssembliesNamedBy).Contains(Layers.Infrastructure))
            .Select(written => written.Key.FullName).Order().ToList();
        var byArch = Layers.Architecture.Types.Where(t => t.FullName.StartsWith("Dots.Web."))
            .Where(t => t.Dependencies.Any(d => d.Target.FullName.StartsWith("Dots.Infrastructure")))
            .Select(t => t.FullName).Order().ToList();
        var ef = Layers.Architecture.Types.Where(t => t.FullName.StartsWith("Dots.Application."))
            .Where(t => t.Dependencies.Any(d => d.Target.FullName.StartsWith("Microsoft.EntityFrameworkCore")))
            .Select(t => t.FullName).Order().ToList();
        var ef2 = CodeReferences.WrittenTypes(Layers.Application)
            .Where(written => written.SelectMany(CodeReferences.AssembliesNamedBy).Any(a => a.GetName().Name!.StartsWith("Microsoft.EntityFrameworkCore")))
            .Select(written => written.Key.FullName).Order().ToList();
        var calls = Layers.Architecture.Types.SelectMany(t => t.Dependencies).OfType<ArchUnitNET.Domain.Dependencies.MethodCallDependency>().Where(d => d.TargetMember.Name.StartsWith("MigrateAsync") || d.TargetMember.Name.StartsWith("ToListAsync")).Select(d => d.Origin.FullName).Distinct().Order().ToList();
        var calls2 = Layers.All.SelectMany(CodeReferences.WrittenTypes).Where(w => w.SelectMany(CodeReferences.MembersNamedBy).Any(m => m.Name.StartsWith("MigrateAsync") || m.Name.StartsWith("ToListAsync"))).Select(w => w.Key.FullName).Order().ToList();
        var s = string.Join("\n", ["WEB il:", .. byIl, "WEB arch:", .. byArch, "EF only arch:", .. ef.Except(ef2), "EF only il:", .. ef2.Except(ef), "CALLS only arch", .. calls.Except(calls2), "CALLS only il", .. calls2.Except(calls), $"{ef.Count} {ef2.Count} {calls.Count} {calls2.Count}"]);
        throw new Exception(s);
    }
}
