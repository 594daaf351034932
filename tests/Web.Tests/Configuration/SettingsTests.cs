using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dots.Web.Hosting;

namespace Dots.Web.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("dots-web-test-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Urls", "nowhere", "Setting Urls must list addresses such as http://localhost:8000, not 'nowhere'.")]
    [InlineData("Urls", "http://localhost:70000", "Setting Urls must list addresses*")]
    [InlineData("Database:Provider", "Oracle", "Setting Database:Provider must be one of *, not 'Oracle'.")]
    [InlineData("Backplane:Provider", "Pigeons", "Setting Backplane:Provider must be one of *, not 'Pigeons'.")]
    [InlineData("Backplane:Provider", "Redis", "Setting Backplane:Redis must name the Redis server, such as localhost:6379.")]
    [InlineData("ConnectionStrings:Dots", "nonsense", "Setting ConnectionStrings:Dots is not a connection string*")]
    [InlineData("ConnectionStrings:Dots", "Mode=ReadOnly", "Setting ConnectionStrings:Dots is not a connection string*no Data Source.")]
    [InlineData("Streams:KeepAliveSeconds", "soon", "Setting Streams:KeepAliveSeconds must be a number from * to *, not 'soon'.")]
    [InlineData("Streams:MaxOpen", "0", "Setting Streams:MaxOpen must be a number from 1 to *, not '0'.")]
    [InlineData("Streams:MaxOpen", "NaN", "Setting Streams:MaxOpen must be a number*")]
    [InlineData("Events:RetentionDays", "-1", "Setting Events:RetentionDays must be a number*")]
    [InlineData("RateLimits:Enabled", "perhaps", "Setting RateLimits:Enabled must be true or false, not 'perhaps'.")]
    [InlineData("Cors:Origins", "https://a.example,friend", "Setting Cors:Origins must list origins *, not 'friend'.")]
    [InlineData("Proxies", "10.0.0.0/24,nginx", "Setting Proxies must list addresses or networks *, not 'nginx'.")]
    [InlineData("Logging:LogLevel:Default", "Loud", "Setting Logging:LogLevel:Default must be one of *, not 'Loud'.")]
    [InlineData("Streams:WindowBytes", "1000000.5", "Setting Streams:WindowBytes must be a whole number, not '1000000.5'.")]
    [InlineData("Streams:KeepAliveSecond", "5", "Setting Streams:KeepAliveSecond does not exist; perhaps Streams:KeepAliveSeconds is meant.")]
    [InlineData("streams:maxopened", "5", "Setting streams:maxopened does not exist; perhaps Streams:MaxOpen is meant.")]
    [InlineData("Stream:MaxOpen", "5", "Setting Stream:MaxOpen does not exist; perhaps Streams:MaxOpen is meant.")]
    [InlineData("Activities:Colour", "", "Setting Activities:Colour does not exist; there are Activities:GhostSeconds, Activities:GraceSeconds, Activities:RequireIfMatch.")]
    [InlineData("ConnectionStrings:Default", "x", "Setting ConnectionStrings:Default does not exist; there are ConnectionStrings:Dots.")]
    [InlineData("Streams:MaxOpen:0", "5", "Setting Streams:MaxOpen:0 does not exist; *")]
    [InlineData("Cors:Origins:one", "https://a.example", "Setting Cors:Origins:one does not exist; *")]
    [InlineData("Backplane:Rediss", "localhost", "Setting Backplane:Rediss does not exist; perhaps Backplane:Redis is meant.")]
    public void Build_NamesTheSetting_WhenItIsBad(string name, string value, string expected)
    {
        var build = () => DotsServer.Build(["--contentRoot", _folder, $"--{name}", value]);

        build.Should().Throw<SettingException>().WithMessage(expected);
    }

    [Theory]
    [InlineData("Backplane:Redis", "localhost:6379")]
    [InlineData("streams:maxopen", "5")]
    [InlineData("Cors:Origins:0", "https://a.example")]
    [InlineData("Admins:12", "ada")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections", "5")]
    [InlineData("Logging:Console:FormatterName", "json")]
    [InlineData("Stream:Colour", "blue")]
    [InlineData("Other:MaxOpen", "5")]
    public async Task Build_TakesTheSetting_WhenItExistsOrIsNoneOfItsOwn(string name, string value)
    {
        await using var app = DotsServer.Build(["--contentRoot", _folder, $"--{name}", value]);

        app.Configuration[name].Should().Be(value);
    }

    [Theory]
    [InlineData("Data Source=data/dots.db", "*not a connection string for PostgreSQL: *")]
    [InlineData("Database=dots", "*not a connection string for PostgreSQL: it names no Host.")]
    [InlineData("Host=db.example", "*not a connection string for PostgreSQL: it names no Database.")]
    [InlineData("Host=db.example;Database=dots;Timeout=soon", "*not a connection string for PostgreSQL: *")]
    public void Build_NamesTheSetting_WhenTheConnectionStringIsForAnotherDatabase(string connectionString, string expected)
    {
        var build = () => DotsServer.Build(
            ["--contentRoot", _folder, "--Database:Provider", "postgres", "--ConnectionStrings:Dots", connectionString]);

        build.Should().Throw<SettingException>().WithMessage($"Setting ConnectionStrings:Dots is {expected[1..]}");
    }

    [Fact]
    public async Task Prepare_NamesTheSetting_WhenNobodyAnswersThere()
    {
        await using var app = DotsServer.Build(
        [
            "--contentRoot", _folder,
            "--Database:Provider", "Postgres",
            "--ConnectionStrings:Dots", $"Host={_folder};Database=dots;Password=secret",
        ]);

        (await FluentActions.Awaiting(app.PrepareAsync).Should().ThrowAsync<SettingException>())
            .Which.Message.Should().Match("Setting ConnectionStrings:Dots names a database that cannot be used: *").And.NotContain("secret");
    }

    [Theory]
    [InlineData("Streams__MaxOpen", "many", "Setting Streams:MaxOpen must be a number *, not 'many'.")]
    [InlineData("Streams__KeepAliveSecond", "5", "Setting Streams:KeepAliveSecond does not exist; perhaps Streams:KeepAliveSeconds is meant.")]
    [InlineData("ConnectionStrings__Dots", "Data Source=/proc/nowhere/dots.db", "Setting ConnectionStrings:Dots names a database *")]
    [InlineData("Files__Folder", "/proc/nowhere/files", "Setting Files:Folder names a folder that cannot be written: *")]
    public async Task Start_StopsWithOneClearLine_WhenASettingIsBad(string name, string value, string expected)
    {
        using var server = Process.Start(StartOf(name, value))!;
        var output = server.StandardOutput.ReadToEndAsync();
        var errors = server.StandardError.ReadToEndAsync();
        try
        {
            await server.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            // It has begun to serve, which is what must not happen; it must not stay either.
            server.Kill();
        }

        server.ExitCode.Should().Be(1);
        (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which.Should().Match(expected);
        (await output).Should().NotContain("   at ");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Start_StopsWithOneClearLine_WhenThePortIsTaken(string host)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await Start_StopsWithOneClearLine_WhenASettingIsBad(
            "Urls", $"http://{host}:{port}", $"Setting Urls cannot be used: port {port} is taken; *");
    }

    private ProcessStartInfo StartOf(string name, string value)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { System.IO.Path.Combine(AppContext.BaseDirectory, "Dots.Web.dll") },
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Urls"] = "http://127.0.0.1:0",
                ["ConnectionStrings__Dots"] = $"Data Source={System.IO.Path.Combine(_folder, "dots.db")}",
            },
        };
        start.Environment[name] = value;
        return start;
    }
}
