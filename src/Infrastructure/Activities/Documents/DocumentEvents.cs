using Dots.Application.Events;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>The types of the events that change a document or a configuration.</summary>
internal static class DocumentEvents
{
    public static readonly string Created = ActivityMessages.Names[ActivityMessages.ActivityCreated];
    public static readonly string Updated = ActivityMessages.Names[ActivityMessages.ActivityUpdated];
    public static readonly string Deleted = ActivityMessages.Names[ActivityMessages.ActivityDeleted];
    public static readonly string Configured = ActivityMessages.Names[ActivityMessages.ConfigUpdated];

    /// <summary>The condition of these types in SQL.</summary>
    public static readonly string Condition = $"type IN ('{Created}', '{Updated}', '{Deleted}', '{Configured}')";

    /// <summary>Whether the projected message of an event of this type contains a whole document or configuration.</summary>
    public static bool ShowsDocument(string type) => type == Created || type == Updated || type == Configured;
}
