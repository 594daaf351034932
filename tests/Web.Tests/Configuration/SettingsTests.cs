using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dots.Application.Activities.Presence;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Streaming;
using Dots.Web.Hosting;
using Dots.Web.Hosting.Shutdown;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Web.Tests.Configuration;

[TransportOnly]
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
    [InlineData("Activities:Colour", "", "Setting Activities:Colour does not exist; there are Activities:GracePeriodSeconds, Activities:MaxBytesPerUser, Activities:MaxPerUser, Activities:MaxTotal, Activities:RequireIfMatch, Activities:StaleAfterSeconds.")]
    [InlineData("ConnectionStrings:Default", "x", "Setting ConnectionStrings:Default does not exist; there are ConnectionStrings:Dots.")]
    [InlineData("Streams:MaxOpen:0", "5", "Setting Streams:MaxOpen:0 does not exist; *")]
    [InlineData("Cors:Origins:one", "https://a.example", "Setting Cors:Origins:one does not exist; *")]
    [InlineData("Backplane:Rediss", "localhost", "Setting Backplane:Rediss does not exist; perhaps Backplane:Redis is meant.")]
    public void Build_NamesTheSetting_WhenItIsInvalid(string name, string value, string expected)
    {
        var build = () => DotsServer.Build(["--contentRoot", _folder, $"--{name}", value]);

        build.Should().Throw<SettingException>().WithMessage(expected);
    }

    [Theory]
    [InlineData("Streams:MaxOpen", "1e3")]
    [InlineData("Streams:MaxOpen", "")]
    [InlineData("Database:Provider", "sqlite")]
    [InlineData("Database:Provider", "")]
    [InlineData("Database:WriteTimeout", "5", "Setting Database:WriteTimeout does not exist; *")]
    [InlineData("Database:Provider", "1", "Setting Database:Provider must be one of Sqlite, Postgres, not '1'.")]
    [InlineData("Streams:SendPatienceSeconds", "soon", "Setting Streams:SendPatienceSeconds must be a number from 0.1 to 3600, not 'soon'.")]
    [InlineData("Streams:SendPatience", "5", "Setting Streams:SendPatience does not exist; there are Streams:KeepAliveSeconds, *")]
    public async Task Build_ParsesTheValue_AsOperatorsWriteIt(string name, string value, string? error = null)
    {
        var build = async () =>
        {
            await using var app = DotsServer.Build(["--contentRoot", _folder, $"--{name}", value]);
        };

        if (error is null)
        {
            await build.Should().NotThrowAsync();
        }
        else
        {
            await build.Should().ThrowAsync<SettingException>().WithMessage(error);
        }
    }

    [Fact]
    public async Task Build_AcceptsOldNames_AndWarnsAboutThem()
    {
        await using var app = BuildWithLog(
            "--Activities:GraceSeconds=1", "--activities:ghostseconds=2", "--Boards:Starters=false",
            "--Shutdown:LingerSeconds=3", "--Shutdown:PatienceSeconds=4.5", "--Streams:SendPatienceSeconds=6");

        app.Services.GetRequiredService<IOptions<PresenceOptions>>().Value.Should()
            .BeEquivalentTo(new { GracePeriod = TimeSpan.FromSeconds(1), StaleAfter = TimeSpan.FromSeconds(2) });
        app.Services.GetRequiredService<IOptions<ShutdownOptions>>().Value.Should()
            .BeEquivalentTo(new { ConnectionDrain = TimeSpan.FromSeconds(3), Timeout = TimeSpan.FromSeconds(4.5) });
        app.Services.GetRequiredService<IOptions<StreamOptions>>().Value.SendTimeout.Should().Be(TimeSpan.FromSeconds(6));
        app.Services.GetRequiredService<DotsSettings>().SeedsStarterBoards.Should().BeFalse();
        Warnings(app).Should().HaveCount(6).And.Contain(
            "The setting Streams:SendPatienceSeconds is now called Streams:SendTimeoutSeconds; the next release will no longer accept the old name");
    }

    [Fact]
    public async Task Build_PrefersTheNewName_WhenBothAreGiven()
    {
        await using var app = BuildWithLog("--Streams:SendPatienceSeconds=6", "--Streams:SendTimeoutSeconds=7");

        app.Services.GetRequiredService<IOptions<StreamOptions>>().Value.SendTimeout.Should().Be(TimeSpan.FromSeconds(7));
        Warnings(app).Should().Equal(
            "The setting Streams:SendPatienceSeconds is ignored, because Streams:SendTimeoutSeconds, as it is now called, is set as well");
    }

    [Fact]
    public async Task Build_PrefersAnOldName_ToTheDefaultInTheSettingsFile()
    {
        var shipped = System.IO.Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        System.IO.File.Copy(shipped, System.IO.Path.Combine(_folder, "appsettings.json"));

        await using var app = BuildWithLog("--Streams:SendPatienceSeconds=6");

        app.Configuration["Streams:SendTimeoutSeconds"].Should().Be("30");
        app.Services.GetRequiredService<IOptions<StreamOptions>>().Value.SendTimeout.Should().Be(TimeSpan.FromSeconds(6));
        Warnings(app).Should().ContainSingle();
    }

    [Fact]
    public async Task Build_LogsNoWarning_WhenAllNamesAreNew()
    {
        await using var app = BuildWithLog("--Streams:SendTimeoutSeconds=7");

        Warnings(app).Should().BeEmpty();
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
    public async Task Build_AcceptsTheSetting_WhenItIsKnownOrInAnUnknownSection(string name, string value)
    {
        await using var app = DotsServer.Build(["--contentRoot", _folder, $"--{name}", value]);

        app.Configuration[name].Should().Be(value);
    }

    [Theory]
    [InlineData("Data Source=data/dots.db", "*not a connection string for PostgreSQL: *")]
    [InlineData("Database=dots", "*not a connection string for PostgreSQL: it names no Host.")]
    [InlineData("Host=db.example", "*not a connection string for PostgreSQL: it names no Database.")]
    [InlineData("Host=db.example;Database=dots;Timeout=soon", "*not a connection string for PostgreSQL: *")]
    public void Build_NamesTheSetting_WhenTheConnectionStringIsInvalid(string connectionString, string expected)
    {
        var build = () => DotsServer.Build(
            ["--contentRoot", _folder, "--Database:Provider", "postgres", "--ConnectionStrings:Dots", connectionString]);

        build.Should().Throw<SettingException>().WithMessage($"Setting ConnectionStrings:Dots is {expected[1..]}");
    }

    [Fact]
    public void Build_NamesTheSetting_WhenTheContentRootDoesNotExist()
    {
        var build = () => DotsServer.Build(["--contentRoot", "/proc/nowhere"]);

        build.Should().Throw<SettingException>().WithMessage("Setting contentRoot names a folder that does not exist: /proc/nowhere/.");
    }

    [Fact]
    public async Task Prepare_NamesTheSetting_WhenTheDatabaseIsUnreachable()
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
    public async Task Start_ExitsWithOneLine_WhenASettingIsInvalid(string name, string value, string expected)
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
            // If the server has started in spite of the setting, it must not outlive the test.
            server.Kill();
        }

        server.ExitCode.Should().Be(1);
        (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which.Should().Match(expected);
        (await output).Should().NotContain("   at ");
    }

    [Fact]
    public async Task Start_ExitsWithOneLine_WhenANewerVersionHasMigratedTheDatabase()
    {
        using var database = TestDatabase.CreateForServer(DatabaseProvider.Sqlite);
        database.Execute("""INSERT INTO "__EFMigrationsHistory" VALUES ('20991231235959_Later', '12.0.0')""");

        await Start_ExitsWithOneLine_WhenASettingIsInvalid(
            "ConnectionStrings__Dots",
            database.ConnectionString,
            "Setting ConnectionStrings:Dots names a database that cannot be used: a newer version of Dots has migrated it (20991231235959_Later); *");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Start_ExitsWithOneLine_WhenThePortIsInUse(string host)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await Start_ExitsWithOneLine_WhenASettingIsInvalid(
            "Urls", $"http://{host}:{port}", $"Setting Urls cannot be used: port {port} is taken; *");
    }

    [Fact]
    public async Task Start_Warns_WhenAnAdministratorHasNoAccount()
    {
        using var database = TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var app = BuildWithLog("--Admins", "Ada,boss", "--ConnectionStrings:Dots", database.ConnectionString);

        await app.WarnOfMissingAdministratorsAsync();

        app.Services.GetFakeLogCollector().GetSnapshot().Select(record => record.Message)
            .Should().Contain("Admins names boss, who has no account yet; the command create-admin boss creates it")
            .And.NotContain(message => message.Contains("Ada", StringComparison.Ordinal));
    }

    private WebApplication BuildWithLog(params string[] settings) =>
        DotsServer.Build(["--contentRoot", _folder, .. settings], services => services.AddFakeLogging());

    private static IEnumerable<string> Warnings(WebApplication app) =>
        app.Services.GetFakeLogCollector().GetSnapshot()
            .Where(record => record.Level == LogLevel.Warning && record.Message.StartsWith("The setting ", StringComparison.Ordinal))
            .Select(record => record.Message);

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
        ServerSettings.CompileLater(start);
        return start;
    }
}
