using System.Net;
using System.Net.Sockets;

namespace Dots.Web.Http;

/// <summary>What counts as one address where clients are limited by address.</summary>
internal static class ClientAddress
{
    private const int PrefixBytes = 8;

    /// <summary>
    /// An IPv4 address as such, even if it is mapped into IPv6 (RFC 4291 section 2.5.5.2), and of an IPv6 address the first 64 bits: a single
    /// site has all of the addresses behind them (RFC 6177), and could otherwise use each for a moment.
    /// </summary>
    public static IPAddress KeyOf(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return address ?? IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixBytes).Clear();
        return new IPAddress(bytes);
    }
}
