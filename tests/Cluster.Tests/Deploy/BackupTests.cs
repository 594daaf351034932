using System.IO;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dots.Infrastructure.Data;

namespace Dots.Cluster.Tests.Deploy;

public sealed class BackupTests
{
    private const string Activity = "63b76319-68ef-4412-9dd4-bb2a13315ee2";
    private const string FilePath = $"/api/activities/{Activity}/files/model.glb";

    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task Restore_RestoresDatabaseAndFiles_OnSqlite()
    {
        Assert.SkipUnless(Programs.IsInstalled("sqlite3"), "sqlite3 is not installed.");
        await BackUpAndRestoreAsync(DatabaseProvider.Sqlite);
    }

    [PostgresFact]
    public Task Restore_RestoresDatabaseAndFiles_OnPostgres() => BackUpAndRestoreAsync(DatabaseProvider.Postgres);

    [Fact]
    public async Task Restore_FailsWithoutChanges_WhenADatabaseExists()
    {
        Assert.SkipUnless(Programs.IsInstalled("sqlite3"), "sqlite3 is not installed.");
        using var database = TestDatabase.Create(DatabaseProvider.Sqlite);
        var backup = await Script.RunAsync("backup.sh", Settings(database), Path.Combine(database.Folder, "backups"));
        var before = await File.ReadAllBytesAsync(database.File);

        var restore = () => Script.RunAsync("restore.sh", Settings(database), backup);

        await restore.Should().ThrowAsync<InvalidOperationException>().WithMessage("*The database exists already*");
        (await File.ReadAllBytesAsync(database.File)).Should().Equal(before);
    }

    private static async Task BackUpAndRestoreAsync(DatabaseProvider provider)
    {
        var other = TestDatabase.CreateEmpty(provider);
        string backup;
        long lastId;
        AuthenticationHeaderValue? token;
        await using (var server = await DotsProcess.StartOnAsync(TestDatabase.CreateForServer(provider), "Files:Folder=files"))
        {
            await server.SignInAsync("ola");
            await server.CreateBoardAsync("Before");
            (await server.Http.PostAsJsonAsync("/api/activities", new { id = Activity, name = "With a file" })).EnsureSuccessStatusCode();
            (await server.Http.PutAsync(FilePath, new ByteArrayContent(Content))).EnsureSuccessStatusCode();

            // Back up while the server runs and accepts writes.
            var writing = server.CreateBoardAsync("Meanwhile");
            backup = await Script.RunAsync("backup.sh", Settings(server.Database), Path.Combine(other.Folder, "backups"));
            await writing;
            for (var i = 0; i < 10; i++)
            {
                await server.CreateBoardAsync("After");
            }

            lastId = await LatestAsync(server);
            token = server.Http.DefaultRequestHeaders.Authorization;
        }

        await Script.RunAsync("restore.sh", Settings(other), backup);
        await using var restored = await DotsProcess.StartOnAsync(other, "Files:Folder=files");

        var boards = (await restored.Http.GetFromJsonAsync<JsonElement>("/api/boards")).GetProperty("items").EnumerateArray()
            .Select(board => board.GetProperty("name").GetString()).ToList();
        boards.Should().Contain("Before").And.NotContain("After");
        (await restored.Http.GetByteArrayAsync(FilePath)).Should().Equal(Content);
        restored.Http.DefaultRequestHeaders.Authorization = token;
        await restored.CreateBoardAsync("Anew");
        (await LatestAsync(restored)).Should().BeGreaterThan(lastId, "no event id is assigned twice");
    }

    private static async Task<long> LatestAsync(DotsProcess server) =>
        (await server.Http.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("events").GetProperty("latest").GetInt64();

    private static Dictionary<string, string> Settings(TestDatabase database) => new()
    {
        ["Database__Provider"] = $"{database.Provider}",
        ["ConnectionStrings__Dots"] = database.ConnectionString,
        ["Files__Folder"] = Path.Combine(database.Folder, "files"),
    };
}
