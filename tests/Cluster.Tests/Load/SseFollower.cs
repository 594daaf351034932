namespace Dots.Cluster.Tests.Load;

internal sealed class SseFollower(HttpClient http) : Follower
{
    protected override async Task<bool> ReadAsync(Func<Sighting, bool> isLast)
    {
        await using var reader = await SseReader.OpenAsync(http, $"{Cursor}");
        while (await reader.NextAsync() is { } received)
        {
            var data = received.Json;
            if (isLast(new Sighting(
                received.Cursor, received.Type, data.GetProperty("board_id").GetInt64(), data.GetProperty("board_name").GetString()!)))
            {
                return true;
            }
        }

        return false;
    }
}
