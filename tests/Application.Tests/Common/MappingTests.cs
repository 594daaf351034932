using System.Reflection;
using AutoMapper;
using AutoMapper.Internal;
using Dots.Application.Common;
using Dots.Domain.Boards;

namespace Dots.Application.Tests.Common;

public sealed class MappingTests
{
    private static readonly MapperConfiguration Configuration =
        new(configuration => configuration.AddMaps(typeof(IDotsDbContext).Assembly));

    public static TheoryData<Type> MappedTypes =>
        [.. Configuration.Internal().GetAllTypeMaps().SelectMany(map => new[] { map.SourceType, map.DestinationType }).Distinct()];

    [Fact]
    public void Configuration_IsComplete() => Configuration.AssertConfigurationIsValid();

    // Justifies suppressing advisory GHSA-rvv3-g6hj-g44x: AutoMapper 14 recurses without a limit only on cyclic graphs.
    [Theory]
    [MemberData(nameof(MappedTypes))]
    public void MappedType_CannotReferToItself(Type type) => FindCycle(type, []).Should().BeNull();

    [Theory]
    [InlineData(typeof(Link))]
    [InlineData(typeof(Holder))]
    [InlineData(typeof(Tree))]
    [InlineData(typeof(Anything))]
    public void FindCycle_ReturnsTheCycle_WhenTheTypeHasOne(Type type) => FindCycle(type, []).Should().NotBeNull();

    /// <returns>The types along the first cycle among the members of a type, or null.</returns>
    private static string? FindCycle(Type type, Stack<Type> path)
    {
        if (type.HasElementType)
        {
            return FindCycle(type.GetElementType()!, path);
        }

        if (path.Contains(type) || type == typeof(object))
        {
            return string.Join(" > ", path.Reverse().Append(type).Select(step => step.Name));
        }

        // Of types from other assemblies, such as lists, only the type arguments matter.
        var parts = type.GetGenericArguments().AsEnumerable();
        if (type.Namespace?.StartsWith("Dots.", StringComparison.Ordinal) is true)
        {
            const BindingFlags members = BindingFlags.Instance | BindingFlags.Public;
            parts = parts.Concat(type.GetProperties(members).Select(property => property.PropertyType))
                .Concat(type.GetFields(members).Select(field => field.FieldType));
        }

        path.Push(type);
        var cycle = parts.Select(part => FindCycle(part, path)).FirstOrDefault(found => found is not null);
        path.Pop();
        return cycle;
    }

    private sealed record Link
    {
        public Link? Next { get; init; }
    }

    private sealed record Holder(Cell Cell, IReadOnlyList<KeyValuePair<string, Link?[]>> Links);

    private sealed record Tree(IEnumerable<Tree> Branches);

    private sealed record Anything(object Value);
}
