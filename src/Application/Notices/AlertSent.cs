using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Notices;

/// <summary>Within the command's transaction: the site has something to say to all.</summary>
public sealed record AlertSent(JsonObject Alert, DateTimeOffset At) : INotification;
