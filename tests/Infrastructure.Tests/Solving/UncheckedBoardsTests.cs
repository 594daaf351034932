using Dots.Application.Solving;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Solving;

public sealed class UncheckedBoardsTests
{
    [Fact]
    public async Task Find_ReturnsABoardOfAnEarlierVersion()
    {
        using var database = TestDatabase.Create();
        await using var node = new Node(database);
        await node.InScopeAsync<DotsDbContext, int>(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(id => id.EndsWith("_StreamTickets", StringComparison.Ordinal)));
            return 0;
        });
        database.Execute(
            """
            INSERT INTO boards (id, name, name_folded, rows, cols, dots, rule, verdict, creator_id, creator_username, created_at, updated_at, revision, puzzle_revision, geometry_revision)
            VALUES (5, 'x', 'X', 2, 2, '[]', 'AllCells', 'Unknown', 1, 'ada', 0, 0, 3, 2, 1)
            """);

        await node.Get<IServiceProvider>().MigrateDotsAsync(default);

        var scopes = node.Get<IServiceScopeFactory>();
        (await scopes.SendAsync(new FindUncheckedBoard(), default)).Should().Be(5);
        (await scopes.SendAsync(new ClaimBoard(5, TimeSpan.FromMinutes(1)), default))!.Revision.Should().Be(3);
        (await scopes.SendAsync(new FindUncheckedBoard(), default)).Should().BeNull();
    }
}
