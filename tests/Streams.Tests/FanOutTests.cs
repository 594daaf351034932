
namespace Dots.Streams.Tests;

public sealed class FanOutTests
{
    [Fact]
    public async Task Publish_ReachesEveryReaderOnceInOneOrder_WhenManyPublishConcurrently()
    {
        await using var app = await DotsApp.StartAsync();
        var readers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SseReader.OpenAsync(app.Http)));

        var published = await Task.WhenAll(Enumerable.Range(0, 8).Select(publisher => Task.Run(async () =>
        {
            var ids = new List<long>();
            for (var i = 0; i < 50; i++)
            {
                ids.Add(await app.AppendAsync("newBoard", $$"""{"publisher": {{publisher}}, "n": {{i}}}"""));
            }

            return ids;
        })));

        var expected = published.SelectMany(ids => ids).Order().ToList();
        expected.Should().Equal(await app.LoggedIdsAsync());
        foreach (var reader in readers)
        {
            var events = await reader.TakeAsync(expected.Count);
            events.Select(e => e.Cursor).Should().Equal(expected);
            events.GroupBy(e => e.Json.GetProperty("publisher").GetInt32())
                .Should().OnlyContain(
                    group => group.Select(e => e.Json.GetProperty("n").GetInt32()).SequenceEqual(Enumerable.Range(0, 50)),
                    "what one publisher has acknowledged comes before what it publishes next");
            reader.Untaken.Should().Be(0);
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task Publish_ReachesRemainingReaders_WhileOthersComeAndGo()
    {
        await using var app = await DotsApp.StartAsync();
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SseReader.OpenAsync(app.Http)));
        var reading = readers.Select(reader => reader.TakeThroughAsync(500)).ToArray();

        var isOver = false;
        var comingAndGoing = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                using var connection = await RawConnection.OpenStreamAsync(app.Address);
                connection.Reset();
            }
        })).ToArray();
        for (var i = 0; i < 500; i++)
        {
            await app.AppendAsync("newBoard", "{}");
        }

        var logged = await app.LoggedIdsAsync();
        (await Task.WhenAll(reading)).Should().AllSatisfy(ids => ids.Should().Equal(logged));
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(comingAndGoing).WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);
    }
}
