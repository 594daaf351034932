namespace Dots.WebSockets.Tests;

/// <summary>One server for the tests of a class that do not touch what others see.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private DotsApp? _app;

    internal DotsApp App => _app!;

    public async ValueTask InitializeAsync() => _app = await DotsApp.StartAsync("Cors:Origins=https://app.example");

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
