using System.Net;
using Dots.Application.Common;
using Dots.Infrastructure.Identity;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Events;

/// <summary>What is left of the quota of each user and each address. Thread-safe.</summary>
internal sealed class EventQuotas : IDisposable
{
    private readonly bool _isEnabled;
    private readonly HourlyQuota<long> _perUser;
    private readonly HourlyQuota<IPAddress> _perAddress;

    public EventQuotas(IOptions<RateLimitOptions> options)
    {
        var limits = options.Value;
        _isEnabled = limits.Enabled;
        _perUser = new HourlyQuota<long>("You have made", limits.MaxEventsPerHour, limits.MaxEventBytesPerHour);
        _perAddress = new HourlyQuota<IPAddress>(
            "The users of your address have made", limits.MaxEventsPerHourPerAddress, limits.MaxEventBytesPerHourPerAddress);
    }

    /// <exception cref="TooManyRequestsException">The caller's user or address has used it up.</exception>
    public void ThrowIfUsedUp(Caller caller)
    {
        if (!_isEnabled)
        {
            return;
        }

        if (caller.User is { } user)
        {
            _perUser.ThrowIfUsedUp(user.Id);
        }

        if (caller.Address is { } address)
        {
            _perAddress.ThrowIfUsedUp(address);
        }
    }

    public void Charge(Caller caller, int events, long bytes)
    {
        if (!_isEnabled)
        {
            return;
        }

        if (caller.User is { } user)
        {
            _perUser.Charge(user.Id, events, bytes);
        }

        if (caller.Address is { } address)
        {
            _perAddress.Charge(address, events, bytes);
        }
    }

    public void Dispose()
    {
        _perUser.Dispose();
        _perAddress.Dispose();
    }
}
