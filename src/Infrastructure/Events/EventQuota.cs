using Dots.Application.Common;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Events;

/// <inheritdoc cref="IEventQuota"/>
internal sealed class EventQuota(PendingEvents pending, EventQuotas quotas) : IEventQuota
{
    /// <inheritdoc/>
    public void ThrowIfUsedUp(User user) => quotas.ThrowIfUsedUp(user.Id);

    /// <inheritdoc/>
    public void Charge(User user) => quotas.Charge(user.Id, pending.CommittedEvents, pending.CommittedBytes);
}
