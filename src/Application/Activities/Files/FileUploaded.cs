using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Files;

/// <summary>Within the command's transaction: a file of an activity has new content.</summary>
public sealed record FileUploaded(
    Guid ActivityId, string Name, long Size, string ContentType, string Md5, string Sha256, Caller Actor, DateTimeOffset At) : INotification;
