using System.ComponentModel.DataAnnotations;
using System.Net;
using IPNetwork = System.Net.IPNetwork;

namespace Dots.Web.Hosting.Settings;

internal sealed class ProxyOptions : IValidatableObject
{
    /// <summary>
    /// Addresses or networks of load balancers whose statements about a client's address and scheme are believed (<c>X-Forwarded-For</c>,
    /// <c>X-Forwarded-Proto</c>).
    /// </summary>
    public IReadOnlyList<string> Proxies { get; set; } = [];

    public IEnumerable<IPNetwork> Networks => Proxies.Select(NetworkOf).OfType<IPNetwork>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Proxies.Where(text => NetworkOf(text) is null).Select(text => new ValidationResult(
            $"must list addresses or networks such as 10.0.0.5 or 10.0.0.0/24, not '{text}'", [nameof(Proxies)]));

    private static IPNetwork? NetworkOf(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;
}
