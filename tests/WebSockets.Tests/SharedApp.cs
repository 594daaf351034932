namespace Dots.WebSockets.Tests;

/// <summary>A server shared by the tests of a class that do not affect each other.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private DotsApp? _app;

    internal DotsApp App => _app!;

    public async ValueTask InitializeAsync() => _app = await DotsApp.StartAsync("Cors:Origins=https://app.example");

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
