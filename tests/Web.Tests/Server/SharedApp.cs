[assembly: AssemblyFixture(typeof(Dots.Web.Tests.Server.SharedApp))]

namespace Dots.Web.Tests.Server;

/// <summary>
/// One server for all tests of this project, which stay independent by using different user names. A test that needs other settings starts
/// a server of its own.
/// </summary>
public sealed class SharedApp : IAsyncLifetime
{
    public DotsApp App { get; private set; } = null!;

    /// <summary>A user without boards or paths, because the tests send only invalid ones as this user.</summary>
    public ApiClient Hostile { get; private set; } = null!;

    /// <summary>A board of another user: <see cref="Boards.RedRow"/>.</summary>
    public long BoardId { get; private set; }

    public async ValueTask InitializeAsync()
    {
        App = await DotsApp.StartAsync("Boards:SeedStarters=true", "Logging:LogLevel:Default=None");
        Hostile = await App.SignUpAsync();
        using var author = await App.SignUpAsync();
        BoardId = await author.CreateBoardAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Hostile.Dispose();
        await App.DisposeAsync();
    }
}
