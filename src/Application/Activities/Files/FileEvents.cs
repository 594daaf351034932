using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Files;

// Published within the command's transaction, after the save.

/// <summary>A file of an activity has new content.</summary>
/// <param name="Url">From <see cref="IFileUrls"/>.</param>
public sealed record FileUploaded(
    Guid ActivityId, string Name, long Size, string ContentType, string Md5, string Sha256, string Url, Caller Actor, DateTimeOffset At)
    : INotification;

public sealed record FileDeleted(Guid ActivityId, string Name, Caller Actor, DateTimeOffset At) : INotification;
