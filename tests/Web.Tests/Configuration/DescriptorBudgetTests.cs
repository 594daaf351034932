using Dots.Web.Connections;
using Dots.Web.Streams;

namespace Dots.Web.Tests.Configuration;

public sealed class DescriptorBudgetTests
{
    [Theory]
    [InlineData(420, 340)]
    [InlineData(1024, 340)]
    [InlineData(20_000, 340)]
    [InlineData(60_000, 340)]
    public void Fit_LeavesRoomForRequestsAndOtherAddresses_WhenTheSystemAllowsLessThanConfigured(int limit, int inUse)
    {
        var (connections, streams) = (new ConnectionLimits(), new StreamLimits());

        new DescriptorBudget(limit, inUse).Fit(connections, streams).Should().BeTrue();

        connections.MaxOpen.Should().BeLessThanOrEqualTo(limit - inUse - 32);
        connections.MaxOpenPerAddress.Should().BeLessThan(connections.MaxOpen);
        streams.MaxOpen.Should().BeLessThan(connections.MaxOpen);
        streams.MaxOpenPerAddress.Should().BeLessThan(streams.MaxOpen).And.BeLessThan(connections.MaxOpenPerAddress);
    }

    [Fact]
    public void Fit_ChangesNothing_WhenTheSystemAllowsWhatIsConfigured()
    {
        var (connections, streams) = (new ConnectionLimits { MaxOpen = 300, MaxOpenPerAddress = 300 }, new StreamLimits { MaxOpen = 200, MaxOpenPerAddress = 200 });

        new DescriptorBudget(1024, 340).Fit(connections, streams).Should().BeFalse();

        (connections.MaxOpen, connections.MaxOpenPerAddress, streams.MaxOpen, streams.MaxOpenPerAddress).Should().Be((300, 300, 200, 200));
    }

    [Fact]
    public void Fit_Throws_WhenThereIsRoomForHardlyAnyConnection()
    {
        var fit = () => new DescriptorBudget(380, 340).Fit(new ConnectionLimits(), new StreamLimits());

        fit.Should().Throw<TooFewDescriptorsException>().WithMessage("The system allows 380 open files, of which 340 are in use*");
    }
}
