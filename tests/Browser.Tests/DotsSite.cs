using System.Reflection;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;

namespace Dots.Browser.Tests;

/// <summary>The real server with the built client app, for the tests of one class.</summary>
public class DotsSite(Chromium chromium) : IAsyncLifetime
{
    private DotsProcess _server = null!;
    private int _names;

    public static string ClientAppRoot { get; } = PathInSource("ClientAppRoot");

    public static string WebRoot { get; } = PathInSource("WebRoot");

    /// <summary>The user who may send alerts.</summary>
    private const string Administrator = "chief";

    public Uri Address => _server.Address;

    public HttpClient Http => _server.Http;

    /// <summary>Settings of the server besides those of all sites.</summary>
    protected virtual string[] Settings => [];

    public async ValueTask InitializeAsync() => _server = await DotsProcess.StartAsync(
        [$"webRoot={WebRoot}", "Boards:SeedStarters=false", $"Admins={Administrator}", "Activities:GracePeriodSeconds=1", .. Settings]);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    public Task<Person> VisitAsync(BrowserNewContextOptions? options = null) => Person.OpenAsync(chromium.Browser, Address, options);

    /// <summary>Opens a browser profile that reaches the server through a proxy.</summary>
    public Task<Person> VisitThroughAsync(TestProxy proxy) => Person.OpenAsync(chromium.Browser, proxy.Address);

    /// <summary>Opens a browser profile in which the user is signed in.</summary>
    public async Task<Person> VisitAsAsync(string username, BrowserNewContextOptions? options = null)
    {
        var person = await VisitAsync(options);
        await person.SignInAsync(username);
        return person;
    }

    /// <summary>Opens a browser profile in which the administrator is signed in. Once for each site.</summary>
    public async Task<Person> VisitAsAdministratorAsync()
    {
        (await _server.CreateAdministratorAsync(Administrator, Author.Password)).ExitCode.Should().Be(0);
        return await VisitAsAsync(Administrator);
    }

    public Task<Author> RegisterAsync(string username) => Author.RegisterAsync(Address, username);

    public Task<Author> SignInAsync(string username) => Author.SignInAsync(Address, username);

    /// <summary>A name that no other test of the class uses.</summary>
    public string UniqueName(string name) => $"{name}{Interlocked.Increment(ref _names)}";

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _server.KillAsync();

    public Task StartAgainAsync() => _server.StartAgainAsync();

    private static string PathInSource(string key) =>
        typeof(DotsSite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
