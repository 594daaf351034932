namespace Dots.Streams.Tests.OtherClients;

[TransportOnly]
public sealed class OtherClientsTests(OtherClientsRun run) : IClassFixture<OtherClientsRun>
{
    [Fact]
    public void SystemNetServerSentEvents_ReceivesEachEventOnce_AcrossRestarts() => run.AssertReceivedEachEventOnce("");

    [Fact]
    public void Curl_ReceivesEachEventOnce_AcrossRestarts() => run.AssertReceivedEachEventOnce("curl");

    [Fact]
    public void NpmEventSource_ReceivesEachEventOnce_AcrossRestarts() => run.AssertReceivedEachEventOnce("node");

    [Fact]
    public void Chromium_ReceivesEachEventOnce_AcrossRestarts() => run.AssertReceivedEachEventOnce("chromium");
}
