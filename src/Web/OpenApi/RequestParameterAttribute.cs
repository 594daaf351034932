using Dots.Application.Events;
using Microsoft.OpenApi;

namespace Dots.Web.OpenApi;

/// <summary>
/// A text parameter that the framework does not bind and so cannot describe, or only in part: streams read their parameters from the request
/// themselves.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal class RequestParameterAttribute(string name, string description) : Attribute
{
    public string Name => name;

    public virtual string Description => description;

    public ParameterLocation Location { get; init; } = ParameterLocation.Query;

    public string? Format { get; init; }
}

/// <summary>The parameter that narrows a stream to some types of events.</summary>
/// <param name="channel">The channel whose types it names.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TypesParameterAttribute(string channel) : RequestParameterAttribute("types", "")
{
    public override string Description =>
        $"Only these, separated by commas: {string.Join(", ", channel == Channels.Notifications
            ? EventTypes.OfNotifications.Concat(ActivityMessages.NamesOnEveryStream)
            : EventTypes.OfActivities)}.";
}
