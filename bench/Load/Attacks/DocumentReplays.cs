namespace Dots.Bench.Load.Attacks;

/// <summary>Replays the whole document of every one of 2,000 revisions, several replays at a time.</summary>
internal sealed class DocumentReplays : Attack
{
    private const int Revisions = 2000;
    private const int Writers = 4;
    private const int DocumentBytes = 5_000;
    private const int Readers = 12;

    public override async Task PrepareAsync(Attacker attacker)
    {
        await attacker.CreateActivityAsync(Activity, "Long history", new string('x', DocumentBytes));
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Revisions),
            new ParallelOptions { MaxDegreeOfParallelism = Writers },
            async (i, stop) =>
            {
                using var patched = await attacker.Http.MergeAsync(ActivityPath, new { revision = i }, stop);
                patched.EnsureSuccessStatusCode();
            });
    }

    public override Task RunAsync(Attacker attacker, CancellationToken stop) => attacker.RepeatAsync(Readers, _ => ReplayAsync(attacker, stop), stop);

    private static async Task ReplayAsync(Attacker attacker, CancellationToken stop)
    {
        using var response = await attacker.Http.GetAsync(
            $"/sse/activities/{Activity}?data=full&last_event_id=1", HttpCompletionOption.ResponseHeadersRead, stop);
        attacker.Count($"{(int)response.StatusCode}");
        if (!response.IsSuccessStatusCode)
        {
            return;
        }

        // Closed near the end of the replay; the rest would be live.
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        var buffer = new byte[64 * 1024];
        var missing = (long)Revisions * DocumentBytes;
        while (missing > 0 && await body.ReadAsync(buffer, stop) is > 0 and var count)
        {
            missing -= count;
        }

        attacker.Count(missing > 0 ? "ended early" : "replayed");
    }
}
