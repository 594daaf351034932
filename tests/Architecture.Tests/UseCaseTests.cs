using System.Globalization;
using System.Reflection;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using Dots.Domain.Boards;
using MediatR;

namespace Dots.Architecture.Tests;

public sealed class UseCaseTests
{
    private static readonly Type[] Types = Layers.Application.GetTypes();

    // Messages about reads are told without a notification, off the request's path.
    private static readonly int[] ToldByCommands =
    [
        ActivityMessages.ActivityCreated, ActivityMessages.ActivityUpdated, ActivityMessages.ActivityDeleted, ActivityMessages.ConfigUpdated,
        ActivityMessages.UserJoined, ActivityMessages.UserLeft, ActivityMessages.UserStatusUpdated,
        ActivityMessages.FileUploaded, ActivityMessages.FileDeleted,
        ActivityMessages.SystemAlert, ActivityMessages.NotificationSent, ActivityMessages.PathSaved, ActivityMessages.PathDeleted,
    ];

    // Values that never change, each with an example.
    private static readonly Dictionary<Type, object> Values = new()
    {
        [typeof(string)] = "",
        [typeof(Guid)] = Guid.Empty,
        [typeof(DateTimeOffset)] = DateTimeOffset.UnixEpoch,
        [typeof(Caller)] = new Caller(new User(1, "ada"), null),
        [typeof(JsonObject)] = JsonObject.Empty,
        [typeof(Verdict)] = Verdict.Unique,
        [typeof(KeyedChange)] = new KeyedChange(JsonObject.Empty, JsonObject.Empty),
    };

    public static TheoryData<Type> Requests => [.. Types.Where(type => !type.IsInterface && OpenInterfacesOf(type).Contains(typeof(IRequest<>)))];

    public static TheoryData<Type> Notifications => [.. Types.Where(type => type.IsAssignableTo(typeof(INotification)) && !type.IsInterface)];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_HasOneHandler_InItsNamespace(Type request)
    {
        var handler = Types.Where(type => Closes(type, typeof(IRequestHandler<,>), request)).Should().ContainSingle().Which;

        handler.Name.Should().Be(request.Name + "Handler");
        handler.Namespace.Should().Be(request.Namespace);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Request_IsEitherACommandOrAQuery(Type request)
    {
        OpenInterfacesOf(request).Where(i => i == typeof(ICommand<>) || i == typeof(IQuery<>)).Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Notifications))]
    public void Notification_HasOneBroadcastingHandler_InItsNamespace(Type notification)
    {
        var handler = Types.Where(type => Closes(type, typeof(INotificationHandler<>), notification)).Should().ContainSingle().Which;

        handler.Name.Should().MatchRegex("^Broadcast[A-Za-z]+Events$");
        handler.Namespace.Should().Be(notification.Namespace);
    }

    [Theory]
    [MemberData(nameof(Notifications))]
    public void Notification_IsFlat_SoThatNoEntityLeavesTheTransaction(Type notification)
    {
        notification.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.PropertyType)
            .Should().OnlyContain(type => type.IsPrimitive || type.IsEnum || Values.ContainsKey(type));
    }

    [Fact]
    public void HandlersValidatorsProfilesAndPayloads_AreInternal()
    {
        var offenders = Types.Where(type => type.IsVisible && (
            type.Name.EndsWith("Handler", StringComparison.Ordinal)
            || type.Name.EndsWith("Validator", StringComparison.Ordinal)
            || type.Name.EndsWith("Profile", StringComparison.Ordinal)
            || type.Name.EndsWith("Payload", StringComparison.Ordinal)
            || type.Name.EndsWith("Behavior`2", StringComparison.Ordinal)
            || type.Name.StartsWith("Broadcast", StringComparison.Ordinal)));

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void EventTypes_EachHaveABroadcaster()
    {
        var expected = typeof(EventTypes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)
            .Concat(ToldByCommands.Select(id => ActivityMessages.Names[id]));

        var broadcast = Types
            .Where(type => type.Name.StartsWith("Broadcast", StringComparison.Ordinal) && !type.IsNested)
            .SelectMany(HandlersOf)
            .SelectMany(TypesBroadcastBy)
            .Distinct();

        broadcast.Should().BeEquivalentTo(expected);
    }

    private static IEnumerable<MethodInfo> HandlersOf(Type broadcaster) => broadcaster.GetInterfaces()
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(INotificationHandler<>))
        .Select(i => broadcaster.GetInterfaceMap(i).TargetMethods.Single());

    private static IReadOnlyList<string> TypesBroadcastBy(MethodInfo handle)
    {
        var spy = new Spy();
        var notification = handle.GetParameters()[0].ParameterType.GetConstructors()[0];
        var arguments = notification.GetParameters().Select(parameter => Values.TryGetValue(parameter.ParameterType, out var value)
            ? value
            : Convert.ChangeType(1, parameter.ParameterType, CultureInfo.InvariantCulture));
        handle.Invoke(Activator.CreateInstance(handle.DeclaringType!, spy), [notification.Invoke([.. arguments]), CancellationToken.None]);
        return spy.Types;
    }

    private static IEnumerable<Type> OpenInterfacesOf(Type type) =>
        type.GetInterfaces().Where(i => i.IsGenericType).Select(i => i.GetGenericTypeDefinition());

    private static bool Closes(Type type, Type open, Type argument) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == open && i.GetGenericArguments()[0] == argument);

    private sealed class Spy : IEventBroadcaster
    {
        public List<string> Types { get; } = [];

        public Task BroadcastAsync(string channel, string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            Types.Add(type);
            return Task.CompletedTask;
        }

        public Task BroadcastAsync(
            string channel, string type, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> undo, CancellationToken cancellationToken) =>
            BroadcastAsync(channel, type, payload, cancellationToken);
    }
}
