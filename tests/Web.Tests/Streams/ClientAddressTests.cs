using System.Net;
using Dots.Web.Http;

namespace Dots.Web.Tests.Streams;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("::1", "::")]
    public void Key_IsTheSame_ForAllAddressesOfOneSite(string address, string key)
    {
        ClientAddress.KeyOf(IPAddress.Parse(address)).Should().Be(IPAddress.Parse(key));
    }
}
