using System.Net.Http.Json;

namespace Dots.Bench.Load.Attacks;

/// <summary>
/// Reads a channel of 60 events of 1 MB in pages and by replays that are never received, and adds further events; again and again.
/// </summary>
internal sealed class LargeEvents : Attack
{
    private const int Events = 60;
    private const int EventsPerRound = 5;
    private const int Bytes = 1_000_000;
    private const int Pages = 8;
    private const int Replays = 30;

    public override async Task PrepareAsync(Attacker attacker)
    {
        await attacker.CreateActivityAsync(Activity, "Large");
        await WriteAsync(attacker, Events, CancellationToken.None);
    }

    public override Task RunAsync(Attacker attacker, CancellationToken stop) =>
        attacker.RepeatAsync(1, _ => RoundAsync(attacker, stop), stop);

    private static async Task RoundAsync(Attacker attacker, CancellationToken stop)
    {
        await WriteAsync(attacker, EventsPerRound, stop);
        var replays = await Task.WhenAll(Enumerable.Range(0, Replays).Select(
            _ => attacker.SendWithoutReadingAsync($"/sse/activities/{Activity}?last_event_id=0", stop)));
        await Task.WhenAll(Enumerable.Range(0, Pages).Select(
            _ => attacker.CountAsync(attacker.Http.GetAsync($"/api/events?channel=activities/{Activity}&limit=1000", stop))));

        // Time for the replays to fill their buffers.
        await Task.Delay(1000, stop);
        Array.ForEach(replays, replay => replay.Dispose());
    }

    private static async Task WriteAsync(Attacker attacker, int events, CancellationToken stop)
    {
        for (var i = 0; i < events; i++)
        {
            var document = new { id = Activity, name = "Large", text = new string((char)('a' + i % 26), Bytes) };
            await attacker.CountAsync(attacker.Http.PutAsJsonAsync(ActivityPath, document, stop));
        }
    }
}
