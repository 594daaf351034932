[assembly: AssemblyFixture(typeof(Dots.Web.Tests.Server.SharedApp))]

namespace Dots.Web.Tests.Server;

/// <summary>
/// One server for all tests of this project, which keep apart by their users' names. A test that needs settings of its own starts its own.
/// </summary>
public sealed class SharedApp : IAsyncLifetime
{
    public DotsApp App { get; private set; } = null!;

    /// <summary>A user who owns nothing, because everything they send is rejected.</summary>
    public ApiClient Hostile { get; private set; } = null!;

    /// <summary>Another user's board, of one row.</summary>
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
