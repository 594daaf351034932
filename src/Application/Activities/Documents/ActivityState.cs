using Dots.Domain.Activities;

namespace Dots.Application.Activities.Documents;

/// <summary>What an activity held at some time; both empty where there was none.</summary>
public sealed record ActivityState(JsonObject Document, JsonObject Config)
{
    public static readonly ActivityState None = new(JsonObject.Empty, JsonObject.Empty);
}
