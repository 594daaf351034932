namespace Dots.Bench.Load.Attacks;

/// <summary>
/// Searches for the longest name that is allowed, 20 searches at a time, among activities whose names match all of it but the last character;
/// and patches an activity with such a name.
/// </summary>
internal sealed class LongNames : Attack
{
    private const int Activities = 500;
    private const int Searches = 20;
    private const int Patches = 4;
    private const int MaxLength = 200;

    public override async Task PrepareAsync(Attacker attacker)
    {
        var name = new string('a', MaxLength);
        await attacker.CreateActivityAsync(Activity, name);
        for (var i = 1; i < Activities; i++)
        {
            await attacker.CreateActivityAsync(Guid.NewGuid(), name);
        }
    }

    public override Task RunAsync(Attacker attacker, CancellationToken stop)
    {
        var search = $"/api/activities?limit=100&name={new string('a', MaxLength - 1)}b";
        var number = 0;
        return Task.WhenAll(
            attacker.RepeatAsync(Searches, _ => attacker.CountAsync(attacker.Http.GetAsync(search, stop)), stop),
            attacker.RepeatAsync(
                Patches, _ => attacker.CountAsync(attacker.Http.MergeAsync(ActivityPath, new { n = Interlocked.Increment(ref number) }, stop)), stop));
    }
}
